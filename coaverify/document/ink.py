"""Whether glyphs leave any mark on the page: the page is drawn with and without them.

Geometry alone cannot tell: a cover may be see-through, a banner may be a gradient or a wide line, an
image may be white where the words stand. So what looks hidden is drawn once more, at a low
resolution, and counts as hidden only where taking it away changes nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from coaverify.document.marks import Glyph, Run

SCALE = 2.0  # pixels per point
MOST_PIXELS = 6_000_000
STRIP = 0.2  # of a glyph's width, on either side
FAINT = 20  # of 255: a difference that nobody sees


def unseen(page: Any, glyphs: list[Glyph], width: float, height: float) -> list[Glyph]:
    """Those of the glyphs whose place looks the same without them."""
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    whole = _drawn(page, width, height, scale)
    with inactive({glyph.run for glyph in glyphs}):
        without = _drawn(page, width, height, scale)
    difference = ImageChops.difference(whole, without)
    return [glyph for glyph in glyphs if not _differs(difference, glyph, scale)]


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


def _drawn(page: Any, width: float, height: float, scale: float) -> Image.Image:
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGRx, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * size[1])
        return Image.frombuffer("RGB", size, pixels, "raw", "BGRX", stride, 1)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _differs(difference: Image.Image, glyph: Glyph, scale: float) -> bool:
    """Whether the two drawings differ visibly where the glyph stands.

    The outer strips of its box are left out: they hold ink of the neighbours, and what a cover leaves to
    be seen of a character's edge is not the character.
    """
    strip = STRIP * (glyph.x1 - glyph.x0)
    box = (
        max(0, int((glyph.x0 + strip) * scale)),
        max(0, int(glyph.top * scale)),
        min(difference.width, int((glyph.x1 - strip) * scale) + 1),
        min(difference.height, int(glyph.bottom * scale) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    # misc: getextrema() is typed for images of one and of several bands; those of split() have one.
    ranges: list[tuple[int, int]] = [band.getextrema() for band in difference.crop(box).split()]  # type: ignore[misc]
    return any(high > FAINT for _low, high in ranges)
