"""What each statement of a certificate says of its molecule, by itself: which molecules it could mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from coaverify.checks.candidates import Candidate, all_candidates, candidates_for
from coaverify.checks.case import Case
from coaverify.checks.fitting import LARGEST_GAP
from coaverify.checks.weights import fits
from coaverify.chemistry.formulas import Formula, FormulaError, parse_formula
from coaverify.chemistry.masses import Masses, masses_of_formula
from coaverify.chemistry.sequences import Sequence, SequenceError, parse_sequence
from coaverify.model.certificate import Amount, Certificate, Text
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.form import Form
from coaverify.reference.entry import Entry
from coaverify.reference.library import Library


@dataclass(frozen=True, slots=True)
class Molecule:
    """A molecule that the statements may mean: one of the reference, or a form of the chain that the paper prints."""

    name: str
    sequence: Sequence
    masses: Masses
    entry: Entry | None = None

    @property
    def key(self) -> tuple[str, Form]:
        return self.entry.id if self.entry else self.sequence.one_letter, self.sequence.form


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: what it is called in a sentence, where it stands, and whether it could mean a molecule."""

    what: str
    evidence: Evidence
    means: Callable[[Molecule], bool]
    doubtful: bool


def claimed_molecule(case: Case) -> Molecule | None:
    """What name and sequence claim; None where they leave it open."""
    claimed = case.claimed
    if claimed.sequence is None or claimed.form is None or claimed.masses is None:
        return None
    name = claimed.entry.name if claimed.entry else claimed.name
    return Molecule(_named(name, claimed.form), claimed.sequence, claimed.masses, claimed.entry)


def molecules(case: Case) -> list[Molecule]:
    """The molecules of the reference in the forms they are sold in, and all forms of the chain that is claimed."""
    known = _known(case.library)
    keys = {one.key for one in known}
    chain = case.claimed.sequence
    if chain is None:
        return known
    name, entry = case.claimed.entry.name if case.claimed.entry else case.claimed.name, case.claimed.entry
    forms = (
        Molecule(_named(name, form), chain.with_form(form), masses, entry)
        for form, masses in case.claimed.by_form.items()
    )
    return known + [one for one in forms if one.key not in keys]


_KNOWN: WeakKeyDictionary[Library, list[Molecule]] = WeakKeyDictionary()


def _known(library: Library) -> list[Molecule]:
    if library not in _KNOWN:
        _KNOWN[library] = [_of_reference(one) for one in all_candidates(library)]
    return _KNOWN[library]


def _of_reference(one: Candidate) -> Molecule:
    return Molecule(one.name, parse_sequence(one.entry.sequence).with_form(one.form), one.masses, one.entry)


def _named(name: str, form: Form) -> str:
    return name if form is Form.PLAIN else f"{name} ({form.value})"


def statements(case: Case) -> Iterator[Statement]:
    """Name, sequence, formula, both masses, CAS number and observed values, each where it is stated and can be read."""
    paper = case.certificate
    yield from _of_name(case, paper.product_name)
    yield from _of_sequence(paper.sequence)
    yield from _of_formula(paper.molecular_formula)
    for what, reading in (("molecular weight", paper.molecular_weight), ("exact mass", paper.monoisotopic_mass)):
        if reading is not None:
            yield Statement(what, reading.evidence, _weighs(reading), bool(reading.doubts))
    yield from _of_number(case, paper.cas_number)
    yield from _of_values(case, paper)


def _of_name(case: Case, reading: Text | None) -> Iterator[Statement]:
    matches = case.library.find(reading.value) if reading is not None else ()
    if reading is None or not matches:
        return
    meant = {(match.entry.id, form) for match in matches for form in ([match.form] if match.form else Form)}
    yield Statement("name", reading.evidence, lambda one: one.key in meant, bool(reading.doubts))


def _of_sequence(reading: Text | None) -> Iterator[Statement]:
    if reading is None:
        return
    try:
        printed = parse_sequence(reading.value)
    except SequenceError:
        return
    open_ends = printed.form is Form.PLAIN  # ends that are not printed leave them open

    def means(one: Molecule) -> bool:
        return one.sequence.residues == printed.residues and (open_ends or one.sequence.form is printed.form)

    yield Statement("sequence", reading.evidence, means, bool(reading.doubts))


# What is counted into a formula or a weight of a salt or hydrate
_PARTNERS = tuple(parse_formula(text) for text in ("C2H4O2", "C2HF3O2", "HCl", "H2O"))
_MOST_PARTNERS = 6
_KINDS = LARGEST_GAP  # of the mass: a weight may be of either kind


def _of_formula(reading: Text | None) -> Iterator[Statement]:
    if reading is None:
        return
    try:
        printed = parse_formula(reading.value)
    except FormulaError:
        return

    @cache  # needed only where the printed formula is not that of the molecule itself
    def bases() -> frozenset[str]:
        counts = range(1, _MOST_PARTNERS + 1)
        return frozenset((printed - partner * count).hill for partner in _PARTNERS for count in counts)

    def means(one: Molecule) -> bool:
        return one.masses.formula == printed.hill or one.masses.formula in bases()

    yield Statement("formula", reading.evidence, means, bool(reading.doubts))


def _weighs(reading: Reading[Amount]) -> Callable[[Molecule], bool]:
    value = float(reading.value.value)

    def means(one: Molecule) -> bool:
        return any(
            next(fits(reading.value, _heavier(one.masses, partner)), None) is not None
            for partner in _partners()
            if abs(value - one.masses.average - partner.average) < _KINDS * value + 1
        )

    return means


@cache
def _partners() -> tuple[Masses, ...]:
    """What salts and hydrates add to the molecule; nothing first."""
    counted = (partner * count for partner in _PARTNERS for count in range(1, _MOST_PARTNERS + 1))
    return tuple(masses_of_formula(formula) for formula in (Formula({}), *counted))


def _heavier(masses: Masses, more: Masses) -> Masses:
    return Masses(
        masses.formula,
        masses.monoisotopic + more.monoisotopic,
        masses.average + more.average,
        masses.average_iupac + more.average_iupac,
    )


def _of_number(case: Case, reading: Text | None) -> Iterator[Statement]:
    owner = case.library.by_cas(reading.value) if reading is not None else None
    if reading is None or owner is None:
        return
    keys = {(owner.entry.id, form) for form in ([owner.form] if owner.form else Form)}
    yield Statement("CAS number", reading.evidence, lambda one: one.key in keys, bool(reading.doubts))


def _of_values(case: Case, paper: Certificate) -> Iterator[Statement]:
    observed = case.fits.observed
    if not observed:
        return
    what = "observed ions" if paper.observed_ions else "observed mass"

    near = {(one.entry.id, one.form) for one in candidates_for(case.library, case.fits)}
    known = {one.key for one in _known(case.library)}

    def means(one: Molecule) -> bool:
        if one.key in known and one.key not in near:
            return False
        return all(fit.within for fit in case.fits.of_masses(one.masses))

    yield Statement(what, observed[0].evidence, means, case.fits.doubtful)
