"""What a reviewer reads is parsed as what is printed, and stands in the program's stead at the same place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from certificate_builder import SETTINGS
from certificate_pages import HEIGHT, TITLE, WIDTH, lines, pdf_of
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.corrections import CORRECTABLE, NotReadable, corrected, demand_readable
from coaverify.model.certificate import Certificate, Comparator, Labelled, MassKind
from coaverify.model.correction import NOT_STATED, Corrected, Correction
from coaverify.model.evidence import Box, Source
from coaverify.model.finding import Outcome, Verdict
from coaverify.report.model import Claims
from coaverify.verify import verify
from deceptive_paper import GOOD, Paper
from deceptive_text import DECEPTIONS

TEXTS = (
    "Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "Specification: NLT 98.0 %", "ESI-MS [M+H]+: 814.4",
    "Date of analysis: 03/04/2026",
)  # fmt: skip

VALUES = {
    "product_name": "Semax", "sequence": "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH", "catalog_number": "P-100",
    "lot_number": "SX-24", "cas_number": "80714-61-0", "molecular_formula": "C37H51N9O10S", "endotoxin": "< 0.5 EU/mg",
    "endotoxin_limit": "< 5 EU/mg", "quantity": "5 mg", "appearance": "White powder", "laboratory": "Example Lab",
    "vendor": "Example Peptides", "manufacturer": "Example Works", "client": "Example Client", "task_number": "T-100",
    "verification_key": "AB12CD34", "verification_url": "https://lab.example.com/x", "method": "RP-HPLC",
    "instrument": "Example Q-TOF", "molecular_weight": "813.93 g/mol", "monoisotopic_mass": "813.36 Da",
    "observed_mass": "813.4 Da", "observed_ions": "[M+H]+ 814.36; [M+2H]2+ 407.68", "measured_content": "10.3 mg",
}  # fmt: skip


def _certificates(*texts: str, corrections: tuple[Correction, ...] = ()) -> list[Certificate]:
    document = read(pdf_of([TITLE, *lines(*(texts or TEXTS))]), "a.pdf", SETTINGS.limits)
    return corrected(extract(document), corrections, document)


def _corrected(claim: str, text: str, *texts: str) -> tuple[Certificate, Certificate]:
    (before,), (after,) = _certificates(*texts), _certificates(*texts, corrections=(Correction(1, claim, text),))
    return before, after


def test_every_claim_of_a_report_can_be_corrected_but_tables() -> None:
    assert set(Claims.model_fields) - set(CORRECTABLE) == {"peak_table", "amino_acids"}


@pytest.mark.parametrize("claim", CORRECTABLE)
def test_a_claim_takes_a_value_that_is_written_as_papers_write_it(claim: str) -> None:
    text = VALUES.get(claim, "2026-03-31" if claim.endswith("_date") else "4.2 %")
    _before, after = _corrected(claim, text)
    found = getattr(after, claim)
    for reading in found if isinstance(found, tuple) else (found,):
        assert reading.evidence.source is Source.REVIEWER
        assert reading.evidence.text == text
        assert reading.doubts == ()


@pytest.mark.parametrize("claim", CORRECTABLE)
def test_a_claim_may_be_said_not_to_be_stated(claim: str) -> None:
    _before, after = _corrected(claim, NOT_STATED)
    assert not getattr(after, claim)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("hplc_purity", "pure"),
        ("hplc_purity", "≥ 98 %"),
        ("lot_number", "see label"),
        ("cas_number", "80714"),
        ("molecular_formula", "water and salt"),
        ("issue_date", "03/04/2026"),
        ("issue_date", "31 February 2026"),
        ("observed_ions", "as expected"),
        ("observed_mass", "[M+H]+ 814.4"),
        ("measured_content", "10.3"),
        ("catalog_number", "Semax"),
        ("peak_table", "1.2 99 %"),
        ("verdict", "pass"),
        ("hplc_purity", ""),
    ],
)
def test_what_is_no_value_of_the_claim_is_refused(claim: str, text: str) -> None:
    with pytest.raises(NotReadable, match=r"expected is|cannot be corrected|is a limit"):
        demand_readable(claim, text)


def test_the_value_stands_where_it_had_been_read() -> None:
    before, after = _corrected("hplc_purity", "98.31 %")
    assert before.hplc_purity is not None
    assert after.hplc_purity is not None
    assert after.hplc_purity.value.value == Decimal("98.31")
    assert after.hplc_purity.evidence.box == before.hplc_purity.evidence.box
    assert after.corrections == (Corrected("hplc_purity", "99.31 %", "98.31 %"),)


def test_a_value_that_had_not_been_read_stands_somewhere_on_the_page() -> None:
    _before, after = _corrected("water_content", "4.2 %")
    assert after.water_content is not None
    assert after.water_content.evidence.box == Box(0, 0, WIDTH, HEIGHT)
    assert after.corrections == (Corrected("water_content", "", "4.2 %"),)


def test_a_doubtful_reading_is_certain_by_the_reviewers_word() -> None:
    before, after = _corrected("analysis_date", "2026-04-03")
    assert before.analysis_date is not None
    assert after.analysis_date is not None
    assert before.analysis_date.doubts
    assert (after.analysis_date.doubts, after.analysis_date.value.iso) == ((), "2026-04-03")
    assert [one.value.value.iso for one in after.all_dates if one.value.claim == "analysis_date"] == ["2026-04-03"]


def test_lists_of_all_statements_hold_the_corrected_one_in_its_place() -> None:
    before, after = _corrected("lot_number", "AB1284", "Product: Semax", "Lot: AB1234", "Batch: ZZ999", *TEXTS[2:])
    assert [one.value for one in before.lots] == ["AB1234", "ZZ999"]
    assert [one.value for one in after.lots] == ["AB1284", "ZZ999"]  # what another place says stays
    assert [one.value for one in after.labelled_lots] == [
        Labelled("lot_number", "AB1284"),
        *(one.value for one in before.labelled_lots[1:]),
    ]


def test_what_is_not_stated_is_no_statement_among_others_either() -> None:
    _before, after = _corrected("product_name", NOT_STATED)
    assert after.products == ()


def test_ions_are_replaced_together() -> None:
    _before, after = _corrected("observed_ions", VALUES["observed_ions"])
    assert [(one.value.mz.value, one.value.charge) for one in after.observed_ions] == [
        (Decimal("814.36"), 1),
        (Decimal("407.68"), 2),
    ]


def test_a_bare_limit_is_a_lower_one() -> None:
    _before, after = _corrected("purity_specification", "97 %")
    assert after.purity_specification is not None
    assert after.purity_specification.value.comparator is Comparator.AT_LEAST


def test_a_neutral_mass_says_nothing_of_its_kind_unless_told() -> None:
    _before, after = _corrected("observed_mass", "813.4 Da")
    assert after.observed_mass is not None
    assert after.observed_mass.value.kind is MassKind.UNSTATED


def test_a_correction_of_a_certificate_that_is_not_there_changes_nothing() -> None:
    assert _certificates(corrections=(Correction(2, "lot_number", "X-1"),)) == _certificates()
    assert _certificates(corrections=(Correction(0, "lot_number", "X-1"),)) == _certificates()


def test_what_the_file_says_otherwise_stays() -> None:
    before, after = _corrected("hplc_purity", "98.31 %")
    for name in ("hidden", "changes", "alterations", "odd_styles", "carried", "file", "layer_changes", "codes"):
        assert getattr(after, name) == getattr(before, name)


@pytest.mark.parametrize("name", ["one_figure_remapped", "picture_pasted_over", "composite_font_with_a_lying_map",
                                  "masked_away", "layer_switched_off"])  # fmt: skip
@pytest.mark.parametrize("text", ["what the file says", "what the page shows"])
def test_no_correction_makes_a_file_pass_that_says_otherwise_than_its_page(name: str, text: str) -> None:
    deceptive = Paper()
    shown = DECEPTIONS[name](deceptive)
    value = GOOD if text == "what the file says" else shown
    settings = replace(SETTINGS, corrections=(Correction(1, "hplc_purity", f"{value} %"),))
    report = verify(deceptive.bytes(), "a.pdf", settings)
    assert report.certificates[0].corrections
    assert report.verdict is not Verdict.PASS
    failing = [check.id for check in report.certificates[0].checks if check.outcome is Outcome.FAIL]
    assert any(name.startswith("integrity.") for name in failing)
