"""What the head of a column says of the results under it: another material's, or one of a counted series."""

import re
from itertools import chain

from coaverify.extract.cells import Cell
from coaverify.extract.inline import inline_pairs, leading_pairs
from coaverify.extract.labels import interpret, roles_of
from coaverify.extract.layout import Row
from coaverify.extract.values.texts import TEXT_PARSERS

_COUNTED = re.compile(r"^(?P<word>[^\W\d]+)\s*[#.№]*\s*(?P<number>\d{1,2})$")
_LIKE_CODE = re.compile(r"\d|[A-Z][A-Z-]{2}")  # without which no code is read
NEAREST = 6  # rows above a result among which its column's head is looked for


def lot_of(head: Cell) -> str | None:
    """The lot that a column's head names: "Lot A-101", "Batch: 77"."""
    if not _LIKE_CODE.search(head.text):  # as in most heads
        return None
    for pair in chain(inline_pairs(head.text), leading_pairs(head)):
        if pair.label.claim == "lot_number" and pair.start == 0 and roles_of(head.text) != ("ignored",):
            return TEXT_PARSERS["lot_number"](pair.value)
    return None


def of_other_material(rows: tuple[Row, ...], cell: Cell) -> bool:
    """Whether a cell stands in the column of a reference standard or of another lot.

    The head is the first row of its ruled table; outside of ruled tables the row right over it.
    """
    if cell.ruled is None:
        over = [row for row in rows if row[0].box.bottom <= cell.box.top and row[0].ruled is None]
        near = [row for row in over[-1:] if len(row) > 1 and cell.box.top - row[0].box.bottom < NEAREST * cell.size]
        return any(_is_other(head, cell) for row in near for head in row)
    head = next(row for row in rows if any(other.ruled == cell.ruled for other in row))
    return any(_is_other(other, cell) for other in head)


def _is_other(head: Cell, cell: Cell) -> bool:
    return roles_of(head.text) == ("ignored",) and head.box.overlap_x(cell.box) > 0


def one_series(above: tuple[Row, ...], cells: list[Cell]) -> bool:
    """Whether results side by side stand under one word counted from one: vials or injections, not lots."""
    for row in reversed(above[-NEAREST:]):
        heads = [head for cell in cells for head in row if head.box.overlap_x(cell.box) > 0]
        counted = [match for match in (_COUNTED.match(head.text) for head in heads) if match is not None]
        if len(counted) == len(heads) == len(cells) and _is_counted(counted):
            return True
    return False


def _is_counted(heads: list[re.Match[str]]) -> bool:
    words = {head["word"].casefold() for head in heads}
    label = interpret(heads[0]["word"])
    of_lots = label is not None and label.claim == "lot_number"
    return len(words) == 1 and not of_lots and [int(head["number"]) for head in heads] == [*range(1, len(heads) + 1)]
