"""Labels and values outside of role tables: behind a colon, to the right, below, above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from itertools import takewhile

from coaverify.extract.cells import Cell, joined
from coaverify.extract.harvest import Place
from coaverify.extract.labels import Label, interpret
from coaverify.extract.layout import Layout, Row
from coaverify.extract.readers import Reader, is_theory
from coaverify.extract.values.masses import masses_in
from coaverify.extract.values.percents import percents_in
from coaverify.extract.values.texts import DATES, PERCENTS
from coaverify.extract.vocabulary import MASS, OTHER

_COLON = re.compile(r"\s*(?:(?<!\d)[:：](?!//)|[:：](?!\d\d))\s*|\s+=\s+")  # not the colon of a time or an address
_BOUNDARY = re.compile(r"\s{2,}|[|·•;]\s*|(?<=[.!?])\s+(?=[A-Z])|,\s+(?=[A-Z])")
_TYPED = (
    *PERCENTS,
    *DATES,
    "lot_number",
    "cas_number",
    "molecular_formula",
    "endotoxin",
    "measured_content",
    MASS,
)
_FREE_TEXT = (
    "product_name",
    "appearance",
    "laboratory",
    "vendor",
    "client",
    "manufacturer",
    "method",
    "instrument",
    "salt",
)
_BELOW = 2.4  # of the label's height: the farthest that a value stands under its label


@dataclass(frozen=True, slots=True)
class Inline:
    """A label and its value inside one text."""

    label: Label
    value: str
    start: int


def inline_pairs(text: str) -> list[Inline]:
    """The labels of a text that a colon follows, each with what stands up to the next label."""
    marks: list[tuple[int, int, Label]] = []  # label start, value start, label
    after = 0
    for colon in _COLON.finditer(text):
        found = _label_before(text, after, colon.start())
        if found is not None:
            start, label = found
            marks.append((start, colon.end(), label))
            after = colon.end()
    pairs = []
    for number, (start, begin, label) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        pairs.append(Inline(label, text[begin:end].strip(" ,;|·•"), start))
    return pairs


def _label_before(text: str, after: int, colon: int) -> tuple[int, Label] | None:
    """The longest known label that ends at the colon."""
    starts = [after] + [match.end() for match in _BOUNDARY.finditer(text, after, colon)]
    starts += [match.end() for match in re.finditer(r"\s+", text[:colon]) if match.end() > after]
    for start in sorted(set(starts)):
        label = interpret(text[start:colon])
        if label is not None:
            return start, label
    return None


def read_pairs(layout: Layout, skip: set[int], reader: Reader) -> None:
    """Read all labelled values of a page but those in the rows of `skip`."""
    for index, row in enumerate(layout.rows):
        if index in skip:
            continue
        for position, cell in enumerate(row):
            _read_cell(layout, index, row, position, cell, reader, skip)


def _read_cell(layout: Layout, index: int, row: Row, position: int, cell: Cell, reader: Reader, skip: set[int]) -> None:
    label = interpret(cell.text)
    if label is not None:
        _read_around(layout, index, row, position, label, reader, skip)
        return
    if _read_inline(cell, reader):
        tail = inline_pairs(cell.text)
        if tail and not tail[-1].value:  # "Lot No.:" alone at the end of a cell, the value in the next
            _read_right(_beside(layout, index, row, position), tail[-1].label, reader)
        return
    _read_leading_label(cell, reader)


def _read_inline(cell: Cell, reader: Reader) -> bool:
    """Values behind colons: line by line where every line has its own label, else over the whole cell."""
    texts = list(cell.lines) if len(cell.lines) > 1 and all(inline_pairs(line) for line in cell.lines) else [cell.text]
    if len(cell.lines) > 1 and len(texts) == 1 and not inline_pairs(cell.lines[0]):
        texts = list(cell.lines)
    found = False
    for text in texts:
        for pair in inline_pairs(text):
            found = True
            if pair.label.claim != OTHER and pair.value:
                reader.read(pair.label, pair.value, cell, Place.LABELLED)
    return found


def _read_leading_label(cell: Cell, reader: Reader) -> None:
    """ "Purity 99.6 %", "Lot AB123": a label and a typed value without a colon between them."""
    for text in cell.lines if len(cell.lines) > 1 else (cell.text,):
        words = text.split()
        if not 2 <= len(words) <= 9 or ":" in text:
            continue  # what stands before a colon and is not known must not be cut short to what is
        for count in range(min(5, len(words) - 1), 0, -1):
            label = interpret(" ".join(words[:count]))
            if label is None or label.claim not in _TYPED:
                continue
            value = " ".join(words[count:])
            if label.ion is not None:  # the text may go on with other ions: it is read as a whole
                label, value = replace(label, ion=None), text
            if label.claim != "lot_number" or re.search(r"\d", value):
                reader.read(label, value, cell, Place.LABELLED)
            break


def _read_around(
    layout: Layout, index: int, row: Row, position: int, label: Label, reader: Reader, skip: set[int]
) -> None:
    if label.claim == OTHER:
        return
    if _read_right(_beside(layout, index, row, position), label, reader):
        return
    cell = row[position]
    below = next(_below(layout, index, cell), None)
    if label.claim == MASS and not (label.ion or label.found or label.theory or label.of_mass):
        if below is None or not _is_mass_figure(below[1].text):
            return  # "Mass Spectrum" over a figure heads no value
    fits = below is not None and below[0] not in skip and _is_value(below[1])
    if below is not None and fits and reader.read(label, below[1].text, below[1], Place.BELOW):
        return
    if label.claim in (*PERCENTS, *DATES):
        above = next(_above(layout, index, cell), None)
        if above is not None and _is_value(above):
            reader.read(label, above.text, above, Place.BELOW)


def _beside(layout: Layout, index: int, row: Row, position: int) -> list[Cell]:
    """The cells to the right of a cell in its row; without any, those at its height in the rows around."""
    cell = row[position]
    cells = [other for other in row[position + 1 :] if other.text.strip(" :：")]
    if cells:
        return cells
    around = [*layout.rows[max(index - 2, 0) : index], *layout.rows[index + 1 : index + 3]]
    level = [
        other
        for near in around
        for other in near
        if other.box.x0 > cell.box.x1 and other.box.overlap_y(cell.box) > 0.5 * min(other.box.height, cell.box.height)
    ]
    return sorted(level, key=lambda other: other.box.x0)


def _read_right(cells: list[Cell], label: Label, reader: Reader) -> bool:
    """Read the cells to the right up to the next label. Words take the next cell, figures the first that fits.

    Percentages side by side are read together: a limit and a result, or the results of several vials.
    """
    if label.claim == "hplc_purity":
        percents = list(takewhile(_is_value, (cell for cell in cells if interpret(cell.text) is None)))
        percents = [cell for cell in percents if percents_in(cell.text)]
        if len(percents) > 1:
            together = reduce(joined, percents)
            return reader.read(label, together.text, together, Place.LABELLED)
    found = False
    for cell in cells:
        other = interpret(cell.text)
        if other is not None and (other.claim != label.claim or label.claim in _FREE_TEXT):
            break
        if not _is_value(cell):
            break
        text = cell.text.lstrip(" :：")
        if reader.read(label, text, cell, Place.LABELLED):
            found = True
            if label.claim != MASS or not is_theory(text):
                break
        elif label.claim in _FREE_TEXT or label.claim == "sequence":
            break
    return found


def _is_mass_figure(text: str) -> bool:
    """A text that is a measured mass and little else: "813.36", "m/z 407.7 (2+)"; not the numbers of an axis."""
    items = masses_in(text)
    return bool(items) and len(text) < 40 and all(item.ion is not None or item.amount.decimals for item in items)


def _is_value(cell: Cell) -> bool:
    """A cell that is no label and holds none."""
    if interpret(cell.text.strip(" :：")) is not None:
        return False
    pairs = inline_pairs(cell.text)
    return not pairs or pairs[0].start > 0 or cell.text.lstrip().startswith((":", "："))


def _below(layout: Layout, index: int, label: Cell) -> Iterator[tuple[int, Cell]]:
    for number in range(index + 1, min(index + 4, len(layout.rows))):
        for cell in layout.rows[number]:
            gap = cell.box.top - label.box.bottom
            aligned = (
                abs(cell.box.x0 - label.box.x0) < label.size or abs(cell.box.centre - label.box.centre) < label.size
            )
            if -1 <= gap < _BELOW * label.size and (aligned or cell.box.overlap_x(label.box) > 0.5 * label.box.width):
                yield number, cell


def _above(layout: Layout, index: int, label: Cell) -> Iterator[Cell]:
    for number in range(index - 1, max(index - 3, -1), -1):
        for cell in layout.rows[number]:
            gap = label.box.top - cell.box.bottom
            if -1 <= gap < _BELOW * label.size and abs(cell.box.centre - label.box.centre) < 2 * label.size:
                yield cell
