"""Where reports go: standard output in one of four formats, and a folder. Bytes are UTF-8 everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Protocol

import click

from coaverify.report import csv_rows
from coaverify.report.model import Report
from coaverify.report.summary import Row, rows_of


class Writer(Protocol):
    """Takes reports one at a time and prints them."""

    def begin(self) -> None: ...
    def write(self, report: Report) -> None: ...
    def end(self) -> None: ...


class JsonLines:
    """One report a line, each as soon as it is there."""

    def begin(self) -> None: ...

    def write(self, report: Report) -> None:
        _print(report.to_json())

    def end(self) -> None: ...


class JsonArray:
    """One array of all reports."""

    def __init__(self) -> None:
        self._separator = ""

    def begin(self) -> None:
        _print("[", newline=False)

    def write(self, report: Report) -> None:
        _print(f"{self._separator}\n{report.to_json(indent=2)}", newline=False)
        self._separator = ","

    def end(self) -> None:
        _print("\n]")


class Csv:
    """A header, then one row for each certificate."""

    def begin(self) -> None:
        _print(csv_rows.header())

    def write(self, report: Report) -> None:
        for line in csv_rows.lines_of(report):
            _print(line)

    def end(self) -> None: ...


class TableOfRows:
    """One table at the end, for people."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def begin(self) -> None: ...

    def write(self, report: Report) -> None:
        self._rows.extend(rows_of(report))

    def end(self) -> None:
        from coaverify.report.table import print_table  # rich takes 0.1 s that the others need not wait for

        if self._rows:
            print_table(self._rows, sys.stdout)


_WRITERS: dict[str, Callable[[], Writer]] = {
    "table": TableOfRows,
    "json": JsonArray,
    "jsonl": JsonLines,
    "csv": Csv,
}
FORMATS = tuple(_WRITERS)


def writer_for(form: str) -> Writer:
    """The writer of one of FORMATS."""
    return _WRITERS[form]()


class ReportFolder:
    """One file for each document, "a.pdf.json", in subfolders as they were found."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[PurePosixPath] = set()

    def write(self, place: PurePosixPath, report: Report) -> Path:
        """Write the report, whole or not at all. Two documents of one name: the later is numbered."""
        path = self._folder / self._free(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_text(report.to_json(indent=2) + "\n", encoding="utf-8")
        half.replace(path)
        return path

    def _free(self, place: PurePosixPath) -> PurePosixPath:
        free, number = place.with_name(f"{place.name}.json"), 1
        while free in self._taken:
            number += 1
            free = place.with_name(f"{place.name}-{number}.json")
        self._taken.add(free)
        return free


def _print(text: str, newline: bool = True) -> None:
    # Bytes: a console's own encoding would alter or refuse what stands on a certificate.
    click.echo(text.encode(), nl=newline)
