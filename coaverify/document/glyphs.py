"""The characters of a page from PDFium: each with its box as seen and the run that it was drawn in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from coaverify.document import calls
from coaverify.document.characters import (
    FIRST_SURROGATE,
    REPLACEMENT,
    character_of,
    clean,
    is_high_surrogate,
    join_surrogates,
)
from coaverify.document.marks import Glyph, Run
from coaverify.document.stand_ins import settle
from coaverify.document.view import FARTHEST, Matrix
from coaverify.model.document import Dispute
from coaverify.model.evidence import Box

ASKED = frozenset("0123456789.,")  # what a value is made of: where the shape of each lies is looked up
NOTHING = frozenset(("", " "))
_RIGHT = 2  # of PDFium's four sides: left, top, right, bottom


def glyphs_of(text_page: Any, runs: dict[int, Run], view: Matrix) -> list[Glyph]:
    """All glyphs in the order of the file."""
    return settle(list(_drawn(text_page, runs, view)))


def _drawn(text_page: Any, runs: dict[int, Run], view: Matrix) -> Iterator[Glyph]:
    page, boxes, origins, inks = text_page.raw, calls.Answers(), calls.Answers(), calls.Inks(text_page.raw)
    box_at, x_at, y_at = boxes.at[0], origins.at[0], origins.at[2]
    box, origin = boxes.now_floats, origins.now_doubles
    every = range(max(0, pdfium.FPDFText_CountChars(text_page)))
    units = map(calls.unicode_at, repeat(page), every)
    owners = map(runs.get, map(calls.text_object_at, repeat(page), every))
    first = 0  # of a pair of surrogates
    unnamed: Run | None = None  # of a shape before this glyph that stands for nothing or for a space
    last: Glyph | None = None
    for index, unit, run in zip(every, units, owners, strict=True):
        if unit >= FIRST_SURROGATE and is_high_surrogate(unit):
            first = unit
            continue
        text = _text(first, unit)
        first = 0
        if run is None:  # made up by PDFium: spaces and line ends
            continue
        # a flattened page has lost the text that stands in for a glyph without a name
        text = text or (REPLACEMENT if run.stand_in else "")
        if text in NOTHING and inks.is_drawn(index, run.size):
            unnamed = run
            if last is not None and last.run is run and last.text in ASKED:
                last.dispute = Dispute.PLACE
        if not text or not calls.loose_box_at(page, index, box_at) or not calls.origin_at(page, index, x_at, y_at):
            continue
        glyph = _glyph(text, run, view, box, origin, not calls.is_unmapped_at(page, index))
        if glyph is None:
            continue
        if text in ASKED:
            glyph.ink = _as_seen(inks.at(index), view)
            if unnamed is run:
                glyph.dispute = Dispute.PLACE
        if text not in NOTHING:
            unnamed = None
        last = glyph
        yield glyph


@lru_cache(maxsize=4096)
def _text(first: int, unit: int) -> str:
    """The character of a UTF-16 unit, or of a pair of them; "" for one that says nothing."""
    return clean(join_surrogates(first, unit) if first else character_of(unit))


def _glyph(
    text: str,
    run: Run,
    view: Matrix,
    loose: ctypes.Array[ctypes.c_float],
    origin: ctypes.Array[ctypes.c_double],
    mapped: bool,
) -> Glyph | None:
    """Boxes are as high as the font size: PDFium's own follow the font's ascent and differ by font.

    None for a glyph without a place that can be reckoned with.
    """
    across, down = origin[0], origin[1]
    # view.point, written out, as `is_placed` below: this is done for every glyph
    x, foot = start = view.a * across + view.c * down + view.e, view.b * across + view.d * down + view.f
    if run.angle == 0:
        size = run.size
        bottom = foot + run.descent * size
        top = bottom - size
        x0, x1 = x, view.a * loose[_RIGHT] + view.e if view.b == 0 else _turned(loose, view).x1
        x1 = max(x0, x1)
    else:
        box = _turned(loose, view)
        x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    if -FARTHEST < x0 <= x1 < FARTHEST and -FARTHEST < top <= bottom < FARTHEST:
        return Glyph(text, x0, top, x1, bottom, start, run, mapped)
    return None


def _as_seen(ink: tuple[float, float, float, float], view: Matrix) -> tuple[float, float, float, float]:
    left, low, right, high = ink
    if view.b == 0 and view.a > 0 > view.d:
        return view.a * left + view.e, view.d * high + view.f, view.a * right + view.e, view.d * low + view.f
    box = view.box(left, low, right, high)
    return box.x0, box.top, box.x1, box.bottom


def _turned(loose: ctypes.Array[ctypes.c_float], view: Matrix) -> Box:
    left, high, right, low, *_ = loose
    return view.box(left, low, right, high)
