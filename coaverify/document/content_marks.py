"""Marks on a page's content: layers, and text that stands in for what is drawn."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from coaverify.document import calls

LONGEST = 4096  # bytes of a stand-in text that are looked at
_LAYER = "OC\0".encode("utf-16-le")


class Marks:
    """The marks of a page's objects. Objects of one marked sequence share theirs: each is read once."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[bool, str | None]] = {}

    def of(self, handle: Any) -> tuple[bool, str]:
        """Whether the object belongs to a layer (optional content), and its /ActualText ("" for none).

        The text is removed from the object in memory: PDFium would give it in place of the glyphs. It
        need not be what is drawn, and the page is what counts.
        """
        count = calls.mark_count(handle)
        if not count:
            return False, ""
        layered, stand_in = False, ""
        for index in reversed(range(count)):
            address = calls.mark_at(handle, index) or 0
            known = self._seen.get(address)
            if known is None:
                mark = calls.handle_at(address, pdfium.FPDF_PAGEOBJECTMARK)
                known = self._seen[address] = _is_layer(mark), _stand_in(mark)
            is_layer, text = known
            if text is None:
                layered = layered or is_layer
            else:
                stand_in = text
                pdfium.FPDFPageObj_RemoveMark(handle, calls.handle_at(address, pdfium.FPDF_PAGEOBJECTMARK))
        return layered, stand_in


def _is_layer(mark: Any) -> bool:
    name, length = (ctypes.c_ushort * 3)(), ctypes.c_ulong()
    # The buffer holds no more than "OC": a longer name is refused, which is what is wanted.
    known = pdfium.FPDFPageObjMark_GetName(mark, name, len(_LAYER), length)
    return bool(known and bytes(name) == _LAYER)


def _stand_in(mark: Any) -> str | None:
    """The text by its bytes: PDFium's own reading of it as text loses what is not ASCII (tried with 5.15)."""
    length = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length):
        return None
    buffer = (ctypes.c_ubyte * min(max(length.value, 2) * 2, LONGEST))()
    written = ctypes.c_ulong()
    if not pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, len(buffer), written):
        return ""
    raw = bytes(buffer[: min(written.value, len(buffer))])
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "ignore")
    return raw.decode("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "latin-1", "ignore")
