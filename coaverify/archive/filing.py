"""A document and its report into the archive: the original first, then in one transaction all that names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.documents import was_deleted
from coaverify.archive.errors import NotAllowed
from coaverify.archive.failures import told
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.rows import Rows, rows_of, run_of_report
from coaverify.archive.tables import (
    CertificateRow,
    Document,
    Entry,
    Likeness,
    ReportContent,
    ReportRow,
    SearchText,
    TraitRow,
)
from coaverify.archive.trail import Kind, Trail
from coaverify.report.model import Report


class Origin(StrEnum):
    """Why a report was made. Stored by value, never renamed."""

    VERIFICATION = "verification"
    CORRECTION = "correction"
    REVERIFICATION = "re-verification"


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of a report. seq: its number in the archive. is_new: False where the same run was filed before."""

    seq: int
    is_new: bool


def file(
    archive: Archive,
    report: Report,
    data: bytes,
    by: str,
    *,
    origin: Origin = Origin.VERIFICATION,
    follows: int | None = None,
    compare: Callable[[Connection, Report], Report] | None = None,
) -> Filed:
    """File a report and the document that it is on. When this returns, both are on the disk to stay.

    The same document, settings and versions are filed once: then the report that is there already is named, and the
    trail notes a name under which the document had not been seen.

    compare: gives a new report with what it is compared with taken into account; called while nobody else can file.

    Raises:
        ArchiveError: where it could not be filed; then the archive is as it was.
        NotAllowed: where the report is on other bytes than these.
    """
    with told(archive.location.originals):
        sha256 = archive.originals.put(data)
    if sha256 != report.document.sha256:
        raise NotAllowed(f"{report.document.name}: the report is on another document than the one to be filed.")
    run = run_of_report(report)
    with archive.adding(by) as trail:
        if was_deleted(trail.connection, sha256):  # meanwhile, perhaps: then the bytes are gone again
            archive.originals.put(data)
        known = trail.connection.execute(select(ReportRow.seq).where(ReportRow.run == run)).scalar()
        if known is None and compare is not None:
            report = compare(trail.connection, report)
        _note_document(trail, report, len(data))
        if known is not None:
            return Filed(known, is_new=False)
        return Filed(file_rows(trail, rows_of(report), origin, follows), is_new=True)


def known_report(archive: Archive, run: str) -> tuple[int, Report] | None:
    """The report of a run (`coaverify.archive.rows.run_of`) with its number, where it has been filed before."""
    with archive.reading() as connection:
        found = connection.execute(
            select(ReportRow.seq, ReportContent.content)
            .join(ReportContent, ReportContent.report == ReportRow.seq)
            .where(ReportRow.run == run)
        ).first()
    return (found.seq, Report.from_json(found.content)) if found else None


def note_name(archive: Archive, sha256: str, name: str, by: str) -> None:
    """Note that a known document came again, where this name is new."""
    with archive.reading() as connection:
        if _was_seen(connection, sha256, name):
            return
    with archive.adding(by) as trail:
        if not _was_seen(trail.connection, sha256, name):
            trail.add(Kind.SEEN, {"name": name}, document=sha256)


def _note_document(trail: Trail, report: Report, size: int) -> None:
    sha256, name = report.document.sha256, report.document.name
    known = trail.connection.execute(select(Document.seq).where(Document.sha256 == sha256)).scalar()
    if known is None:
        columns: dict[str, Json] = {"name": name, "media_type": report.document.media_type, "size_bytes": size}
        entry = trail.add(Kind.DOCUMENT, columns, document=sha256)
        trail.connection.execute(insert(Document).values(sha256=sha256, seq=entry.seq, **columns))
    elif not _was_seen(trail.connection, sha256, name):
        trail.add(Kind.SEEN, {"name": name}, document=sha256)


def _was_seen(connection: Connection, sha256: str, name: str) -> bool:
    """Whether the document came under this name before."""
    if connection.execute(select(Document.name).where(Document.sha256 == sha256)).scalar() == name:
        return True
    # By the document alone: an index over all entries of a kind would be the slower one.
    entries = connection.execute(select(Entry.kind, Entry.payload).where(Entry.document == sha256))
    return (Kind.SEEN.value, canonical({"name": name})) in {(entry.kind, entry.payload) for entry in entries}


def file_rows(trail: Trail, rows: Rows, origin: Origin, follows: int | None) -> int:
    """Add a report's entry and its rows; returns its number."""
    digests = rows.digests()
    payload: dict[str, Json] = {
        "digests": digests,
        "follows": follows,
        "origin": origin.value,
        "run": rows.fields["run"],
        "verdict": rows.fields["verdict"],
    }
    entry = trail.add(Kind.REPORT, payload, document=rows.fields["document"], itself=True)
    place_rows(trail.connection, entry.seq, entry.at, rows, origin, follows)
    return entry.seq


def place_rows(
    connection: Connection, number: int, filed_at: str, rows: Rows, origin: Origin, follows: int | None
) -> None:
    """Write the rows of a report whose entry stands in the trail."""
    run = connection.execute
    run(insert(ReportRow).values(
        seq=number, filed_at=filed_at, origin=origin.value, follows=follows,
        content_sha256=sha256_of(rows.content), **rows.fields,
    ))  # fmt: skip
    run(insert(ReportContent).values(report=number, content=rows.content))
    likenesses = [row for columns in rows.traits for row in likenesses_of(columns)]
    for table, many in ((CertificateRow, rows.certificates), (TraitRow, rows.traits), (Likeness, likenesses)):
        if many:
            run(insert(table), [{"report": number, **columns} for columns in many])
    run(insert(SearchText).values(report=number, text=rows.words))
