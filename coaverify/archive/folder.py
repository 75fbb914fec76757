"""The originals in a folder on a disk."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from coaverify.archive.durable import force, make
from coaverify.archive.errors import ArchiveError, NotInArchive
from coaverify.archive.originals import checked, is_sha256

_PART = ".part"  # what is still being written, or was when the power went


class FolderOfOriginals:
    """A folder on a disk: `ab/abcdef…`.

    A file is written beside its place, forced to the disk, moved there, and the folders that name it are forced too:
    a power cut at any moment leaves the whole file or none.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if self._holds(path, sha256):
            return sha256
        make(path.parent)
        half = path.with_name(f"{sha256}.{secrets.token_hex(4)}{_PART}")
        try:
            with half.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        except OSError:
            half.unlink(missing_ok=True)
            raise
        force(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotInArchive(f"The original {sha256} is missing.") from error
        return checked(data, sha256)

    def remove(self, sha256: str) -> None:
        path = self._path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            force(path.parent)

    def names(self) -> Iterator[str]:
        for place, _folders, files in os.walk(self._folder):
            for name in files:
                path = Path(place, name)
                at_home = is_sha256(name) and path == self._path(name)
                yield name if at_home else path.relative_to(self._folder).as_posix()

    def _path(self, sha256: str) -> Path:
        if not is_sha256(sha256):
            raise ArchiveError(f"{sha256!r} is no SHA-256 in hexadecimal.")
        return self._folder / sha256[:2] / sha256

    def _holds(self, path: Path, sha256: str) -> bool:
        """Whether the file is there and whole: what was altered or cut short is written anew."""
        try:
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == sha256
        except OSError:
            return False
        if whole:
            # It may have been put there a moment ago by another process that has not forced it yet.
            with path.open("rb") as file:
                os.fsync(file.fileno())
            force(path.parent)
        return whole
