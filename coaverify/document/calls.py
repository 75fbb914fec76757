"""Those of PDFium's functions that are called for every character, object and segment of a page.

A page needs thousands of these calls, and most of a call's cost is ctypes' care for its arguments. Told
to take plain numbers (addresses of objects and of buffers, indices) a call costs about half, and `map`
makes a whole column of them. In return nothing is checked: addresses come from PDFium itself, are good as
long as the page is open, and are given to nothing but these functions. Null is None.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def _plain(function: Any) -> Any:
    """The binding's function with its own signature, but numbers in the place of all pointers."""
    types = (ctypes.c_void_p if hasattr(kind, "contents") else kind for kind in (function.restype, *function.argtypes))
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(*types)(address)


def address_of(handle: object) -> int:
    """The number that stands for one of PDFium's objects, given as the binding does; 0 for none."""
    # A pointer's own memory read as a number: several times faster than ctypes.cast.
    # arg-type: the binding's handles have no common type to name; every one of them is a ctypes pointer.
    return (ctypes.c_void_p.from_buffer(handle).value or 0) if handle else 0  # type: ignore[arg-type]


# characters of a text page, by index
unicode_at = _plain(pdfium.FPDFText_GetUnicode)
text_object_at = _plain(pdfium.FPDFText_GetTextObject)
loose_box_at = _plain(pdfium.FPDFText_GetLooseCharBox)
origin_at = _plain(pdfium.FPDFText_GetCharOrigin)
is_unmapped_at = _plain(pdfium.FPDFText_HasUnicodeMapError)

# objects of a page, and of a form within it
object_at = _plain(pdfium.FPDFPage_GetObject)
part_at = _plain(pdfium.FPDFFormObj_GetObject)
part_count = _plain(pdfium.FPDFFormObj_CountObjects)
kind_of = _plain(pdfium.FPDFPageObj_GetType)
matrix_of = _plain(pdfium.FPDFPageObj_GetMatrix)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds)
fill_of = _plain(pdfium.FPDFPageObj_GetFillColor)
stroke_of = _plain(pdfium.FPDFPageObj_GetStrokeColor)
set_active = _plain(pdfium.FPDFPageObj_SetIsActive)
pixel_size_of = _plain(pdfium.FPDFImageObj_GetImagePixelSize)

# text objects and their fonts
font_size_of = _plain(pdfium.FPDFTextObj_GetFontSize)
render_mode_of = _plain(pdfium.FPDFTextObj_GetTextRenderMode)
font_of = _plain(pdfium.FPDFTextObj_GetFont)
descent_of = _plain(pdfium.FPDFFont_GetDescent)
font_name_of = _plain(pdfium.FPDFFont_GetBaseFontName)

# marks on content
mark_count = _plain(pdfium.FPDFPageObj_CountMarks)
mark_at = _plain(pdfium.FPDFPageObj_GetMark)
mark_name_of = _plain(pdfium.FPDFPageObjMark_GetName)
mark_text_of = _plain(pdfium.FPDFPageObjMark_GetParamStringValue)
mark_bytes_of = _plain(pdfium.FPDFPageObjMark_GetParamBlobValue)
remove_mark = _plain(pdfium.FPDFPageObj_RemoveMark)

# paths and clips
draw_mode_of = _plain(pdfium.FPDFPath_GetDrawMode)
segment_count = _plain(pdfium.FPDFPath_CountSegments)
segment_at = _plain(pdfium.FPDFPath_GetPathSegment)
segment_kind_of = _plain(pdfium.FPDFPathSegment_GetType)
segment_closes = _plain(pdfium.FPDFPathSegment_GetClose)
segment_point_of = _plain(pdfium.FPDFPathSegment_GetPoint)
clip_of = _plain(pdfium.FPDFPageObj_GetClipPath)
clip_count = _plain(pdfium.FPDFClipPath_CountPaths)
clip_segment_count = _plain(pdfium.FPDFClipPath_CountPathSegments)
clip_segment_at = _plain(pdfium.FPDFClipPath_GetPathSegment)
