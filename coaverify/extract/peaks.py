"""Peak tables: a header that names retention times and areas, rows of figures under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.extract.cells import Cell
from coaverify.extract.labels import peak_column_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.lines import bounds
from coaverify.extract.values.numbers import normalise, numbers_in, parse_decimal
from coaverify.model.certificate import Amount, Peak
from coaverify.model.evidence import Evidence, Reading

_TOTAL = re.compile(r"^\s*(?:total|sum|summe|totals|合计|总计|итого|всего)\b|^总", re.IGNORECASE)
_EDGE = 20.0  # points that figures may reach over the headers
_LAST_GAP = 3.0  # of a row's height


@dataclass(frozen=True, slots=True)
class PeakTable:
    """A peak table: its header row, its last row, its cells and its peaks."""

    first: int
    last: int
    cells: tuple[Cell, ...]
    peaks: tuple[Reading[Peak], ...]


def peak_tables(layout: Layout) -> Iterator[PeakTable]:
    """Each peak table of a page."""
    index = 0
    while index < len(layout.rows):
        columns = _header(layout.rows[index])
        if columns is None:
            index += 1
            continue
        last, peaks = _rows(layout, index, columns)
        if peaks:
            yield PeakTable(index, last, _cells(layout, index, last, columns), tuple(peaks))
        index = last + 1


def _cells(layout: Layout, first: int, last: int, columns: dict[str, Cell]) -> tuple[Cell, ...]:
    """The cells between the outer edges of the columns; what stands beside the table is not of it."""
    left = min(cell.box.x0 for cell in columns.values()) - _EDGE
    right = max(cell.box.x1 for cell in columns.values()) + _EDGE
    rows = layout.rows[first : last + 1]
    return tuple(cell for row in rows for cell in row if left < cell.box.centre < right)


def _header(row: Row) -> dict[str, Cell] | None:
    """Cells of a header row by column; None where the row heads no peak table."""
    columns: dict[str, Cell] = {}
    unknown = 0
    for cell in row:
        name = peak_column_of(cell.text)
        if name is None:
            unknown += 1
        elif name not in columns:
            columns[name] = cell
    wanted = {"retention_time", "area", "area_percent", "height"}.intersection(columns)
    if len(wanted) < 2 or unknown > 1 or not wanted.intersection({"area", "area_percent"}):
        return None
    return columns


def _rows(layout: Layout, index: int, columns: dict[str, Cell]) -> tuple[int, list[Reading[Peak]]]:
    peaks: list[Reading[Peak]] = []
    last = index
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        gap = min(cell.box.top for cell in row) - max(cell.box.bottom for cell in layout.rows[last])
        if gap > _LAST_GAP * max(cell.size for cell in row) or len(row) < 2:
            break
        if any(_TOTAL.match(cell.text) for cell in row):
            last = number
            break
        peak = _peak(row, columns)
        if peak is None:
            break
        peaks.append(peak)
        last = number
    return last, peaks


def _peak(row: Row, columns: dict[str, Cell]) -> Reading[Peak] | None:
    cells: dict[str, Cell] = {}
    for cell in row:
        name = max(columns, key=lambda name: _fit(cell, columns[name]))
        cells.setdefault(name, cell)
    time = _figure(cells.get("retention_time"), grouping=False)
    area = _figure(cells.get("area"), grouping=True)
    percent = _figure(cells.get("area_percent"), grouping=False)
    if (time is None and "retention_time" in columns) or (area is None and percent is None):
        return None
    name = cells["name"].text if "name" in cells and re.search(r"[A-Za-z]{2}", cells["name"].text) else ""
    box = bounds(cell.box for cell in row)
    evidence = Evidence(row[0].page, box, " ".join(cell.text for cell in row), row[0].source)
    return Reading(Peak(time, area, percent, name), evidence, row[0].doubts)


def _fit(cell: Cell, header: Cell) -> float:
    """Shared width where there is any, else nearness of the nearest edges or centres."""
    shared = cell.box.overlap_x(header.box)
    if shared > 0:
        return 1000 + shared
    return -min(
        abs(cell.box.x0 - header.box.x0),
        abs(cell.box.x1 - header.box.x1),
        abs(cell.box.centre - header.box.centre),
    )


def _figure(cell: Cell | None, *, grouping: bool) -> Amount | None:
    """A cell that is one number; areas may be grouped ("7,181,227"), times and percentages are not."""
    if cell is None:
        return None
    text = normalise(cell.text).strip().rstrip("%").strip()
    if re.fullmatch(r"[\d.,' ]+(?:[eE][+-]?\d+)?", text):
        value = parse_decimal(text, grouping=grouping)
        return None if value is None else Amount(value)
    numbers = list(numbers_in(text, grouping=grouping))
    return numbers[0].amount if len(numbers) == 1 and len(text) < 16 else None
