"""Marks on a page's content: layers, and text that stands in for what is drawn."""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium

LONGEST = 4096  # bytes of a stand-in text that are looked at
_LAYER = "OC\0".encode("utf-16-le")


def marks_of(handle: object) -> tuple[bool, str]:
    """Whether the object belongs to a layer (optional content), and its /ActualText ("" for none).

    The text is removed from the object in memory: PDFium would give it in place of the glyphs. It need
    not be what is drawn, and the page is what counts.
    """
    layered, stand_in = False, ""
    for index in reversed(range(pdfium.FPDFPageObj_CountMarks(handle))):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        length = ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length):
            stand_in = _stand_in(mark, length.value)
            pdfium.FPDFPageObj_RemoveMark(handle, mark)
            continue
        name = (ctypes.c_ushort * 3)()
        # The buffer holds no more than "OC": a longer name is refused, which is what is wanted.
        known = pdfium.FPDFPageObjMark_GetName(mark, name, len(_LAYER), length)
        layered = layered or bool(known and bytes(name) == _LAYER)
    return layered, stand_in


def _stand_in(mark: object, length: int) -> str:
    """The text by its bytes: PDFium's own reading of it as text loses what is not ASCII (tried with 5.15)."""
    buffer = (ctypes.c_ubyte * min(max(length, 2) * 2, LONGEST))()
    written = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, len(buffer), written):
        return ""
    raw = bytes(buffer[: min(written.value, len(buffer))])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "ignore")
    return raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "latin-1", "ignore")
