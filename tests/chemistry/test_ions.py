"""Ions and their m/z."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyteomics import mass as pyteomics_mass

from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.ions import (
    GROUPS,
    IONS,
    NEGATIVE_IONS,
    POSITIVE_IONS,
    Ion,
    IonError,
    carrier_mass,
    ion_of,
    ion_with,
    mz,
    neutral,
)
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.errors import CoaverifyError

LABELS = ["[M+H]+", "[M+2H]2+", "[M+3H]3+", "[M+4H]4+", "[M+Na]+", "[M+K]+", "[M+NH4]+", "[M-H]-"]

# m/z for LABELS without [M+4H]4+
EXPECTED = {
    "MEHFPGP": (814.355, 407.681, 272.123, 836.337, 852.311, 831.382, 812.341),
    "Ac-MEHFPGP": (856.366, 428.687, 286.127, 878.348, 894.322, 873.392, 854.351),
    "MEHFPGP-NH2": (813.371, 407.189, 271.795, 835.353, 851.327, 830.398, 811.357),
    "Ac-MEHFPGP-NH2": (855.382, 428.195, 285.799, 877.364, 893.338, 872.408, 853.367),
    "TKPRPGP": (752.441, 376.724, 251.485, 774.423, 790.397, 769.468, 750.427),
    "Ac-TKPRPGP": (794.452, 397.730, 265.489, 816.434, 832.408, 811.478, 792.437),
    "TKPRPGP-NH2": (751.457, 376.232, 251.157, 773.439, 789.413, 768.484, 749.443),
    "Ac-TKPRPGP-NH2": (793.468, 397.238, 265.161, 815.450, 831.424, 810.494, 791.453),
}


def test_the_ions_are_labelled_as_chemists_write_them() -> None:
    assert [ion.label for ion in IONS] == LABELS
    assert Ion("H", -2).label == "[M-2H]2-"


@pytest.mark.parametrize(("printed", "expected"), EXPECTED.items())
def test_the_primary_forms_have_their_ions(printed: str, expected: tuple[float, ...]) -> None:
    mass = masses_of(parse_sequence(printed)).monoisotopic
    found = [mz(mass, ion) for ion in IONS if ion.charge != 4]
    assert found == pytest.approx(expected, abs=5.1e-4)


# Published ion masses, Da: the adduct tables of the trade (after Huang et al., Anal. Chem. 71, 2669, 1999)
CARRIERS = {
    "H": 1.007276, "Na": 22.989218, "K": 38.963158, "NH4": 18.033826, "Li": 7.015455,
    "HCOO": 44.998201, "CH3COO": 59.013851, "CF3COO": 112.985586, "Cl": 34.969402,
}  # fmt: skip


@pytest.mark.parametrize(("adduct", "mass"), CARRIERS.items())
def test_charge_carriers_have_lost_their_electron(adduct: str, mass: float) -> None:
    assert carrier_mass(adduct) == pytest.approx(mass, abs=5e-6)


@given(st.floats(50, 50_000), st.sampled_from([*IONS, *POSITIVE_IONS, *NEGATIVE_IONS]))
def test_neutral_undoes_mz(mass: float, ion: Ion) -> None:
    assert neutral(mz(mass, ion), ion) == pytest.approx(mass, abs=1e-6)


@pytest.mark.parametrize(
    ("adduct", "charge"),
    [("Cl", 1), ("H", 0), ("Na", -1), ("", 1), ("Li", 1), ("+Cl", 1), ("+Na-H", 0), ("+Xx", 1), ("+H-", 1)],
)
def test_an_ion_that_makes_no_sense_raises(adduct: str, charge: int) -> None:
    with pytest.raises(IonError) as raised:
        Ion(adduct, charge)
    assert isinstance(raised.value, CoaverifyError)


def test_carriers_of_several_kinds_are_added_up() -> None:
    ion = Ion("3H+Na", 4)
    assert ion.label == "[M+3H+Na]4+"
    assert mz(4000.0, ion) == pytest.approx((4000.0 + 3 * 1.007276 + 22.989218) / 4, abs=1e-5)
    assert neutral(mz(4000.0, ion), ion) == pytest.approx(4000.0)
    with pytest.raises(IonError, match="do not make the charge"):
        Ion("3H+Na", 3)


# What is added to the molecules and the charge it is divided by, as the same tables print them
PUBLISHED = {
    "[M+8H]8+": (1.007276 * 8, 8),
    "[M+H+Na]2+": (11.998247 * 2, 2),
    "[M+H+K]2+": (19.985217 * 2, 2),
    "[M+H+NH4]2+": (9.520550 * 2, 2),
    "[M+2Na]2+": (22.989218 * 2, 2),
    "[M+2H+Na]3+": (8.334590 * 3, 3),
    "[M+2Na-H]+": (44.971160, 1),
    "[M+2K-H]+": (76.919040, 1),
    "[M+H-H2O]+": (1.007276 - 18.010565, 1),
    "[M+2H-NH3]2+": (2 * 1.007276 - 17.026549, 2),
    "[M-8H]8-": (-1.007276 * 8, 8),
    "[M+Na-2H]-": (20.974666, 1),
    "[M+K-2H]-": (36.948606, 1),
    "[M+HCOO]-": (44.998201, 1),
    "[M+CH3COO]-": (59.013851, 1),
    "[M+CF3COO]-": (112.985586, 1),
    "[M+Cl]-": (34.969402, 1),
}


@pytest.mark.parametrize(("label", "expected"), PUBLISHED.items())
def test_the_wider_ions_are_those_of_published_tables(label: str, expected: tuple[float, int]) -> None:
    (ion,) = (ion for ion in (*POSITIVE_IONS, *NEGATIVE_IONS) if ion.label == label)
    added, charge = expected
    assert mz(1000.0, ion) == pytest.approx((1000 + added) / charge, abs=1.2e-5)


@pytest.mark.parametrize(("label", "added"), [("[2M+H]+", 1.007276), ("[2M+Na]+", 22.989218), ("[2M-H]-", -1.007276)])
def test_a_dimer_holds_two_molecules(label: str, added: float) -> None:
    (ion,) = (ion for ion in (*POSITIVE_IONS, *NEGATIVE_IONS) if ion.label == label)
    assert mz(813.3480, ion) == pytest.approx(2 * 813.3480 + added, abs=1e-5)
    assert neutral(mz(813.3480, ion), ion) == pytest.approx(813.3480)


@pytest.mark.parametrize("ion", [*POSITIVE_IONS, *NEGATIVE_IONS], ids=lambda ion: ion.label)
def test_pyteomics_finds_the_same_from_the_atoms_alone(ion: Ion) -> None:
    molecule = parse_formula("C37H51N9O10S")
    atoms_alone = pyteomics_mass.calculate_mass(composition=dict(ion.formula(molecule)))
    theirs = (atoms_alone - ion.charge * pyteomics_mass.nist_mass["e*"][0][0]) / abs(ion.charge)
    assert mz(pyteomics_mass.calculate_mass(formula="C37H51N9O10S"), ion) == pytest.approx(theirs, abs=1e-8)


def test_the_wider_sets_hold_no_ion_twice_and_every_usual_one() -> None:
    labels = [ion.label for ion in (*POSITIVE_IONS, *NEGATIVE_IONS)]
    assert len(labels) == len(set(labels))
    assert {ion.label for ion in IONS} <= set(labels)
    assert [ion.charge for ion in POSITIVE_IONS if ion.adduct == "H" and ion.molecules == 1] == list(range(1, 9))


def test_one_adduct_takes_protons_for_the_rest_of_the_charge() -> None:
    made = [ion_with("H", 3), ion_with("Na", 1), ion_with("Na", 3), ion_with("Na", -1), ion_with("HCOO", -2)]
    assert [ion.label for ion in made] == ["[M+3H]3+", "[M+Na]+", "[M+2H+Na]3+", "[M+Na-2H]-", "[M+HCOO-H]2-"]


def test_ions_that_are_the_same_are_equal_however_they_are_put_together() -> None:
    assert ion_of([(1, "H"), (1, "H")]) == Ion("H", 2)
    assert ion_of([(-1, "H2O"), (1, "H")]) == ion_of([(1, "H"), (-1, "H2O")])
    assert ion_of([(1, "Na"), (3, "H")]) == Ion("3H+Na", 4)
    with pytest.raises(IonError, match="no group known"):
        ion_of([(1, "Xe")])


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_that_is_known_can_be_gained(group: str) -> None:
    assert group in ion_of([(1, group), (3, "H")]).label
