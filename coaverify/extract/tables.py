"""Tables with a header of roles (test, specification, result, method): rows become labelled values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coaverify.extract.cells import Cell, joined, part_of, stacked
from coaverify.extract.column_heads import lot_of
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import Label, interpret, roles_of
from coaverify.extract.layout import Layout, Row

_LONGEST_HEAD = 8  # words of two headers that were read as one
_PITCH = 4.0  # of a row's height: a wider gap ends an unruled table
_ROLE_MARK = re.compile(r"(?P<name>[^\W\d_][\w. ]{2,20}?)\s*[:：]\s*|(?:^|[/;]\s*)(?P<bare>[^\W\d_]{4,14}\.?)\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its header cell."""

    role: str
    header: Cell
    second: str = ""  # "Specification / Result" heads two parts of one cell


@dataclass(frozen=True, slots=True)
class RoleTable:
    """A header and the rows under it, each as cells by role."""

    columns: tuple[Column, ...]
    rows: tuple[dict[str, Cell], ...]
    first: int  # index of the header row in the layout
    last: int  # index of the last row
    cells: tuple[Cell, ...]

    @property
    def subject(self) -> Label | None:
        """What the table is about where its first header says it: "Mass identification | Result"."""
        return interpret(self.columns[0].header.text)


def role_tables(layout: Layout) -> Iterator[RoleTable]:
    """All tables of a page whose header names what its columns hold."""
    index = 0
    while index < len(layout.rows):
        columns = header_of(layout.rows[index])
        if columns is None:
            index += 1
            continue
        table = _collect(layout, index, columns)
        if table.rows:
            yield table
        index = table.last + 1


def header_of(row: Row) -> tuple[Column, ...] | None:
    """The columns that a row heads: at least two roles, one of them a result or a specification."""
    if not 2 <= len(row) <= 8:
        return None
    columns: list[Column] = []
    row = tuple(piece for cell in row for piece in _heads(cell))
    for cell in row:
        taken = {column.role for column in columns}
        found = roles_of(cell.text) or (("result",) if columns and lot_of(cell) else ())
        roles = [role for role in found if role not in taken]
        if not roles:
            if "" in taken:
                return None  # a header has one column without a role at most: few rows are looked at to their end
            columns.append(Column("", cell))
            continue
        prefer = "parameter" if not columns and "parameter" in roles else roles[0]
        both = prefer == "specification" and "result" in roles and "/" in cell.text
        columns.append(Column(prefer, cell, "result" if both else ""))
    named = [column.role for column in columns if column.role]
    if named == ["result"] and len(columns) == 2 and columns[1].role and interpret(columns[0].header.text) is not None:
        return Column("parameter", columns[0].header), columns[1]
    if len(named) < max(2, len(row) - 1) or not {"result", "specification", "expected"}.intersection(named):
        return None
    if any(_heads_results(column) for column in columns[1:]):
        return None  # "Compound | Purity (HPLC) | Found (mg)": each row is a record, not a test
    if "parameter" not in named and columns[0].role == "method":
        columns[0] = Column("parameter", columns[0].header)  # "Method | Requirement | Result"
    if columns[0].role == "" and "parameter" not in named:
        columns[0] = Column("parameter", columns[0].header)  # "Analyte" and other words for what is tested
    return tuple(columns) if any(column.role == "result" for column in columns) or len(named) > 1 else None


def _heads_results(column: Column) -> bool:
    label = interpret(column.header.text) if not column.role else None
    return label is not None and label.claim == "hplc_purity"


def _heads(cell: Cell) -> list[Cell]:
    """A header cell, or its parts where two headers stand so near that they were read as one."""
    if roles_of(cell.text) or len(cell.words) < 2 or len(cell.lines) > 1:
        return [cell]
    words = [word.text for word in cell.words]
    for cut in range(1, len(words)) if len(words) < _LONGEST_HEAD else ():
        if roles_of(" ".join(words[:cut])) and roles_of(" ".join(words[cut:])):
            return [part_of(cell, cell.words[:cut]), part_of(cell, cell.words[cut:])]
    return [cell]


def _collect(layout: Layout, index: int, columns: tuple[Column, ...]) -> RoleTable:
    header = layout.rows[index]
    rows: list[dict[str, Cell]] = []
    last = index
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        if header_of(row) is not None or not _belongs(row, header, layout.rows[last]):
            if _is_section(layout, number, header):
                continue
            break
        cells = by_role(row, columns)
        last = number
        if "parameter" not in cells and rows:
            if _spans(rows[-1]["parameter"], row):
                cells["parameter"] = rows[-1]["parameter"]
            else:
                _go_on(rows[-1], cells)
        if "parameter" in cells and len(cells) > 1:
            rows.append(cells)
    taken = tuple(cell for row in layout.rows[index : last + 1] for cell in row)
    return RoleTable(columns, tuple(_apart(cells) for cells in rows), index, last, taken)


def _is_section(layout: Layout, number: int, header: Row) -> bool:
    """A heading inside of a table: a few words alone in a row, after which the table goes on."""
    row = layout.rows[number]
    if len(row) != 1 or number + 1 >= len(layout.rows) or len(row[0].text.split()) > 6 or ":" in row[0].text:
        return False
    following = layout.rows[number + 1]
    return len(following) > 1 and header_of(following) is None and _belongs(following, header, row)


def _go_on(cells: dict[str, Cell], more: dict[str, Cell]) -> None:
    """Add the next lines of a row's cells to them."""
    for role, cell in more.items():
        first = cells.get(role)
        if first is not None and cell.box.top - first.box.bottom < (1.6 if len(more) == 1 else 0.9) * first.size:
            cells[role] = stacked(first, cell)


def _apart(cells: dict[str, Cell]) -> dict[str, Cell]:
    """Cells that say themselves which part of them is what: "Spec.: NLT 98 %  Result: 99.2 %"."""
    separate = dict(cells)
    for role, cell in cells.items():
        marks = [(m, roles_of(m["name"] or m["bare"])) for m in _ROLE_MARK.finditer(cell.text)]
        known = [(mark.start(), mark.end(), roles[0]) for mark, roles in marks if roles]
        colons = any(mark["name"] for mark, roles in marks if roles)
        if role == "parameter" or not known or known[0][0] > 0 or not (colons or len(known) > 1):
            continue
        ends = [start for start, _, _ in known[1:]] + [len(cell.text)]
        for (_, begin, name), end in zip(known, ends, strict=True):
            text = cell.text[begin:end].strip(" ,;/")
            separate[name] = replace(cell, text=text, lines=(text,))
    return separate


def _spans(parameter: Cell, row: Row) -> bool:
    """Whether a parameter's merged cell reaches down beside a row."""
    return all(parameter.box.overlap_y(cell.box) > 0.5 * cell.box.height for cell in row)


def _belongs(row: Row, header: Row, previous: Row) -> bool:
    if header[0].ruled is not None:
        return row[0].ruled == header[0].ruled
    if any(map(_states_pair, row)) and not _has_marks(row):
        return False  # "Date of analysis: 13 April 2026" under a table is no row of it
    top = min(cell.box.top for cell in row)
    bottom = max(cell.box.bottom for cell in previous)
    height = max(cell.size for cell in row)
    if row[0].ruled is not None or top - bottom > _PITCH * max(height, 6):
        return False
    if all(cell.box.x0 > header[0].box.x1 for cell in row):  # lines that go on in later columns, or the end
        return len(row) == 1 or top - bottom < 0.9 * height
    if len(row) == 1:
        return False
    return (
        row[0].box.x0 < header[0].box.x0
        or abs(row[0].box.x0 - header[0].box.x0) < 0.12 * layout_width(header)
        or row[0].box.overlap_x(header[0].box) > 0
    )


def _states_pair(cell: Cell) -> bool:
    """Whether a cell begins with a label and its value; "[M+H]+ = 814.4" is a result that names its ion."""
    pairs = inline_pairs(cell.text)
    return any(pair.start == 0 and pair.value and pair.label.ion is None for pair in pairs)


def _has_marks(row: Row) -> bool:
    """Whether a cell says itself which part of it is the limit and which the result."""
    return any(roles_of(mark["name"] or mark["bare"]) for cell in row for mark in _ROLE_MARK.finditer(cell.text))


def layout_width(row: Row) -> float:
    return max(row[-1].box.x1 - row[0].box.x0, 1.0)


def by_role(row: Row, columns: tuple[Column, ...]) -> dict[str, Cell]:
    """A row's cells by the role of their column; several cells under one header are one cell.

    A column without a header left of all others holds the parameters.
    """
    cells: dict[str, Cell] = {}
    headed = any(column.role == "parameter" for column in columns)
    first = min(column.header.box.x0 for column in columns)
    for cell in row:
        column = max(columns, key=lambda column: _fit(cell, column.header))
        role = column.role or "unnamed"
        if column.second and cell.text.count(" / ") == 1:
            first_part, second_part = cell.text.split(" / ")
            cells[column.second] = replace(cell, text=second_part.strip(), lines=(second_part.strip(),))
            cell = replace(cell, text=first_part.strip(), lines=(first_part.strip(),))
        if not headed and cell.box.x1 <= first + 2:
            role = "parameter"
        if role in cells:
            cells[role] = joined(cells[role], cell)
        elif role:
            cells[role] = cell
    return cells


def _fit(cell: Cell, header: Cell) -> float:
    """How well a cell stands under a header: shared width, else the (negative) distance of edges or centres."""
    shared = cell.box.overlap_x(header.box)
    if shared > 0:
        return 1000 + shared - abs(cell.box.x0 - header.box.x0)
    return -min(
        abs(cell.box.x0 - header.box.x0),
        abs(cell.box.centre - header.box.centre),
        abs(cell.box.x1 - header.box.x1),
    )
