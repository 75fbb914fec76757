"""identity.form"""

from __future__ import annotations

import itertools

import pytest

from certificate_builder import certificate, code, findings, ion, mass, reading, verdict
from coaverify.chemistry.ions import Ion, mz
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.certificate import MassKind
from coaverify.model.finding import Outcome, Verdict
from coaverify.model.form import Form

ID = "identity.form"
NAMES = {
    Form.PLAIN: "{}",
    Form.N_ACETYL: "N-Acetyl {}",
    Form.AMIDE: "{} Amidate",
    Form.N_ACETYL_AMIDE: "N-Acetyl {} Amidate",
}
CHAINS = {"Semax": "MEHFPGP", "Selank": "TKPRPGP"}
CELLS = [
    pytest.param(peptide, claimed, true, id=f"{peptide} {claimed.value} claimed, {true.value} in the vial")
    for peptide in CHAINS
    for claimed, true in itertools.product(Form, Form)
]


@pytest.mark.parametrize(("peptide", "claimed", "true"), CELLS)
@pytest.mark.parametrize("decimals", [1, 2, 4])
@pytest.mark.parametrize("charges", [(1,), (2,), (1, 2)], ids=str)
def test_ions_pass_the_right_form_and_no_wrong_one(
    peptide: str, claimed: Form, true: Form, decimals: int, charges: tuple[int, ...]
) -> None:
    masses = masses_of(parse_sequence(CHAINS[peptide]).with_form(true))
    ions = tuple(ion(f"{mz(masses.monoisotopic, Ion('H', z)):.{decimals}f}", z) for z in charges)
    subject = certificate(NAMES[claimed].format(peptide), observed_ions=ions)
    result = findings(subject)
    if claimed is true:
        assert result[ID].outcome is Outcome.PASS
        assert verdict(subject) is Verdict.PASS
    else:
        assert (result[ID].code, result["identity.observed_mass"].code) == ("other-form", "mass-differs")


@pytest.mark.parametrize(("peptide", "claimed", "true"), CELLS)
@pytest.mark.parametrize("kind", list(MassKind))
def test_a_neutral_mass_passes_no_wrong_form(peptide: str, claimed: Form, true: Form, kind: MassKind) -> None:
    masses = masses_of(parse_sequence(CHAINS[peptide]).with_form(true))
    value = masses.average if kind is MassKind.AVERAGE else masses.monoisotopic
    subject = certificate(NAMES[claimed].format(peptide), observed_ions=(), observed_mass=mass(f"{value:.2f}", kind))
    if claimed is true:
        assert code(ID, subject) in ("form-agrees", "forms-not-told-apart")
    else:
        assert verdict(subject) is not Verdict.PASS


def test_a_tolerance_of_one_dalton_admits_acid_and_amide_and_decides_nothing() -> None:
    for product in ("Selank", "Selank Amide"):
        subject = certificate(product, observed_ions=(), observed_mass=mass("751±1"))
        finding = findings(subject)[ID]
        assert finding.code == "forms-not-told-apart"
        assert "0.984" in finding.message
        assert verdict(subject) is Verdict.INCONCLUSIVE


def test_a_bare_number_fits_neutral_semax_and_protonated_semax_amide() -> None:
    for product in ("Semax", "Semax Amide"):
        finding = findings(certificate(product, observed_ions=(ion("813.36", None),)))[ID]
        assert finding.code == "forms-not-told-apart"
        assert "does not say which ion" in finding.message


def test_the_same_number_with_its_ion_decides() -> None:
    assert code(ID, certificate("Semax Amide", observed_ions=(ion("813.37"),))) == "form-agrees"
    assert code(ID, certificate("Semax", observed_ions=(ion("813.37"),))) == "other-form"


def test_an_ambiguous_trade_name_stays_open_until_the_sequence_settles_it() -> None:
    acid = (ion("856.37"), ion("428.69", 2))
    assert code(ID, certificate("Adamax", observed_ions=acid)) == "ambiguous-name"
    settled = certificate("Adamax", observed_ions=acid, sequence=reading("Ac-MEHFPGP-OH"))
    assert code(ID, settled) == "form-agrees"


def test_where_no_form_fits_the_form_is_not_judged() -> None:
    assert code(ID, certificate("Semax", observed_ions=(ion("500.1"),))) == "no-form-fits"


def test_without_an_observed_value_the_form_is_open() -> None:
    assert code(ID, certificate(observed_ions=())) == "nothing-observed"


def test_a_paper_that_names_two_molecules_does_not_pass() -> None:
    names = (reading("Semax"), reading("N-Acetyl Semax Amidate"))
    subject = certificate("Semax", products=names)
    assert code(ID, subject) == "several-names"
    assert verdict(subject) is Verdict.INCONCLUSIVE


def test_two_names_of_one_molecule_are_no_contradiction() -> None:
    names = (reading("Semax Amidate"), reading("Semax-NH2"), reading("in-house name"))
    subject = certificate("Semax Amidate", products=names, observed_ions=(ion("813.37"),))
    assert code(ID, subject) == "form-agrees"
