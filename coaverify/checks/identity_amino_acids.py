"""identity.amino_acids: the residues found by amino acid analysis are those of the claimed sequence."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from coaverify.checks.base import READ_WITH_DOUBT, Answer, Check, doubtful, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.chemistry.sequences import Sequence
from coaverify.model.certificate import ResidueRatio
from coaverify.model.finding import Hint, Level

# Limits of found over expected by residue: what acid hydrolysis destroys comes out low.
USUAL = (0.90, 1.10)
BY_RESIDUE = {"Thr": (0.85, 1.05), "Ser": (0.75, 1.05), "Tyr": (0.85, 1.05), "Met": (0.80, 1.05)}
DESTROYED = frozenset({"Cys", "Trp"})  # by hydrolysis in 6 M HCl: nothing can be said of them
ABSENT = 0.10  # of a residue that the chain does not have: more is another substance
ANOTHER_COUNT = 0.5  # residues: a ratio so far off means another number of them
_TOGETHER = {"Asn": "Asx", "Asp": "Asx", "Gln": "Glx", "Glu": "Glx"}


def _run(case: Case) -> Answer:
    readings = case.certificate.amino_acids
    if not readings:
        return Answer("not-stated", "No amino acid analysis is printed.")
    evidence = tuple(reading.evidence for reading in readings)
    chain = case.claimed.sequence
    if chain is None:
        return Answer("nothing-to-compare", case.claimed.why, evidence)
    ratios = [reading.value for reading in readings]
    counts = composition(chain)
    printed = ", ".join(f"{one.residue} {one.found.value}" for one in ratios)
    expected = ", ".join(f"{residue} {count}" for residue, count in counts.items())
    code, message = _judge(ratios, counts)
    if code in ("ratio-differs", "other-residue") and not case.claimed.trusted:
        code = "low-confidence-reference"
    if doubtful(readings):
        code = READ_WITH_DOUBT
    return Answer(code, message, evidence, claimed=printed, expected=expected, hints=_hints(ratios))


def composition(chain: Sequence) -> Counter[str]:
    """Residues as acid hydrolysis leaves them: Asn and Asp as Asx, Gln and Glu as Glx."""
    return Counter(_TOGETHER.get(residue.code, residue.code) for residue in chain.residues)


def _judge(ratios: list[ResidueRatio], counts: Counter[str]) -> tuple[str, str]:
    off: list[str] = []
    for one in ratios:
        residue, found = _TOGETHER.get(one.residue, one.residue), float(one.found.value)
        count = counts[residue]
        if residue in DESTROYED:
            continue
        if not count and found > ABSENT:
            return "other-residue", f"{residue} {one.found.value} was found; the claimed sequence has none."
        if abs(found - count) >= ANOTHER_COUNT:
            return "ratio-differs", f"{residue} {one.found.value} was found; the claimed sequence has {count}."
        low, high = BY_RESIDUE.get(residue, USUAL)
        if count and not low * count <= found <= high * count:
            off.append(f"{residue} {one.found.value} for {count}")
    seen = {_TOGETHER.get(one.residue, one.residue) for one in ratios}
    missing = [residue for residue in counts if residue not in seen and residue not in DESTROYED]
    if off:
        return "ratio-off", f"Outside of the usual limits: {', '.join(off)}."
    if missing:
        return "residue-not-listed", f"The analysis does not list {', '.join(missing)}."
    return "ratios-agree", "The residues found are those of the claimed sequence; their order no analysis shows."


def _hints(ratios: list[ResidueRatio]) -> tuple[Hint, ...]:
    hints = []
    if len(ratios) > 1 and all(one.found.decimals and one.found.value % 1 == Decimal(0) for one in ratios):
        message = "Every ratio is a whole number to its last digit; measured ones rarely are."
        hints.append(Hint(Level.WARN, "whole-ratios", message))
    destroyed = [one.residue for one in ratios if one.residue == "Trp" and one.found.value > 0]
    if destroyed:
        message = "Tryptophan is given a ratio; hydrolysis in hydrochloric acid destroys it."
        hints.append(Hint(Level.INFO, "destroyed-residue", message))
    return tuple(hints)


CHECK = Check(
    id="identity.amino_acids",
    title="The amino acids found are those of the claimed sequence",
    rationale=(
        "Amino acid analysis breaks the chain down and counts what it was made of. The counts have to be those of the "
        "sequence: asparagine with aspartic acid and glutamine with glutamic acid, since hydrolysis turns the one into "
        "the other; serine, threonine, tyrosine and methionine come out low, cysteine and tryptophan not at all. "
        "A residue that the chain does not have, or another number of one, is another substance. The analysis sees "
        "neither the order of the residues nor their handedness, nor the groups at the ends of the chain."
    ),
    concerns="What was broken down and counted is not made of the residues that the label promises.",
    ask=(
        "Ask for the laboratory's own report of the amino acid analysis, with the residues that the method cannot "
        "see named."
    ),
    sources=("Limits of amino acid analysis after hydrolysis in 6 M hydrochloric acid",),
    codes={
        "ratios-agree": passes("The residues found are those of the claimed sequence."),
        "other-residue": fails("A residue was found that the claimed sequence does not have."),
        "ratio-differs": fails("Another number of a residue was found than the claimed sequence has."),
        "ratio-off": open_("A ratio lies outside of the usual limits, but rounds to the right number."),
        "residue-not-listed": open_("The analysis leaves out a residue of the claimed sequence."),
        "low-confidence-reference": open_("The reference entry is not certain enough to judge by."),
        "nothing-to-compare": open_("The peptide is not known."),
        "read-with-doubt": open_("The analysis was read with doubt."),
        "not-stated": not_applicable("No amino acid analysis is printed."),
    },
    function=_run,
)
