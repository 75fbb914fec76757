"""Those of PDFium's functions that are called for every character, object and segment of a page.

A page needs thousands of these calls, and most of a call's cost is ctypes' care for its arguments.
Undeclared functions take what they are given, at a third of the cost: a handle as PDFium gave it, an int,
`Answers.at`, or None for null. Nothing is checked, so nothing else may be passed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from struct import Struct
from typing import Any

import pypdfium2.raw as pdfium


def _unchecked(function: Any, result: Any = None) -> Any:
    """The binding's function without its argument types; `result` in the place of its own result type."""
    # Undeclared, a number is passed as an int: a function that wants another type keeps its declaration.
    as_they_are = all(hasattr(kind, "contents") or kind is ctypes.c_int for kind in function.argtypes)
    # Python's lock is kept: the calls are shorter than handing it over.
    prototype = ctypes.PYFUNCTYPE(result or function.restype, *(() if as_they_are else function.argtypes))
    return prototype(ctypes.cast(function, ctypes.c_void_p).value or 0)


def address_of(handle: Any) -> int:
    """The number that stands for one of PDFium's objects; 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0


def handle_at(address: int, kind: Any) -> Any:
    """The handle of PDFium's object at an address, for the functions that want one of this type; 0 makes a null."""
    return ctypes.cast(address, kind)


_SIX_FLOATS, _SIX_NUMBERS, _POINT, _FOUR_DOUBLES = (Struct(layout).unpack_from for layout in ("6f", "6I", "2f", "4d"))


NO_INK = 0.02  # of the font size: a shape that is no higher is none


class Answers:
    """Memory for what PDFium answers by way of pointers: six places of four bytes, or three of eight."""

    def __init__(self) -> None:
        self._memory = (ctypes.c_uint32 * 6)()
        self.at = tuple(ctypes.byref(self._memory, 4 * place) for place in range(6))
        # windows on the memory as it is now, for a place at a time
        self.now_floats = (ctypes.c_float * 6).from_buffer(self._memory)
        self.now_doubles = (ctypes.c_double * 2).from_buffer(self._memory)  # `at[0]`, `at[2]`

    def floats(self) -> Sequence[float]:
        return _SIX_FLOATS(self._memory)

    def whole_numbers(self) -> Sequence[int]:
        return _SIX_NUMBERS(self._memory)

    def point(self) -> Sequence[float]:
        """The first two floats."""
        return _POINT(self._memory)


# characters of a text page, by index
unicode_at = _unchecked(pdfium.FPDFText_GetUnicode)
text_object_at = _unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)  # its address, as `address_of` gives it
loose_box_at = _unchecked(pdfium.FPDFText_GetLooseCharBox)
ink_box_at = _unchecked(pdfium.FPDFText_GetCharBox)  # left, right, low, high
origin_at = _unchecked(pdfium.FPDFText_GetCharOrigin)
is_unmapped_at = _unchecked(pdfium.FPDFText_HasUnicodeMapError)


class Inks:
    """Where the shapes of a text page's characters lie, in the page's own coordinates, as the font has them."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._sides = (ctypes.c_double * 4)()
        self._at = tuple(ctypes.byref(self._sides, 8 * place) for place in range(4))

    def at(self, index: int) -> tuple[float, float, float, float]:
        """Left, low, right, high; zeros where it is not known."""
        if not ink_box_at(self._page, index, *self._at):
            return 0.0, 0.0, 0.0, 0.0
        left, right, low, high = _FOUR_DOUBLES(self._sides)
        return left, low, right, high

    def is_drawn(self, index: int, size: float) -> bool:
        """Whether a character has a shape. For one without, PDFium gives a thousandth of the font size as its height,
        or all of it (points)."""
        _left, low, _right, high = self.at(index)
        return high - low > NO_INK * size and abs(high - low - size) > NO_INK * size


# objects of a page, and of a form within it
object_at = _unchecked(pdfium.FPDFPage_GetObject)
part_at = _unchecked(pdfium.FPDFFormObj_GetObject)
part_count = _unchecked(pdfium.FPDFFormObj_CountObjects)
kind_of = _unchecked(pdfium.FPDFPageObj_GetType)
matrix_of = _unchecked(pdfium.FPDFPageObj_GetMatrix)
is_see_through = _unchecked(pdfium.FPDFPageObj_HasTransparency)  # or masked, or blended
bounds_of = _unchecked(pdfium.FPDFPageObj_GetBounds)
fill_of = _unchecked(pdfium.FPDFPageObj_GetFillColor)
stroke_width_of = _unchecked(pdfium.FPDFPageObj_GetStrokeWidth)
stroke_of = _unchecked(pdfium.FPDFPageObj_GetStrokeColor)
pixel_size_of = _unchecked(pdfium.FPDFImageObj_GetImagePixelSize)

# text objects and their marks
font_size_of = _unchecked(pdfium.FPDFTextObj_GetFontSize)
render_mode_of = _unchecked(pdfium.FPDFTextObj_GetTextRenderMode)
font_of = _unchecked(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)  # its address: most objects share a few fonts
mark_count = _unchecked(pdfium.FPDFPageObj_CountMarks)
mark_at = _unchecked(pdfium.FPDFPageObj_GetMark, ctypes.c_void_p)  # its address, as many objects share a mark

# outlines of a font's characters
outline_length = _unchecked(pdfium.FPDFGlyphPath_CountGlyphSegments)
outline_segment = _unchecked(pdfium.FPDFGlyphPath_GetGlyphPathSegment)

# paths and clips
draw_mode_of = _unchecked(pdfium.FPDFPath_GetDrawMode)
segment_count = _unchecked(pdfium.FPDFPath_CountSegments)
segment_at = _unchecked(pdfium.FPDFPath_GetPathSegment)
segment_kind_of = _unchecked(pdfium.FPDFPathSegment_GetType)
segment_closes = _unchecked(pdfium.FPDFPathSegment_GetClose)
segment_point_of = _unchecked(pdfium.FPDFPathSegment_GetPoint)
clip_of = _unchecked(pdfium.FPDFPageObj_GetClipPath)
clip_count = _unchecked(pdfium.FPDFClipPath_CountPaths)
clip_segment_count = _unchecked(pdfium.FPDFClipPath_CountPathSegments)
clip_segment_at = _unchecked(pdfium.FPDFClipPath_GetPathSegment)
