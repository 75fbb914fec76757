"""Reports as comma-separated values: one row for each certificate, fixed columns (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from coaverify.report.model import Report
from coaverify.report.summary import Row, rows_of

# New columns are added at the end; none is renamed.
COLUMNS = (
    "document", "sha256", "certificate", "pages", "verdict", "reason", "failing", "open", "error",
    "peptide", "product_name", "claimed_form", "lot_number", "hplc_purity", "purity_specification",
    "coaverify", "reference",
)  # fmt: skip

# A spreadsheet takes a cell that begins so for a formula, and what is printed on a certificate may be
# anything. An apostrophe in front makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The line with the names of the columns, without line end."""
    return _line(COLUMNS)


def lines_of(report: Report) -> Iterator[str]:
    """The lines of one report, without line ends."""
    for row in rows_of(report):
        yield _line(cells_of(row, report))


def cells_of(row: Row, report: Report) -> tuple[str, ...]:
    """What stands under COLUMNS in a row of this report."""
    return (
        row.document,
        report.document.sha256,
        str(row.number or ""),
        " ".join(str(page) for page in row.pages),
        row.verdict,
        row.reason,
        " ".join(row.failing),
        " ".join(row.open),
        row.error,
        row.peptide,
        row.product,
        row.form,
        row.lot,
        row.purity,
        row.specification,
        report.generator.coaverify,
        report.generator.reference,
    )


def _line(cells: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([_as_text(cell) for cell in cells])
    return buffer.getvalue()


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def as_line(cells: tuple[str, ...]) -> str:
    """Any cells as a line, without line end; no cell becomes a spreadsheet's formula."""
    return _line(cells)
