"""What stands around a label: to its right, over it and under it."""

from __future__ import annotations

from collections.abc import Iterator

from coaverify.extract.column_heads import of_other_material
from coaverify.extract.labels import interpret
from coaverify.extract.spots import LEAD, Spot
from coaverify.extract.values.texts import quantity

_REACH = 2.4  # of the label's height: the farthest that a value stands under or over its label


def is_column(spot: Spot) -> bool:
    """Whether another amount stands right under a cell of a ruled table."""
    rows = spot.layout.rows[spot.index + 1 : spot.index + 2]
    under = [cell for row in rows for cell in row if cell.ruled is not None and cell.ruled == spot.cell.ruled]
    return any(abs(cell.box.x0 - spot.cell.box.x0) < 1 and quantity(cell.text) == cell.text for cell in under)


def beside(spot: Spot) -> list[Spot]:
    """The cells to the right of a cell in its row; without any, those at its height in the rows around."""
    cell, layout = spot.cell, spot.layout
    cells = [
        Spot(layout, spot.index, n) for n in range(spot.position + 1, len(spot.row)) if spot.row[n].text.strip(LEAD)
    ]
    if cells:
        return [value for value in cells if not of_other_material(layout.rows, value.cell)]
    level = [
        Spot(layout, number, position)
        for number in range(max(spot.index - 2, 0), min(spot.index + 3, len(layout.rows)))
        for position, other in enumerate(layout.rows[number])
        if other.box.x0 > cell.box.x1 and other.box.overlap_y(cell.box) > 0.5 * min(other.box.height, cell.box.height)
    ]
    return sorted(level, key=lambda other: other.cell.box.x0)


def over_and_under(spot: Spot) -> list[Spot]:
    """The nearest cell under a label and the nearest over it, the nearer of the two first."""
    under = next(_column(spot, range(spot.index + 1, min(spot.index + 5, len(spot.layout.rows)))), None)
    over = next(_column(spot, range(spot.index - 1, max(spot.index - 4, -1), -1)), None)
    found = sorted((one for one in (under, over) if one is not None), key=lambda one: one[0])
    return [value for _, value in found]


def _column(spot: Spot, rows: range) -> Iterator[tuple[float, Spot]]:
    """Cells aligned with a label in the given rows, with their distance in points."""
    label = spot.cell
    for number in rows:
        for position, cell in enumerate(spot.layout.rows[number]):
            gap = max(cell.box.top - label.box.bottom, label.box.top - cell.box.bottom)
            aligned = (
                abs(cell.box.x0 - label.box.x0) < label.size or abs(cell.box.centre - label.box.centre) < label.size
            )
            if gap < _REACH * label.size and (aligned or cell.box.overlap_x(label.box) > 0.5 * label.box.width):
                yield gap, Spot(spot.layout, number, position)


def has_label_before(spot: Spot) -> bool:
    """Whether the cell to the left is a label, which makes this cell its value."""
    return spot.position > 0 and interpret(spot.row[spot.position - 1].text) is not None
