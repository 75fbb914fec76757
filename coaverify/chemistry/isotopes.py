"""The isotope pattern of a molecule, its peaks one nucleon apart (isotopes of one nominal mass merged)."""

from __future__ import annotations

from functools import lru_cache

from coaverify.chemistry import atoms
from coaverify.chemistry.formulas import Formula

# (abundance, abundance-weighted mass offset) by extra nucleons
_Pattern = tuple[tuple[float, float], ...]

_ONE: _Pattern = ((1.0, 0.0),)


def pattern(formula: Formula, peaks: int = 12) -> tuple[tuple[float, float], ...]:
    """(mass in Da, share of all molecules) of the first peaks, from the monoisotopic one upwards.

    The mass of a peak is the mean of the isotopologues under it. Elements whose most abundant isotope
    is not the lightest (Li, B, Fe, Se) are out of place here: ValueError. Source of masses and
    abundances: NIST.
    """
    for element in formula:
        if atoms.isotopes(element)[0][1] != atoms.monoisotopic(element):
            raise ValueError(f"The isotope pattern of {element} does not start with its main isotope.")
    return from_lightest(formula, peaks)


def from_lightest(formula: Formula, peaks: int) -> tuple[tuple[float, float], ...]:
    """(mass, share) of the first peaks, from the one of the lightest isotopes upwards. ValueError for a difference."""
    total = _ONE
    lightest = 0.0
    for element, count in formula.items():
        if count < 0:
            raise ValueError(f"{formula!r} is a difference, not a molecule.")
        lightest += atoms.isotopes(element)[0][1] * count
        total = _joined(total, _of_atoms(element, count, peaks), peaks)
    return tuple((lightest + offset, share) for share, offset in total if share > 0)


def most_abundant_mass(formula: Formula) -> float:
    """Mass of the highest peak of the isotope pattern, Da: the peak that a label on a well resolved
    spectrum names once a peptide is heavier than about 1.8 kDa. Raises ValueError as `pattern`."""
    size = sum(formula.values())
    return max(pattern(formula, peaks=8 + size // 150), key=lambda peak: peak[1])[0]


@lru_cache(maxsize=4096)
def _of_atoms(element: str, count: int, peaks: int) -> _Pattern:
    """The pattern of `count` atoms, by halving."""
    if count == 0:
        return _ONE
    if count == 1:
        return _of_one(element, peaks)
    half = _of_atoms(element, count // 2, peaks)
    doubled = _joined(half, half, peaks)
    return _joined(doubled, _of_one(element, peaks), peaks) if count % 2 else doubled


def _of_one(element: str, peaks: int) -> _Pattern:
    listed = atoms.isotopes(element)
    number, lightest, _ = listed[0]
    found = {n - number: (share, mass - lightest) for n, mass, share in listed}
    return tuple(found.get(extra, (0.0, 0.0)) for extra in range(min(peaks, max(found) + 1)))


def _joined(one: _Pattern, other: _Pattern, peaks: int) -> _Pattern:
    length = min(peaks, len(one) + len(other) - 1)
    shares = [0.0] * length
    moments = [0.0] * length
    for i, (share, offset) in enumerate(one):
        for j, (share2, offset2) in enumerate(other[: max(0, length - i)]):
            joint = share * share2
            shares[i + j] += joint
            moments[i + j] += joint * (offset + offset2)
    return tuple((s, m / s if s else 0.0) for s, m in zip(shares, moments, strict=True))
