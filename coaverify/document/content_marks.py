"""Marks on a page's content: layers, and text that stands in for what is drawn."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

LONGEST = 4096  # bytes of a stand-in text that are looked at
_LAYER = "OC\0".encode("utf-16-le")


def is_layered(handle: object) -> bool:
    """Whether a mark says that the object belongs to a layer (optional content)."""
    for index in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        name, length = (ctypes.c_ushort * 3)(), ctypes.c_ulong()
        # The buffer holds no more than "OC": a longer name is refused, which is what is wanted.
        if pdfium.FPDFPageObjMark_GetName(mark, name, len(_LAYER), length) and bytes(name) == _LAYER:
            return True
    return False


def take_stand_in(handle: object) -> str:
    """The object's /ActualText, which is removed from it in memory; "" where it has none.

    PDFium would give it in place of the glyphs. It need not be what is drawn, and the page is what
    counts.
    """
    for index in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        length = ctypes.c_ulong()
        if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length):
            continue
        buffer = ctypes.create_string_buffer(min(max(length.value, 2), LONGEST))
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", units, len(buffer), length)
        pdfium.FPDFPageObj_RemoveMark(handle, mark)
        return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")
    return ""
