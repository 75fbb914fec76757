"""Whether glyphs leave any mark on the page: the page is drawn with and without them.

Geometry alone cannot tell: a cover may be see-through, a banner may be a gradient or a wide line, an
image may be white where the words stand. So what looks hidden is drawn once more, at a low
resolution, and counts as hidden only where taking it away changes nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from coaverify.document.marks import Glyph, Run

SCALE = 2.0  # pixels per point
FINE = 3.0  # pixels per point, where shapes are looked at
MOST_PIXELS = 6_000_000
STRIP = 0.2  # of a glyph's width, on either side
FAINT = 20  # of 255: a difference that nobody sees

_Pixels = tuple[int, int, int, int]  # left, top, right, bottom


class _Size(NamedTuple):
    """Of a whole page, in pixels."""

    width: int
    height: int


def unseen(page: Any, glyphs: list[Glyph], width: float, height: float) -> list[Glyph]:
    """Those of the glyphs whose place looks the same without them."""
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    size = _Size(max(1, round(width * scale)), max(1, round(height * scale)))
    places = [_inner_pixels(glyph, scale, size) for glyph in glyphs]
    part = _around([place for place in places if place is not None])
    if part is None:
        return glyphs
    whole = _drawn(page, size, part)
    with inactive({glyph.run for glyph in glyphs}):
        without = _drawn(page, size, part)
    difference = ImageChops.difference(whole, without)
    left, top = part[:2]
    return [
        glyph
        for glyph, place in zip(glyphs, places, strict=True)
        if place is None
        or not _is_visible(difference, (place[0] - left, place[1] - top, place[2] - left, place[3] - top))
    ]


def seen(
    page: Any, glyphs: list[Glyph], width: float, height: float
) -> tuple[float, list[tuple[Image.Image, Image.Image]]]:
    """For each glyph what of it is seen ("L", its ink white), and its ground ("RGB": the page without these runs).

    The first of the answer is the scale, in pixels a point.
    """
    scale = min(FINE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    size = _Size(max(1, round(width * scale)), max(1, round(height * scale)))
    places = [_pixels_of(glyph.ink or (glyph.x0, glyph.top, glyph.x1, glyph.bottom), scale, size) for glyph in glyphs]
    part = _around(places) or (0, 0, 1, 1)
    whole = _drawn(page, size, part)
    with inactive({glyph.run for glyph in glyphs}):
        without = _drawn(page, size, part)
    red, green, blue = ImageChops.difference(whole, without).split()
    ink = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    pictures = []
    for left, top, right, bottom in places:
        place = (left - part[0], top - part[1], right - part[0], bottom - part[1])
        pictures.append((ink.crop(place), without.crop(place)))
    return scale, pictures


def _pixels_of(place: tuple[float, float, float, float], scale: float, size: _Size) -> _Pixels:
    """The pixels of a place, within the page: at least one."""
    left, top = (max(0, min(int(place[at] * scale), size[at] - 1)) for at in (0, 1))
    right, bottom = (max(0, min(int(place[at + 2] * scale) + 1, size[at])) for at in (0, 1))
    return left, top, max(left + 1, right), max(top + 1, bottom)


@contextmanager
def inactive(runs: Iterable[Run]) -> Iterator[None]:
    """Within this, the runs are neither drawn nor read."""
    handles = [run.handle for run in runs]
    for handle in handles:
        pdfium.FPDFPageObj_SetIsActive(handle, False)
    try:
        yield
    finally:
        for handle in handles:
            pdfium.FPDFPageObj_SetIsActive(handle, True)


def _drawn(page: Any, size: _Size, part: _Pixels) -> Image.Image:
    """A part of the page as it looks where the whole page has this size in pixels."""
    left, top, right, bottom = part
    across, down = right - left, bottom - top
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, *size, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
        return Image.frombuffer("RGB", (across, down), pixels, "raw", "BGRX", stride, 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _inner_pixels(glyph: Glyph, scale: float, size: _Size) -> _Pixels | None:
    """The pixels of a glyph's box without its outer strips; None where it has none on the page.

    The strips hold ink of the neighbours, and what a cover leaves to be seen of a character's edge is not
    the character.
    """
    strip = STRIP * (glyph.x1 - glyph.x0)
    left, top = max(0, int((glyph.x0 + strip) * scale)), max(0, int(glyph.top * scale))
    right = min(size.width, int((glyph.x1 - strip) * scale) + 1)
    bottom = min(size.height, int(glyph.bottom * scale) + 1)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _around(places: list[_Pixels]) -> _Pixels | None:
    """The part of the page that holds these places: only what is looked at is drawn."""
    if not places:
        return None
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _is_visible(difference: Image.Image, box: _Pixels) -> bool:
    """Whether two drawings differ visibly within the box."""
    # misc: getextrema() is typed for images of one and of several bands; those of split() have one.
    ranges: list[tuple[int, int]] = [band.getextrema() for band in difference.crop(box).split()]  # type: ignore[misc]  # of one band: two numbers
    return any(high > FAINT for _low, high in ranges)
