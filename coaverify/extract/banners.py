"""Claims that stand without a label: a peptide's name in a heading, the date of a letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.layout import Layout
from coaverify.extract.values.dates import Order, dates_in
from coaverify.extract.values.formulas import formula_in
from coaverify.extract.values.ions import unraise
from coaverify.extract.values.numbers import normalise
from coaverify.extract.values.sequences import sequence_in
from coaverify.extract.values.texts import product
from coaverify.model.evidence import Doubt, Reading
from coaverify.reference.library import library

_PLACE = re.compile(r"(?:Fait à |Done at |г\.\s*)?[^\W\d_][\w.\- ]{1,24},\s*(?:den|le|the|il|a|el|am|on)?\s*")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[—–]\s+|,\s+(?=(?:lot|batch|charge)\b)", re.IGNORECASE)
_LONGEST_HEADING = 300  # characters
_UPPER = 0.35  # of the page's height: where headings and a letter's date stand


@lru_cache(maxsize=1024)
def is_peptide_name(text: str) -> bool:
    """Whether a text is, as a whole, a name that the reference knows, with or without form and salt."""
    return 2 < len(text) <= 60 and bool(re.search(r"[^\W\d_]{3}", text)) and bool(library().find(text))


def read_banners(layouts: Sequence[Layout], harvest: Harvest, order: Order | None) -> None:
    """Add what headings state where no label states it."""
    claimed = {candidate.claim for candidate in harvest.texts}
    for layout in layouts:
        upper = [cell for cell in layout.cells if cell.box.top < _UPPER * layout.page.height]
        for claim, parser in _SHAPES:
            if claim not in claimed:
                _read_shape(claim, parser, upper, harvest)
        if "product_name" not in claimed:
            _read_headings(layout, harvest)
    if "issue_date" not in {candidate.claim for candidate in harvest.dates}:
        _read_date(layouts[0], harvest, order)


def _name(text: str) -> str | None:
    return product(text) if is_peptide_name(text) else None


def _whole_formula(text: str) -> str | None:
    formula = formula_in(text)
    return formula if formula is not None and len(formula) >= len(unraise(text).replace(" ", "")) else None


def _whole_sequence(text: str) -> str | None:
    sequence = sequence_in(text, labelled=False)
    return sequence if sequence is not None and len(sequence) >= len(text.replace(" ", "")) else None


# What is known by its form alone, without a label
_SHAPES: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("product_name", _name),
    ("molecular_formula", _whole_formula),
    ("sequence", _whole_sequence),
)


def _read_shape(claim: str, parser: Callable[[str], str | None], cells: list[Cell], harvest: Harvest) -> None:
    for cell in cells:
        if len(cell.text) > _LONGEST_HEADING:
            continue
        for text in dict.fromkeys((cell.text, *cell.lines, *_PARTS.split(cell.text))):
            value = parser(text)
            if value is not None:
                reading = Reading(value, cell.evidence(value), cell.doubts)
                harvest.texts.append(Candidate(claim, reading, Place.LETTERHEAD))
                return


def _read_headings(layout: Layout, harvest: Harvest) -> None:
    """The names over the certificates of one page where it states several lots: headings as large as the first."""
    lots = {one.reading.value for one in harvest.texts if one.claim == "lot_number" and one.page == layout.page.number}
    names = [cell for cell in layout.cells if _name(cell.text) is not None] if len(lots) > 1 else []
    for cell in names[1:]:
        if abs(cell.size - names[0].size) < 0.05 * names[0].size and cell.text != names[0].text:
            reading = Reading(_name(cell.text) or cell.text, cell.evidence(), cell.doubts)
            harvest.texts.append(Candidate("product_name", reading, Place.LETTERHEAD))


def _read_date(layout: Layout, harvest: Harvest, order: Order | None) -> None:
    """The date of a letter: alone in a line of the letterhead, or behind a place ("Dresden, den ...")."""
    for row in layout.rows:
        cell = row[0]
        text = normalise(cell.text).strip()[:_LONGEST_HEADING]
        found = dates_in(text, order)
        if not found or len(row) > 1 or any(cell.box.contains(c.reading.evidence.box) for c in harvest.dates):
            continue
        first = found[0]
        alone = first.start == 0 and first.end == len(text) and len(text) > 7
        if (alone and cell.box.top < _UPPER * layout.page.height) or _PLACE.fullmatch(text[: first.start]):
            doubts = cell.doubts + ((Doubt.AMBIGUOUS,) if first.date.alternative else ())
            reading = Reading(first.date, cell.evidence(text[first.start : first.end]), doubts)
            harvest.dates.append(Candidate("issue_date", reading, Place.LETTERHEAD))
            return
