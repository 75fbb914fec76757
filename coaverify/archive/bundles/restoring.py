"""An archive made again from a bundle of a whole one. The trail is as it was, and goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, func, insert, select

from coaverify.archive.archive import Archive
from coaverify.archive.bundles import parts
from coaverify.archive.bundles.manifest import about
from coaverify.archive.bundles.proof import links, prove_bundle
from coaverify.archive.bundles.reading import Source, contents, opened
from coaverify.archive.canonical import Json
from coaverify.archive.errors import Altered, NotAllowed
from coaverify.archive.failures import told
from coaverify.archive.filing import Origin, place_rows
from coaverify.archive.proof.chain import Anchor
from coaverify.archive.proof.findings import Finding, Tally
from coaverify.archive.proof.links import Link
from coaverify.archive.rows import Columns, Fields, Rows
from coaverify.archive.tables import Base, Document, Entry
from coaverify.archive.trail import Kind, Trail


@dataclass(frozen=True, slots=True)
class Restored:
    """What was made again. head: the hash of the bundle's last entry."""

    entries: int
    documents: int
    reports: int
    head: str


def restore(
    archive: Archive, path: Path, by: str, *, heads: tuple[Anchor, ...] = (), keys: tuple[str, ...] = ()
) -> Restored:
    """Fill an empty archive from a bundle, which is proven first. All of it is filed, or nothing.

    heads, keys: as with an audit. Whoever restores vouches for the keys that signed the bundle's trail.

    Raises:
        Altered: where the bundle is not what was exported; the message names the first of what was found.
        NotAllowed: where the bundle is a selection, or the archive is not empty.
        ArchiveError: for what a database or a disk reports.
    """
    with opened(path) as source:
        tally = _proven(source, heads, keys)
        if about(source).get("whole") is not True:
            raise NotAllowed(
                f"{path}: this bundle is a selection: most of the trail stands in it without what was recorded, so no "
                "archive can be made from it. Export all: coaverify archive export BUNDLE, without a selection."
            )
        with archive.reading() as connection:
            _has_to_be_empty(archive, connection)
        with told(archive.location.originals):
            _put_originals(archive, source)
        with archive.locked() as connection:
            _has_to_be_empty(archive, connection)
            _file(connection, source)
            _go_on(Trail(connection, archive.signer(), by), source, tally)
    head = tally.head.hash if tally.head else ""
    return Restored(tally.entries, tally.documents, tally.reports, head)


def _proven(source: Source, heads: tuple[Anchor, ...], keys: tuple[str, ...]) -> Tally:
    found: list[Finding] = []

    def first_ones(finding: Finding) -> None:
        if not finding.is_note and len(found) < 1:
            found.append(finding)

    tally = prove_bundle(source, first_ones, heads=heads, keys=keys)
    if tally.findings:
        raise Altered(
            f"The bundle is not what was exported, so nothing was made from it: {found[0].message} "
            "`coaverify archive audit BUNDLE` names all that was found."
        )
    return tally


def _has_to_be_empty(archive: Archive, connection: Connection) -> None:
    if connection.execute(select(func.max(Entry.seq))).scalar() is not None:
        raise NotAllowed(f"{archive.location.shown}: there are entries already. A bundle fills an empty archive only.")


def _put_originals(archive: Archive, source: Source) -> None:
    for name in source.names():
        if name.startswith("originals/"):
            archive.originals.put(contents(source, name) or b"")


def _file(connection: Connection, source: Source) -> None:
    deleted = {
        str(link.document): link.seq
        for link in links(source, lambda _finding: None)
        if link.kind == Kind.DELETION.value
    }  # fmt: skip
    for link in links(source, lambda _finding: None):
        connection.execute(
            insert(Entry).values(
                seq=link.seq, kind=link.kind, at=link.at, by=link.by, document=link.document, report=link.report,
                payload=link.payload, prev=link.prev, hash=link.hash, key=link.key, signature=link.signature,
            )
        )  # fmt: skip
        if deleted.get(str(link.document), 0) > link.seq:
            continue
        if link.kind == Kind.DOCUMENT.value:
            connection.execute(insert(Document).values(sha256=link.document, seq=link.seq, **link.fields()))
        elif link.kind == Kind.REPORT.value:
            _file_report(connection, source, link)


def _file_report(connection: Connection, source: Source, link: Link) -> None:
    tables: dict[str, list[Columns]] = json.loads(contents(source, parts.rows_part(link.seq)) or b"{}")
    fields: dict[str, Json] = {"error": None, **tables["report"][0]}
    follows = link.fields().get("follows")
    rows = Rows(
        content=(contents(source, parts.report_part(link.seq)) or b"").decode("ascii"),
        fields=cast("Fields", fields),
        certificates=_whole("certificate", tables),
        traits=_whole("trait", tables),
        words=str(tables["search_text"][0]["text"]),
    )
    origin = Origin(str(link.fields().get("origin")))
    place_rows(connection, link.seq, link.at, rows, origin, follows if isinstance(follows, int) else None)


def _whole(table: str, tables: dict[str, list[Columns]]) -> tuple[Columns, ...]:
    """The rows of a table with all its columns: empty ones are not written into a bundle."""
    empty: Columns = dict.fromkeys(
        column.name for column in Base.metadata.tables[table].columns if column.name != "report"
    )
    return tuple({**empty, **row} for row in tables[table])


def _go_on(trail: Trail, source: Source, tally: Tally) -> None:
    """The first entries of the archive's new life: who restored it, and that they vouch for the keys."""
    own = trail.signer
    if own.id not in {key.id for key in tally.keys}:
        trail.introduce(own.public_pem)
    for key in tally.keys:
        pem = contents(source, parts.key_part(key.id))
        if key.id != own.id and pem is not None:
            trail.introduce(pem.decode("ascii"))
    head = tally.head
    trail.add(Kind.RESTORED, {"entry": head.seq if head else 0, "hash": head.hash if head else ""})
