"""A value by its place on the page, for papers without words to go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from coaverify.extract.cells import Cell, cell_of
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import interpret, taught_label
from coaverify.extract.layout import Layout, Row
from coaverify.extract.lines import line_text, lines_of
from coaverify.extract.readers import Reader
from coaverify.extract.values.dates import Order
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Doubt
from coaverify.model.template import Rule

# Claims whose values are words without a form of their own: nothing but the place tells where they end.
_WORDS = ("product_name", "sequence", "appearance", "laboratory", "vendor", "manufacturer", "client", "method",
          "instrument")  # fmt: skip
_MARKS = ("|", "·", "•", ";")  # what parts two statements of one line
_COLONS = (":", "：", "=")
T = TypeVar("T")


def read_region(rule: Rule, pages: Sequence[Layout], order: Order | None) -> Harvest:
    """What stands in a rule's region, read as the claim.

    A box that cuts through a statement ("99.1" of "< 99.1 %", "Semax" of "Semax amidate") gives a reading that
    is marked as incomplete: what was left out may change what the rest means.
    """
    harvest = Harvest()
    region = rule.region
    if region is None or region.page > len(pages):
        return harvest
    layout = pages[region.page - 1]
    words = [word for word in layout.page.words if word.upright and _inside(word, region.box)]
    if not words:
        return harvest
    cell = cell_of(layout.page.number, words)
    pairs = inline_pairs(cell.text)
    text = pairs[0].value if len(pairs) == 1 and pairs[0].start == 0 else cell.text
    Reader(harvest, order).read(taught_label(rule.claim, ""), text, cell, Place.LABELLED)
    if _is_cut(layout, region.box, cell, free=rule.claim in _WORDS):
        _doubt_all(harvest)
    return harvest


def _inside(word: Word, box: Box) -> bool:
    return box.x0 <= word.box.centre <= box.x1 and box.top <= word.box.middle <= box.bottom


def _doubt_all(harvest: Harvest) -> None:
    harvest.texts = _incomplete(harvest.texts)
    harvest.amounts = _incomplete(harvest.amounts)
    harvest.dates = _incomplete(harvest.dates)
    harvest.ions = _incomplete(harvest.ions)
    harvest.masses = _incomplete(harvest.masses)


def _incomplete(candidates: list[Candidate[T]]) -> list[Candidate[T]]:
    doubts = (Doubt.INCOMPLETE,)
    return [replace(one, reading=replace(one.reading, doubts=one.reading.doubts + doubts)) for one in candidates]


# --- what the box leaves out -------------------------------------------------------------------


def _is_cut(layout: Layout, box: Box, inside: Cell, *, free: bool) -> bool:
    """Whether words that belong to the statement in the box stand outside of it."""
    for index, row in enumerate(layout.rows):
        for cell in row:
            if not any(_inside(word, box) for word in cell.words):
                continue
            if any(_cuts_line(line, box, free=free) for line in lines_of(list(cell.words))):
                return True
            if free and index + 1 < len(layout.rows) and _goes_on(cell, row, layout.rows[index + 1], box, inside):
                return True
    return False


def _cuts_line(line: list[Word], box: Box, *, free: bool) -> bool:
    """Whether a line of a cell that the box touches goes on outside of it, other than with another label."""
    held = [_inside(word, box) for word in line]
    if not any(held):
        return free and not _begins_with_label(line_text(line))
    first, last = held.index(True), len(held) - held[::-1].index(True)
    before, after = line_text(line[:first]), line_text(line[last:])
    return not (_ends_with_label(before) and _begins_with_label(after))


def _ends_with_label(text: str) -> bool:
    return not text or text.endswith((*_COLONS, *_MARKS)) or interpret(text) is not None


def _begins_with_label(text: str) -> bool:
    if not text or text.startswith(_MARKS) or interpret(text) is not None:
        return True
    pairs = inline_pairs(text)
    return bool(pairs) and pairs[0].start == 0


def _goes_on(cell: Cell, row: Row, below: Row, box: Box, inside: Cell) -> bool:
    """Whether the next line, alone at the left edge of the value and close under it, goes on with it."""
    under = [other for other in below if abs(other.box.x0 - inside.box.x0) < 2 and other.ruled == cell.ruled]
    if len(under) != 1 or 2 * len(below) > max(len(row), 2) or any(_inside(word, box) for word in under[0].words):
        return False
    gap = under[0].box.top - cell.box.bottom
    same_size = abs(under[0].size - cell.size) <= 0.5
    return -1 < gap < 0.45 * cell.size and same_size and not _begins_with_label(under[0].text)
