"""A table of figures for the terminal, as wide as its figures: no figure is ever broken over two lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDEST = 1000  # columns


def print_rows(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    file: IO[str],
    *,
    bold: int | None = None,
    left: int = 1,
) -> None:
    """Print a title and a table; the first `left` columns hold words, the others figures."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        words = number < left
        style = "bold" if number == bold else ""
        table.add_column(head, justify="left" if words else "right", style=style, no_wrap=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(file=file, highlight=False, emoji=False)
    needed = console.measure(table, options=console.options.update(width=_WIDEST)).maximum
    if needed > console.width:
        console = Console(file=file, highlight=False, emoji=False, width=needed)
    if title:
        console.print(Text(title), soft_wrap=True)
    console.print(table)
