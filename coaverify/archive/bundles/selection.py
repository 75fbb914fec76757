"""Which documents a bundle holds: whole documents, with all reports on them and all that was done to these."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, select

from coaverify.archive.errors import NotInArchive
from coaverify.archive.proof.links import Link
from coaverify.archive.tables import CertificateRow, Document, ReportRow
from coaverify.archive.trail import Kind
from coaverify.model.folding import folded

# What these record is about the archive, not about a document.
_OF_THE_ARCHIVE = frozenset({Kind.KEY.value, Kind.TIMESTAMP.value, Kind.RETENTION.value, Kind.RESTORED.value})


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for. Nothing asked for is everything. documents: SHA-256, or its first 8 digits or more."""

    reports: tuple[int, ...] = ()
    lots: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not (self.reports or self.lots or self.documents)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents and reports of a selection; None for all there are."""

    documents: frozenset[str] | None = None
    reports: frozenset[int] = frozenset()

    def has_document(self, sha256: str | None) -> bool:
        return self.documents is None or sha256 in self.documents

    def has_report(self, number: int) -> bool:
        return self.documents is None or number in self.reports

    def has_payload(self, link: Link) -> bool:
        """Whether the bundle shows what an entry records."""
        if self.documents is None or link.kind in _OF_THE_ARCHIVE:
            return True
        return link.document in self.documents or (link.report in self.reports and link.document is None)


def chosen(connection: Connection, selection: Selection) -> Chosen:
    """What a selection amounts to.

    Raises:
        NotInArchive: where something that was asked for is not there.
    """
    if selection.is_whole:
        return Chosen()
    found: set[str] = set()
    for number in selection.reports:
        document = connection.execute(select(ReportRow.document).where(ReportRow.seq == number)).scalar()
        if document is None:
            raise NotInArchive(f"There is no report {number} in this archive.")
        found.add(document)
    for lot in selection.lots:
        found |= _of_lot(connection, lot)
    for prefix in selection.documents:
        found.add(_of_prefix(connection, prefix.lower()))
    numbers = (
        number
        for document in sorted(found)
        for number in connection.execute(select(ReportRow.seq).where(ReportRow.document == document)).scalars()
    )
    return Chosen(frozenset(found), frozenset(numbers))


def _of_lot(connection: Connection, lot: str) -> set[str]:
    of_lot = (
        select(ReportRow.document)
        .join(CertificateRow, CertificateRow.report == ReportRow.seq)
        .where(CertificateRow.lot_key == folded(lot))
    )
    found = set(connection.execute(of_lot).scalars())
    if not found:
        raise NotInArchive(f"There is no report on the lot {lot} in this archive.")
    return found


def _of_prefix(connection: Connection, prefix: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{8,64}", prefix):
        raise NotInArchive(f"{prefix}: a document is named by its SHA-256, or by the first 8 digits of it or more.")
    range_of = (Document.sha256 >= prefix.ljust(64, "0"), Document.sha256 <= prefix.ljust(64, "f"))
    found = connection.execute(select(Document.sha256).where(*range_of).limit(2)).scalars().all()
    if len(found) != 1:
        raise NotInArchive(
            f"{prefix}: " + ("more than one document begins so." if found else "there is no such document.")
        )
    return found[0]
