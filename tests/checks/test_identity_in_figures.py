"""What the identity checks make of ions that were read in figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from certificate_builder import certificate, code, findings, ion, reading, verdict
from coaverify.extract import extract
from coaverify.model.certificate import ObservedIon
from coaverify.model.evidence import Doubt, Reading, Source
from coaverify.model.finding import Outcome, Verdict
from spectrum_pages import SEMAX, Stick, as_read, drawn, recognised

MASS, FORM = "identity.observed_mass", "identity.form"


def shown(mz: str, charge: int | None = 1, adduct: str | None = "H", *, sure: bool = True) -> Reading[ObservedIon]:
    """An ion at a peak of a spectrum."""
    text = ion(mz, charge, adduct)
    doubts = () if sure else (Doubt.LOW_CONFIDENCE,)
    return replace(text, evidence=replace(text.evidence, source=Source.FIGURE), doubts=doubts)


def test_ions_written_in_a_spectrum_carry_a_pass_and_say_so() -> None:
    subject = certificate(observed_ions=(shown("407.7", 2), shown("814.4")))
    found = findings(subject)
    assert (found[MASS].code, found[FORM].code) == ("mass-agrees", "form-agrees")
    assert "read-in-figure" in {hint.code for hint in found[MASS].hints}


def test_a_spectrum_makes_a_word_for_the_identity_checkable() -> None:
    subject = certificate(observed_ions=(shown("814.4"),), mass_statement=reading("conforms"))
    assert code(MASS, subject) == "mass-agrees"


@pytest.mark.parametrize("doubtful", [shown("814.4", None, None, sure=False), shown("814.4", sure=False)])
def test_a_doubtful_label_passes_nothing(doubtful: Reading[ObservedIon]) -> None:
    subject = certificate(observed_ions=(doubtful,))
    assert code(MASS, subject) == "read-with-doubt"
    assert verdict(subject) is Verdict.INCONCLUSIVE


def test_the_spectrum_of_another_molecule_fails() -> None:
    assert code(MASS, certificate(observed_ions=(shown("752.4"), shown("376.7", 2)))) == "mass-differs"


@pytest.mark.parametrize("mz", ["814.0", "814.8"])
def test_a_label_that_is_slightly_off_neither_passes_nor_fails(mz: str) -> None:
    finding = findings(certificate(observed_ions=(shown(mz),)))[MASS]
    assert (finding.outcome, finding.code) == (Outcome.INCONCLUSIVE, "figure-differs")


def test_a_label_nearer_to_another_form_does_not_exclude_the_claimed_one_by_little() -> None:
    subject = certificate("Semax", observed_ions=(shown("407.3", 2),))  # 407.68, as the amide 407.19
    assert (code(MASS, subject), code(FORM, subject)) == ("figure-differs", "figure-differs")


def test_a_spectrum_that_contradicts_the_text_stops_a_pass_and_fails_nothing() -> None:
    subject = certificate(observed_ions=(ion("814.4"), shown("855.4"), shown("428.2", 2)))
    finding = findings(subject)[MASS]
    assert (finding.outcome, finding.code) == (Outcome.INCONCLUSIVE, "figure-differs")
    assert finding.evidence[0].source is Source.FIGURE
    assert verdict(subject) is Verdict.INCONCLUSIVE


def test_a_spectrum_that_agrees_does_not_save_a_text_that_differs() -> None:
    assert code(MASS, certificate(observed_ions=(ion("855.4"), shown("814.4")))) == "mass-differs"


def test_doubtful_labels_beside_ions_of_the_text_change_nothing() -> None:
    subject = certificate(observed_ions=(ion("814.4"), ion("407.7", 2), shown("500.1", sure=False)))
    assert (code(MASS, subject), code(FORM, subject)) == ("mass-agrees", "form-agrees")


@pytest.mark.parametrize("adduct", ["H+Na", "H+K"])
def test_mixed_carriers_are_computed(adduct: str) -> None:
    mz = {"H+Na": "418.67", "H+K": "426.66"}[adduct]
    assert code(MASS, certificate(observed_ions=(shown(mz, 2, adduct),))) == "mass-agrees"


def test_an_ion_whose_mass_is_not_computed_is_no_crash() -> None:
    assert code(MASS, certificate(observed_ions=(ion("820.4", 1, "Li"),))) == "mass-differs"


@pytest.mark.parametrize("from_pixels", [False, True])
def test_a_certificate_whose_only_mass_stands_in_a_figure_passes_identity(from_pixels: bool) -> None:
    document = as_read(drawn(SEMAX))
    (subject,) = extract(recognised(document) if from_pixels else document)
    assert (code(MASS, subject), code(FORM, subject)) == ("mass-agrees", "form-agrees")


def test_a_bare_label_in_a_figure_passes_nothing() -> None:
    (subject,) = extract(as_read(drawn([Stick(814.4, 1.0, "814.4")])))
    assert code(MASS, subject) == "read-with-doubt"
