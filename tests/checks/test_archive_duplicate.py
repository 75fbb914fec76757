"""archive.duplicate: what the same data under another name come to."""

from __future__ import annotations

import pytest

from certificate_builder import certificate, findings, reading
from coaverify.checks.archive_duplicate import judge
from coaverify.model.finding import Outcome
from coaverify.model.fingerprint import Material, Resemblance, Trait

OTHER = Material(product="Selank", peptide="selank", lot="B-7", vendor="Elm Peptides")


def like(trait: Trait, *differs: str, document: str = "b.pdf", unstated: tuple[str, ...] = ()) -> Resemblance:
    return Resemblance(trait, document, OTHER, differs, reading("x").evidence, unstated)


def test_a_certificate_on_its_own_is_compared_with_nothing() -> None:
    finding = findings(certificate("semax"))["archive.duplicate"]
    assert (finding.code, finding.outcome) == ("nothing-compared", Outcome.NOT_APPLICABLE)


def test_data_that_stand_nowhere_else_pass_and_the_message_says_how_many_were_compared() -> None:
    finding = judge([], 3)
    assert (finding.code, finding.outcome) == ("unique", Outcome.PASS)
    assert "3 other certificates" in finding.message


@pytest.mark.parametrize(
    ("trait", "code"),
    [
        (Trait.PEAK, "same-peaks"),
        (Trait.PEAK_TABLE, "same-peaks"),
        (Trait.TRACE, "same-trace"),
        (Trait.PICTURE, "same-picture"),
        (Trait.RAW_DATA, "same-raw-data"),
    ],
)
@pytest.mark.parametrize("differs", ["lot", "product"])
def test_the_same_data_for_another_lot_or_product_fail(trait: Trait, code: str, differs: str) -> None:
    finding = judge([like(trait, differs)], 1)
    assert (finding.code, finding.outcome) == (code, Outcome.FAIL)
    assert "b.pdf" in finding.message
    assert "lot B-7" in finding.message
    assert finding.ask


@pytest.mark.parametrize("trait", [Trait.REPORT_NUMBER, Trait.VERIFICATION_KEY])
def test_one_number_on_reports_of_two_products_fails_and_on_two_lots_of_one_product_does_not(trait: Trait) -> None:
    assert judge([like(trait, "product", "lot")], 1).code == "same-report-number"
    assert judge([like(trait, "lot")], 1).code == "unique"  # a series of vials, tested together


def test_the_same_data_on_a_paper_of_the_same_lot_are_what_a_second_sheet_shows() -> None:
    assert judge([like(Trait.TRACE), like(Trait.PEAK)], 1).outcome is Outcome.PASS


def test_where_a_lot_is_not_stated_the_question_stays_open() -> None:
    finding = judge([like(Trait.TRACE, unstated=("lot",))], 1)
    assert (finding.code, finding.outcome) == ("lot-not-stated", Outcome.INCONCLUSIVE)


def test_another_vendors_name_over_the_same_data_stays_open() -> None:
    finding = judge([like(Trait.PICTURE, "vendor")], 1)
    assert (finding.code, finding.outcome) == ("other-vendor", Outcome.INCONCLUSIVE)


def test_the_same_document_once_more_is_a_note_and_nothing_against_it() -> None:
    finding = judge([like(Trait.TEXT), like(Trait.TRACE, unstated=("lot",))], 1)
    assert finding.outcome is Outcome.PASS
    assert [hint.code for hint in finding.hints] == ["same-document"]


def test_many_copies_are_counted_and_the_first_are_named() -> None:
    finding = judge([like(Trait.TRACE, "lot", document=f"{number}.pdf") for number in range(9)], 9)
    assert "“0.pdf”" in finding.message
    assert "and 6 more" in finding.message
