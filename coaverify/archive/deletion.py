"""Deletion: a document's bytes and reports go, an entry in the trail stays that says who removed what, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.documents import Filed, demand_there, was_deleted
from coaverify.archive.errors import NotAllowed
from coaverify.archive.failures import told
from coaverify.archive.retention import Kept, kept, periods_in
from coaverify.archive.review import demand_words
from coaverify.archive.tables import FOLLOWING, Document, ReportRow
from coaverify.archive.trail import Kind


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A deletion as it stands in the trail. reports: the numbers of those that were removed with the document."""

    seq: int
    document: str
    reports: tuple[int, ...]


def delete_document(archive: Archive, document: Filed, why: str, by: str, today: datetime.date) -> Tombstone:
    """Delete a document with all its reports. There is no way around a hold or a period that is not over.

    Where the power goes between the rows and the bytes, the bytes stay behind: `sweep` removes them.

    Raises:
        NotInArchive: where somebody else deleted it meanwhile.
        NotAllowed: where a hold stands, no period was set, or it is not over; the message says which.
        ArchiveError: where it could not be deleted.
    """
    with archive.adding(by) as trail:
        connection = trail.connection
        demand_there(connection, document)
        _demand_over(kept(connection, document, periods_in(connection)), today)
        of_document = select(ReportRow.seq).where(ReportRow.document == document.sha256)
        reports = tuple(connection.execute(of_document.order_by(ReportRow.seq)).scalars())
        payload: dict[str, Json] = {
            "reports": list(reports),
            "sha256": document.sha256,
            "why": demand_words(why, "why it is deleted"),
        }
        entry = trail.add(Kind.DELETION, payload, document=document.sha256)
        _remove_rows(connection, document.sha256)
    _remove_original(archive, document.sha256, by)
    return Tombstone(entry.seq, document.sha256, reports)


def sweep(archive: Archive, by: str) -> Iterator[str]:
    """Remove originals whose deletion stands in the trail and was broken off; the SHA-256 of each as it goes.

    Other strays are left: they may be of a filing that is under way.

    Raises:
        ArchiveError: where they could not be removed.
    """
    with told(archive.location.originals):
        names = list(_deleted_ones(archive))
    for sha256 in names:
        if _remove_original(archive, sha256, by):
            yield sha256


def _demand_over(one: Kept, today: datetime.date) -> None:
    short = one.document.sha256[:12]
    if one.holds:
        held = "; ".join(f"hold {hold.seq} by {hold.by} ({hold.at[:10]}): {hold.why}" for hold in one.holds)
        raise NotAllowed(f"Document {short} is under a legal hold ({held}). Release it first.")
    if one.until is None:
        raise NotAllowed(
            "No retention period was ever set, so nothing may be deleted: `coaverify archive retention --years N`."
        )
    if not one.is_over(today):
        raise NotAllowed(
            f"Document {short} is kept until {one.until}: its last report was filed on {one.filed_at[:10]}."
        )


def _remove_rows(connection: Connection, sha256: str) -> None:
    """Remove all rows that follow a document; its deletion stands in the trail already, or the database refuses."""
    reports = select(ReportRow.seq).where(ReportRow.document == sha256)
    for table in FOLLOWING:
        columns = table.__table__.columns
        if table is Document:
            condition = Document.sha256 == sha256
        elif "document" in columns:
            condition = columns["document"] == sha256
        else:
            condition = columns["report"].in_(reports)
        connection.execute(delete(table).where(condition))


def _remove_original(archive: Archive, sha256: str, by: str) -> bool:
    """Remove the bytes of a deleted document, unless it came again. Alone: nobody files it meanwhile."""
    with archive.adding(by) as trail:
        known = trail.connection.execute(select(Document.seq).where(Document.sha256 == sha256)).first()
        if known is not None or not was_deleted(trail.connection, sha256):
            return False
        with told(archive.location.originals):
            archive.originals.remove(sha256)
    return True


def _deleted_ones(archive: Archive) -> Iterator[str]:
    """Originals in the store that were deleted by the trail and are no document now."""
    for name in archive.originals.names():
        with archive.reading() as connection:
            there = connection.execute(select(Document.seq).where(Document.sha256 == name)).first()
            if there is None and was_deleted(connection, name):
                yield name
