"""Where an archive lies: a folder of one's own, or a PostgreSQL database with a store for the originals."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from coaverify.archive.errors import ArchiveError

VARIABLE = "COAVERIFY_ARCHIVE"
ORIGINALS_VARIABLE = "COAVERIFY_ORIGINALS"
DATABASE_FILE = "archive.db"
ORIGINALS_FOLDER = "originals"


@dataclass(frozen=True, slots=True)
class Location:
    """An archive's address.

    database: SQLAlchemy's URL. originals: a folder's path, or an fsspec URL of a bucket.
    folder: where a SQLite archive lies; None with PostgreSQL.
    """

    database: str
    originals: str
    folder: Path | None = None

    @property
    def shown(self) -> str:
        """The address for people, without a password."""
        return str(self.folder) if self.folder else re.sub(r"(://[^:/@]*):[^@]*@", r"\1@", self.database)


def located(address: str, originals: str | None = None) -> Location:
    """The location that an address names: a folder's path, or `postgresql://user@host/name`.

    originals: where the documents themselves lie; by default a folder inside the archive's own, or what the
        environment names. PostgreSQL has no folder, so there it has to be said.

    Raises:
        ArchiveError: for an address of another kind, and where nothing says where the originals lie.
    """
    originals = originals or os.environ.get(ORIGINALS_VARIABLE) or None
    if re.match(r"postgres(?:ql)?(?:\+psycopg)?://", address):
        if not originals:
            raise ArchiveError(
                f"An archive in PostgreSQL keeps the documents themselves elsewhere: name a folder or a bucket with "
                f"--originals, or in {ORIGINALS_VARIABLE}."
            )
        return Location(re.sub(r"^[^:]*", "postgresql+psycopg", address, count=1), originals)
    if "://" in address and not address.startswith("file://"):
        raise ArchiveError(f"{address}: an archive is a folder's path or a postgresql:// address.")
    folder = Path(address.removeprefix("file://")).expanduser().resolve()
    return Location(f"sqlite:///{folder / DATABASE_FILE}", originals or str(folder / ORIGINALS_FOLDER), folder)
