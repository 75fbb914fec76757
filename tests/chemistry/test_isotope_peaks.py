"""Isotope patterns of molecules and ions, held against pyteomics and against figures of brainpy 1.5.19."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyteomics import mass as pyteomics_mass

from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.ion_notation import parse_ion
from coaverify.chemistry.ion_patterns import isotope_peaks, most_abundant_peak
from coaverify.chemistry.ions import mz
from coaverify.chemistry.masses import masses_of_formula

# (m/z, height relative to the highest peak) of the first peaks, from brainpy 1.5.19
BRAINPY = {
    ("C37H51N9O10S", "[M+2H]2+"): (
        (407.68126, 1.0), (408.18269, 0.45086), (408.68268, 0.16467), (409.18314, 0.04335), (409.68378, 0.00905),
    ),
    ("C225H348N48O68", "[M+3H]3+"): (
        (1604.51556, 0.26994), (1604.84989, 0.72214), (1605.18420, 1.0), (1605.51849, 0.95252),
        (1605.85277, 0.70015), (1606.18703, 0.42265), (1606.52128, 0.21783), (1606.85553, 0.09843),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("what", "expected"), BRAINPY.items(), ids=str)
def test_the_pattern_of_an_ion_is_that_of_brainpy(what: tuple[str, str], expected: tuple[tuple[float, float]]) -> None:
    formula, ion = what
    found = isotope_peaks(parse_formula(formula), parse_ion(ion), peaks=len(expected))
    for peak, (place, height) in zip(found, expected, strict=True):
        assert peak.mz == pytest.approx(place, abs=1e-4)
        assert peak.relative == pytest.approx(height, abs=1e-3)


@pytest.mark.parametrize("formula", ["C5H10N2O3", "C5H11NO2S", "C2HF3O2", "C3H5ClN2O"])
def test_the_pattern_of_a_small_molecule_is_the_sum_of_its_isotopologues_in_pyteomics(formula: str) -> None:
    shares: defaultdict[int, float] = defaultdict(float)
    moments: defaultdict[int, float] = defaultdict(float)
    first = pyteomics_mass.calculate_mass(formula=formula)
    for state, share in pyteomics_mass.isotopologues(
        formula=formula, report_abundance=True, isotope_threshold=1e-5, overall_threshold=1e-7
    ):
        mass = pyteomics_mass.calculate_mass(composition=state)
        shares[round(mass - first)] += share
        moments[round(mass - first)] += share * mass
    for peak, (extra, share) in zip(
        isotope_peaks(parse_formula(formula), peaks=4), sorted(shares.items()), strict=False
    ):
        assert peak.share == pytest.approx(share, rel=1e-3, abs=1e-5), extra
        assert peak.mz == pytest.approx(moments[extra] / share, abs=1e-4)


@pytest.mark.parametrize("ion", ["[M+H]+", "[M+2H]2+", "[M+3H]3+", "[M+Na]+", "[M-H]-", "[2M+H]+", "[M+CF3COO]-"])
def test_the_first_peak_is_the_monoisotopic_ion_and_the_next_one_nucleon_away(ion: str) -> None:
    masses = masses_of_formula("C37H51N9O10S")
    first, second, *_ = isotope_peaks(parse_formula(masses.formula), parse_ion(ion))
    assert first.mz == pytest.approx(mz(masses.monoisotopic, parse_ion(ion)), abs=1e-9)
    assert second.mz - first.mz == pytest.approx(1.003 / abs(parse_ion(ion).charge), abs=5e-4)


def test_the_highest_peak_of_an_ion_is_that_of_its_molecule() -> None:
    masses = masses_of_formula("C225H348N48O68")
    ion = parse_ion("[M+3H]3+")
    assert most_abundant_peak(parse_formula(masses.formula)).mz == pytest.approx(masses.most_abundant, abs=1e-9)
    assert most_abundant_peak(parse_formula(masses.formula), ion).mz == pytest.approx(
        mz(masses.most_abundant, ion), abs=1e-4
    )


def test_lithium_shows_its_lighter_isotope_one_below_the_monoisotopic_peak() -> None:
    ion = parse_ion("[M+Li]+")
    first, second, *_ = isotope_peaks(parse_formula("C37H51N9O10S"), ion)
    assert second.mz == pytest.approx(mz(masses_of_formula("C37H51N9O10S").monoisotopic, ion), abs=2e-3)
    # 6Li: 7.59 % of the atoms (NIST), beside what the 13C of the molecule leaves in its first peak
    assert first.share == pytest.approx(0.0759 * isotope_peaks(parse_formula("C37H51N9O10S"))[0].share, rel=1e-3)


def test_what_the_molecule_does_not_have_it_cannot_lose() -> None:
    with pytest.raises(ValueError, match="difference"):
        isotope_peaks(parse_formula("CH4"), parse_ion("[M+H-H2O]+"))
