"""Running text: lines of words under each other, also in columns side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coaverify.extract.cells import Cell
from coaverify.extract.layout import Layout, Row
from coaverify.extract.lines import bounds

_COLUMN_GAP = 2.2  # of the text's height: a wider gap parts columns


def paragraphs(layout: Layout, skip: set[int]) -> Iterator[Cell]:
    """Running text of a page: lines of words under each other as one cell each, also in columns side by side."""
    blocks: list[list[Row]] = []
    open_blocks: list[list[Row]] = []
    for index, row in enumerate(layout.rows):
        if index in skip:
            continue
        for line in _columns(row):
            block = next((block for block in open_blocks if _follows(block[-1], line)), None)
            if not (_is_prose(line) or (block is not None and len(line) == 1)):
                continue
            if block is None:
                block = []
                blocks.append(block)
                open_blocks = [*open_blocks[-3:], block]
            block.append(line)
    return (_joined(block) for block in blocks)


def _columns(row: Row) -> list[Row]:
    """A row in one piece, or cut at its wide gaps where running text stands beside them."""
    pieces: list[list[Cell]] = [[row[0]]]
    for before, cell in pairwise(row):
        if cell.box.x0 - before.box.x1 < _COLUMN_GAP * row[0].size:
            pieces[-1].append(cell)
        else:
            pieces.append([cell])
    columns = [tuple(piece) for piece in pieces]
    return columns if len(columns) > 1 and any(_is_prose(column) for column in columns) else [row]


def _is_prose(row: Row) -> bool:
    """A line of at least six words, mostly in lower case, without the wide gaps of a table."""
    if any(cell.ruled is not None for cell in row):
        return False
    words = [word.text for cell in row for word in cell.words if not re.search(r"\d", word.text)]
    lower = [word for word in words if re.match(r"[(\"'„]?[a-zäöüа-я]{2,}", word)]
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(row)]
    return len(words) >= 6 and len(lower) >= 0.4 * len(words) and max(gaps, default=0) < _COLUMN_GAP * row[0].size


def _follows(previous: Row, row: Row) -> bool:
    """The next line of a paragraph: near below, beginning at the same place."""
    gap = row[0].box.top - max(cell.box.bottom for cell in previous)
    return gap < 0.9 * row[0].size and abs(row[0].box.x0 - previous[0].box.x0) < 3 * row[0].size


def _joined(rows: list[Row]) -> Cell:
    words = tuple(word for row in rows for cell in row for word in cell.words)
    text = ""
    for row in rows:
        line = " ".join(cell.text for cell in row)
        if (text.endswith("-") and line[:1].islower()) or text.endswith(("-", "/")):
            text += line
        else:
            text = f"{text} {line}" if text else line
    first = rows[0][0]
    return Cell(first.page, bounds(cell.box for row in rows for cell in row), text, first.size, words)
