"""documentation.lot, documentation.dates, documentation.completeness"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from certificate_builder import AS_OF, certificate, code, date, findings, reading, verdict
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Verdict
from coaverify.model.settings import Settings

LOT, DATES, COMPLETE = "documentation.lot", "documentation.dates", "documentation.completeness"


def test_one_lot_on_every_page_is_fine_however_its_dashes_are_set() -> None:
    assert code(LOT, certificate(lots=(("AB-1234", 1), ("ab–1234", 2)))) == "lot-stated"


def test_another_lot_on_another_page_is_a_contradiction() -> None:
    subject = certificate(lots=(("AB1234", 1), ("ZZ9999", 2)))
    assert code(LOT, subject) == "pages-differ"
    assert verdict(subject) is Verdict.FAIL


def test_batch_and_lot_side_by_side_on_one_page_are_no_contradiction() -> None:
    assert code(LOT, certificate(lots=(("AB1234", 1), ("B-77", 1), ("AB1234", 2)))) == "lot-stated"


def test_the_users_lot_has_to_be_the_certificates() -> None:
    assert code(LOT, certificate(), Settings(as_of=AS_OF, lot="ab1234")) == "lot-stated"
    assert code(LOT, certificate(), Settings(as_of=AS_OF, lot="AB1235")) == "not-your-lot"


def test_without_a_lot_a_certificate_does_not_pass() -> None:
    subject = certificate(lots=())
    assert code(LOT, subject) == "not-stated"
    assert verdict(subject) is Verdict.INCONCLUSIVE


def test_a_doubtful_lot_decides_nothing() -> None:
    doubtful = reading("AB1234", doubts=(Doubt.OCR_LAYER,))
    assert code(LOT, replace(certificate(), lots=(doubtful,), lot_number=doubtful)) == "read-with-doubt"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"manufacture_date": "2026-02-20", "analysis_date": "2026-02-26", "issue_date": "2026-03-22"}, "in-order"),
        ({"manufacture_date": "2026-03", "analysis_date": "2026-03-02"}, "in-order"),
        ({"analysis_date": "2026-03-02", "issue_date": "2026-03-02"}, "in-order"),
        ({"manufacture_date": "2025-09-24", "analysis_date": "2025-08-18"}, "order"),
        ({"received_date": "2025-09-24", "analysis_date": "2025-09-19"}, "order"),
        ({"issue_date": "2026-03-02", "expiry_date": "2026-02-01"}, "order"),
        ({"analysis_date": "2026-12-13"}, "in-the-future"),
        ({"issue_date": "2026-11-21", "expiry_date": "2030-01-01"}, "in-order"),
        ({}, "no-dates"),
    ],
)
def test_dates_have_to_be_in_order_and_done_things_in_the_past(dates: dict[str, str], expected: str) -> None:
    claims: dict[str, Any] = {name: date(iso) for name, iso in dates.items()}
    assert code(DATES, certificate(**claims)) == expected


def test_an_ambiguous_date_is_no_contradiction_while_one_reading_fits() -> None:
    subject = certificate(manufacture_date=date("2026-04-03", "2026-03-04"), analysis_date=date("2026-03-20"))
    assert code(DATES, subject) == "ambiguous"


def test_an_ambiguous_date_that_fits_in_no_reading_is_a_contradiction() -> None:
    subject = certificate(manufacture_date=date("2026-05-06", "2026-06-05"), analysis_date=date("2026-03-20"))
    assert code(DATES, subject) == "order"


def test_a_date_read_with_doubt_accuses_nobody() -> None:
    late = replace(date("2027-01-01"), doubts=(Doubt.OCR_LAYER,))
    assert code(DATES, certificate(issue_date=late)) == "read-with-doubt"


def test_a_passed_retest_date_is_a_hint() -> None:
    hints = findings(certificate(retest_date=date("2026-01-01")))[DATES].hints
    assert [hint.code for hint in hints] == ["date-passed"]


def test_what_is_not_stated_is_listed_and_never_fails() -> None:
    bare = findings(certificate())[COMPLETE]
    assert bare.code == "essentials-missing"
    assert "who issued it" in bare.message
    issued = certificate(vendor=reading("Some Shop"), issue_date=date("2026-03-22"))
    assert code(COMPLETE, issued) == "mostly-complete"
    full = replace(
        issued,
        retest_date=date("2028-03-22"),
        purity_specification=issued.hplc_purity,
        appearance=reading("white powder"),
    )
    assert code(COMPLETE, full) == "complete"
