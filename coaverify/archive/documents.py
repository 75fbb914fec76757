"""Documents by the names that people give them: the first digits of their SHA-256, or the number of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from coaverify.archive.errors import NotAllowed, NotInArchive
from coaverify.archive.tables import Document, Entry, ReportRow
from coaverify.archive.trail import Kind

LEAST = 8  # digits of a hash that name a document


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that lies in the archive. seq: the entry by which it was filed. name: the first it came under."""

    sha256: str
    seq: int
    name: str


def document_named(connection: Connection, digits: str) -> Filed:
    """The document whose SHA-256 begins with these digits, at least 8 of them.

    Raises:
        NotInArchive: where there is none, or it was deleted; the message says when and by whom.
        NotAllowed: where the digits are no such beginning, or that of several documents.
    """
    digits = digits.lower()
    if not re.fullmatch(rf"[0-9a-f]{{{LEAST},64}}", digits):
        raise NotAllowed(f"{digits!r} names no document: give the first digits of its SHA-256, at least {LEAST}.")
    begins = (Document.sha256 >= digits, Document.sha256 < f"{digits}g")  # "g" stands behind all digits
    found = connection.execute(select(Document.sha256, Document.seq, Document.name).where(*begins).limit(2)).all()
    if len(found) > 1:
        raise NotAllowed(f"Several documents begin with {digits}: give more digits.")
    if found:
        return Filed(found[0].sha256, found[0].seq, found[0].name)
    raise NotInArchive(_deleted(connection, digits) or f"No document begins with {digits}.")


def document_of_report(connection: Connection, number: int) -> Filed:
    """The document that a report is on.

    Raises:
        NotInArchive: where there is no such report.
    """
    found = connection.execute(
        select(Document.sha256, Document.seq, Document.name)
        .join(ReportRow, ReportRow.document == Document.sha256)
        .where(ReportRow.seq == number)
    ).first()
    if found is None:
        raise NotInArchive(f"There is no report {number} in this archive.")
    return Filed(found.sha256, found.seq, found.name)


def demand_there(connection: Connection, document: Filed) -> None:
    """Nothing, where the document is still the one that was found.

    Raises:
        NotInArchive: where it was deleted meanwhile.
    """
    if connection.execute(select(Document.seq).where(Document.sha256 == document.sha256)).scalar() != document.seq:
        raise NotInArchive(_deleted(connection, document.sha256) or f"There is no document {document.sha256}.")


def was_deleted(connection: Connection, sha256: str) -> bool:
    """Whether a deletion of this document stands in the trail, whether or not it came again."""
    found = select(Entry.seq).where(Entry.document == sha256, Entry.kind == Kind.DELETION.value)
    return connection.execute(found.limit(1)).first() is not None


def _deleted(connection: Connection, digits: str) -> str:
    """What to say of a document that was deleted; "" where none was."""
    tombstone = connection.execute(
        select(Entry.seq, Entry.at, Entry.by, Entry.document)
        .where(Entry.kind == Kind.DELETION.value, Entry.document >= digits, Entry.document < f"{digits}g")
        .order_by(Entry.seq.desc())
        .limit(1)
    ).first()
    if tombstone is None:
        return ""
    return (
        f"The document {tombstone.document} was deleted by {tombstone.by} on {tombstone.at[:10]} "
        f"(entry {tombstone.seq} of the trail)."
    )
