"""documentation.lot, documentation.dates, documentation.completeness"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from certificate_builder import AS_OF, certificate, code, date, findings, reading, verdict
from coaverify.model.certificate import Certificate, Labelled, PrintedDate
from coaverify.model.evidence import Doubt, Reading
from coaverify.model.finding import Verdict
from coaverify.model.paperwork import Remark, Said
from coaverify.model.settings import Settings

LOT, DATES, COMPLETE = "documentation.lot", "documentation.dates", "documentation.completeness"
THIS_LOT = "documentation.this_lot"


def test_one_lot_on_every_page_is_fine_however_its_dashes_are_set() -> None:
    assert code(LOT, certificate(lots=(("AB-1234", 1), ("ab–1234", 2)))) == "lot-stated"


def test_another_lot_on_another_page_is_a_contradiction() -> None:
    subject = certificate(lots=(("AB1234", 1), ("ZZ9999", 2)))
    assert code(LOT, subject) == "pages-differ"
    assert verdict(subject) is Verdict.FAIL


def test_batch_and_lot_side_by_side_on_one_page_are_no_contradiction() -> None:
    assert code(LOT, certificate(lots=(("AB1234", 1), ("B-77", 1), ("AB1234", 2)))) == "lot-stated"


def labelled(*lots: tuple[str, str], page: int = 1, doubts: tuple[Doubt, ...] = ()) -> dict[str, Any]:
    """Lots of one page under the words of their labels, as (label, lot)."""
    texts = tuple(reading(lot, page=page, doubts=doubts) for _, lot in lots)
    named = tuple(reading(Labelled("lot_number", lot, label), page=page, doubts=doubts) for label, lot in lots)
    return {"lots": [(lot, page) for _, lot in lots], "labelled_lots": named, "lot_number": texts[0]}


@pytest.mark.parametrize(
    ("lots", "expected"),
    [
        ((("Lot No.", "AB1234"), ("Lot", "AB1243")), "page-differs"),
        ((("Batch number", "AB1234"), ("Batch #:", "CD9999")), "page-differs"),
        ((("Lot No.", "AB1234"), ("Lot No.", "AB1234")), "lot-stated"),
        ((("Lot No.", "AB1234"), ("Lot No.", "AB1234/PE2")), "lot-stated"),
        ((("Lot No.", "AB1234"), ("Lot No.", "5512-77")), "several-lots"),  # of a column or a standard, perhaps
        ((("Lot", "AB1234"), ("Batch", "AB1243")), "lot-stated"),
        ((("", "AB1234"), ("", "AB1243")), "lot-stated"),
    ],
)
def test_two_lots_of_one_make_under_the_same_words_of_one_page_contradict_each_other(
    lots: tuple[tuple[str, str], ...], expected: str
) -> None:
    assert code(LOT, certificate(**labelled(*lots))) == expected


def test_two_lots_on_a_page_that_were_read_with_doubt_decide_nothing() -> None:
    lots = labelled(("Lot", "AB1234"), ("Lot", "AB1243"), doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(LOT, certificate(**lots)) == "read-with-doubt"


@pytest.mark.parametrize("lot", ["001", "123", "Black Cap-1", "XXX", "TEST", "12345"])
def test_a_lot_that_tells_no_material_from_another_is_a_hint(lot: str) -> None:
    finding = findings(certificate(lots=((lot, 1),)))[LOT]
    assert (finding.code, [hint.code for hint in finding.hints]) == ("lot-stated", ["generic-lot"])


def test_a_second_number_beside_the_lot_is_a_hint() -> None:
    hints = findings(certificate(**labelled(("Lot", "AB1234"), ("Batch", "XY-9"))))[LOT].hints
    assert [hint.code for hint in hints] == ["several-numbers"]


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


def dated(**dates: tuple[str, ...]) -> dict[str, Any]:
    """Several dates of one claim, the claim's own first: manufacture_date=("2026-03-01", "2026-03-09")."""
    every = [reading(Labelled(name, PrintedDate(iso))) for name, isos in dates.items() for iso in isos]
    return {"all_dates": tuple(every), **{name: date(isos[0]) for name, isos in dates.items()}}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"manufacture_date": ("2026-03-01", "2026-03-09")}, "dates-differ"),
        ({"manufacture_date": ("2026-03-01", "2026-03")}, "in-order"),
        ({"expiry_date": ("2028-03-01", "2029-03-01")}, "dates-differ"),
        ({"analysis_date": ("2026-03-01", "2026-03-09")}, "in-order"),
        ({"analysis_date": ("2026-03-01", "2026-12-09")}, "in-the-future"),
        ({"analysis_date": ("2026-03-01", "2026-03-09"), "issue_date": ("2026-03-05",)}, "order"),
        ({"analysis_date": ("2026-03-01", "2026-03-09"), "issue_date": ("2026-03-05", "2026-03-10")}, "in-order"),
    ],
)
def test_every_date_of_every_page_is_compared(dates: dict[str, tuple[str, ...]], expected: str) -> None:
    assert code(DATES, certificate(**dated(**dates))) == expected


def test_two_days_of_issue_and_a_test_of_long_ago_are_hints() -> None:
    twice = findings(certificate(**dated(issue_date=("2026-03-05", "2026-03-10"))))[DATES].hints
    assert [hint.code for hint in twice] == ["several-issue-dates"]
    old = findings(certificate(analysis_date=date("2024-01-10")))[DATES].hints
    assert [hint.code for hint in old] == ["long-ago"]


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


def remark(said: Said, text: str = "as printed", **options: Any) -> Reading[Remark]:
    return reading(Remark(said, text), **options)


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
        remarks=tuple(remark(said) for said in (Said.TITLE, Said.CONTACT, Said.METHODS, Said.SIGNED)),
    )
    assert code(COMPLETE, full) == "complete"


def test_what_has_to_be_stated_depends_on_the_kind_of_paper() -> None:
    maker = certificate(vendor=reading("Some Maker"), issue_date=date("2026-03-22"))
    tested = replace(maker, client=reading("Some Shop"), received_date=date("2026-03-20"))
    sheet = certificate()

    def expected(subject: Certificate) -> set[str]:
        return {one.name for one in findings(subject)[COMPLETE].elements if one.expected}

    assert "a retest or expiry date" in expected(maker)
    assert "a retest or expiry date" not in expected(tested)
    assert "when the sample was received" in expected(tested)
    assert len(expected(sheet)) < len(expected(maker))
    stated = {one.name: one.stated for one in findings(tested)[COMPLETE].elements}
    assert stated["the client"]
    assert not stated["who signed or approved it"]
    assert all(one.asked_by for one in findings(tested)[COMPLETE].elements)


def test_accreditation_without_a_number_and_conformity_without_a_limit_are_hints() -> None:
    def hints(*said: Said) -> list[str]:
        subject = certificate(remarks=tuple(remark(one) for one in said))
        return [hint.code for hint in findings(subject)[COMPLETE].hints]

    assert hints(Said.ACCREDITED) == ["accreditation-without-number"]
    assert hints(Said.ACCREDITED, Said.ACCREDITATION_NUMBER) == []
    assert hints(Said.CONFORMS) == ["conformity-without-limits"]
    assert hints(Said.CONFORMS, Said.LIMITS) == []


def test_a_paper_that_calls_its_data_representative_does_not_speak_of_this_lot() -> None:
    said = certificate(remarks=(remark(Said.NOT_OF_THIS_LOT, "representative data"),))
    assert code(THIS_LOT, said) == "not-of-this-lot"
    assert verdict(said) is Verdict.FAIL
    assert code(THIS_LOT, certificate(remarks=(remark(Said.ONLY_ITEMS_TESTED),))) == "of-the-tested"
    assert code(THIS_LOT, certificate()) == "nothing-said"


def test_a_stamp_and_words_read_with_doubt_keep_a_certificate_from_a_pass() -> None:
    stamped = certificate(remarks=(remark(Said.STAMPED, "SAMPLE"),))
    doubted = certificate(remarks=(remark(Said.NOT_OF_THIS_LOT, doubts=(Doubt.LOW_CONFIDENCE,)),))
    assert (code(THIS_LOT, stamped), verdict(stamped)) == ("stamped", Verdict.INCONCLUSIVE)
    assert (code(THIS_LOT, doubted), verdict(doubted)) == ("read-with-doubt", Verdict.INCONCLUSIVE)


def test_a_curve_that_is_called_typical_is_a_hint() -> None:
    hints = findings(certificate(remarks=(remark(Said.TYPICAL_FIGURE),)))[THIS_LOT].hints
    assert [hint.code for hint in hints] == ["typical-figure"]
