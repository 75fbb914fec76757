"""What looks like a label and is none that the vocabulary knows: where a template can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coaverify.extract.banners import is_peptide_name
from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Harvest, Place
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import interpret, roles_of, taught_label
from coaverify.extract.layout import Layout, Row
from coaverify.extract.readers import Reader
from coaverify.extract.teaching.reading import TEACHABLE
from coaverify.extract.values.sequences import sequence_in
from coaverify.model.evidence import Evidence
from coaverify.model.template import Position

_COLON = re.compile(r"^(?P<label>[^:：]{2,60})[:：]\s*(?P<value>\S.*)$")
_WAVELENGTH = re.compile(r"\b\d{3}\s?nm\b")
_MOST_WORDS = 6
_REACH = 3.0  # of the label's height, to a value under it
_MOST = 60  # candidates of a document
_LONGEST = 60  # characters of a text that a region may hold
_SHAPED = frozenset(TEACHABLE) - {"product_name", "appearance", "laboratory", "vendor", "manufacturer", "client",
                                  "method", "instrument"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unknown label and the words beside it. `fits`: the claims whose values are written like that."""

    label: str
    value: Evidence
    position: Position
    fits: tuple[str, ...]


def candidates(layouts: Sequence[Layout], read: Sequence[Evidence] = ()) -> list[Candidate]:
    """Unknown labels of a document with their neighbours, in reading order. What was read is no label."""
    found: dict[tuple[str, str], Candidate] = {}
    for layout in layouts:
        for index, row in enumerate(layout.rows):
            for label, cell, text, position in _beside(layout, index, row, read):
                found.setdefault((label, text), Candidate(label, cell.evidence(text), position, _fits(cell, text)))
    return list(found.values())[:_MOST]


def unread(layouts: Sequence[Layout], read: Sequence[Evidence]) -> list[Evidence]:
    """Texts with a figure, and names of peptides, from which nothing was read: what a region may be drawn around."""
    found = []
    for layout in layouts:
        for cell in layout.cells:
            says = re.search(r"\d", cell.text) or names_material(cell.text)
            if says and len(cell.text) <= _LONGEST and not _is_read(cell, read):
                found.append(cell.evidence())
    return found[:_MOST]


def _is_read(cell: Cell, read: Sequence[Evidence]) -> bool:
    """Whether a claim was read from words of the cell."""
    places = [evidence.box for evidence in read if evidence.page == cell.page]
    return any(cell.box.overlap_x(box) > 0 and cell.box.overlap_y(box) > 1 for box in places)


def names_material(text: str) -> bool:
    """Whether a text is the name of a peptide, or a sequence: not words of the issuer."""
    return is_peptide_name(text) or sequence_in(text, labelled=False) is not None


def _beside(
    layout: Layout, index: int, row: Row, read: Sequence[Evidence]
) -> Iterator[tuple[str, Cell, str, Position]]:
    for position, cell in enumerate(row):
        if _is_read(cell, read):
            continue
        if interpret(cell.text) is not None or inline_pairs(cell.text) or roles_of(cell.text):
            continue
        inline = _COLON.match(cell.text)
        if inline and _is_wordy(inline["label"]):
            yield inline["label"].strip(), cell, inline["value"].strip(), Position.RIGHT
        elif _is_wordy(cell.text):
            label = cell.text.rstrip(":： ")
            if position + 1 < len(row):
                right = row[position + 1]
                if _is_value(right):
                    yield label, right, right.text, Position.RIGHT
            else:
                yield from ((label, under, under.text, Position.BELOW) for under in _under(layout, index, cell))


def _under(layout: Layout, index: int, cell: Cell) -> Iterator[Cell]:
    for row in layout.rows[index + 1 : index + 2]:
        for other in row:
            near = 0 <= other.box.top - cell.box.bottom < _REACH * cell.size
            if near and abs(other.box.x0 - cell.box.x0) < cell.size and _is_value(other):
                yield other


def _is_wordy(text: str) -> bool:
    shaped = bool(re.match(r"[^\W\d_]{2}", text)) and not re.search(r"\d{2}", _WAVELENGTH.sub("", text))
    return shaped and len(text.split()) <= _MOST_WORDS and not names_material(text)


def _is_value(cell: Cell) -> bool:
    return bool(re.search(r"\d", cell.text)) and interpret(cell.text) is None and not inline_pairs(cell.text)


def _fits(cell: Cell, text: str) -> tuple[str, ...]:
    """The claims with a form of their own that the text can be a value of."""
    fits = []
    for claim in TEACHABLE:
        if claim in _SHAPED:
            harvest = Harvest()
            Reader(harvest, None).read(taught_label(claim, ""), text, cell, Place.LABELLED)
            if any(harvest_claim == claim for harvest_claim in _claims(harvest)):
                fits.append(claim)
    return tuple(fits)


def _claims(harvest: Harvest) -> Iterator[str]:
    for listed in (harvest.texts, harvest.amounts, harvest.dates, harvest.ions, harvest.masses):
        yield from (candidate.claim for candidate in listed)
