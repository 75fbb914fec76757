"""What keeps an archive from being used. Every message says what to do."""

from __future__ import annotations

from coaverify.model.errors import CoaverifyError


class ArchiveError(CoaverifyError):
    """The archive could not be opened, read or written; nothing was changed."""


class ArchiveFull(ArchiveError):
    """There is no room left where the archive lies."""


class ArchiveBusy(ArchiveError):
    """Another process has been writing for longer than one waits."""


class NewerSchema(ArchiveError):
    """The archive was written by a newer coaverify."""


class NotInArchive(ArchiveError):
    """No such document, report or entry."""


class NotAllowed(ArchiveError):
    """What the archive's own rules refuse: an approval by one's own hand, a deletion under a legal hold."""


class Altered(ArchiveError):
    """What was read is not what was filed."""
