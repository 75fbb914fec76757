"""What became of a document, and what is known of a lot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.hits import Hit, hits_of, printed_figure
from coaverify.archive.numbers import begins, unindexed
from coaverify.archive.query import Query
from coaverify.archive.search import MOST_HITS, find
from coaverify.archive.tables import CertificateRow, Document, Entry, ReportRow
from coaverify.archive.trail_words import EntryLine, entries_of_document
from coaverify.model.folding import folded


@dataclass(frozen=True, slots=True)
class DocumentHistory:
    """A document: the names under which it came, its reports (newest first), what was done with it (oldest first).

    there: whether its bytes are still kept; where not, the trail holds the deletion. Both lists are bounded.
    """

    sha256: str
    names: tuple[str, ...]
    there: bool
    reports: tuple[Hit, ...]
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A value, and the reports that say it."""

    value: str
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that the certificates of one lot state differently."""

    claim: str
    values: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class LotHistory:
    """The newest reports of all documents that name a lot, and what differs between them.

    lot: as the newest certificate prints it. more: whether there are more than were looked at.
    """

    lot: str
    reports: tuple[Hit, ...]
    differences: tuple[Difference, ...]
    more: bool


def history_of_document(archive: Archive, digits: str) -> DocumentHistory:
    """The history of the document whose SHA-256 begins with these digits.

    Raises:
        NotInArchive: where there is none, or more than one.
        ArchiveError: where the archive cannot be read.
    """
    with archive.reading() as connection:
        sha256 = _document_of(connection, digits.strip().lower())
        numbers = select(ReportRow.seq).where(ReportRow.document == sha256).order_by(ReportRow.seq.desc())
        reports = hits_of(connection, connection.execute(numbers.limit(MOST_HITS)).scalars().all())
        entries = entries_of_document(connection, sha256)
        names = connection.execute(select(Document.name).where(Document.sha256 == sha256)).scalars().all()
    seen = [*names, *(report.name for report in reversed(reports)), *(entry.name for entry in entries if entry.name)]
    return DocumentHistory(sha256, tuple(dict.fromkeys(seen)), bool(names), reports, entries)


def history_of_lot(archive: Archive, lot: str) -> LotHistory:
    """The history of a lot, written in any way.

    Raises:
        NotInArchive: where no certificate names it.
        ArchiveError: where the archive cannot be read.
    """
    page = find(archive, Query(lot=lot.rstrip("* ")), limit=MOST_HITS)
    if page.widened or not page.hits:
        near = sorted({line.lot for hit in page.hits for line in hit.certificates})[:5]
        some = f" Some begin so: {', '.join(near)}." if near else ""
        raise NotInArchive(f"No certificate names the lot {lot}.{some}")
    with archive.reading() as connection:
        differences = _differences(connection, folded(lot), [hit.number for hit in page.hits])
    return LotHistory(page.hits[0].certificates[0].lot, page.hits, differences, bool(page.after))


_PURITY = "Purity, %"
_COMPARED = {
    "Product": CertificateRow.product_name,
    "Peptide": CertificateRow.peptide,
    "Form": CertificateRow.form,
    "Sequence": CertificateRow.sequence,
    "CAS number": CertificateRow.cas_number,
    "Vendor": CertificateRow.vendor,
    "Client": CertificateRow.client,
    "Manufacturer": CertificateRow.manufacturer,
    "Laboratory": CertificateRow.laboratory,
    "Task number": CertificateRow.task_number,
    _PURITY: CertificateRow.hplc_purity,
    "Observed mass, Da": CertificateRow.observed_mass,
    "Quantity": CertificateRow.quantity,
    "Analysed": CertificateRow.analysis_date,
    "Issued": CertificateRow.issue_date,
    "Expiry": CertificateRow.expiry_date,
}


def _differences(connection: Connection, key: str, numbers: Sequence[int]) -> tuple[Difference, ...]:
    """What is stated more than once, and not alike."""
    columns = (CertificateRow.report, CertificateRow.purity_printed, *_COMPARED.values())
    found = select(*columns).where(CertificateRow.report.in_(numbers), unindexed(CertificateRow.lot_key) == key)
    rows = connection.execute(found.order_by(CertificateRow.report, CertificateRow.number)).all()
    differences = []
    for place, claim in enumerate(_COMPARED, start=2):
        printed = claim == _PURITY
        values = _said([(row.report, row.purity_printed if printed else "", row[place]) for row in rows])
        if len(values) > 1:
            differences.append(Difference(claim, values))
    return tuple(differences)


def _said(stated: Sequence[tuple[int, str | None, Any]]) -> tuple[Said, ...]:
    """The values that differ, whatever case and signs they are written with; each with the reports that state it."""
    reports: defaultdict[str, dict[int, None]] = defaultdict(dict)
    spelled: dict[str, str] = {}
    for report, printed, value in stated:
        if value is None:
            continue
        shown = printed_figure(printed, value) if isinstance(value, float) else value
        same = str(value) if isinstance(value, float) else folded(value)
        reports[same][report] = None
        spelled.setdefault(same, shown)
    return tuple(Said(shown, tuple(reports[same])) for same, shown in spelled.items())


def _document_of(connection: Connection, digits: str) -> str:
    found = select(Entry.document).where(begins(digits)(Entry.document.expression)).distinct().limit(2)
    documents = connection.execute(found).scalars().all() if digits.isalnum() and digits.isascii() else []
    if len(documents) != 1 or not documents[0]:
        many = "More than one document begins" if documents else "No document in this archive begins"
        raise NotInArchive(f"{many} with the SHA-256 {digits}.")
    return documents[0]
