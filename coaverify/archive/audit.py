"""The proof of a whole archive: every entry, row and original, one after the other. Memory does not grow with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from coaverify.archive.archive import Archive
from coaverify.archive.keys import own_public_key
from coaverify.archive.proof.chain import Anchor, Chain
from coaverify.archive.proof.database import prove_file, prove_protection, prove_words
from coaverify.archive.proof.findings import Code, Finding, Head, Tally, Tell
from coaverify.archive.proof.links import Link, link_of_columns
from coaverify.archive.proof.naming import Names
from coaverify.archive.proof.originals import DeletedMeanwhile, batches, last_entries, prove_bytes, tell_of_strays
from coaverify.archive.proof.raw_rows import RowsByNumber, forgiving, raw_rows
from coaverify.archive.proof.reports import DocumentRows, ReportRows
from coaverify.archive.proof.timestamps import anchor_of, prove_token
from coaverify.archive.proof.trust import Trust, trusted
from coaverify.archive.tables import Base, Entry
from coaverify.archive.trail import Kind

_ENTRY = Base.metadata.tables["entry"]
_DOCUMENT = Base.metadata.tables["document"]


def audit(archive: Archive, tell: Tell, *, heads: Sequence[Anchor] = (), keys: Sequence[str] = ()) -> Tally:
    """Prove an archive. It may be in use meanwhile: what is proven is one state of it.

    tell: is told every finding as it is found. heads: hashes that were noted earlier and must be in the trail.
    keys: public keys (PEM) whose signatures count, beside this installation's and those that these vouch for.

    Raises:
        ArchiveError: where the archive cannot be read at all.
    """
    tally = Tally()
    telling = DeletedMeanwhile(archive, tally.counting(tell))
    with archive.reading() as connection, forgiving(connection):
        with _damage_told(tally, telling):
            prove_protection(connection, telling)
            _prove_trail(archive, connection, tally, telling, heads, keys)
        with _damage_told(tally, telling):
            prove_file(connection, telling)
    prove_words(archive, telling)
    tell_of_strays(archive, telling)
    return tally


@contextmanager
def _damage_told(tally: Tally, tell: Tell) -> Iterator[None]:
    """What cannot be read becomes a finding; what comes after it is proven all the same."""
    try:
        yield
    except (DatabaseError, UnicodeError) as error:  # SQLite quotes a damaged file in bytes that are no text
        after = f" after entry {tally.head.seq}" if tally.head else ""
        cause = error.orig if isinstance(error, DatabaseError) else error
        says = f"The database's file is damaged and could not be read further{after}: {cause}."
        tell(Finding(Code.DATABASE_DAMAGED, "database", says))


def head_of(archive: Archive) -> Head | None:
    """The last entry; None where nothing was filed yet.

    Raises:
        ArchiveError: where the archive cannot be read.
    """
    last = select(Entry.seq, Entry.hash, Entry.at, Entry.key, Entry.signature).order_by(Entry.seq.desc()).limit(1)
    with archive.reading() as connection:
        found = connection.execute(last).first()
    return Head(found.seq, found.hash, found.at, found.key, found.signature) if found else None


def _prove_trail(
    archive: Archive, connection: Connection, tally: Tally, tell: Tell, heads: Sequence[Anchor], keys: Sequence[str]
) -> None:
    stamps = (anchor_of(link) for link in entries(connection, Kind.TIMESTAMP))
    trust = _trust(connection, keys, tell)
    chain = Chain(trust, tell, [*heads, *(anchor for anchor in stamps if anchor)])
    documents = DocumentRows(RowsByNumber(connection, _DOCUMENT, "seq"), tell)
    reports = ReportRows(connection, Names(connection), tell)
    for some in batches(entries(connection)):
        deleted = last_entries(connection, Kind.DELETION, {link.document for link in some if link.document})
        for link in some:
            chain.follow(link)
            tally.entries, tally.head = tally.entries + 1, chain.head
            gone = deleted.get(str(link.document), 0) > link.seq
            if link.kind == Kind.DOCUMENT.value:
                tally.removed, tally.documents = tally.removed + gone, tally.documents + (not gone)
                documents.prove(link, gone=gone)
                if not gone:
                    prove_bytes(archive.originals, link, tell)
            elif link.kind == Kind.REPORT.value:
                tally.reports += not gone
                reports.prove(link, gone=gone)
            elif link.kind == Kind.TIMESTAMP.value:
                prove_token(link, tell)
    documents.end()
    reports.end()
    tally.keys = chain.end()


def _trust(connection: Connection, keys: Sequence[str], tell: Tell) -> Trust:
    own = own_public_key()
    return trusted(entries(connection, Kind.KEY), keys, own, on_trust=own is None, tell=tell)


def entries(connection: Connection, kind: Kind | None = None) -> Iterator[Link]:
    """The trail in order, all of it or the entries of one kind."""
    where = () if kind is None else (_ENTRY.c.kind == kind.value,)
    return map(link_of_columns, raw_rows(connection, _ENTRY, *where))
