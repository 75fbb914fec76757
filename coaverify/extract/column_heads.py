"""What the head of a column says of the results under it: another material's, or one of a counted series."""

import re

from coaverify.extract.cells import Cell
from coaverify.extract.labels import interpret, roles_of
from coaverify.extract.layout import Row

_COUNTED = re.compile(r"^(?P<word>[^\W\d]+)\s*[#.№]*\s*(?P<number>\d{1,2})$")
NEAREST = 6  # rows above a result among which its column's head is looked for


def of_other_material(rows: tuple[Row, ...], cell: Cell) -> bool:
    """Whether a ruled cell stands in the column of a reference standard or of another lot."""
    if cell.ruled is None:
        return False
    head = next(row for row in rows if any(other.ruled == cell.ruled for other in row))
    return any(roles_of(other.text) == ("ignored",) and other.box.overlap_x(cell.box) > 0 for other in head)


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
