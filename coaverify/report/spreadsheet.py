"""Reports as a workbook (XLSX, ISO/IEC 29500): certificates, checks and claims, a row each. Real numbers, ISO dates."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from coaverify.report.csv_rows import COLUMNS, cells_of
from coaverify.report.model import (
    CertificateReport,
    Claims,
    DateClaim,
    IonClaim,
    NumberClaim,
    PeakClaim,
    ReadingEntry,
    Report,
    ResidueClaim,
)
from coaverify.report.presentation.claims import readings
from coaverify.report.presentation.values import claim_value
from coaverify.report.summary import Row, one_line, rows_of

Cell = str | int | float | Decimal | datetime.date | None

CHECKS = (
    "document", "certificate", "id", "outcome", "code", "message", "claimed", "expected", "deviation", "tolerance",
    "required",
)  # fmt: skip
CLAIMS = (
    "document", "certificate", "claim", "number", "value", "figure", "unit", "date", "printed", "page", "x0", "top",
    "x1", "bottom", "source", "doubts",
)  # fmt: skip

_MOST_LETTERS = 32_000  # a cell holds 32,767
_WIDTHS = {"document": 34, "sha256": 20, "reason": 60, "message": 80, "failing": 30, "open": 30, "id": 28, "value": 36}
_WIDTHS |= {"printed": 36, "product_name": 26, "code": 26, "claim": 24, "claimed": 18, "expected": 18}


def workbook_of(reports: Iterable[Report]) -> bytes:
    """The workbook of these reports, which are taken one at a time. Text stays text, whatever it begins with."""
    book = Workbook(write_only=True)
    certificates = _sheet(book, "Certificates", COLUMNS)
    checks = _sheet(book, "Checks", CHECKS)
    claims = _sheet(book, "Claims", CLAIMS)
    for report in reports:
        for row in rows_of(report):
            _add(certificates, _certificate(row, report))
        for number, certificate in enumerate(report.certificates, start=1):
            for cells in _checks(report.document.name, number, certificate):
                _add(checks, cells)
            for cells in _claims(report.document.name, number, certificate.claims):
                _add(claims, cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet(book: Any, title: str, columns: tuple[str, ...]) -> Any:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(name, 14)
    header = [_cell(sheet, name) for name in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    return sheet


def _add(sheet: Any, cells: Iterable[Cell]) -> None:
    sheet.append([_cell(sheet, cell) for cell in cells])


def _cell(sheet: Any, value: Cell) -> Any:
    """A cell; text is text, also where it begins as a formula does."""
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, datetime.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, one_line(value)[:_MOST_LETTERS])
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _certificate(row: Row, report: Report) -> Iterator[Cell]:
    """The columns of the CSV; numbers are numbers where nothing but a percent sign stands beside them."""
    claims = report.certificates[row.number - 1].claims if row.number else None
    figures: dict[str, Cell] = {
        "certificate": row.number or None,
        "hplc_purity": _figure_or(claims.hplc_purity if claims else None, row.purity),
        "purity_specification": _figure_or(claims.purity_specification if claims else None, row.specification),
    }
    for name, text in zip(COLUMNS, cells_of(row, report), strict=True):
        yield figures.get(name, text)


def _figure_or(claim: NumberClaim | None, words: str) -> Cell:
    plain = claim is not None and claim.comparator == "=" and claim.unit in ("", "%")
    return claim.value if claim is not None and plain else words


def _checks(document: str, number: int, certificate: CertificateReport) -> Iterator[tuple[Cell, ...]]:
    for one in certificate.checks:
        yield (
            document, number, one.id, one.outcome.value, one.code, one.message, one.claimed, one.expected,
            one.deviation, one.tolerance, "yes" if one.required else "no",
        )  # fmt: skip


def _claims(document: str, number: int, claims: Claims) -> Iterator[tuple[Cell, ...]]:
    for name in Claims.model_fields:
        for place, one in enumerate(readings(claims, name), start=1):
            figure, unit = _figure(one)
            evidence = one.evidence
            yield (
                document, number, name, place, claim_value(one), figure, unit, _day(one), evidence.text, evidence.page,
                *evidence.box, one.source.value, "; ".join(doubt.value for doubt in one.doubts),
            )  # fmt: skip


def _figure(claim: ReadingEntry) -> tuple[Cell, str]:
    """The number of a claim and its unit; None where it has none."""
    match claim:
        case NumberClaim():
            return claim.value, claim.unit
        case IonClaim():
            return claim.mz, "m/z"
        case PeakClaim():
            return claim.area_percent, "%" if claim.area_percent is not None else ""
        case ResidueClaim():
            return claim.found, ""
        case _:
            return None, ""


def _day(claim: ReadingEntry) -> Cell:
    """A date as a date; a month alone stays text."""
    if not isinstance(claim, DateClaim):
        return None
    try:
        return datetime.date.fromisoformat(claim.value)
    except ValueError:
        return claim.value
