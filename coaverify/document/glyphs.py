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

ASKED = frozenset("0123456789.,")  # what a value is made of: where the shape of each lies is looked up
NOTHING = frozenset(("", " "))
_RIGHT = 2  # of four sides


def glyphs_of(text_page: Any, runs: dict[int, Run], view: Matrix) -> list[Glyph]:
    """All glyphs in the order of the file."""
    return settle(list(_drawn(text_page, runs, view)), runs.values())


def _drawn(text_page: Any, runs: dict[int, Run], view: Matrix) -> Iterator[Glyph]:
    # done for every character of a page: calls and look-ups that can be spared are, `view.point` is written out
    page, boxes, origins, inks = text_page.raw, calls.Answers(), calls.Answers(), calls.Inks(text_page.raw)
    box_at, x_at, y_at = boxes.at[0], origins.at[0], origins.at[2]
    box, origin = boxes.now_floats, origins.now_doubles
    loose_box_at, origin_at, is_unmapped_at = calls.loose_box_at, calls.origin_at, calls.is_unmapped_at
    a, b, c, d, e, f = view
    every = range(max(0, pdfium.FPDFText_CountChars(text_page)))
    units = map(calls.unicode_at, repeat(page), every)
    owners = map(runs.get, map(calls.text_object_at, repeat(page), every))
    first = 0  # of a pair of surrogates
    run: Run | None = None  # of the last glyph, with its numbers
    angle, size, descent = 0, 0.0, 0.0
    unnamed: Run | None = None  # of a shape before this glyph that stands for nothing or for a space
    last: Glyph | None = None
    for index, unit, owner in zip(every, units, owners, strict=True):
        if unit >= FIRST_SURROGATE and is_high_surrogate(unit):
            first = unit
            continue
        text = _text(first, unit)
        first = 0
        if owner is None:  # made up by PDFium: spaces and line ends
            continue
        if owner is not run:
            run, angle, size, descent = owner, owner.angle, owner.size, owner.descent
        blank = text in NOTHING
        if blank:
            # a flattened page has lost the text that stands in for a glyph without a name
            text = text or (REPLACEMENT if run.stand_in else "")
            blank = text in NOTHING
            if blank and inks.is_drawn(index, size):
                unnamed = run
                if last is not None and last.run is run and last.text in ASKED:
                    last.dispute = Dispute.PLACE
        if not text or not loose_box_at(page, index, box_at) or not origin_at(page, index, x_at, y_at):
            continue
        across, up = origin[0], origin[1]  # to unpack such an array takes four times as long
        x, foot = a * across + c * up + e, b * across + d * up + f
        if angle == 0:  # as high as the font size: PDFium's own boxes follow the font's ascent and differ by font
            bottom = foot + descent * size
            top, end = bottom - size, a * box[_RIGHT] + e if b == 0 else _turned(box, view)[_RIGHT]
            x0, x1 = x, end if end > x else x
        else:
            x0, top, x1, bottom = _turned(box, view)
        if not (-FARTHEST < x0 <= x1 < FARTHEST and -FARTHEST < top <= bottom < FARTHEST):
            continue  # a place that cannot be reckoned with
        last = Glyph(text, x0, top, x1, bottom, (x, foot), run, not is_unmapped_at(page, index))
        if text in ASKED:
            last.ink = _as_seen(inks.at(index), view)
            if unnamed is run:
                last.dispute = Dispute.PLACE
        if not blank:
            unnamed = None
        yield last


@lru_cache(maxsize=4096)
def _text(first: int, unit: int) -> str:
    """The character of a UTF-16 unit, or of a pair of them; "" for one that says nothing."""
    return clean(join_surrogates(first, unit) if first else character_of(unit))


def _as_seen(ink: tuple[float, float, float, float], view: Matrix) -> tuple[float, float, float, float]:
    left, low, right, high = ink
    if view.b == 0 and view.a > 0 > view.d:
        return view.a * left + view.e, view.d * high + view.f, view.a * right + view.e, view.d * low + view.f
    box = view.box(left, low, right, high)
    return box.x0, box.top, box.x1, box.bottom


def _turned(loose: ctypes.Array[ctypes.c_float], view: Matrix) -> tuple[float, float, float, float]:
    left, high, right, low, *_ = loose
    box = view.box(left, low, right, high)
    return box.x0, box.top, box.x1, box.bottom
