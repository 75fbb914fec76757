"""The isotope pattern as a spectrum shows it: of a molecule's ion, in m/z, beside its highest peak."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.chemistry import atoms
from coaverify.chemistry.formulas import Formula
from coaverify.chemistry.ions import Ion
from coaverify.chemistry.isotopes import from_lightest


@dataclass(frozen=True, slots=True)
class IsotopePeak:
    """A peak of a pattern: `mz` (Da for a molecule), `share` of all molecules, `relative` to the highest peak."""

    mz: float
    share: float
    relative: float


def isotope_peaks(molecule: Formula, ion: Ion | None = None, peaks: int = 8) -> tuple[IsotopePeak, ...]:
    """The first peaks of the ion of a molecule, m/z upwards, at 1/charge apart; of the molecule itself without an ion.

    With lithium the pattern starts one peak below the monoisotopic one, at 6Li. Raises ValueError where the molecule
    lacks what the ion loses. Source of masses and abundances: NIST.
    """
    formula = ion.formula(molecule) if ion else molecule
    charge = ion.charge if ion else 0
    listed = from_lightest(formula, peaks)
    highest = max(share for _, share in listed)
    return tuple(
        IsotopePeak((mass - charge * atoms.ELECTRON_MASS) / (abs(charge) or 1), share, share / highest)
        for mass, share in listed
    )


def most_abundant_peak(molecule: Formula, ion: Ion | None = None) -> IsotopePeak:
    """The highest peak of the pattern of the ion, or of the molecule. Raises ValueError as `isotope_peaks`."""
    size = sum(molecule.values()) * (ion.molecules if ion else 1)
    return max(isotope_peaks(molecule, ion, peaks=8 + size // 150), key=lambda peak: peak.share)
