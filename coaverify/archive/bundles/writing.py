"""Writes a bundle's files, into a folder or a zip. It has its name when it is whole, and not before."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from coaverify.archive.bundles.parts import MANIFEST, MANIFEST_SIGNATURE, RECIPE
from coaverify.archive.durable import force, make
from coaverify.archive.errors import NotAllowed
from coaverify.archive.keys import Signer

_ALWAYS = (1980, 1, 1, 0, 0, 0)  # a zip's files have a time; with one and the same, equal bundles are equal files


class BundleWriter:
    """Use it as a context manager: what ends with an error leaves nothing behind.

    target: a folder that is not there yet, or a file that ends in ".zip".
    """

    def __init__(self, target: Path, signer: Signer) -> None:
        self.target = target
        self._half = target.with_name(f"{target.name}.part")
        self._signer = signer
        self._zip: zipfile.ZipFile | None = None
        self._manifest: IO[bytes] = io.BytesIO()

    def __enter__(self) -> BundleWriter:
        """Begin.

        Raises:
            NotAllowed: where something is there already.
            OSError: where the disk does not take it.
        """
        if self.target.exists():
            raise NotAllowed(f"{self.target}: there is something already. A bundle is never written over anything.")
        make(self.target.absolute().parent)
        self._clear()
        if self.target.suffix.lower() == ".zip":
            self._zip = zipfile.ZipFile(self._half, "x", zipfile.ZIP_DEFLATED)
        else:
            self._half.mkdir()
        self._manifest = tempfile.TemporaryFile()  # it may be long
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        finally:
            self._manifest.close()
            if self._zip:
                self._zip.close()
            self._clear()

    def add(self, name: str, *pieces: bytes) -> None:
        """Write a small file."""
        self.add_pieces(name, pieces)

    def add_lines(self, name: str, lines: Iterable[str]) -> None:
        """Write a file line by line; it may be long."""
        self.add_pieces(name, (f"{line}\n".encode("ascii") for line in lines))

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file piece by piece."""
        digest = self._write(name, pieces)
        self._manifest.write(f"{digest}  {name}\n".encode("ascii"))

    def _write(self, name: str, pieces: Iterable[bytes]) -> str:
        hashed = hashlib.sha256()
        with self._opened(name) as file:
            for piece in pieces:
                hashed.update(piece)
                file.write(piece)
        return hashed.hexdigest()

    def _opened(self, name: str) -> IO[bytes]:
        if self._zip is None:
            path = self._half / name
            path.parent.mkdir(exist_ok=True)
            return path.open("xb")
        entry = zipfile.ZipInfo(name, _ALWAYS)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = (0o755 if name == RECIPE else 0o644) << 16
        return self._zip.open(entry, "w", force_zip64=True)

    def _finish(self) -> None:
        self._manifest.seek(0)
        manifest = self._manifest.read()
        self._write(MANIFEST, [manifest])
        self._write(MANIFEST_SIGNATURE, [bytes.fromhex(self._signer.sign(manifest.decode("ascii")))])
        if self._zip:
            self._zip.close()
            with self._half.open("rb") as file:
                os.fsync(file.fileno())
        else:
            os.sync()  # one call for all: a folder may hold a million files
        self._half.rename(self.target)
        force(self.target.absolute().parent)

    def _clear(self) -> None:
        """Remove what an earlier attempt, or this one, left half written."""
        if self._half.is_dir():
            shutil.rmtree(self._half)
        else:
            self._half.unlink(missing_ok=True)
