"""What a database or a disk reports, in words that name the cause."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError

from coaverify.archive.errors import ArchiveBusy, ArchiveError, ArchiveFull


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns what a database or a disk reports into an ArchiveError that names the cause.

    Raises:
        ArchiveError: in place of DatabaseError and OSError.
    """
    try:
        yield
    except DatabaseError as error:
        raise _of_database(error, place) from error
    except OSError as error:
        raise _of_disk(error, place) from error


def _of_disk(error: OSError, place: str) -> ArchiveError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ArchiveFull(f"{place}: no room is left on the disk. Make room and run the command again.")
    return ArchiveError(f"{place}: {error.strerror or error}")


def _of_database(error: DatabaseError, place: str) -> ArchiveError:
    cause = str(error.orig or error).strip().splitlines() or [""]
    first = cause[0]
    low = first.lower()
    if "is full" in low or "no space left" in low:
        return ArchiveFull(f"{place}: no room is left on the disk. Make room and run the command again.")
    if "locked" in low or "lock timeout" in low:
        return ArchiveBusy(f"{place}: another process has been writing for too long. Run the command again.")
    return ArchiveError(f"{place}: {first}")
