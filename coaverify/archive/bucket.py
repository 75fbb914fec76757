"""The originals in a bucket: anything that fsspec opens by its URL, S3-compatible stores among them.

Who may use the bucket is told by the environment alone (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL and the like): no
password stands in a URL, where it would be shown and logged.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fsspec

from coaverify.archive.errors import ArchiveError, ArchiveFull, NotInArchive
from coaverify.archive.originals import checked, is_sha256

_S3 = ("s3", "s3a")
_RETRIES: dict[str, Any] = {"max_retries": 4}  # with pauses that double: some seconds in all
_SAID = re.compile(r"<Code>(?P<code>\w+)</Code>")  # what an S3 store answers in its XML
_STATUS = re.compile(r"status code: (?P<status>\d{3})")
_FULL = ("QuotaExceeded", "InsufficientStorage", "XMinioStorageFull")


class BucketOfOriginals:
    """A bucket, `PREFIX/ab/abcdef…`. An object is there whole or not at all: that is what such stores promise."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._files, self._root = _opened(url)

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        with _told(self._url):
            if self._stored(path) != data:
                self._files.pipe_file(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        with _told(self._url):
            data = self._stored(self._path(sha256))
        if data is None:
            raise NotInArchive(f"The original {sha256} is missing.")
        return checked(data, sha256)

    def remove(self, sha256: str) -> None:
        with _told(self._url):
            path = self._path(sha256)
            if self._stored(path) is not None:
                self._files.rm_file(path)

    def names(self) -> Iterator[str]:
        for path in self._paths():
            inside = path.removeprefix(self._root).strip("/")
            folder, _, name = inside.rpartition("/")
            yield name if is_sha256(name) and folder == name[:2] else inside

    def _paths(self) -> Iterator[str]:
        """All objects, one folder at a time: all their names together would grow with the archive."""
        with _told(self._url):
            try:
                top = self._files.ls(self._root, detail=True)
            except FileNotFoundError:  # nothing was stored yet
                return
        for one in top:
            inside = [one["name"]]
            if one["type"] == "directory":
                with _told(self._url):
                    inside = self._files.find(one["name"])
            yield from map(str, inside)

    def _stored(self, path: str) -> bytes | None:
        """The bytes of an object; None where there is none.

        Raises:
            ArchiveError: where there is no bucket either: nothing is missing from a store that is not there.
        """
        try:
            data: bytes = self._files.cat_file(path)
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error):
                raise ArchiveError(_no_bucket(self._url)) from error
            return None
        return data

    def _path(self, sha256: str) -> str:
        if not is_sha256(sha256):
            raise ArchiveError(f"{sha256!r} is no SHA-256 in hexadecimal.")
        return f"{self._root}/{sha256[:2]}/{sha256}"


def _opened(url: str) -> tuple[Any, str]:
    """Fsspec's file system (it has no types) and the path in it."""
    protocol, _, rest = url.partition("://")
    if "@" in rest.partition("/")[0]:
        raise ArchiveError("No password belongs in a bucket's URL: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
    options: dict[str, Any] = {}
    if protocol in _S3:
        try:
            from obstore.fsspec import register
        except ImportError as error:
            raise ArchiveError("A bucket of S3 needs the extra: pip install 'coaverify[s3]'") from error
        register("s3")
        url = f"s3://{rest}"
        options = {"retry_config": _RETRIES, "skip_instance_cache": True}
    try:
        files, root = fsspec.core.url_to_fs(url, **options)
    except (ImportError, ValueError) as error:
        raise ArchiveError(f"{url}: {error}") from error
    return files, str(root).rstrip("/")


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Turns what a store reports into an ArchiveError that names the cause.

    Raises:
        ArchiveError: in place of the store's own errors, which have no base in common.
    """
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:  # every file system of fsspec raises errors of its own
        raise _cause(error, url) from error


def _cause(error: Exception, url: str) -> ArchiveError:
    words = str(error)
    said, answered = _SAID.search(words), _STATUS.search(words)
    code, status = said["code"] if said else "", answered["status"] if answered else ""
    if code in _FULL or status == "507" or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
        return ArchiveFull(f"{url}: no room is left. Make room and run the command again.")
    if status == "404":
        return ArchiveError(_no_bucket(url))
    if status in ("401", "403") or isinstance(error, PermissionError):
        return ArchiveError(
            f"{url}: the store refuses ({code or 'access denied'}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and "
            "what they are allowed to do."
        )
    if "error sending request" in words:
        return ArchiveError(f"{url}: the store does not answer. Check AWS_ENDPOINT_URL and the network.")
    return ArchiveError(f"{url}: {code or (words.splitlines() or [type(error).__name__])[0]}")


def _no_bucket(url: str) -> str:
    return f"{url}: there is no such bucket. Make it, or name another with --originals."
