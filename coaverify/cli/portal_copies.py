"""The laboratory's own copies that belong to the documents of a run: one file, or a folder of files named alike."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from coaverify.cli.documents import Found
from coaverify.model.portal_copy import PortalCopy

PASTED = ".txt"


class PortalCopies:
    """Which copy belongs to which document.

    Raises:
        click.UsageError: from the constructor, where one file is given for several documents.
    """

    def __init__(self, path: Path | None, documents: list[Found]) -> None:
        if path is not None and path.is_file() and len(documents) > 1:
            raise click.UsageError(
                f"{path} is one copy for {len(documents)} documents. Give a folder of copies, each named like its "
                "document."
            )
        self._single = path if path is not None and path.is_file() else None
        folder = path if path is not None and path.is_dir() else None
        self._by_stem = {file.stem: file for file in sorted(folder.iterdir()) if file.is_file()} if folder else {}

    def of(self, document: Found) -> PortalCopy | None:
        """The copy of a document; None where there is none, which is nothing against the document."""
        path = self._single or self._by_stem.get(PurePosixPath(document.name).stem)
        if path is None:
            return None
        return PortalCopy(path.name, path.read_bytes(), pasted=path.suffix.lower() == PASTED)
