"""identity.observed_mass"""

from __future__ import annotations

from decimal import Decimal

import pytest

from certificate_builder import SETTINGS, certificate, code, findings, ion, mass, reading
from coaverify.model.certificate import InstrumentClass, MassKind
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Outcome
from coaverify.model.settings import Settings

ID = "identity.observed_mass"


@pytest.mark.parametrize(
    ("product", "ions"),
    [
        ("Semax", (ion("814.4"), ion("407.7", 2))),
        ("Semax", (ion("836.34", 1, "Na"),)),
        ("Semax", (ion("812.34", -1),)),
        ("N-Acetyl Semax Amidate", (ion("855.3818"), ion("428.1945", 2))),
        ("Thymosin Alpha-1", (ion("1554.8", 2), ion("1036.9", 3))),
    ],
)
def test_ions_of_the_claimed_form_agree(product: str, ions: tuple[object, ...]) -> None:
    assert code(ID, certificate(product, observed_ions=ions)) == "mass-agrees"


def test_an_ion_of_another_form_differs_and_the_message_names_it() -> None:
    finding = findings(certificate("Selank Amide", observed_ions=(ion("752.44"),)))[ID]
    assert (finding.outcome, finding.code) == (Outcome.FAIL, "mass-differs")
    assert "plain peptide" in finding.message
    assert finding.expected == pytest.approx(751.4573, abs=1e-3)


def test_an_ion_of_another_peptide_differs_and_the_message_names_the_peptide() -> None:
    finding = findings(certificate("KPV", observed_ions=(ion("391.18"),)))[ID]
    assert finding.code == "mass-differs"
    assert "Epitalon" in finding.message


def test_a_known_change_is_named_where_it_fits() -> None:
    finding = findings(certificate("Semax", observed_ions=(ion("830.3502"),)))[ID]
    assert finding.code == "mass-differs"
    assert "oxidation" in finding.message


def test_one_wrong_ion_among_right_ones_is_enough_to_differ() -> None:
    assert code(ID, certificate("Semax", observed_ions=(ion("814.4"), ion("428.2", 2)))) == "mass-differs"


def test_a_word_instead_of_a_figure_leaves_the_question_open() -> None:
    subject = certificate(observed_ions=(), mass_statement=reading("conforms"))
    assert code(ID, subject) == "statement-only"


def test_a_vial_report_with_identity_as_a_word_says_that_nothing_can_be_checked() -> None:
    subject = certificate(observed_ions=(), mass_statement=reading("Confirmed"), client=reading("Some Shop"))
    assert code(ID, subject) == "identity-not-stated"


def test_nothing_observed_is_never_not_applicable() -> None:
    assert findings(certificate(observed_ions=()))[ID].outcome is Outcome.INCONCLUSIVE


def test_a_doubtful_reading_never_passes() -> None:
    doubtful = reading(ion("814.4").value, doubts=(Doubt.OCR_LAYER,))
    assert code(ID, certificate(observed_ions=(doubtful,))) == "read-with-doubt"


def test_an_unknown_peptide_without_a_sequence_stays_open() -> None:
    assert code(ID, certificate("Unobtainin")) == "unknown-peptide"


def test_an_unknown_peptide_with_a_printed_sequence_is_checked_against_it() -> None:
    subject = certificate("Unobtainin", sequence=reading("H-Gly-Ala-Val-OH"), observed_ions=(ion("246.145"),))
    assert code(ID, subject) == "mass-agrees"


def test_an_unknown_modification_is_not_overlooked() -> None:
    subject = certificate(modifications=(reading("N - Terminal: FITC-Ahx"),))
    assert code(ID, subject) == "unknown-peptide"


def test_a_blend_cannot_be_judged_by_one_mass() -> None:
    assert code(ID, certificate("BPC-157 + TB-500")) == "blend"


def test_neutral_masses_are_compared_as_their_label_says() -> None:
    assert code(ID, certificate(observed_ions=(), observed_mass=mass("813.92", MassKind.AVERAGE))) == "mass-agrees"
    assert (
        code(ID, certificate(observed_ions=(), observed_mass=mass("813.92", MassKind.MONOISOTOPIC))) == "mass-differs"
    )


@pytest.mark.parametrize(
    ("observed", "settings", "instrument", "expected"),
    [
        ("814.70", SETTINGS, None, "mass-differs"),  # 0.345 off; two decimals allow 0.3
        ("814.60", SETTINGS, None, "mass-agrees"),
        ("814.3700", SETTINGS, None, "mass-differs"),  # 18 ppm; four decimals allow 10 ppm
        ("814.3600", SETTINGS, None, "mass-agrees"),
        ("814.3700", SETTINGS, InstrumentClass.HIGH_RESOLUTION, "mass-agrees"),  # to 20 ppm
        ("814.3800", SETTINGS, InstrumentClass.HIGH_RESOLUTION, "mass-differs"),
        ("814.60", Settings(mass_tolerance=Decimal("0.1")), None, "mass-differs"),  # the user's comes first
        ("815.2±1", SETTINGS, None, "mass-agrees"),  # then the one stated with the result
    ],
)
def test_the_tolerance_is_the_users_the_stated_the_instruments_or_the_digits(
    observed: str, settings: Settings, instrument: InstrumentClass | None, expected: str
) -> None:
    subject = certificate(observed_ions=(ion(observed),), instrument_class=instrument)
    assert code(ID, subject, settings) == expected


def test_a_single_ion_and_a_value_equal_to_theory_are_hints_only() -> None:
    finding = findings(certificate(observed_ions=(ion("814.3552"),)))[ID]
    assert finding.outcome is Outcome.PASS
    assert {hint.code for hint in finding.hints} >= {"one-value", "equals-theory"}
