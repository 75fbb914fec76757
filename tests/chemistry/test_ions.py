"""Ions and their m/z."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.chemistry.ions import IONS, Ion, IonError, carrier_mass, mz, neutral
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


@pytest.mark.parametrize(("adduct", "mass"), [("H", 1.007276), ("Na", 22.989218), ("K", 38.963158), ("NH4", 18.033826)])
def test_charge_carriers_have_lost_their_electron(adduct: str, mass: float) -> None:
    assert carrier_mass(adduct) == pytest.approx(mass, abs=5e-6)


@given(st.floats(50, 50_000), st.sampled_from(IONS))
def test_neutral_undoes_mz(mass: float, ion: Ion) -> None:
    assert neutral(mz(mass, ion), ion) == pytest.approx(mass, abs=1e-6)


@pytest.mark.parametrize(("adduct", "charge"), [("Cl", 1), ("H", 0), ("Na", -1), ("", 1)])
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
