"""Form fields, stamps and typed notes: what they state, and made part of the page as a viewer shows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from coaverify.document.characters import clean
from coaverify.document.view import is_placed, view_of
from coaverify.model.file_facts import Carrier, CarrierKind

# Links paint nothing that matters; notes and their windows are symbols beside the text.
UNPAINTED = {
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
}
# Marks on text carry the comments of readers; what they lie on is the page's own.
MARKS = {
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_STRIKEOUT,
}
KINDS = {
    pdfium.FPDF_ANNOT_WIDGET: CarrierKind.FIELD,
    pdfium.FPDF_ANNOT_FREETEXT: CarrierKind.NOTE,
    pdfium.FPDF_ANNOT_STAMP: CarrierKind.STAMP,
}
MOST_ANNOTATIONS = 2000
MOST_CARRIERS = 300  # of a page
LONGEST = 400  # characters kept of a value
OUT_OF_SIGHT = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
WITH_TEXT = ("Tx", "Ch")  # field types whose value is words: text and choice
# What viewers paint by its colours alone where it brings no look of its own.
PAINTED_BY_VIEWERS = {
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_CIRCLE,
    pdfium.FPDF_ANNOT_POLYGON,
    pdfium.FPDF_ANNOT_LINE,
    pdfium.FPDF_ANNOT_INK,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_STAMP,
    pdfium.FPDF_ANNOT_REDACT,
}
_NO_LOOK = 2  # bytes of an empty appearance

Corners = tuple[float, float, float, float]  # left, low, right, high in the page's own coordinates


def unpainted(page: Any) -> list[Corners]:
    """Where notes lie that viewers paint by their colours: they bring no look, so flattening loses them."""
    places: list[Corners] = []
    for kind, annotation in _annotations(page):
        bare = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= _NO_LOOK
        shown = not pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN
        corners = pdfium.FS_RECTF()
        painted = bare and shown and kind in PAINTED_BY_VIEWERS
        if painted and pdfium.FPDFAnnot_GetRect(annotation, corners):
            places.append((corners.left, corners.bottom, corners.right, corners.top))
    return places


def flattened(document: Any, number: int, lost: list[Corners] | None = None) -> tuple[Any, tuple[Carrier, ...]]:
    """The page with this number, from 1, its annotations drawn into its content (in memory only); and what they state.

    lost: takes the places of notes that are not drawn although viewers show them.

    Raises pypdfium2.PdfiumError where the page cannot be loaded.
    """
    page = document[number - 1]
    if all(kind in UNPAINTED for kind, _annotation in _annotations(page)):
        return page, ()
    carriers = carriers_on(page)
    if lost is not None:
        lost.extend(unpainted(page))
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page, carriers
    page.close()  # what was flattened shows in a page that is loaded anew
    return document[number - 1], carriers


def carriers_on(page: Any) -> tuple[Carrier, ...]:
    """What form fields, notes and stamps of a page state, and what the page itself has in their place.

    To be asked before the page is flattened. Those that no viewer shows are left out: they state nothing.
    """
    found: list[Carrier] = []
    view = view_of(page.get_bbox(), page.get_rotation() // 90)
    with closing(page.get_textpage()) as text_page:
        for kind, annotation in _annotations(page):
            if kind in UNPAINTED or kind in MARKS or len(found) >= MOST_CARRIERS:
                continue
            if pdfium.FPDFAnnot_GetFlags(annotation) & OUT_OF_SIGHT:
                continue
            rect = pdfium.FS_RECTF()
            if not pdfium.FPDFAnnot_GetRect(annotation, rect) or not is_placed(rect.left, rect.top):
                continue
            low, high = sorted((rect.bottom, rect.top))
            box = view.matrix.box(rect.left, low, rect.right, high)
            beneath = clean(text_page.get_text_bounded(rect.left, low, rect.right, high))[:LONGEST].strip()
            stated = _stated(page, kind, annotation)
            found.append(Carrier(KINDS.get(kind, CarrierKind.OTHER), box, stated, beneath))
    return tuple(found)


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if not 0 < count <= MOST_ANNOTATIONS:
        return
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                yield pdfium.FPDFAnnot_GetSubtype(annotation), annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _stated(page: Any, kind: int, annotation: Any) -> str:
    """The value that the file gives: of a field /V, its own or its parent's; of anything else /Contents."""
    if kind != pdfium.FPDF_ANNOT_WIDGET:
        return _string(annotation, b"Contents")
    if pdfium.FPDFAnnot_HasKey(annotation, b"FT") and pdfium.FPDFAnnot_HasKey(annotation, b"V"):
        return _string(annotation, b"V") if _string(annotation, b"FT") in WITH_TEXT else ""
    with _form_of(page) as form:
        if not form:
            return ""
        field_type = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
        if field_type not in (
            pdfium.FPDF_FORMFIELD_TEXTFIELD,
            pdfium.FPDF_FORMFIELD_COMBOBOX,
            pdfium.FPDF_FORMFIELD_LISTBOX,
        ):
            return ""
        return _wide(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))


@contextmanager
def _form_of(page: Any) -> Iterator[Any]:
    """PDFium's view of the document's form, in which fields inherit; nothing of the file runs in it."""
    information = pdfium.FPDF_FORMFILLINFO(version=2)
    form = pdfium.FPDFDOC_InitFormFillEnvironment(page.pdf, information)
    try:
        yield form
    finally:
        if form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(form)


def _string(annotation: Any, key: bytes) -> str:
    return _wide(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _wide(ask: Any) -> str:
    """A text that PDFium gives as UTF-16 into a buffer of ours."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * ((size + 1) // 2))()
    ask(buffer, size)
    text = bytes(buffer).decode("utf-16-le", "ignore")
    return " ".join(clean(text.rstrip("\0")).split())[:LONGEST]
