"""From the paths on the command line to documents: files, folders, ZIP archives, in sorted order."""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# What a folder or an archive is searched for. A file that is named itself is tried whatever its name.
SUFFIXES = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".heic", ".heif", ".gif", ".bmp"})


class NotOpened(Exception):
    """A document that the operating system or the archive does not hand out; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that was found and not yet read.

    name: as it stands in the report, the path as given.
    place: where its report goes under an output folder, without ".json".
    read: at most `limit` bytes of it. Raises NotOpened.
    """

    name: str
    place: PurePosixPath
    read: Callable[[int], bytes]


def open_document(path: Path, limit: int) -> bytes:
    """At most `limit` bytes of a file.

    Raises:
        NotOpened: where the operating system does not hand it out.
    """
    return _reader(path)(limit)


def find_documents(paths: Iterable[Path]) -> list[Found]:
    """All documents under the paths, sorted by name, each once.

    Raises:
        NotOpened: for a ZIP archive that is none.
    """
    found = {document.name: document for path in paths for document in _under(path)}
    return [found[name] for name in sorted(found)]


def _under(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from _in_folder(path)
    elif path.suffix.lower() == ".zip":
        yield from _in_archive(path)
    else:
        yield Found(path.as_posix(), PurePosixPath(path.name), _reader(path))


def _in_folder(folder: Path) -> Iterator[Found]:
    for place, subfolders, names in os.walk(folder):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if _is_document(name):
                yield Found(path.as_posix(), PurePosixPath(path.relative_to(folder).as_posix()), _reader(path))


def _in_archive(path: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, OSError) as error:
        raise NotOpened(f"{path.as_posix()}: cannot be opened as a ZIP archive: {error}") from error
    for member in members:
        inside = PurePosixPath(*(part for part in PurePosixPath(member.filename).parts if part.strip("./")))
        if all(_is_visible(part) for part in inside.parts) and _is_document(inside.name):
            yield Found(f"{path.as_posix()}/{inside}", inside, _member_reader(path, member))


def _is_visible(name: str) -> bool:
    return not name.startswith(".") and name != "__MACOSX"


def _is_document(name: str) -> bool:
    return _is_visible(name) and Path(name).suffix.lower() in SUFFIXES


def _reader(path: Path) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        try:
            with path.open("rb") as file:
                return file.read(limit)
        except OSError as error:
            raise NotOpened(f"{path.as_posix()}: {error.strerror}") from error

    return read


def _member_reader(path: Path, member: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        try:
            with zipfile.ZipFile(path) as archive, archive.open(member) as file:
                return file.read(limit)
        except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError) as error:
            # RuntimeError: the member is encrypted, or packed in a way that Python does not know
            raise NotOpened(f"{path.as_posix()}/{member.filename}: {error}") from error

    return read
