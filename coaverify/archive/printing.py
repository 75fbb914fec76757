"""What a printed report takes from the archive: the document, proven, and the report's place in the trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.shelf import filed_report
from coaverify.archive.tables import Entry, ReportRow
from coaverify.archive.trail import Kind
from coaverify.archive.trail_words import in_words
from coaverify.report.model import Report
from coaverify.report.printed.dossier import FiledAs, TrailLine

_TOLD = (Kind.CORRECTION.value, Kind.COMMENT.value, Kind.APPROVAL.value)
MOST_LINES = 500  # of the trail that are printed, the newest


def report_and_original(archive: Archive, number: int) -> tuple[Report, bytes]:
    """A filed report and the bytes that it is on.

    Raises:
        NotInArchive: where there is no such report, or its document is missing.
        Altered: where either is not what was filed.
    """
    report = filed_report(archive, number)
    return report, archive.originals.get(report.document.sha256)


def filed_as(archive: Archive, number: int) -> FiledAs:
    """A report's place in the trail, and what was done to it and to the reports that it was made again from.

    Raises:
        NotInArchive: where there is no report of this number.
    """
    with archive.reading() as connection:
        entry = connection.execute(
            select(Entry.at, Entry.by, Entry.hash)
            .join(ReportRow, ReportRow.seq == Entry.seq)
            .where(Entry.seq == number)
        ).first()
        if entry is None:
            raise NotInArchive(f"There is no report {number} in this archive.")
        head = connection.execute(select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)).one()
        lines = tuple(_lines(connection, number))
    return FiledAs(number, entry.at, entry.by, entry.hash, head.seq, head.hash, lines)


def _lines(connection: Connection, number: int) -> Iterator[TrailLine]:
    """Corrections, comments and approvals of the report and of those before it, and reports made from it."""
    line = [number, *_followed(connection, number)]
    made_from = select(ReportRow.seq).where(ReportRow.follows == number)
    found = connection.execute(
        select(Entry.seq, Entry.at, Entry.by, Entry.kind, Entry.report, Entry.payload)
        .where(or_(Entry.report.in_(line) & Entry.kind.in_(_TOLD), Entry.seq.in_(made_from)))
        .order_by(Entry.seq.desc())
        .limit(MOST_LINES)
    ).all()
    for row in reversed(found):
        yield _line(row, number)


def _followed(connection: Connection, number: int) -> Iterator[int]:
    """The reports that this one was made again from, the latest first."""
    before: int | None = number
    while before is not None:
        before = connection.execute(select(ReportRow.follows).where(ReportRow.seq == before)).scalar()
        if before is not None:
            yield before


def _line(row: Row[*tuple[Any, ...]], number: int) -> TrailLine:
    seq, at, by, kind, about, payload = row
    sentence = in_words(kind, json.loads(payload), about)
    is_own = about == number or kind == Kind.REPORT.value  # a report's sentence says which it follows
    return TrailLine(seq, at, by, sentence if is_own else f"Of report {about}: {sentence}")
