"""The characters of a page from PDFium: each with its box as seen and the run that it was drawn in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from coaverify.document.characters import REPLACEMENT, character_of, clean, is_high_surrogate, join_surrogates
from coaverify.document.drawing import address_of
from coaverify.document.marks import Glyph, Run
from coaverify.document.stand_ins import settle
from coaverify.document.view import Matrix, is_placed


def glyphs_of(text_page: object, runs: dict[int, Run], view: Matrix) -> list[Glyph]:
    """All glyphs in the order of the file."""
    return settle(list(_drawn(text_page, runs, view)))


def _drawn(text_page: object, runs: dict[int, Run], view: Matrix) -> Iterator[Glyph]:
    unicode_of = pdfium.FPDFText_GetUnicode
    object_of = pdfium.FPDFText_GetTextObject
    box_of = pdfium.FPDFText_GetLooseCharBox
    origin_of = pdfium.FPDFText_GetCharOrigin
    fails = pdfium.FPDFText_HasUnicodeMapError
    loose = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for index in range(max(0, pdfium.FPDFText_CountChars(text_page))):
        unit = unicode_of(text_page, index)
        if is_high_surrogate(unit):
            high = unit
            continue
        text = join_surrogates(high, unit) if high else character_of(unit)
        high = 0
        handle = object_of(text_page, index)
        run = runs.get(address_of(handle)) if handle else None
        if run is None:  # made up by PDFium: spaces and line ends
            continue
        # a flattened page has lost the text that stands in for a glyph without a name
        text = clean(text) or (REPLACEMENT if run.stand_in else "")
        if not text or not box_of(text_page, index, loose) or not origin_of(text_page, index, x, y):
            continue
        glyph = _glyph(text, run, view, loose, (x.value, y.value), not fails(text_page, index))
        if is_placed(glyph.x0, glyph.top) and is_placed(glyph.x1, glyph.bottom):
            yield glyph


def _glyph(
    text: str, run: Run, view: Matrix, loose: pdfium.FS_RECTF, origin: tuple[float, float], mapped: bool
) -> Glyph:
    """Boxes are as high as the font size: PDFium's own follow the font's ascent and differ by font."""
    start = view.point(*origin)
    if run.angle == 0 and view.b == 0:
        bottom = start[1] + run.descent * run.size
        end = max(start[0], view.a * loose.right + view.e)
        return Glyph(text, start[0], bottom - run.size, end, bottom, start, run, mapped)
    box = view.box(loose.left, loose.bottom, loose.right, loose.top)
    if run.angle == 0:
        bottom = start[1] + run.descent * run.size
        return Glyph(text, start[0], bottom - run.size, max(box.x1, start[0]), bottom, start, run, mapped)
    return Glyph(text, box.x0, box.top, box.x1, box.bottom, start, run, mapped)
