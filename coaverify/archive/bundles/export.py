"""An archive, or a selection of it, as a bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection

from coaverify import __version__
from coaverify.archive.archive import Archive
from coaverify.archive.audit import entries
from coaverify.archive.bundles import parts
from coaverify.archive.bundles.selection import Chosen, Selection, chosen
from coaverify.archive.bundles.writing import BundleWriter
from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.errors import Altered, NotInArchive
from coaverify.archive.failures import told
from coaverify.archive.keys import key_id
from coaverify.archive.proof.links import Link
from coaverify.archive.proof.originals import batches, last_entries
from coaverify.archive.proof.raw_rows import RowsByNumber
from coaverify.archive.proof.reports import SPOKEN, digest_of_table, signed_columns
from coaverify.archive.rows import Columns
from coaverify.archive.tables import Base
from coaverify.archive.trail import Kind


@dataclass(frozen=True, slots=True)
class Exported:
    """What a bundle holds. head: the last entry's hash."""

    entries: int
    documents: int
    reports: int
    head: str


def export(archive: Archive, target: Path, selection: Selection | None = None) -> Exported:
    """Write a bundle: one state of the archive, which may be in use meanwhile.

    target: a folder that is not there yet, or a file that ends in ".zip".

    Raises:
        NotInArchive: where what was asked for is not there, or nothing was filed yet.
        NotAllowed: where something lies at the target.
        Altered: where something is not what was filed: it is not handed on.
        ArchiveError: for what a database or a disk reports.
    """
    with told(str(target)), archive.reading() as connection:
        picked = chosen(connection, selection or Selection())
        with BundleWriter(target, archive.signer()) as writer:
            for name in (parts.README, parts.RECIPE):
                writer.add(name, files(parts.__package__).joinpath(name).read_bytes())
            documents = _originals(archive, connection, writer, picked)
            reports = _reports(connection, writer, picked)
            head = _trail(archive, connection, writer, picked)
    return Exported(head.seq, documents, reports, head.hash)


def standing(connection: Connection, kind: Kind) -> Iterator[Link]:
    """The entries of a kind whose document was not deleted afterwards."""
    for some in batches(entries(connection, kind)):
        deleted = last_entries(connection, Kind.DELETION, {link.document for link in some if link.document})
        yield from (link for link in some if deleted.get(str(link.document), 0) < link.seq)


def _originals(archive: Archive, connection: Connection, writer: BundleWriter, picked: Chosen) -> int:
    number = 0
    for link in standing(connection, Kind.DOCUMENT):
        if link.document and picked.has_document(link.document):
            writer.add(parts.original_part(link.document), archive.originals.get(link.document))
            number += 1
    return number


def _reports(connection: Connection, writer: BundleWriter, picked: Chosen) -> int:
    tables = {name: RowsByNumber(connection, Base.metadata.tables[name], _key(name)) for name in SPOKEN}
    number = 0
    for link in standing(connection, Kind.REPORT):
        if not picked.has_report(link.seq):
            continue
        rows = {name: _own(table, link.seq) for name, table in tables.items()}
        digests = link.fields().get("digests")
        for name, found in rows.items():
            if not isinstance(digests, dict) or digests.get(name) != digest_of_table(name, found):
                raise Altered(f"Report {link.seq} is not what was filed: run `coaverify archive audit`.")
        writer.add(parts.report_part(link.seq), str(rows["report_content"][0]["content"]).encode("ascii"))
        signed: dict[str, Json] = {
            name: signed_columns(name, found) for name, found in rows.items() if name != "report_content"
        }
        writer.add(parts.rows_part(link.seq), canonical(signed).encode("ascii"))
        number += 1
    return number


def _key(table: str) -> str:
    return "seq" if table == "report" else "report"


def _own(table: RowsByNumber, seq: int) -> list[Columns]:
    return next((rows for number, rows in table.up_to(seq) if number == seq), [])


def _trail(archive: Archive, connection: Connection, writer: BundleWriter, picked: Chosen) -> Link:
    """Write the trail and what proves it; returns its last entry."""
    head: Link | None = None

    def lines() -> Iterator[str]:
        nonlocal head
        for link in entries(connection):
            if sha256_of(link.line) != link.hash:
                raise Altered(f"{link.named} is not what was filed: run `coaverify archive audit`.")
            head = link
            yield link.line

    writer.add_lines(parts.TRAIL, lines())
    if head is None:
        raise NotInArchive(f"{archive.location.shown}: nothing was filed yet.")
    writer.add_lines(parts.SIGNATURES, (link.signature for link in entries(connection)))
    shown = (link for link in entries(connection) if picked.has_payload(link))
    writer.add_lines(parts.PAYLOADS, (parts.payload_line(link.seq, link.payload or "") for link in shown))
    pems = _pems(archive, entries(connection, Kind.KEY))
    for pem in pems:
        writer.add(parts.key_part(key_id(pem)), pem.encode("ascii"))
    writer.add(parts.HEAD, head.line.encode("ascii"))
    writer.add(parts.HEAD_SIGNATURE, bytes.fromhex(head.signature))
    about = parts.about_text(
        whole=picked.documents is None, head=head.hash, seq=head.seq, signed_by=archive.signer().id,
        coaverify=__version__,
    )  # fmt: skip
    writer.add(parts.ABOUT, f"{about}\n".encode("ascii"))
    return head


def _pems(archive: Archive, introductions: Iterable[Link]) -> list[str]:
    found = [archive.signer().public_pem]
    found += [pem for link in introductions if isinstance(pem := link.fields().get("public_key"), str)]
    return sorted(set(found))
