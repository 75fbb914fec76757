"""Earlier states of a PDF that was changed by incremental updates.

An update is appended to the file and leaves what was there: cut off behind an earlier end mark, the
file is what it was before.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2

from coaverify.document import pdfium
from coaverify.model.document import Page
from coaverify.model.evidence import Source
from coaverify.model.settings import Limits

MOST_STATES = 5
HEAD = 2048  # bytes in which a linearised file says so
OBJECT = b" obj"
_END = re.compile(rb"startxref[\s\0]{1,8}(\d{1,12})[\s\0]{1,8}%%EOF")
_SECTION = re.compile(rb"[\s\0]{0,8}(?:xref|\d{1,10}\s+\d{1,5}\s+obj)")


def earlier_states(data: bytes, limits: Limits) -> tuple[tuple[Page, ...], ...]:
    """The pages (words, no tables) of former states, oldest first. Cheap where there is none."""
    states = (_state(data[:end], limits) for end in _former_ends(data))
    return tuple(state for state in states if state)


def _former_ends(data: bytes) -> list[int]:
    """Where earlier states end: the first and the latest of them where there are many.

    An end mark counts only where the place that it names is in fact a cross-reference section: an
    attached PDF brings end marks of its own, whose places are counted from its own beginning. The first
    mark of a linearised file closes its first section and is no former state.
    """
    marks = [match for match in _END.finditer(data) if _is_section(data, int(match[1]))]
    if b"/Linearized" in data[:HEAD] and marks and int(marks[0][1]) == 0:
        marks = marks[1:]
    last = [match.start() for match in marks[1:]]
    # Word ends its files twice, with nothing between: a state ends where objects were added later.
    ends = [match.end() for match, until in zip(marks, last, strict=False) if OBJECT in data[match.end() : until]]
    return ends if len(ends) <= MOST_STATES else [ends[0], *ends[1 - MOST_STATES :]]


def _is_section(data: bytes, place: int) -> bool:
    # Offset 0 stands in the first section of a linearised file.
    return place == 0 or _SECTION.match(data, place) is not None


def _state(data: bytes, limits: Limits) -> tuple[Page, ...]:
    """The pages of one state; none where it does not open."""
    try:
        with pdfium.opened(data) as document:
            if not 0 < len(document) <= limits.max_pages:
                return ()
            numbers = range(1, len(document) + 1)
            pages = (pdfium.read_page(document, number, tables=False) for number in numbers)
            # An invisible layer over a scan is no statement of the page: its errors would look like changes.
            return tuple(
                replace(page, words=tuple(word for word in page.words if word.source is Source.TEXT)) for page in pages
            )
    except pypdfium2.PdfiumError:
        return ()
