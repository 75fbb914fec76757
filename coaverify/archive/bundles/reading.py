"""Reads a bundle's files, from a folder or a zip, whatever somebody has done to them."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from coaverify.archive.bundles.parts import MANIFEST
from coaverify.archive.errors import ArchiveError, NotInArchive

_PIECE = 1 << 20


class Source(Protocol):
    """A bundle's files by name."""

    def names(self) -> list[str]:
        """All names, in order; one that stands twice is named twice."""
        ...

    def opened(self, name: str) -> IO[bytes]:
        """Open a file.

        Raises:
            KeyError: where there is none.
            OSError: where it cannot be read.
        """
        ...


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        return sorted(one.relative_to(self._path).as_posix() for one in self._path.rglob("*") if not one.is_dir())

    def opened(self, name: str) -> IO[bytes]:
        try:
            return (self._path / name).open("rb")
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
            raise KeyError(name) from error


# What Python's reader raises where a ZIP is damaged: a wrong header, a packing or an encryption that it does not know.
_DAMAGED = (
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class _Zip:
    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file

    def names(self) -> list[str]:
        return sorted(name for name in self._file.namelist() if not name.endswith("/"))

    def opened(self, name: str) -> IO[bytes]:
        try:
            return self._file.open(name)
        except _DAMAGED as error:
            raise OSError(str(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A bundle's files.

    Raises:
        NotInArchive: where there is no bundle.
        ArchiveError: where it cannot be opened.
    """
    try:
        if path.is_dir():
            folder = _Folder(path)
            if not (path / MANIFEST).exists():
                raise NotInArchive(f"{path}: this is no bundle: it has no {MANIFEST}.")
            yield folder
            return
        with _zip(path) as file:
            if MANIFEST not in file.namelist():
                raise NotInArchive(f"{path}: this is no bundle: it has no {MANIFEST}.")
            yield _Zip(file)
    except OSError as error:
        raise ArchiveError(f"{path}: the bundle cannot be read: {error}") from error


def _zip(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise OSError(str(error)) from error


def contents(source: Source, name: str) -> bytes | None:
    """A file's bytes; None where there is none, or it cannot be read."""
    try:
        return b"".join(_pieces(source, name))
    except (KeyError, OSError):
        return None


def digest_and_size(source: Source, name: str) -> tuple[str, int] | None:
    """A file's SHA-256 and its size in bytes; None where there is none, or it cannot be read."""
    hashed, size = hashlib.sha256(), 0
    try:
        for piece in _pieces(source, name):
            hashed.update(piece)
            size += len(piece)
    except (KeyError, OSError):
        return None
    return hashed.hexdigest(), size


def lines_of(source: Source, name: str) -> Iterator[str]:
    """A file's lines without their ends, one by one; none where there is none. What is no ASCII is marked."""
    try:
        with source.opened(name) as file:
            for line in file:
                yield line.decode("ascii", "replace").removesuffix("\n")
    except (KeyError, OSError, *_DAMAGED):
        return  # the files' digests tell of it


def _pieces(source: Source, name: str) -> Iterator[bytes]:
    try:
        with source.opened(name) as file:
            while piece := file.read(_PIECE):
                yield piece
    except _DAMAGED as error:
        raise OSError(str(error)) from error
