"""An archive that was opened: its transactions, its originals, its key."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from sqlalchemy import Connection, Engine, select

from coaverify.archive.database import opened, reading, refuse_another_schema, writing
from coaverify.archive.errors import NotAllowed
from coaverify.archive.failures import told
from coaverify.archive.keys import Signer, signer_of_this_installation
from coaverify.archive.location import Location
from coaverify.archive.originals import Originals
from coaverify.archive.storage import originals_at
from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind, Trail


class Archive:
    """Use it as a context manager. Safe to share by threads; every call is a transaction of its own.

    location: where it lies. originals: the documents' bytes.
    """

    def __init__(self, location: Location, *, create: bool = True) -> None:
        """Open the archive, or make it.

        Raises:
            ArchiveError: where that is not possible; the message says why.
        """
        self.location = location
        self._engine: Engine = opened(location, create=create)
        self._reading = reading(self._engine)
        self._writing = writing(self._engine)
        self.originals: Originals = originals_at(location.originals)
        self._signer: Signer | None = None
        self._introduced = False

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database's connections back."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive throughout.

        Raises:
            ArchiveError: for what the database reports.
        """
        with told(self.location.shown), self._reading.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def adding(self, by: str) -> Iterator[Trail]:
        """A transaction that adds to the trail, alone among all processes. When it ends, what was added is on the disk.

        by: who adds, as they name themselves.

        Raises:
            NotAllowed: where that is no name: nothing that a reader would see.
            ArchiveError: for what the database reports; then nothing was added.
        """
        if not any(unicodedata.category(character)[0] not in "CZ" for character in by):
            raise NotAllowed("Say who does this: it stands in the trail by name.")
        with self.locked() as connection:
            refuse_another_schema(connection, self.location)
            trail = Trail(connection, self.signer(), by)
            introducing = not self._introduced and not _is_known(connection, trail.signer.id)
            if introducing:
                trail.introduce(trail.signer.public_pem)
            yield trail
        self._introduced = True

    @contextmanager
    def locked(self) -> Iterator[Connection]:
        """A transaction that holds the archive's lock. What adds to the trail uses `adding`.

        Raises:
            ArchiveError: for what the database reports; then nothing was changed.
        """
        with told(self.location.shown), self._writing.begin() as connection:
            yield connection

    def signer(self) -> Signer:
        """Who signs: this installation.

        Raises:
            ArchiveError: where its key can be neither read nor made.
        """
        self._signer = self._signer or signer_of_this_installation()
        return self._signer


def _is_known(connection: Connection, key: str) -> bool:
    found = select(Entry.seq).where(Entry.kind == Kind.KEY.value, Entry.key == key).limit(1)
    return connection.execute(found).first() is not None
