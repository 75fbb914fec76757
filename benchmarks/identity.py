"""Does the reasoning on identity hold? All combinations of forms, random certificates, known mismatches; and its cost.

    benchmarks/identity.py [--certificates N] [--mismatches N] [--seed N]

1. Semax and Selank: claimed form x true form x instrument x way of stating the mass, without noise.
2. Random certificates of the whole reference, half of them of another molecule than they name, with noise up to the
   stated tolerance.
3. Certificates whose molecule underwent one known change: is the right explanation the first?
4. CPU time of identifying one certificate against the whole library, beside reading one born-digital page.

A difference that the instrument cannot see is no error: two forms then both fit, and the verdict has to be open.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coaverify.checks.candidates import Candidate, all_candidates
from coaverify.checks.explanations import explanations
from coaverify.chemistry.changes import Kind
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.mismatch import Hypothesis, single_changes
from coaverify.chemistry.modifications import KNOWN_CHANGES
from coaverify.chemistry.sequences import Sequence, parse_sequence
from coaverify.document.read import read
from coaverify.model.certificate import Certificate
from coaverify.model.finding import Verdict
from coaverify.model.form import Form
from coaverify.model.settings import Limits
from coaverify.reference.entry import Confidence
from coaverify.reference.library import library
from identity_cases import INSTRUMENTS, IONS, TOF, WAYS, Instrument, certificate, identified, judged, measured

SAMPLES = Path(__file__).parent.parent / "samples"
PRODUCTS = {
    "semax": ("Semax", "N-Acetyl Semax", "Semax Amidate", "N-Acetyl Semax Amidate"),
    "selank": ("Selank", "N-Acetyl Selank", "Selank Amidate", "N-Acetyl Selank Amidate"),
}
FORMS = (Form.PLAIN, Form.N_ACETYL, Form.AMIDE, Form.N_ACETYL_AMIDE)
SIGN = {Verdict.PASS: "P", Verdict.FAIL: "F", Verdict.INCONCLUSIVE: "?"}


# --- every combination of forms ----------------------------------------------------------------


def expected(chain: Sequence, claim: Form, truth: Form, way: str, instrument: Instrument) -> Verdict:
    """What physics allows: the forms whose values lie within the tolerance of the true one's, and a half digit."""
    possible = [form for form in FORMS if _reaches(chain, truth, form, way, instrument)]
    if claim not in possible:
        return Verdict.FAIL
    return Verdict.PASS if possible == [claim] else Verdict.INCONCLUSIVE


def _reaches(chain: Sequence, truth: Form, other: Form, way: str, instrument: Instrument) -> bool:
    one, two = masses_of(chain.with_form(truth)), masses_of(chain.with_form(other))
    if way == "neutral average":
        pairs = [(one.average, two.average, 1)]
    else:
        pairs = [(one.monoisotopic, two.monoisotopic, charge) for charge in IONS.get(way, (1,))]
    half = 0.5 * 10**-instrument.decimals
    wide = 4.0 if instrument is TOF else 1.0  # an instrument's class allows 20 ppm, what it states itself is 5
    return all(abs(a - b) / charge <= wide * instrument.at(a / charge) + 2 * half for a, b, charge in pairs)


def combinations_table() -> int:
    """Prints a table for each peptide; returns how many cells are not as physics has them."""
    wrong = 0
    print("1. claimed form x true form: P pass, F fail, ? inconclusive; ! where physics says otherwise")
    for peptide, products in PRODUCTS.items():
        entry = next(one for one in library().entries if one.id == peptide)
        chain = parse_sequence(entry.sequence)
        for instrument in INSTRUMENTS:
            print(f"\n{entry.name}, {instrument.name}\n  {'claimed / true':<24}" + "".join(f"{f:>16}" for f in FORMS))
            for claim, product in zip(FORMS, products, strict=True):
                cells = []
                for truth in FORMS:
                    signs = ""
                    for way in WAYS:
                        fields = measured(masses_of(chain.with_form(truth)), way, instrument, None)
                        verdict, _, _ = judged(certificate(product, fields))
                        right = verdict is expected(chain, claim, truth, way, instrument)
                        wrong += not right
                        signs += SIGN[verdict] + ("" if right else "!")
                    cells.append(f"{signs:>16}")
                print(f"  {claim:<24}" + "".join(cells))
    print(f"\n  each cell: {', '.join(WAYS)}; wrong cells: {wrong}")
    return wrong


# --- random certificates -----------------------------------------------------------------------


def random_certificates(count: int, seed: int) -> None:
    chance = random.Random(seed)
    known = [one for one in all_candidates(library()) if one.entry.confidence is not Confidence.LOW and _is_named(one)]
    tally: Counter[str] = Counter()
    for _ in range(count):
        claimed, instrument, way = chance.choice(known), chance.choice(INSTRUMENTS), chance.choice(WAYS)
        right = chance.random() < 0.5
        true = claimed if right else _another(claimed, known, chance)
        verdict, found, _ = judged(certificate(_name(claimed), measured(true.masses, way, instrument, chance)))
        kind = "right" if right else "near" if _is_near(claimed, true, way, instrument) else "wrong"
        tally[f"{kind} {verdict}"] += 1
        if kind == "near" and verdict is Verdict.PASS:
            told = any(hint.code == "other-peptide-fits" for hint in found["identity.form"].hints)
            tally["near pass, the other named in the report" if told else "near pass, NOT NAMED"] += 1
    print(f"\n2. {count} random certificates over {len(known)} molecules (seed {seed})")
    print("   right: the molecule that is named; wrong: another one; near: another one of the reference that no")
    print("   measurement with this tolerance can tell from it")
    for name in sorted(tally):
        print(f"   {name:<44}{tally[name]:7}")
    rights = sum(tally[name] for name in tally if name.startswith("right"))
    print(f"   wrong-identity passes {tally['wrong pass']}; right-identity fails {tally['right fail'] / rights:.3%}")


def _name(candidate: Candidate) -> str:
    if candidate.form is candidate.entry.native_form:
        return candidate.entry.name
    return next(iter(candidate.entry.facts(candidate.form).names), candidate.entry.name)


def _is_named(candidate: Candidate) -> bool:
    """Whether a name says which peptide and form is meant, so that a claim can be made of it."""
    found = library().find(_name(candidate))
    return [(match.entry.id, match.form) for match in found] == [(candidate.entry.id, candidate.form)]


def _another(claimed: Candidate, known: list[Candidate], chance: random.Random) -> Candidate:
    """Another form of the same peptide, or another peptide; half of the time one of about the same mass."""
    others = [one for one in known if one.masses.formula != claimed.masses.formula]
    if chance.random() < 0.5:
        others.sort(key=lambda one: abs(one.masses.monoisotopic - claimed.masses.monoisotopic))
        return chance.choice(others[:6])
    return chance.choice(others)


def _is_near(claimed: Candidate, true: Candidate, way: str, instrument: Instrument) -> bool:
    """Whether two molecules of different peptides are so alike that a value of the one may be one of the other's."""
    if claimed.entry is true.entry:
        return False
    charge = max(IONS.get(way, (1,)))
    gap = min(
        abs(a - b)
        for a in (claimed.masses.monoisotopic, claimed.masses.average, claimed.masses.most_abundant)
        for b in (true.masses.monoisotopic, true.masses.average)
    )
    wide = 4.0 if instrument is TOF else 1.0
    reach = (1 + wide) * instrument.at(claimed.masses.monoisotopic / charge) + 10.0**-instrument.decimals
    return gap / charge <= reach


# --- known mismatches --------------------------------------------------------------------------


def mismatches(count: int, seed: int) -> None:
    chance = random.Random(seed)
    spectral = {change.name for change in KNOWN_CHANGES if change.kind not in (Kind.SALT, Kind.READING)}
    known = [one for one in all_candidates(library()) if one.entry.confidence is not Confidence.LOW and _is_named(one)]
    tally: Counter[str] = Counter()
    while tally["made"] < count:
        claimed, instrument = chance.choice(known), chance.choice(INSTRUMENTS)
        chain = parse_sequence(claimed.entry.sequence).with_form(claimed.form)
        change = chance.choice([one for one in single_changes(chain) if _is_usual(one, spectral)])
        changed = change.applied_to(claimed.masses)
        if changed is None:
            continue
        tally["made"] += 1
        tally[f"{instrument.name}: made"] += 1
        way = chance.choice(tuple(IONS))
        _, _, examined = judged(certificate(_name(claimed), measured(changed, way, instrument, chance)))
        if examined.case.fits.possible:
            tally["another form fits: said so"] += 1
            tally["first"] += _is_form(change)
            tally[f"{instrument.name}: first"] += _is_form(change)
            continue
        found = explanations(examined.case)
        groups = [{name for other in (one, *one.alike) for name in other.names} for one in found]
        place = next((n for n, names in enumerate(groups) if change.names[0] in names), None)
        tally["first alone"] += place == 0 and change.names[0] in found[0].names
        tally["first"] += place == 0
        tally[f"{instrument.name}: first"] += place == 0
        tally["among the first three"] += place is not None and place < 3
        tally["not found"] += place is None
        if place != 0:
            first = found[0].message if found else "nothing"
            print(
                f"   {instrument.name}, {way}: {change.names[0]} of {_name(claimed)}, instead {first}", file=sys.stderr
            )
    print(f"\n3. {count} mismatches by one known change (seed {seed})")
    print(f"   the right one is first, alone or with those that cannot be told from it: {tally['first'] / count:.1%}")
    for name in sorted(tally):
        print(f"   {name:<44}{tally[name]:7}")


def _is_usual(change: Hypothesis, spectral: set[str]) -> bool:
    name = change.names[0]
    return (
        name in spectral
        or name == "sodium-salt"
        or name.startswith(("deletion", "doubling", "truncation", "shortened"))
    )


def _is_form(change: Hypothesis) -> bool:
    return any(one.name == change.names[0] and one.kind is Kind.FORM for one in KNOWN_CHANGES)


# --- cost --------------------------------------------------------------------------------------


def cost() -> None:
    """Identification against the whole library, with its masses computed before, and reading of a sample's page."""
    papers = list(_papers())
    for paper in papers:
        identified(paper)
    start = time.process_time()
    for paper in papers:
        identified(paper)
    identity = (time.process_time() - start) / len(papers)
    start = time.process_time()
    for paper in papers:
        judged(paper)
    checks = (time.process_time() - start) / len(papers)
    files = [file.read_bytes() for file in sorted(SAMPLES.glob("*.pdf"))]
    for data in files:
        read(data, "a.pdf", Limits())
    start = time.process_time()
    pages = sum(len(read(data, "a.pdf", Limits()).pages) for data in files)
    page = (time.process_time() - start) / pages
    print(f"\n4. CPU time with {len(all_candidates(library()))} molecules in the reference")
    print(f"   reading a born-digital page of a sample       {1000 * page:7.2f} ms")
    print(f"   identifying a certificate against all of them {1000 * identity:7.2f} ms  {identity / page:.2f} x a page")
    print(f"   all checks of a certificate                   {1000 * checks:7.2f} ms  {checks / page:.2f} x a page")


def _papers() -> Iterator[Certificate]:
    chance = random.Random(1)
    for candidate in all_candidates(library()):
        yield certificate(_name(candidate), measured(candidate.masses, "both", INSTRUMENTS[0], chance))


def main() -> int:
    parser = argparse.ArgumentParser(description="Identity: right and wrong forms and peptides, explanations, cost.")
    parser.add_argument("--certificates", type=int, default=10_000)
    parser.add_argument("--mismatches", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    wrong = combinations_table()
    random_certificates(given.certificates, given.seed)
    mismatches(given.mismatches, given.seed)
    cost()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
