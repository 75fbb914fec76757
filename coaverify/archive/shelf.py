"""What lies in the archive, taken out by its number."""

from __future__ import annotations

from sqlalchemy import select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import sha256_of
from coaverify.archive.errors import Altered, NotInArchive
from coaverify.archive.tables import ReportContent, ReportRow
from coaverify.report.model import Report


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
