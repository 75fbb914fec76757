"""The characters of a page from PDFium: each with its box as seen and the run that it was drawn in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from coaverify.document import calls
from coaverify.document.characters import REPLACEMENT, character_of, clean, is_high_surrogate, join_surrogates
from coaverify.document.marks import Glyph, Run
from coaverify.document.stand_ins import settle
from coaverify.document.view import Matrix, is_placed

_Place = tuple[float, float, float, float, float, float]  # left, high, right, low; origin x, y


def glyphs_of(text_page: Any, runs: dict[int, Run], view: Matrix) -> list[Glyph]:
    """All glyphs in the order of the file."""
    return settle(list(_drawn(text_page, runs, view)))


def _drawn(text_page: Any, runs: dict[int, Run], view: Matrix) -> Iterator[Glyph]:
    page = calls.address_of(text_page.raw)
    every = range(max(0, pdfium.FPDFText_CountChars(text_page)))
    units = map(calls.unicode_at, repeat(page), every)
    owners = map(runs.get, map(calls.text_object_at, repeat(page), every))
    unmapped = map(calls.is_unmapped_at, repeat(page), every)
    high = 0
    for unit, run, place, fails in zip(units, owners, _places(page, every), unmapped, strict=True):
        if is_high_surrogate(unit):
            high = unit
            continue
        text = _text(high, unit)
        high = 0
        if run is None:  # made up by PDFium: spaces and line ends
            continue
        # a flattened page has lost the text that stands in for a glyph without a name
        text = text or (REPLACEMENT if run.stand_in else "")
        if not text or place is None:
            continue
        glyph = _glyph(text, run, view, place, not fails)
        if is_placed(glyph.x0, glyph.top) and is_placed(glyph.x1, glyph.bottom):
            yield glyph


@lru_cache(maxsize=4096)
def _text(high: int, unit: int) -> str:
    """The character of a UTF-16 unit, or of a pair of them; "" for one that says nothing."""
    return clean(join_surrogates(high, unit) if high else character_of(unit))


def _places(page: int, every: range) -> Iterator[_Place | None]:
    """Box and origin of each character in PDF's coordinates; None where PDFium has none.

    Written into memory for the whole page at once: what costs is the calls, not the characters.
    """
    boxes, origins = (pdfium.FS_RECTF * len(every))(), (ctypes.c_double * (2 * len(every)))()
    box, origin = ctypes.addressof(boxes), ctypes.addressof(origins)
    boxed = list(map(calls.loose_box_at, repeat(page), every, range(box, box + ctypes.sizeof(boxes), 16)))
    xs, ys = (range(first, origin + ctypes.sizeof(origins), 16) for first in (origin, origin + 8))
    set_down = list(map(calls.origin_at, repeat(page), every, xs, ys))
    sides = (ctypes.c_float * (4 * len(every))).from_buffer(boxes)[:]
    points = origins[:]
    places = zip(sides[0::4], sides[1::4], sides[2::4], sides[3::4], points[0::2], points[1::2], strict=True)
    if all(boxed) and all(set_down):
        return places
    known = (one and other for one, other in zip(boxed, set_down, strict=True))
    return (place if one else None for one, place in zip(known, places, strict=True))


def _glyph(text: str, run: Run, view: Matrix, place: _Place, mapped: bool) -> Glyph:
    """Boxes are as high as the font size: PDFium's own follow the font's ascent and differ by font."""
    left, high, right, low, x, y = place
    start = view.point(x, y)
    if run.angle == 0 and view.b == 0:
        bottom = start[1] + run.descent * run.size
        end = max(start[0], view.a * right + view.e)
        return Glyph(text, start[0], bottom - run.size, end, bottom, start, run, mapped)
    box = view.box(left, low, right, high)
    if run.angle == 0:
        bottom = start[1] + run.descent * run.size
        return Glyph(text, start[0], bottom - run.size, max(box.x1, start[0]), bottom, start, run, mapped)
    return Glyph(text, box.x0, box.top, box.x1, box.bottom, start, run, mapped)
