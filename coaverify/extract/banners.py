"""Claims that stand without a label: a peptide's name in a heading, the date of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.layout import Layout
from coaverify.extract.values.dates import Order, dates_in
from coaverify.extract.values.numbers import normalise
from coaverify.model.evidence import Doubt, Reading
from coaverify.reference.library import library

_UPPER = 0.35  # of the page's height: where headings and a letter's date stand


@lru_cache(maxsize=1024)
def is_peptide_name(text: str) -> bool:
    """Whether a text is, as a whole, a name that the reference knows, with or without form and salt."""
    return 2 < len(text) <= 60 and bool(re.search(r"[^\W\d_]{3}", text)) and bool(library().find(text))


def read_banners(layouts: Sequence[Layout], harvest: Harvest, order: Order | None) -> None:
    """Add what headings state where no label states it."""
    claimed = {candidate.claim for candidate in harvest.texts}
    dated = {candidate.claim for candidate in harvest.dates}
    for layout in layouts:
        upper = [cell for cell in layout.cells if cell.box.top < _UPPER * layout.page.height]
        if "product_name" not in claimed:
            _read_name(upper, harvest)
    first = layouts[0]
    if "issue_date" not in dated:
        _read_date([cell for cell in first.cells if cell.box.top < _UPPER * first.page.height], harvest, order)


def _read_name(cells: list[Cell], harvest: Harvest) -> None:
    for cell in cells:
        for text in dict.fromkeys((cell.text, *cell.lines)):
            if is_peptide_name(text):
                reading = Reading(text, cell.evidence(text), cell.doubts)
                harvest.texts.append(Candidate("product_name", reading, Place.LETTERHEAD))
                return


def _read_date(cells: list[Cell], harvest: Harvest, order: Order | None) -> None:
    """A line of the letterhead that is a date and nothing else."""
    for cell in cells:
        text = normalise(cell.text).strip()
        found = dates_in(text, order)
        if any(cell.box.contains(c.reading.evidence.box) for c in harvest.dates if c.page == cell.page):
            continue  # the value of a label
        if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) and len(text) > 7:
            doubts = cell.doubts + ((Doubt.AMBIGUOUS,) if found[0].date.alternative else ())
            reading = Reading(found[0].date, cell.evidence(), doubts)
            harvest.dates.append(Candidate("issue_date", reading, Place.LETTERHEAD))
            return
