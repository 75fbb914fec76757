"""Reports as a table for people, on a terminal or in a file. Wide where there is room, stacked where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coaverify.report.summary import UNREADABLE, Row

WIDE_FROM = 130  # columns; below that, a certificate's facts stand under each other

_STYLES = {"pass": "green", "fail": "bold red", "inconclusive": "yellow", UNREADABLE: "bold magenta"}


def print_table(rows: Sequence[Row], file: IO[str], width: int | None = None) -> None:
    """Print the rows and a line that counts them. Colours only where `file` is a terminal.

    width: in columns; None: the terminal's, or COLUMNS, and 80 where there is neither.
    """
    console = Console(file=file, width=width, highlight=False, emoji=False)
    console.print(_wide(rows) if console.width >= WIDE_FROM else _stacked(rows))
    console.print(Text(summary_line(rows)))


def summary_line(rows: Sequence[Row]) -> str:
    """How many documents, how many certificates, and what became of them."""
    counts = Counter(row.verdict for row in rows)
    parts = [f"{counts[verdict]} {verdict}" for verdict in _STYLES if counts[verdict]]
    certificates = len(rows) - counts[UNREADABLE]
    documents = len({row.document for row in rows})
    return f"{_count(certificates, 'certificate')} in {_count(documents, 'document')}: {', '.join(parts)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _wide(rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Document", overflow="fold", max_width=44)
    table.add_column("Product", overflow="fold", max_width=26)
    table.add_column("Form", no_wrap=True)
    table.add_column("Lot", overflow="fold", max_width=18)
    table.add_column("Purity", no_wrap=True)
    table.add_column("Reason", overflow="fold", ratio=1)
    for row in rows:
        table.add_row(
            _verdict(row), _document(row), Text(row.product), row.form, Text(row.lot), Text(row.purity),
            Text(row.reason),
        )  # fmt: skip
    return table


def _stacked(rows: Sequence[Row]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_header=False)
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Certificate", overflow="fold", ratio=1)
    for row in rows:
        facts = [
            row.product,
            row.form,
            f"lot {row.lot}" if row.lot else "",
            f"purity {row.purity}" if row.purity else "",
        ]
        lines = [_document(row), Text(", ".join(fact for fact in facts if fact)), Text(row.reason)]
        table.add_row(_verdict(row), Text("\n").join(line for line in lines if line))
    return table


def _verdict(row: Row) -> Text:
    return Text(row.verdict, style=_STYLES[row.verdict])


def _document(row: Row) -> Text:
    return Text(row.document if row.number <= 1 else f"{row.document} (certificate {row.number})")
