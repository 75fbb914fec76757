"""Which figure of 03/04/2026 is the day: other dates, words, the language and the country tell, in this order."""

from __future__ import annotations

import pytest

from certificate_pages import certificate_in, lines
from coaverify.extract.date_order import order_of
from coaverify.extract.values.dates import Order
from coaverify.extract.writing import Writing, written_as
from coaverify.model.evidence import Doubt

AMBIGUOUS = "Issued: 03/04/2026"
GERMAN, ENGLISH = Writing(("de",)), Writing(("en",))
DAY, MONTH = Order.DAY_FIRST, Order.MONTH_FIRST


@pytest.mark.parametrize(
    ("texts", "manner", "order"),
    [
        (["Tested: 25/04/2026"], ENGLISH, DAY),
        (["Tested: 04/25/2026"], GERMAN, MONTH),  # what the document shows counts more than what is usual
        (["Tested: 04/25/2026", "Received: 25/04/2026"], GERMAN, None),
        (["Dates are written MM/DD/YYYY"], GERMAN, MONTH),
        (["(dd/mm/yyyy)"], ENGLISH, DAY),
        (["Datum (TT.MM.JJJJ)"], ENGLISH, DAY),
        (["Date (JJ/MM/AAAA)"], ENGLISH, DAY),
        (["Дата (ДД.ММ.ГГГГ)"], ENGLISH, DAY),
        (["month-day-year"], ENGLISH, MONTH),
        (["MM/DD/YYYY", "Tested: 25/04/2026"], ENGLISH, None),
        (["DD/MM/YYYY", "MM/DD/YYYY"], ENGLISH, None),
        (["YYYY/MM/DD"], ENGLISH, None),
        ([], GERMAN, DAY),
        ([], Writing(("fr",)), DAY),
        ([], Writing(("es",)), DAY),
        ([], Writing(("ru", "en")), DAY),
        ([], Writing(("zh", "en")), None),
        ([], ENGLISH, None),
        (["1200 Alder Street, Austin, TX 78701"], ENGLISH, MONTH),
        (["Alder Street 12, Boston, MA 02139-1234, USA"], ENGLISH, MONTH),
        (["Cambridge CB4 0WS, United Kingdom"], ENGLISH, DAY),
        (["Hauptstrasse 3, 4416 Bubendorf, Switzerland"], ENGLISH, DAY),
        (["12 Banksia Rd, Melbourne VIC 3004, Australia"], ENGLISH, DAY),
        (["Pudong, Shanghai, China"], ENGLISH, None),
        (["Austin, TX 78701, USA", "Munich, Germany"], ENGLISH, None),  # the client's and the laboratory's
        (["Austin, TX 78701, USA", "Shanghai, China"], ENGLISH, None),
        (["Austin, TX 78701, USA"], GERMAN, None),
        (["Made in Germany"], ENGLISH, None),  # no address
        (["Tel. +1 512 555 0100"], ENGLISH, None),
    ],
)
def test_the_order_is_told_by_what_is_shown_said_or_usual(
    texts: list[str], manner: Writing, order: Order | None
) -> None:
    with written_as(manner):
        assert order_of([AMBIGUOUS, *texts]) is order


def test_points_after_month_first_dates_with_points_are_ambiguous() -> None:
    certificate = certificate_in(
        *lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "Tested: 03.25.2026", "Issued: 03.04.2026")
    )
    assert certificate.issue_date is not None
    assert certificate.issue_date.value.alternative is not None


def test_a_date_that_nothing_settles_is_reported_with_both_readings() -> None:
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", AMBIGUOUS))
    assert certificate.issue_date is not None
    assert {certificate.issue_date.value.iso, certificate.issue_date.value.alternative} == {"2026-03-04", "2026-04-03"}
    assert certificate.issue_date.doubts == (Doubt.AMBIGUOUS,)


def test_the_language_of_the_page_settles_a_date() -> None:
    page = lines("Produkt: Semax", "Chargen-Nr.: AB1234", "Reinheit (HPLC): 99,31 %", "Prüfdatum: 03/04/2026")
    certificate = certificate_in(*page)
    assert certificate.analysis_date is not None
    assert (certificate.analysis_date.value.iso, certificate.analysis_date.doubts) == ("2026-04-03", ())


def test_the_end_of_a_range_is_the_date_of_an_analysis() -> None:
    certificate = certificate_in(
        *lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "Tested: 2026-06-01 to 2026-06-04")
    )
    assert certificate.analysis_date is not None
    assert certificate.analysis_date.value.iso == "2026-06-04"
