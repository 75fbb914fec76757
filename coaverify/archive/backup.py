"""A copy of an archive that is made while it is in use, and proven."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from coaverify.archive.archive import Archive
from coaverify.archive.audit import audit, entries, head_of
from coaverify.archive.bundles.export import export, standing
from coaverify.archive.bundles.proof import audit_bundle
from coaverify.archive.durable import force, make
from coaverify.archive.errors import Altered, NotAllowed, NotInArchive
from coaverify.archive.failures import told
from coaverify.archive.location import DATABASE_FILE, Location, located
from coaverify.archive.originals import Originals
from coaverify.archive.proof.findings import Code, Finding, Tally, Tell
from coaverify.archive.proof.originals import last_entries
from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind

_PART = ".part"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds. copied: originals that were not there yet. is_bundle: a bundle, not an archive's folder."""

    tally: Tally
    copied: int
    is_bundle: bool


def backup(archive: Archive, target: Path, tell: Tell, *, keys: tuple[str, ...] = ()) -> BackedUp:
    """Copy the archive as it stands at one moment, and audit the copy.

    An archive in a folder becomes a folder that is an archive itself; a backup that is there is brought up to date.
    One in PostgreSQL becomes a bundle of the whole, at a place where nothing is yet: `archive import` restores it
    into either database.

    tell: is told what the audit of the copy found. keys: as with an audit.

    Raises:
        NotAllowed: where the target is no backup of this archive, or holds entries that the archive has not.
        ArchiveError: for what a database or a disk reports.
    """
    if archive.location.folder is None:
        documents = export(archive, target).documents
        return BackedUp(audit_bundle(target, tell, keys=keys), documents, is_bundle=True)
    target = target.absolute()
    if target.resolve() == archive.location.folder:
        raise NotAllowed(f"{target}: this is the archive itself. Name another folder, best on another disk.")
    place = located(str(target), str(target / "originals"))
    _has_to_be_its_backup(archive, place)
    with told(str(target)):
        make(target)
        copied = _copy(archive, target, tell)
    with Archive(place, create=False) as copy:
        tally = audit(copy, tell, keys=keys)
    return BackedUp(tally, copied, is_bundle=False)


def _has_to_be_its_backup(archive: Archive, place: Location) -> None:
    """Nothing but an older state of this archive is written over: what is behind it may be the last good copy."""
    if place.folder is None or not (place.folder / DATABASE_FILE).exists():
        if place.folder is not None and place.folder.exists() and any(_strangers(place.folder)):
            raise NotAllowed(f"{place.shown}: there is something else. Name a new folder or an earlier backup.")
        return
    with Archive(place, create=False) as earlier:
        head = head_of(earlier)
    if head is None:
        return
    with archive.reading() as connection:
        known = connection.execute(select(Entry.hash).where(Entry.seq == head.seq)).scalar()
    if known != head.hash:
        raise NotAllowed(
            f"{place.shown}: the backup ends with entry {head.seq}, hash {head.hash}, which is not in the archive. "
            "It is a backup of another archive, or this archive was cut or rolled back: audit it with --head, and keep "
            "that backup."
        )


def _strangers(folder: Path) -> Iterator[Path]:
    return (one for one in folder.iterdir() if one.name != "originals" and not one.name.startswith(DATABASE_FILE))


def _copy(archive: Archive, target: Path, tell: Tell) -> int:
    """The database first, then the originals that it names; then the copy takes the place of the earlier one."""
    half = target / (DATABASE_FILE + _PART)
    for left in ("", "-wal", "-shm", "-journal"):  # by an earlier backup that was interrupted
        half.with_name(half.name + left).unlink(missing_ok=True)
    _copy_database(archive, half)
    with Archive(_of_file(half, target), create=False) as copy:
        copied = _copy_originals(archive, copy, tell)
    for old in (f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):  # of the earlier one: they would be read with the new
        (target / old).unlink(missing_ok=True)
    _settle(half)
    half.replace(target / DATABASE_FILE)
    force(target)
    return copied


def _of_file(file: Path, target: Path) -> Location:
    return Location(f"sqlite:///{file}", str(target / "originals"), target)


def _copy_database(archive: Archive, half: Path) -> None:
    with archive.reading() as connection, closing(sqlite3.connect(half)) as copy:
        driver: Any = connection.connection.driver_connection
        driver.backup(copy)  # all in one step: readers hinder no writer
    _settle(half)


def _settle(file: Path) -> None:
    """Everything into the one file, and that to the disk."""
    with closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode=DELETE")
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_originals(archive: Archive, copy: Archive, tell: Tell) -> int:
    """Copy what is not there yet; what was deleted by the rules goes from the copy as well."""
    copied = 0
    with copy.reading() as connection:
        for link in standing(connection, Kind.DOCUMENT):
            sha256 = str(link.document)
            if _is_there(copy.originals, sha256):
                continue
            try:
                copy.originals.put(archive.originals.get(sha256))
                copied += 1
            except (Altered, NotInArchive) as error:
                tell(Finding(Code.ORIGINAL_ALTERED, f"original {sha256}", f"In the archive itself: {error}"))
        for link in entries(connection, Kind.DELETION):
            sha256 = str(link.document)
            filed = last_entries(connection, Kind.DOCUMENT, [sha256]).get(sha256, 0)
            if filed < link.seq:
                copy.originals.remove(sha256)
    return copied


def _is_there(originals: Originals, sha256: str) -> bool:
    try:
        originals.get(sha256)
    except (Altered, NotInArchive):
        return False
    return True
