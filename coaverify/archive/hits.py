"""What a list of reports shows of each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from coaverify.archive.query import UNREADABLE
from coaverify.archive.sifting import IS_CURRENT
from coaverify.archive.tables import CertificateRow, ReportRow

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate of a report. number: its place in the document, from 1. "" where nothing is printed.

    purity: percent, with the digits as printed. issued: ISO 8601.
    """

    number: int
    verdict: str
    product: str
    peptide: str
    form: str
    lot: str
    vendor: str
    laboratory: str
    purity: str
    issued: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found. certificates: those of which the search holds; none where nothing could be looked at.

    number: the report's. filed_at: UTC, ISO 8601. verdict: with "unreadable". current: whether the document has no
    newer report.
    """

    number: int
    filed_at: str
    document: str
    name: str
    verdict: str
    error: str
    origin: str
    coaverify: str
    reference: str
    current: bool
    certificates: tuple[CertificateLine, ...]

    @property
    def day(self) -> str:
        return self.filed_at[:10]


def hits_of(
    connection: Connection, numbers: Sequence[int], asked: Sequence[ColumnElement[bool]] = ()
) -> tuple[Hit, ...]:
    """The reports of these numbers, in their order; asked: what has to hold of the certificates that are shown."""
    columns = (ReportRow.seq, ReportRow.filed_at, ReportRow.document, ReportRow.name, ReportRow.verdict,
               ReportRow.error, ReportRow.origin, ReportRow.coaverify, ReportRow.reference,
               IS_CURRENT.label("current"))  # fmt: skip
    rows = {row.seq: row for row in connection.execute(select(*columns).where(ReportRow.seq.in_(numbers))).all()}
    lines = _lines_of(connection, numbers, asked)
    return tuple(
        Hit(
            number=number,
            filed_at=row.filed_at,
            document=row.document,
            name=row.name,
            verdict=UNREADABLE if row.error else row.verdict,
            error=row.error or "",
            origin=row.origin,
            coaverify=row.coaverify,
            reference=row.reference,
            current=bool(row.current),
            certificates=tuple(lines[number]),
        )
        for number in numbers
        if (row := rows.get(number)) is not None
    )


def printed_figure(printed: str | None, value: float | None) -> str:
    """A figure with the digits that it is printed with: "99.30" of "Purity: 99.30 %" and 99.3."""
    if value is None:
        return ""
    figures = (figure.replace(",", ".") for figure in _FIGURE.findall(printed or ""))
    return next((figure for figure in figures if float(figure) == value), None) or f"{Decimal(str(value)):f}"


def _lines_of(
    connection: Connection, numbers: Sequence[int], asked: Sequence[ColumnElement[bool]]
) -> defaultdict[int, list[CertificateLine]]:
    row = CertificateRow
    columns = (row.report, row.number, row.verdict, row.product_name, row.peptide, row.form, row.lot_number, row.vendor,
               row.client, row.manufacturer, row.laboratory, row.purity_comparator, row.purity_printed, row.hplc_purity,
               row.issue_date)  # fmt: skip
    found = select(*columns).where(row.report.in_(numbers), *asked).order_by(row.report, row.number)
    lines: defaultdict[int, list[CertificateLine]] = defaultdict(list)
    for one in connection.execute(found).all():
        lines[one.report].append(_line(one))
    return lines


def _line(row: Row[*tuple[Any, ...]]) -> CertificateLine:
    comparator = row.purity_comparator if row.purity_comparator not in (None, "=") else ""
    return CertificateLine(
        number=row.number + 1,
        verdict=row.verdict,
        product=row.product_name or "",
        peptide=row.peptide or "",
        form=row.form or "",
        lot=row.lot_number or "",
        vendor=row.vendor or row.client or row.manufacturer or "",
        laboratory=row.laboratory or "",
        purity=f"{comparator}{printed_figure(row.purity_printed, row.hplc_purity)}",
        issued=row.issue_date or "",
    )
