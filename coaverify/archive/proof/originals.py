"""The originals: every one there and unaltered, unless a deletion stands behind it; and what else lies there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, func, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import Altered, NotInArchive
from coaverify.archive.originals import Originals
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.proof.links import Link
from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind

_SHA256 = re.compile(r"[0-9a-f]{64}")
_AT_ONCE = 500


def last_entries(connection: Connection, kind: Kind, documents: Iterable[str]) -> dict[str, int]:
    """The number of the last entry of a kind about each of at most 500 documents; none about what is no SHA-256."""
    known = [document for document in documents if _SHA256.fullmatch(document)]
    last = select(Entry.document, func.max(Entry.seq)).where(Entry.kind == kind.value, Entry.document.in_(known))
    return {str(row[0]): int(row[1]) for row in connection.execute(last.group_by(Entry.document))}


def prove_bytes(originals: Originals, link: Link, tell: Tell) -> None:
    """Hold an original's bytes against the entry that filed it."""
    sha256 = str(link.document)
    if not _SHA256.fullmatch(sha256):
        return  # the entry was altered, and that has been told
    about, name = f"original {sha256}", link.fields().get("name")
    called = f"The original {sha256} ({name})" if isinstance(name, str) else f"The original {sha256}"
    try:
        size = len(originals.get(sha256))
    except NotInArchive:
        tell(Finding(Code.ORIGINAL_MISSING, about, f"{called} is missing."))
        return
    except Altered:
        tell(Finding(Code.ORIGINAL_ALTERED, about, f"{called} was altered: its bytes have another SHA-256."))
        return
    except OSError as error:
        tell(Finding(Code.ORIGINAL_MISSING, about, f"{called} cannot be read: {error.strerror or error}."))
        return
    filed = link.fields().get("size_bytes")
    if filed is not None and filed != size:
        tell(Finding(Code.ORIGINAL_ALTERED, about, f"{called} has {size} bytes, its entry says {filed}."))


def tell_of_strays(archive: Archive, tell: Tell) -> None:
    """Name what lies among the originals though no entry names it. It harms nothing: a filing was interrupted."""
    names = archive.originals.names()
    while some := list(islice(names, _AT_ONCE)):
        documents = [name for name in some if _SHA256.fullmatch(name)]
        with archive.reading() as connection:  # as it is now: a filing may have ended since the audit began
            filed = last_entries(connection, Kind.DOCUMENT, documents)
            deleted = last_entries(connection, Kind.DELETION, documents)
        for name in some:
            if name not in filed:
                says = f"The file {name} lies among the originals, and no entry names it: a filing was interrupted."
                tell(Finding(Code.ORIGINAL_STRAY, f"original {name}", says))
            elif deleted.get(name, 0) > filed[name]:
                says = f"The original {name} still lies there, though it was deleted: the deletion was interrupted."
                tell(Finding(Code.ORIGINAL_STRAY, f"original {name}", says))


@dataclass(slots=True)
class DeletedMeanwhile:
    """Passes findings on, but not those on originals that were deleted in the archive while the audit went on."""

    archive: Archive
    tell: Tell

    def __call__(self, finding: Finding) -> None:
        if finding.code is Code.ORIGINAL_MISSING and self._is_deleted(finding.subject.removeprefix("original ")):
            return
        self.tell(finding)

    def _is_deleted(self, sha256: str) -> bool:
        with self.archive.reading() as connection:
            filed = last_entries(connection, Kind.DOCUMENT, [sha256])
            return last_entries(connection, Kind.DELETION, [sha256]).get(sha256, 0) > filed.get(sha256, 0)


def batches(links: Iterator[Link]) -> Iterator[list[Link]]:
    """Entries, some hundred at a time."""
    while some := list(islice(links, _AT_ONCE)):
        yield some
