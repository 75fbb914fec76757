"""Words of a page -> cells in rows: the geometry that all extraction stands on.

A cell is a run of words that belong together: the content of a ruled cell, or words without a wide
gap between them. Raised and lowered characters are put back into their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box, Doubt, Evidence, Source

GAP = 0.95  # of the font size: a wider gap between two words separates cells
CHAIN = 0.62  # of the font size: lines nearer than this belong to one row (cells centred on each other)
_CHARGE = re.compile(r"[\dn]{0,2}[+\-−]:?")  # raised charges are often set in the size of their line
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that belong together. `ruled` tells the table they stand in, None outside of ruled tables."""

    page: int
    box: Box
    text: str
    size: float
    words: tuple[Word, ...] = field(repr=False)
    ruled: int | None = None
    lines: tuple[str, ...] = ()  # the text line by line

    @property
    def source(self) -> Source:
        return Source.OCR if any(word.source is Source.OCR for word in self.words) else Source.TEXT

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return (Doubt.OCR_LAYER,) if self.source is Source.OCR else ()

    def evidence(self, text: str | None = None) -> Evidence:
        """The cell's place, narrowed to the words of `text` where they can be told."""
        if text and text != self.text:
            return Evidence(self.page, self._box_of(text), text, self.source)
        return Evidence(self.page, self.box, self.text, self.source)

    def _box_of(self, text: str) -> Box:
        wanted = text.replace(" ", "")
        words = list(self.words)
        for start in range(len(words)):
            joined = ""
            for end in range(start, len(words)):
                joined += words[end].text
                if wanted in joined:
                    while wanted in joined[len(words[start].text) :]:
                        joined = joined[len(words[start].text) :]
                        start += 1
                    return bounds(word.box for word in words[start : end + 1])
                if len(joined) > len(wanted) + 40:
                    break
        return self.box


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as rows of cells from top to bottom, cells from left to right."""

    page: Page
    rows: tuple[Row, ...]

    @property
    def cells(self) -> Iterable[Cell]:
        return (cell for row in self.rows for cell in row)


def bounds(boxes: Iterable[Box]) -> Box:
    """The box around boxes, of which there is at least one."""
    first, *rest = boxes
    for box in rest:
        first = first.union(box)
    return first


def lay_out(page: Page) -> Layout:
    """Arrange a page's upright words in rows of cells."""
    words = [word for word in page.words if word.upright]
    ruled, free = _split_ruled(page, words)
    rows = [*ruled, *_free_rows(page, free)]
    rows.sort(key=lambda row: (round(min(cell.box.top for cell in row)), row[0].box.x0))
    return Layout(page, tuple(rows))


# --- ruled tables ------------------------------------------------------------------------------


def _split_ruled(page: Page, words: list[Word]) -> tuple[list[Row], list[Word]]:
    """Rows of the ruled tables, and the words that stand in none."""
    rows: list[Row] = []
    taken: set[int] = set()
    for number, boxes in enumerate(page.cells):
        if not _is_grid(page, boxes):
            continue
        cells = []
        for box in boxes:
            inside = [i for i, word in enumerate(words) if i not in taken and _in_cell(word.box, box)]
            if inside:
                taken.update(inside)
                cells.append(replace(_cell(page.number, [words[i] for i in inside], number), box=box))
        rows.extend(_rows_of(cells))
    return rows, [word for i, word in enumerate(words) if i not in taken]


def _is_grid(page: Page, boxes: tuple[Box, ...]) -> bool:
    """A table of at least two columns and rows whose cells are no frames around half a page.

    A single ruled row is the tinted stripe of a larger table, not a table.
    """
    if len({round(box.x0) for box in boxes}) < 2 or len({round(box.top) for box in boxes}) < 2:
        return False
    return max(box.height for box in boxes) < 0.25 * page.height


def _in_cell(word: Box, cell: Box) -> bool:
    return cell.x0 - 1 <= word.centre <= cell.x1 + 1 and cell.top - 1 <= word.middle <= cell.bottom + 1


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
    for lines in _chained(_lines(words)):
        runs = [run for line in lines for run in _runs(line, borders)]
        cells = [_cell(page.number, group) for group in _stacked(runs)]
        rows.append(tuple(sorted(cells, key=lambda cell: cell.box.x0)))
    return rows


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words on one baseline, raised and lowered ones with the word that they follow, each from left to right."""
    lines: list[list[Word]] = []
    scripts: list[Word] = []
    sizes: dict[int, Word] = {}
    for word in sorted(words, key=lambda word: (word.box.bottom, word.box.x0)):
        base = _base_of(word, words)
        if base is not None:
            scripts.append(word)
            sizes[id(word)] = base
            continue
        for line in reversed(lines[-12:]):
            other = line[0]
            if abs(other.box.bottom - word.box.bottom) < 0.25 * max(min(other.box.height, word.box.height), 4):
                line.append(word)
                break
        else:
            lines.append([word])
    home = {id(word): line for line in lines for word in line}
    for word in sorted(scripts, key=lambda word: word.box.x0):
        base = sizes[id(word)]
        line = home.get(id(base)) or home.get(id(sizes.get(id(base))))
        if line is None:
            line = []
            lines.append(line)
        line.append(word)
        home[id(word)] = line
    return [sorted(line, key=lambda word: word.box.x0) for line in lines if line]


def _base_of(word: Word, words: list[Word]) -> Word | None:
    """The larger word that a raised or lowered word follows without a gap, or its smaller companion."""
    if len(word.text) > 6:
        return None
    best: Word | None = None
    charge = bool(_CHARGE.fullmatch(word.text))
    for other in words:
        if other is word or other.box.height * (1.05 if charge else 0.87) < word.box.height:
            continue
        near = -0.6 * other.box.height < word.box.x0 - other.box.x1 < 0.3 * other.box.height
        if near and other.box.x0 < word.box.x0 and word.box.overlap_y(other.box) > 0.35 * word.box.height:
            if abs(other.box.bottom - word.box.bottom) < (0.15 if charge else 0.02) * other.box.height:
                continue
            if best is None or abs(word.box.x0 - other.box.x1) < abs(word.box.x0 - best.box.x1):
                best = other
    return best


def _chained(lines: list[list[Word]]) -> list[list[list[Word]]]:
    """Lines that overlap in height, as cells of different heights centred on each other do."""
    boxed = sorted(((bounds(word.box for word in line), line) for line in lines), key=lambda pair: pair[0].middle)
    chains: list[list[tuple[Box, list[Word]]]] = []
    for box, line in boxed:
        if chains:
            last, _ = chains[-1][-1]
            height = min(min(word.box.height for word in line), last.height)
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
    for word in line:
        last = runs[-1][-1] if runs else None
        wide = last is not None and word.box.x0 - last.box.x1 >= GAP * max(word.box.height, last.box.height)
        if last is None or wide or _border_between(last.box.x1, word.box, borders):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _stacked(runs: list[list[Word]]) -> list[list[Word]]:
    """Runs of one row that stand above each other become one cell's words."""
    cells: list[tuple[Box, list[Word]]] = []
    for run in sorted(runs, key=lambda run: run[0].box.x0):
        box = bounds(word.box for word in run)
        for number, (other, words) in enumerate(cells):
            if box.overlap_x(other) > 0.3 * min(box.width, other.width):
                cells[number] = (other.union(box), words + run)
                break
        else:
            cells.append((box, list(run)))
    return [words for _, words in cells]


def _border_between(reach: float, box: Box, borders: list[Box]) -> bool:
    return any(reach - 1 <= b.centre <= box.x0 + 1 and b.top < box.middle < b.bottom for b in borders)


def part_of(cell: Cell, words: tuple[Word, ...]) -> Cell:
    """Some of a cell's words as a cell of their own."""
    return _cell(cell.page, list(words), cell.ruled)


def joined(first: Cell, second: Cell) -> Cell:
    """Two cells of one row and column, e.g. the results of two vials, as one."""
    text = f"{first.text}; {second.text}"
    box = first.box.union(second.box)
    return Cell(first.page, box, text, first.size, first.words + second.words, first.ruled, (text,))


# --- cells ---------------------------------------------------------------------------------------


def _cell(page: int, words: list[Word], ruled: int | None = None) -> Cell:
    lines = _in_reading_order(_lines(words))
    text = ""
    for line in lines:
        text = join_lines(text, line_text(line)) if text else line_text(line)
    flat = tuple(word for line in lines for word in line)
    size = max(word.box.height for word in words)
    texts = tuple(line_text(line) for line in lines)
    return Cell(page, bounds(word.box for word in words), text, size, flat, ruled, texts)


def _in_reading_order(lines: list[list[Word]]) -> list[list[Word]]:
    return sorted(lines, key=lambda line: max(line, key=lambda word: word.box.height).box.bottom)


def line_text(line: list[Word]) -> str:
    """The words of a line with a space where a gap is; a raised digit after a digit stays raised."""
    text = ""
    previous: Word | None = None
    for word in line:
        if previous is None:
            text = word.text
        else:
            gap = word.box.x0 - previous.box.x1
            spaced = gap > 0.12 * max(word.box.height, previous.box.height)
            raised = word.box.height < 0.87 * previous.box.height and word.box.bottom < previous.box.bottom - 0.5
            if raised and text[-1:].isdigit() and word.text.isdigit():
                text += word.text.translate(_SUPERSCRIPT)
            else:
                text += (" " if spaced else "") + word.text
        previous = word
    return text


def join_lines(first: str, second: str) -> str:
    """Two lines of one text. A hyphen at the end of the line joins without a space."""
    if first.endswith(("-", "\u2010")) and not first.endswith(" -"):
        return first + second
    if _cjk(first[-1:]) and _cjk(second[:1]):
        return first + second
    return f"{first} {second}"


def _cjk(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff"
