"""Entries as TOML files in a folder: the shipped ones as they are edited, and those of a user's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from coaverify.reference.entry import ReferenceDataError

LARGEST = 1_000_000  # characters


def tables_in(folder: Path) -> Iterator[tuple[str, object]]:
    """(file name, table) of each *.toml file, sorted. Raises ReferenceDataError for one that is no TOML."""
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and not file.name.startswith("."):
            yield file.name, table_of(file)


def table_of(file: Path) -> object:
    """The table that a TOML file holds. Raises ReferenceDataError."""
    try:
        text = file.read_text(encoding="utf-8")
        if len(text) > LARGEST:
            raise ReferenceDataError(f"{file.name}: larger than an entry can be; is it one?")
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReferenceDataError(f"{file.name}: not a TOML file ({error}).") from error
    except OSError as error:
        raise ReferenceDataError(f"{file.name}: {error.strerror}.") from error
