"""Rows between which no line is drawn: columns have borders, each holding its rows on top of each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from coaverify.extract.cells import Cell, cell_of
from coaverify.extract.lines import bounds, lines_of
from coaverify.model.document import Word

PITCH = 1.6  # of the text's height: lines of one text stand nearer than that
FILLED = 0.75  # of the lines: so many have words in two columns or more
FIGURES = 0.6  # of the pieces behind the first column: so many hold a figure where rows stand close together
TORN = 2.5  # of the text's height: white within a cell that no text has
FEWEST = 3  # rows that stand close together
LONGEST = 40  # characters of a figure's cell


def unmerged(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """The rows that a ruled row holds: several where its cells have lines at the same heights, else itself."""
    if any(map(_is_torn, row)):
        return _torn_apart(row)
    if sum(1 for cell in row if len(cell.lines) > 1) < 2:
        return [row]
    home = {id(word): cell for cell in row for word in cell.words}
    lines = lines_of([word for cell in row for word in cell.words])
    lines.sort(key=lambda line: bounds(word.box for word in line).middle)
    columns = [{id(home[id(word)]) for word in line} for line in lines]
    if len(lines) < 2 or sum(1 for held in columns if len(held) > 1) < FILLED * len(lines):
        return [row]
    if not _stand_apart(lines) and not _are_figures(row, lines):
        return [row]
    return [tuple(_pieces(row, line)) for line in lines]


def _is_torn(cell: Cell) -> bool:
    """Whether a cell holds lines with much white between them: no text is set like that."""
    if len(cell.lines) < 2:
        return False
    boxes = sorted((word.box for word in cell.words), key=lambda box: box.top)
    foot = boxes[0].bottom
    for box in boxes[1:]:
        if box.top - foot > TORN * max(box.height, 1.0):
            return True
        foot = max(foot, box.bottom)
    return False


def _torn_apart(row: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """The row cut wherever white runs through all of its cells."""
    words = sorted((word for cell in row for word in cell.words), key=lambda word: word.box.top)
    bands: list[list[Word]] = []
    foot = 0.0
    for word in words:
        if bands and word.box.top - foot <= 0.3 * word.box.height:
            bands[-1].append(word)
        else:
            bands.append([word])
        foot = max(foot, word.box.bottom)
    return [tuple(_pieces(row, band)) for band in bands]


def _pieces(row: tuple[Cell, ...], line: list[Word]) -> list[Cell]:
    kept = {id(word) for word in line}
    pieces = ([word for word in cell.words if id(word) in kept] for cell in row)
    return [cell_of(cell.page, words, cell.ruled) for cell, words in zip(row, pieces, strict=True) if words]


def _stand_apart(lines: Sequence[list[Word]]) -> bool:
    """Whether the lines are set so far from each other that they are no lines of one text."""
    boxes = [bounds(word.box for word in line) for line in lines]
    height = min(word.box.height for line in lines for word in line)
    return all(below.middle - above.middle > PITCH * max(height, 1.0) for above, below in pairwise(boxes))


def _are_figures(row: tuple[Cell, ...], lines: Sequence[list[Word]]) -> bool:
    if len(lines) < FEWEST:
        return False
    pieces = [piece.text for line in lines for piece in _pieces(row, line)[1:]]
    figures = sum(1 for text in pieces if any(map(str.isdigit, text)))
    return figures >= FIGURES * len(pieces) and all(len(text) <= LONGEST for text in pieces)
