"""A cell and where it stands, and the lines on which a label or a value goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaverify.extract.cells import Cell, joined, stacked
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import Label, interpret
from coaverify.extract.layout import Layout, Row

LEAD = " :：="  # what may stand between a label and a value in a cell of its own
_MOST_LINES = 3  # on which a label goes on
_NEAR = 0.45  # of the text's height: lines of one text stand nearer
_EDGE = 0.25  # of the text's height by which the lines of one text may be out of line
_SERIES = re.compile(
    r"^(?:vial|replicate|injection|sample|run|test)\s*[#.]?\s*(?P<number>\d{1,2}|[A-H])\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell and where it stands in the layout."""

    layout: Layout
    index: int
    position: int

    @property
    def row(self) -> Row:
        return self.layout.rows[self.index]

    @property
    def cell(self) -> Cell:
        return self.row[self.position]


def wrapped(spot: Spot) -> Cell:
    """A value with the lines on which it goes on: right under it, at its left edge, and nothing else beside them.

    A line that ends with a hyphen goes on whatever stands beside the next one.
    """
    cell = spot.cell
    over = _at_edge(spot, spot.index - 1)
    if over is not None and over.text.endswith("-") and -0.1 < (cell.box.top - over.box.bottom) / cell.size < 1.0:
        cell = stacked(over, cell)  # the lines of a value are centred on its label
    for number in range(spot.index + 1, min(spot.index + 6, len(spot.layout.rows))):
        row = spot.layout.rows[number]
        under = _at_edge(spot, number)
        hyphened = cell.text.endswith("-")
        if under is None or not (hyphened or _stands_alone(under, row, spot)) or not is_value(under):
            break
        gap = (under.box.top - cell.box.bottom) / cell.size
        if not -0.1 < gap < (1.0 if hyphened else _NEAR) or abs(under.size - spot.cell.size) > 0.06 * cell.size:
            break
        cell = stacked(cell, under)
    return cell


def _at_edge(spot: Spot, number: int) -> Cell | None:
    """The one cell of a row that begins at the left edge of a cell."""
    if not 0 <= number < len(spot.layout.rows):
        return None
    cell, row = spot.cell, spot.layout.rows[number]
    found = [o for o in row if abs(o.box.x0 - cell.box.x0) < _EDGE * cell.size and o.ruled == cell.ruled]
    return found[0] if len(found) == 1 else None


def _stands_alone(cell: Cell, row: Row, spot: Spot) -> bool:
    """Whether a line under a value has no label of its own beside it."""
    before = [other for other in row if other.box.x1 <= cell.box.x0 and other.box.x1 > spot.row[0].box.x0]
    if any(other.text.rstrip().endswith((":", "：")) or interpret(other.text) is not None for other in before):
        return False
    return 2 * len(row) <= max(len(spot.row), 2)


@dataclass(frozen=True, slots=True)
class WrappedLabel:
    """A label of several lines, the spot of the line whose row holds its value, and its cells."""

    label: Label
    valued: Spot
    cells: list[Cell]


def wrapped_label(spot: Spot) -> WrappedLabel | None:
    """The label that begins at a spot and goes on under it; None for a label of one line.

    Its lines stand close under each other at one left edge, and a value stands beside only one of them.
    """
    first = spot.cell
    if spot.position > 0 and spot.row[spot.position - 1].box.x1 > first.box.x0 - first.size:
        return None
    texts, spots = [first.text], [spot]
    best: tuple[Label, list[Spot]] | None = None
    for number in range(spot.index + 1, min(spot.index + _MOST_LINES, len(spot.layout.rows))):
        under = _at_edge(spot, number)
        last = spots[-1].cell
        if under is None or not -0.1 < (under.box.top - last.box.bottom) / first.size < _NEAR:
            break
        if abs(under.size - first.size) > 0.06 * first.size or last.text.rstrip().endswith((":", "：")):
            break
        spots.append(Spot(spot.layout, number, spot.layout.rows[number].index(under)))
        texts.append(under.text)
        label = interpret(" ".join(texts))
        if sum(1 for one in spots if _has_right(one)) > 1:
            break
        if label is not None:
            best = label, list(spots)
    if best is None:
        return None
    label, lines = best
    valued = next((one for one in lines if _has_right(one)), None)
    return WrappedLabel(label, valued, [one.cell for one in lines]) if valued is not None else None


def _has_right(spot: Spot) -> bool:
    return spot.position + 1 < len(spot.row)


def series_from(spot: Spot) -> Cell:
    """ "Vial 1: 4.52 mg" with the lines under it that count on: "Vial 2: 4.60 mg"."""
    cell = spot.cell
    if not _SERIES.match(cell.text):
        return cell
    for number in range(spot.index + 1, min(spot.index + 8, len(spot.layout.rows))):
        under = _at_edge(spot, number)
        if under is None or not _SERIES.match(under.text) or under.box.top - cell.box.bottom > 1.2 * cell.size:
            break
        cell = joined(cell, under)
    return cell


def is_value(cell: Cell) -> bool:
    """A cell that is no label and does not begin with one."""
    if interpret(cell.text.strip(LEAD)) is not None:
        return False
    pairs = inline_pairs(cell.text)
    return not pairs or pairs[0].start > 0 or cell.text.lstrip().startswith((":", "：", "="))
