"""Options of commands that use an archive, and the run that files into one."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from coaverify.model.settings import Settings

if TYPE_CHECKING:  # SQLAlchemy takes most of a second: it is loaded where there is an archive
    from coaverify.archive.archive import Archive
    from coaverify.batch.archiving import ArchivedRun

ARCHIVE = click.option(
    "--archive",
    metavar="URL",
    envvar="COAVERIFY_ARCHIVE",
    help="File documents and reports in this archive: a folder, or postgresql://user@host/name.",
)
ORIGINALS = click.option(
    "--originals",
    metavar="URL",
    envvar="COAVERIFY_ORIGINALS",
    help="Where the archive keeps the documents themselves: a folder or a bucket. [in the archive's folder]",
)
BY = click.option("--by", metavar="NAME", envvar="COAVERIFY_USER", help="Who does it. [the name you are logged in by]")


def whoever() -> str:
    """Who runs the command, where they do not say otherwise."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in some containers
        return f"user {os.getuid()}"


@contextmanager
def opened(address: str, originals: str | None, *, create: bool = False) -> Iterator[Archive]:
    """The archive at an address.

    Raises:
        ArchiveError: where there is none, or it cannot be opened.
    """
    from coaverify.archive.archive import Archive
    from coaverify.archive.location import located

    with Archive(located(address, originals), create=create) as archive:
        yield archive


@dataclass(frozen=True, slots=True)
class Filing:
    """Where reports are filed, and by whom."""

    archive: str
    originals: str | None
    by: str

    @contextmanager
    def begun(self, settings: Settings) -> Iterator[ArchivedRun]:
        """A run that files into the archive, which is made where there is none.

        Raises:
            ArchiveError: where it cannot be opened.
        """
        from coaverify.batch.archiving import ArchivedRun
        from coaverify.reference.library import use_folder

        use_folder(settings.reference)
        with opened(self.archive, self.originals, create=True) as archive:
            yield ArchivedRun(archive, settings, self.by)
