"""Words of a page -> cells in rows: the geometry that all extraction stands on.

A cell is a run of words that belong together: the content of a ruled cell, or words without a wide
gap between them. Raised and lowered characters are put back into their line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coaverify.extract.cells import Cell, cell_of, cell_of_lines
from coaverify.extract.lines import bounds, lines_of
from coaverify.extract.page_words import readable
from coaverify.extract.turned import level_word, levelled
from coaverify.extract.unruled_rows import unmerged
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

GAP = 0.95  # of the font size: a wider gap between two words separates cells
_EDGE_WIDTH = 0.35  # of the page's width: how long a drawn line is to part the rows of a table
_SIZES = 1.45  # ratio of the largest to the smallest type of a row
_BAND_LINES, _BAND_HEIGHT = 5, 90.0  # points
_BAND_GAP = 0.8  # of the text's height, between the lines of one row
CHAIN = 0.62  # of the font size: lines nearer than this belong to one row (cells centred on each other)


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as rows of cells from top to bottom, cells from left to right."""

    page: Page
    rows: tuple[Row, ...]

    @property
    def cells(self) -> Iterable[Cell]:
        return (cell for row in self.rows for cell in row)


def lay_out(page: Page) -> Layout:
    """Arrange a page's words in rows of cells; upright words, or those of a page that is set sideways."""
    page = levelled(page)
    ruled, free = _split_ruled(page, readable(page.words))
    rows = [*ruled, *_free_rows(page, free)]
    rows.sort(key=lambda row: (round(min(cell.box.top for cell in row)), row[0].box.x0))
    return Layout(page, tuple(rows))


def without(layout: Layout, places: Sequence[Box]) -> Layout:
    """The layout without the cells whose every word stands in one of these places."""
    if not places:
        return layout
    rows = (tuple(cell for cell in row if not _taken(cell, places)) for row in layout.rows)
    return Layout(layout.page, tuple(row for row in rows if row))


def _taken(cell: Cell, places: Sequence[Box]) -> bool:
    return all(
        any(p.x0 - 1 <= word.box.centre <= p.x1 + 1 and p.top - 1 <= word.box.middle <= p.bottom + 1 for p in places)
        for word in cell.words
    )


# --- ruled tables ------------------------------------------------------------------------------


def _split_ruled(page: Page, words: list[Word]) -> tuple[list[Row], list[Word]]:
    """Rows of the ruled tables, and the words that stand in none."""
    rows: list[Row] = []
    taken: set[int] = set()
    sideways = [word for word in page.words if not word.upright] if page.cells else []
    heights = sorted((word.box.middle, i) for i, word in enumerate(words)) if page.cells else []
    for number, boxes in enumerate(page.cells):
        if not _is_grid(page, boxes):
            continue
        cells = []
        for box in boxes:
            level = heights[
                bisect_left(heights, (box.top - 1, 0)) : bisect_right(heights, (box.bottom + 1, len(words)))
            ]
            inside = sorted(i for _, i in level if i not in taken and _in_cell(words[i].box, box))
            if inside:
                taken.update(inside)
                cells.append(replace(cell_of(page.number, [words[i] for i in inside], number), box=box))
            elif standing := [level_word(word, page) for word in sideways if _in_cell(word.box, box)]:
                cells.append(replace(cell_of(page.number, standing, number), box=box))  # heads set vertically
        rows.extend(part for row in _rows_of(cells) for part in unmerged(row))
    return rows, [word for i, word in enumerate(words) if i not in taken]


def _is_grid(page: Page, boxes: tuple[Box, ...]) -> bool:
    """A table of at least two columns and rows whose cells are no frames around half a page.

    A single ruled row is the tinted stripe of a larger table, not a table.
    """
    if len({round(box.x0) for box in boxes}) < 2 or len({round(box.top) for box in boxes}) < 2:
        return False
    return max(box.height for box in boxes) < 0.25 * page.height


def _in_cell(word: Box, cell: Box) -> bool:
    return cell.top - 1 <= word.middle <= cell.bottom + 1 and cell.x0 - 1 <= word.centre <= cell.x1 + 1


def _rows_of(cells: list[Cell]) -> list[Row]:
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: (round(cell.box.top), cell.box.x0)):
        if rows and abs(rows[-1][0].box.top - cell.box.top) < 2:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [tuple(sorted(row, key=lambda cell: cell.box.x0)) for row in rows]


# --- words outside of ruled tables -------------------------------------------------------------


def _free_rows(page: Page, words: list[Word]) -> list[Row]:
    rows = []
    borders = [rule for rule in page.rules if rule.height > 3 * max(rule.width, 0.3)]
    for lines in _banded(page, lines_of(words), borders):
        runs = [run for line in lines for run in _runs(line, borders)]
        cells = [
            cell_of_lines(page.number, group)
            if len(group) == 1
            else cell_of(page.number, [word for run in group for word in run])
            for group in _stacked(runs)
        ]
        rows.append(tuple(sorted(cells, key=lambda cell: cell.box.x0)))
    return rows


def _banded(page: Page, lines: list[list[Word]], borders: list[Box]) -> list[list[list[Word]]]:
    """Lines as rows. Between two drawn edges a label of several lines and its value are one row, however they
    are aligned, as long as only one of the lines holds more than one cell."""
    edges = sorted(
        {round(rule.middle) for rule in page.rules if rule.width > _EDGE_WIDTH * page.width and rule.height < 3}
    )
    rows: list[list[list[Word]]] = []
    left = list(lines)
    middles = {id(line): bounds(word.box for word in line).middle for line in lines} if len(edges) > 1 else {}
    for top, bottom in pairwise(edges):
        band = [line for line in left if top < middles[id(line)] < bottom]
        if 2 <= len(band) <= _BAND_LINES and bottom - top < _BAND_HEIGHT and _of_one_text(band):
            runs = [_runs(line, borders) for line in band]
            several = sum(1 for one in runs if len(one) > 1)
            if several <= 1 and len(_stacked([run for one in runs for run in one])) > 1:
                rows.append(band)
                taken = {id(line) for line in band}
                left = [line for line in left if id(line) not in taken]
    return [*rows, *_chained(left)]


def _of_one_text(lines: list[list[Word]]) -> bool:
    """Whether lines follow each other as those of one text do, in about one size: a heading is no part of a row."""
    boxes = sorted((bounds(word.box for word in line) for line in lines), key=lambda box: box.top)
    near = all(b.top - a.bottom < _BAND_GAP * max(min(a.height, b.height), 3) for a, b in pairwise(boxes))
    sizes = [max(word.box.height for word in line) for line in lines]
    return near and max(sizes) < _SIZES * min(sizes)


def _chained(lines: list[list[Word]]) -> list[list[list[Word]]]:
    """Lines that overlap in height, as cells of different heights centred on each other do."""
    boxed = sorted(((bounds(word.box for word in line), line) for line in lines), key=lambda pair: pair[0].middle)
    chains: list[list[tuple[Box, list[Word]]]] = []
    for box, line in boxed:
        if chains:
            last, _ = chains[-1][-1]
            height = min(last.height, *(word.box.height for word in line))
            if box.middle - last.middle < CHAIN * max(height, 3):
                chains[-1].append((box, line))
                continue
        chains.append([(box, line)])
    return [part for chain in chains for part in _unchained(chain)]


def _unchained(chain: list[tuple[Box, list[Word]]]) -> list[list[list[Word]]]:
    """A chain of many lines is two columns of running text, not a row: its lines stay lines."""
    if len(chain) <= 5:
        return [[line for _, line in chain]]
    return [[line] for _, line in chain]


def _runs(line: list[Word], borders: list[Box]) -> list[list[Word]]:
    """A line split at wide gaps and at drawn borders."""
    runs: list[list[Word]] = []
    last: Box | None = None
    for word in line:
        box = word.box
        if last is None:
            apart = True
        else:
            apart = box.x0 - last.x1 >= GAP * max(box.bottom - box.top, last.bottom - last.top)
            apart = apart or (bool(borders) and _border_between(last.x1, box, borders))
        if apart:
            runs.append([word])
        else:
            runs[-1].append(word)
        last = box
    return runs


def _stacked(runs: list[list[Word]]) -> list[list[list[Word]]]:
    """The runs of each cell: those of one row that stand above each other."""
    cells: list[tuple[Box, list[list[Word]]]] = []
    for run in sorted(runs, key=lambda run: run[0].box.x0):
        box = bounds(word.box for word in run)
        for number, (other, above) in enumerate(cells):
            if box.overlap_x(other) > 0.3 * min(box.width, other.width):
                cells[number] = (other.union(box), [*above, run])
                break
        else:
            cells.append((box, [run]))
    return [group for _, group in cells]


def _border_between(reach: float, box: Box, borders: list[Box]) -> bool:
    middle = box.middle
    beside = [border for border in borders if border.top < middle < border.bottom]
    return any(reach - 1 <= border.centre <= box.x0 + 1 for border in beside)
