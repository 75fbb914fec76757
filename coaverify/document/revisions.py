"""Earlier states of a PDF that was changed by incremental updates.

An update is appended to the file and leaves what was there: cut off behind an earlier end mark, the
file is what it was before.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import closing
from dataclasses import replace
from itertools import islice

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from coaverify.document import pdfium
from coaverify.model.document import Exchanged, Page
from coaverify.model.evidence import Box, Source
from coaverify.model.settings import Limits

MOST_STATES = 5
MOST_PICTURES = 200  # of a page
HEAD = 2048  # bytes in which a linearised file says so
OBJECT = b" obj"
_END = re.compile(rb"startxref[\s\0]{1,8}(\d{1,12})[\s\0]{1,8}%%EOF")
_SECTION = re.compile(rb"[\s\0]{0,8}(?:xref|\d{1,10}\s+\d{1,5}\s+obj)")


def earlier_states(data: bytes, limits: Limits) -> tuple[tuple[Page, ...], ...]:
    """The pages (words, no tables) of former states, oldest first. Cheap where there is none."""
    states = (_state(data[:end], limits) for end in _former_ends(data))
    return tuple(state for state in states if state)


def exchanged_pictures(data: bytes, limits: Limits) -> tuple[Exchanged, ...]:
    """Pictures that stand where the first state of the file shows another one."""
    ends = _former_ends(data)
    if not ends:
        return ()
    try:
        first, now = _pictures(data[: ends[0]], limits), _pictures(data, limits)
    except pypdfium2.PdfiumError:
        return ()
    return tuple(
        Exchanged(number, box)
        for (number, box), digests in now.items()
        if (number, box) in first and not digests & first[number, box]
    )


def _pictures(data: bytes, limits: Limits) -> dict[tuple[int, Box], set[bytes]]:
    """The pictures of a file by page and place (whole points), each by a digest of its bytes."""
    found: dict[tuple[int, Box], set[bytes]] = {}
    with pdfium.opened(data) as document:
        for number in range(1, min(len(document), limits.max_pages) + 1):
            with closing(document[number - 1]) as page:
                height = page.get_height()
                for picture in islice(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3), MOST_PICTURES):
                    left, low, right, high = map(round, picture.get_bounds())
                    digest = hashlib.sha256(bytes(picture.get_data())).digest()
                    place = Box(left, round(height) - high, right, round(height) - low)
                    found.setdefault((number, place), set()).add(digest)
    return found


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
            pages = (pdfium.read_page(document, number, former=True) for number in numbers)
            # An invisible layer over a scan is no statement of the page: its errors would look like changes.
            return tuple(
                replace(page, words=tuple(word for word in page.words if word.source is Source.TEXT)) for page in pages
            )
    except pypdfium2.PdfiumError:
        return ()
