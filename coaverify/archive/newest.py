"""The reports that stand: of each document the newest, page by page, so that memory does not grow with the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.tables import CertificateRow, Document, ReportRow
from coaverify.model.folding import folded

PAGE = 500  # rows that are read at once


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents: those of a lot, a peptide (its id in the reference), a form; of nothing, all."""

    lot: str | None = None
    peptide: str | None = None
    form: str | None = None


def newest_reports(archive: Archive, choice: Choice) -> Iterator[int]:
    """The number of the newest report of each chosen document, in the order in which the documents were filed.

    Raises:
        ArchiveError: where the archive cannot be read.
    """
    newest = select(func.max(ReportRow.seq)).where(ReportRow.document == Document.sha256).scalar_subquery()
    last = 0
    while True:
        page = select(Document.seq, newest.label("newest")).where(Document.seq > last)
        chosen = _chosen(choice)
        if chosen is not None:
            page = page.where(Document.sha256.in_(chosen))
        with archive.reading() as connection:
            rows = connection.execute(page.order_by(Document.seq).limit(PAGE)).all()
        yield from (row.newest for row in rows if row.newest is not None)
        if len(rows) < PAGE:
            return
        last = rows[-1].seq


def newest_of_line(archive: Archive, number: int) -> int:
    """The report that took the place of report `number`, or that report itself.

    Raises:
        NotInArchive: where there is no such report.
    """
    with archive.reading() as connection:
        document = connection.execute(select(ReportRow.document).where(ReportRow.seq == number)).scalar()
        if document is None:
            raise NotInArchive(f"There is no report {number} in this archive.")
        found = select(ReportRow.follows, ReportRow.seq).where(ReportRow.document == document).order_by(ReportRow.seq)
        followers = {row.follows: row.seq for row in connection.execute(found)}
    while number in followers:
        number = followers[number]
    return number


def _chosen(choice: Choice) -> Select[Any] | None:
    """The documents of which a certificate is of the lot, the peptide and the form."""
    conditions = []
    if choice.lot is not None:
        conditions.append(CertificateRow.lot_key == folded(choice.lot))
    if choice.peptide is not None:
        conditions.append(CertificateRow.peptide == choice.peptide)
    if choice.form is not None:
        conditions.append(CertificateRow.form == choice.form)
    if not conditions:
        return None
    return select(ReportRow.document).join(CertificateRow, CertificateRow.report == ReportRow.seq).where(*conditions)
