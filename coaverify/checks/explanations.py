"""What fits the observed values that the claim does not fit: another form, another peptide, a known change.

Equal masses are not equal molecules: what fits is offered in the order in which an expert would believe it, and
never as proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from coaverify.checks.candidates import Candidate, candidates_for
from coaverify.checks.case import Case
from coaverify.checks.fitting import LARGEST_GAP, Fit, Observed, charge_of
from coaverify.chemistry.ions import carrier_mass
from coaverify.chemistry.masses import Masses
from coaverify.chemistry.mismatch import Hypothesis, pairs_of_changes, single_changes
from coaverify.model.form import Form

FORM_NAMES = {
    Form.PLAIN: "the plain peptide (free acid)",
    Form.N_ACETYL: "the N-acetyl form",
    Form.AMIDE: "the amide",
    Form.N_ACETYL_AMIDE: "the N-acetyl amide",
}
OTHER_PEPTIDE = 1.0  # rarity of another peptide of the reference, on the scale of the changes
UNUSUAL_LABEL = 0.5  # rarity of a label at the highest isotope peak: mostly it is the first one, or the middle of all
LARGEST_PART = 3  # explanations that a report names


@dataclass(frozen=True, slots=True)
class Explanation:
    """Something that fits all observed values.

    names: of the changes, () for another peptide.  expected: what it makes of each value, Da or m/z.
    residual: the largest deviation left.  score: how unusual it is and how badly it fits, 0 for the best.
    alike: others that fit, so near that the values cannot tell them from it.
    """

    names: tuple[str, ...]
    message: str
    expected: tuple[float, ...]
    residual: float
    score: float
    alike: tuple[Explanation, ...] = ()


def explanations(case: Case) -> list[Explanation]:
    """All known explanations, the likeliest first; those of one composition as one, those that the values cannot tell
    apart with the likeliest of them.

    Pairs of changes are tried only where neither a single change nor another peptide fits.
    """
    sequence, masses = case.claimed.sequence, case.claimed.masses
    if sequence is None or masses is None or not case.fits.observed:
        return []
    least, most = _window(case, masses)
    singles = (change for change in single_changes(sequence) if least <= change.shift <= most)
    found = [*_of_changes(case, masses, singles), *_of_readings(case, masses), *_of_peptides(case)]
    if not found:
        found = list(_of_changes(case, masses, pairs_of_changes(sequence, least, most)))
    return _grouped(case.fits.observed, sorted(found, key=lambda one: one.score))


def _grouped(observed: tuple[Observed, ...], ranked: list[Explanation]) -> list[Explanation]:
    groups: list[list[Explanation]] = []
    for one in ranked:
        home = next((group for group in groups if _alike(observed, group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return [replace(first, alike=tuple(others)) for first, *others in groups]


def _alike(observed: tuple[Observed, ...], first: Explanation, second: Explanation) -> bool:
    """Whether every value that the one predicts lies within the tolerance of the other's."""
    pairs = zip(observed, first.expected, second.expected, strict=True)
    return all(abs(one - other) <= value.tolerance.at(one) for value, one, other in pairs)


def what_fits_instead(case: Case) -> str:
    """One to three sentences; "" where nothing can be said."""
    if case.fits.possible:
        names = " and ".join(FORM_NAMES[form] for form in case.fits.possible)
        return f"All observed values fit {names}."
    if case.claimed.sequence is None:
        return ""
    found = explanations(case)
    if not found:
        return "No known form, peptide of the reference or common change fits."
    first, *others = [_in_words(one) for one in found[:LARGEST_PART]]
    text = f"It would fit {first}."
    return f"{text} Less likely: {'; '.join(others)}." if others else text


def _in_words(one: Explanation) -> str:
    text = f"{one.message}, to {one.residual:.3f}"
    if one.alike:
        text += f" (not to be told from {', '.join(other.message for other in one.alike[:LARGEST_PART])})"
    return text


def other_peptides(case: Case) -> list[Candidate]:
    """Other peptides of the reference, as they are sold, that all observed values would fit, the nearest first."""
    claimed = case.claimed
    found = []
    for candidate in candidates_for(case.library, case.fits):
        if candidate.entry is claimed.entry:
            continue
        fits = case.fits.of_masses(candidate.masses)
        if all(fit.within for fit in fits):
            found.append((max(abs(fit.deviation) for fit in fits), candidate))
    return [candidate for _, candidate in sorted(found, key=lambda pair: pair[0])]


def _of_changes(case: Case, masses: Masses, changes: Iterable[Hypothesis]) -> Iterator[Explanation]:
    """The changes that all values fit, those with one and the same composition under one heading."""
    by_composition: dict[str, list[Hypothesis]] = {}
    fits: dict[str, tuple[Fit, ...]] = {}
    for change in changes:
        formula = change.delta.hill
        if formula not in by_composition:
            changed = change.applied_to(masses)
            fits[formula] = case.fits.of_masses(changed) if changed is not None else ()
            by_composition[formula] = []
        if fits[formula] and all(fit.within for fit in fits[formula]):
            by_composition[formula].append(change)
    for formula, alike in by_composition.items():
        if alike:
            alike.sort(key=lambda change: change.rarity)
            message = f"{' or '.join(change.message for change in alike)} ({alike[0].shift:+.3f} Da)"
            names = tuple(name for change in alike for name in change.names)
            yield _explained(case, names, message, alike[0].rarity, fits[formula])


def _of_readings(case: Case, masses: Masses) -> Iterator[Explanation]:
    """The claimed molecule itself, where a figure is another kind of mass than its label says."""
    proton, gap = carrier_mass("H"), masses.average - masses.monoisotopic
    shifts = (
        ("average", gap, "the average mass, printed where the monoisotopic one should stand", 0.3),
        ("monoisotopic", -gap, "the monoisotopic mass, printed where the average one should stand", 0.4),
        ("protonated", proton, "the ion [M+H]+, printed as the neutral molecule", 0.4),
        ("neutral", -proton, "the neutral molecule, printed as the ion", 0.4),
    )
    neutral = all(value.ion is None for value in case.fits.observed)
    for name, shift, message, rarity in shifts:
        if neutral != (name != "neutral") and name in ("protonated", "neutral"):
            continue
        moved = Masses(
            masses.formula, masses.monoisotopic + shift, masses.average + shift, masses.average_iupac + shift
        )
        fits = case.fits.of_masses(moved)
        if all(fit.within for fit in fits):
            yield _explained(case, (name,), f"{message} ({shift:+.3f} Da)", rarity, fits)


def _of_peptides(case: Case) -> Iterator[Explanation]:
    for candidate in other_peptides(case):
        fits = case.fits.of_masses(candidate.masses)
        yield _explained(case, (), f"another peptide of the reference: {candidate.name}", OTHER_PEPTIDE, fits)


def _explained(case: Case, names: tuple[str, ...], message: str, rarity: float, fits: tuple[Fit, ...]) -> Explanation:
    pairs = list(zip(case.fits.observed, fits, strict=True))
    badness = sum((fit.deviation / _spread(value, fit)) ** 2 for value, fit in pairs) / 2
    badness += UNUSUAL_LABEL * any(fit.reading.kind == "most abundant" for fit in fits)
    expected = tuple(fit.reading.expected for fit in fits)
    return Explanation(names, message, expected, max(abs(fit.deviation) for fit in fits), rarity + badness)


def _spread(value: Observed, fit: Fit) -> float:
    """What a deviation usually is where the tolerance is what it seldom exceeds."""
    return max(value.tolerance.at(fit.reading.expected) / 2, 1e-9)


def _window(case: Case, masses: Masses) -> tuple[float, float]:
    """Between which shifts (Da) a change has to lie to move the claimed molecule to the first value."""
    value, fit = case.fits.observed[0], case.fits.of_masses(masses)[0]
    charge = charge_of(fit.reading.label)
    shift = fit.deviation * charge
    slack = value.tolerance.at(fit.reading.expected) * charge + LARGEST_GAP * (masses.monoisotopic + abs(shift))
    return shift - slack, shift + slack
