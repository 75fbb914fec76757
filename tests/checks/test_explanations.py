"""What a report offers where the mass is not that of the claim, and what it says that no mass can prove."""

from __future__ import annotations

import pytest

from certificate_builder import SETTINGS, certificate, findings, ion
from coaverify.checks import examine
from coaverify.checks.candidates import all_candidates, candidates_for
from coaverify.checks.explanations import explanations
from coaverify.checks.unproven import not_proven
from coaverify.chemistry.ions import Ion, mz
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.certificate import Certificate
from coaverify.model.finding import Outcome
from coaverify.model.form import Form
from coaverify.reference.library import library

SEMAX = masses_of(parse_sequence("MEHFPGP")).monoisotopic


def of_mass(mass: float, decimals: int = 2, product: str = "Semax") -> Certificate:
    """A certificate whose two ions are those of a molecule of this mass (Da)."""
    ions = tuple(ion(f"{mz(mass, Ion('H', charge)):.{decimals}f}", charge) for charge in (1, 2))
    return certificate(product, observed_ions=ions)


def first_names(paper: Certificate) -> tuple[str, ...]:
    found = explanations(examine(paper, SETTINGS, library()).case)
    return found[0].names if found else ()


@pytest.mark.parametrize(
    ("shift", "name"),
    [
        (15.9949, "oxidation"),
        (-131.0405, "deletion-Met"),
        (97.0528, "doubling-Pro"),
        (113.9929, "tfa-adduct"),
        (21.9819, "sodium-salt"),
        (56.0626, "tert-butyl"),
        (-18.0106, "water-loss"),
    ],
)
def test_one_known_change_is_the_first_explanation(shift: float, name: str) -> None:
    paper = of_mass(SEMAX + shift, decimals=4)
    assert name in first_names(paper)
    finding = findings(paper)["identity.observed_mass"]
    assert finding.outcome is Outcome.FAIL
    assert "would fit" in finding.message
    assert "proves" not in finding.message


def test_two_changes_are_offered_where_one_does_not_do() -> None:
    names = first_names(of_mass(SEMAX + 15.9949 + 56.0626, decimals=4))
    assert set(names) == {"oxidation", "tert-butyl"}


def test_what_the_tolerance_cannot_tell_apart_is_named_together() -> None:
    """Lys and Gln weigh 0.036 Da less or more: at one decimal either may be the residue that is missing."""
    chain = parse_sequence("SYSMEHFRWGKPV-NH2")  # alpha-MSH has Lys; tuftsin-like chains have both
    assert chain.form is Form.AMIDE
    thymosin = library().find("Thymosin beta-4")[0].entry
    masses = masses_of(parse_sequence(thymosin.sequence).with_form(thymosin.native_form))
    paper = of_mass(masses.average - 128.17, decimals=1, product="Thymosin beta-4")
    found = explanations(examine(paper, SETTINGS, library()).case)
    group = {name for one in (found[0], *found[0].alike) for name in one.names}
    assert {"deletion-Lys", "deletion-Gln"} <= group


def test_another_peptide_of_the_reference_is_recognised() -> None:
    selank = masses_of(parse_sequence("TKPRPGP")).monoisotopic
    found = explanations(examine(of_mass(selank), SETTINGS, library()).case)
    assert "Selank" in found[0].message
    assert "Selank" in findings(of_mass(selank))["identity.observed_mass"].message


def test_what_nothing_known_explains_is_said() -> None:
    assert "No known form" in findings(of_mass(SEMAX + 333.333, decimals=4))["identity.observed_mass"].message


def test_candidates_by_mass_are_all_that_would_fit() -> None:
    """The short way over sorted masses finds what going through the whole reference finds."""
    fits = examine(of_mass(390.1387, decimals=1, product="Epitalon"), SETTINGS, library()).case.fits
    near = {id(one) for one in candidates_for(library(), fits)}
    fitting = [one for one in all_candidates(library()) if all(fit.within for fit in fits.of_masses(one.masses))]
    assert {one.entry.id for one in fitting} >= {"epitalon", "vesugen"}
    assert all(id(one) in near for one in fitting)


def test_a_pass_names_the_peptides_that_would_fit_as_well() -> None:
    finding = findings(of_mass(390.1387, decimals=1, product="Epitalon"))["identity.form"]
    assert finding.outcome is Outcome.PASS
    hint = next(hint for hint in finding.hints if hint.code == "other-peptide-fits")
    assert "Vesugen" in hint.message


def test_a_measurement_to_a_few_ppm_tells_them_apart() -> None:
    finding = findings(of_mass(390.1387, decimals=4, product="Epitalon"))["identity.form"]
    assert finding.outcome is Outcome.PASS
    assert not [hint for hint in finding.hints if hint.code == "other-peptide-fits"]


def test_a_pass_says_by_how_much_the_next_form_loses() -> None:
    finding = findings(of_mass(SEMAX))["identity.form"]
    (hint,) = (hint for hint in finding.hints if hint.code == "runner-up")
    assert "the amide" in hint.message
    assert "3.3 times" in hint.message  # 0.984 Da of 0.3 at 1+, which is the worse of the two


def test_isomers_of_the_reference_stand_among_what_is_not_proven() -> None:
    mass = masses_of(parse_sequence("Ac-SDKP")).monoisotopic
    sentences = not_proven(examine(of_mass(mass, product="Ac-SDKP"), SETTINGS, library()).case)
    assert "Prostamax" in sentences[0]
    assert "C20H33N5O9" in sentences[0]
    assert any("glutamine from lysine" in one for one in sentences)


def test_gln_and_lys_are_told_apart_where_the_tolerance_is_narrow() -> None:
    sentences = not_proven(examine(of_mass(SEMAX, decimals=4), SETTINGS, library()).case)
    assert not any("glutamine from lysine" in one for one in sentences)
    assert any("D from L" in one for one in sentences)


def test_the_report_says_what_a_figure_was_taken_for() -> None:
    finding = findings(of_mass(SEMAX))["identity.observed_mass"]
    (hint,) = (hint for hint in finding.hints if hint.code == "how-read")
    assert "814.36: the monoisotopic [M+H]+, the ion that is printed." in hint.message
