"""What lies in the archive, taken out by its number."""

from __future__ import annotations

from sqlalchemy import select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import sha256_of
from coaverify.archive.errors import Altered, NotInArchive
from coaverify.archive.hits import Hit, hits_of
from coaverify.archive.rows import run_of_report
from coaverify.archive.tables import ReportContent, ReportRow
from coaverify.archive.trail_words import EntryLine, entries_of_report
from coaverify.report.model import Report

_MOST_VERSIONS = 50  # of one document that are named


def filed_report(archive: Archive, number: int) -> Report:
    """A report as it was filed.

    Raises:
        NotInArchive: where there is none of this number.
        Altered: where its text is not what was filed.
    """
    with archive.reading() as connection:
        row = connection.execute(
            select(ReportContent.content, ReportRow.content_sha256)
            .join(ReportRow, ReportRow.seq == ReportContent.report)
            .where(ReportContent.report == number)
        ).first()
    if row is None:
        raise NotInArchive(f"There is no report {number} in this archive.")
    if sha256_of(row.content) != row.content_sha256:
        raise Altered(f"Report {number} was altered after it was filed: run `coaverify archive audit`.")
    return Report.from_json(row.content)


def number_of(archive: Archive, report: Report) -> int | None:
    """The number under which a report was filed; None where it was not."""
    with archive.reading() as connection:
        return connection.execute(select(ReportRow.seq).where(ReportRow.run == run_of_report(report))).scalar()


def versions_of(archive: Archive, number: int) -> tuple[Hit, tuple[Hit, ...], tuple[EntryLine, ...]]:
    """A report in a list's terms, the other reports on the same document (newest first), and its entries of the trail.

    Raises:
        NotInArchive: where there is none of this number.
    """
    with archive.reading() as connection:
        document = connection.execute(select(ReportRow.document).where(ReportRow.seq == number)).scalar()
        if document is None:
            raise NotInArchive(f"There is no report {number} in this archive.")
        same = select(ReportRow.seq).where(ReportRow.document == document).order_by(ReportRow.seq.desc())
        numbers = connection.execute(same.limit(_MOST_VERSIONS)).scalars().all()
        hits = hits_of(connection, sorted({*numbers, number}, reverse=True))
        entries = entries_of_report(connection, number)
    this = next(hit for hit in hits if hit.number == number)
    return this, tuple(hit for hit in hits if hit is not this), entries
