"""The originals in a bucket: anything that fsspec opens by its URL, S3-compatible stores among them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import fsspec

from coaverify.archive.errors import ArchiveError, NotInArchive
from coaverify.archive.originals import checked


class BucketOfOriginals:
    """A bucket, `PREFIX/ab/abcdef…`. An object is there whole or not at all: that is what such stores promise."""

    def __init__(self, url: str) -> None:
        self._files, self._root = _opened(url)

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if not self._files.exists(path) or hashlib.sha256(self._files.cat_file(path)).hexdigest() != sha256:
            self._files.pipe_file(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            data: bytes = self._files.cat_file(self._path(sha256))
        except FileNotFoundError as error:
            raise NotInArchive(f"The original {sha256} is missing.") from error
        return checked(data, sha256)

    def remove(self, sha256: str) -> None:
        if self._files.exists(self._path(sha256)):
            self._files.rm_file(self._path(sha256))

    def names(self) -> Iterator[str]:
        for path in self._files.find(self._root):
            inside = str(path).removeprefix(self._root).strip("/")
            folder, _, name = inside.rpartition("/")
            yield name if re.fullmatch(r"[0-9a-f]{64}", name) and folder == name[:2] else inside

    def _path(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"


def _opened(url: str) -> tuple[Any, str]:
    """Fsspec's file system (it has no types) and the path in it."""
    protocol = url.partition("://")[0]
    if protocol in ("s3", "s3a"):
        try:
            from obstore.fsspec import register
        except ImportError as error:
            raise ArchiveError("A bucket of S3 needs the extra: pip install 'coaverify[s3]'") from error
        register("s3")
    try:
        files, root = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise ArchiveError(f"{url}: {error}") from error
    return files, str(root).rstrip("/")
