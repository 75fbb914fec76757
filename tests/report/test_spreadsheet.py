"""Reports as a workbook: rows, real numbers and dates, and text that stays text."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest

from coaverify.report.csv_rows import COLUMNS
from coaverify.report.model import DateClaim, Report
from coaverify.report.spreadsheet import CHECKS, CLAIMS, workbook_of
from printed_dossiers import called, dossier
from web.report_builder import evidence, report, unreadable_report


def opened(*reports: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_of(reports)))


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_each_sheet_has_its_columns_and_keeps_its_header_in_sight() -> None:
    book = opened(dossier().report)
    assert book.sheetnames == ["Certificates", "Checks", "Claims"]
    for name, columns in (("Certificates", COLUMNS), ("Checks", CHECKS), ("Claims", CLAIMS)):
        sheet = book[name]
        assert tuple(cell.value for cell in sheet[1]) == columns
        assert sheet.freeze_panes == "A2"
        assert sheet.column_dimensions["A"].width > 20


def test_certificates_checks_and_claims_have_a_row_each() -> None:
    found = dossier().report
    book = opened(found, unreadable_report(), report())
    certificates, checks, claims = (rows_of(book[name]) for name in book.sheetnames)
    assert [row["verdict"] for row in certificates] == ["fail", "unreadable", "fail"]
    assert certificates[0]["hplc_purity"] == 99.31
    assert certificates[0]["certificate"] == 1
    assert certificates[1]["error"] == "encrypted"
    first = [row for row in checks if row["document"] == found.document.name]
    assert [row["id"] for row in first] == [check.id for check in found.certificates[0].checks]
    assert {row["outcome"] for row in first} == {"pass", "fail", "inconclusive", "not_applicable"}
    lot = next(row for row in claims if row["claim"] == "lot_number")
    assert (lot["value"], lot["page"], lot["source"]) == ("BB-260302-S2", 1, "text")
    assert lot["x0"] < lot["x1"]


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    claims = rows_of(opened(dossier().report)["Claims"])
    ion = next(row for row in claims if row["claim"] == "observed_ions")
    assert (ion["figure"], ion["unit"], ion["number"]) == (814.4, "m/z", 1)
    issued = next(row for row in claims if row["claim"] == "issue_date")
    assert issued["date"] == datetime.datetime(2026, 3, 11)
    checked = next(row for row in rows_of(opened(dossier().report)["Checks"]) if row["id"] == "identity.observed_mass")
    assert checked["expected"] == 813.3712


def test_a_month_without_day_stays_as_it_is() -> None:
    made = report()
    month = DateClaim(value="2026-03", evidence=evidence("03/2026"))
    claims = made.certificates[0].claims.model_copy(update={"expiry_date": month})
    made = made.model_copy(update={"certificates": (made.certificates[0].model_copy(update={"claims": claims}),)})
    assert next(row["date"] for row in rows_of(opened(made)["Claims"]) if row["claim"] == "expiry_date") == "2026-03"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"])
def test_text_is_never_a_formula(text: str) -> None:
    book = opened(called(report(name=text), text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) >= 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_characters_that_a_workbook_refuses_are_replaced() -> None:
    book = opened(called(report(name="a\x00\x0b\ud800.pdf"), "b\x07\ufffe 深圳 👩" + "x" * 40_000))
    rows = rows_of(book["Certificates"])
    assert rows[0]["document"] == "a\ufffd \ufffd.pdf"
    assert rows[0]["product_name"].startswith("b\ufffd\ufffd 深圳 👩xxx")
    assert len(rows[0]["product_name"]) <= 32_767


def test_no_report_gives_a_workbook_with_headers() -> None:
    book = opened()
    assert [sheet.max_row for sheet in book] == [1, 1, 1]
