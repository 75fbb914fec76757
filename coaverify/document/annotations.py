"""Form fields, stamps and typed notes made part of the page, as a viewer shows them."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

# Links paint nothing that matters; notes and their windows are symbols beside the text.
UNPAINTED = {
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
}
MOST_ANNOTATIONS = 2000


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
    count = pdfium.FPDFPage_GetAnnotCount(page)
    places: list[Corners] = []
    for index in range(count if 0 < count <= MOST_ANNOTATIONS else 0):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        bare = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) <= _NO_LOOK
        shown = not pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN
        corners = pdfium.FS_RECTF()
        painted = bare and shown and pdfium.FPDFAnnot_GetSubtype(annotation) in PAINTED_BY_VIEWERS
        if painted and pdfium.FPDFAnnot_GetRect(annotation, corners):
            places.append((corners.left, corners.bottom, corners.right, corners.top))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return places


def flattened(document: Any, number: int, lost: list[Corners] | None = None) -> Any:
    """The page with this number, from 1, its annotations drawn into its content (in memory only).

    lost: takes the places of notes that are not drawn although viewers show them.

    Raises pypdfium2.PdfiumError where the page cannot be loaded.
    """
    page = document[number - 1]
    if not _has_painted(page):
        return page
    if lost is not None:
        lost.extend(unpainted(page))
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()  # what was flattened shows in a page that is loaded anew
    return document[number - 1]


def _has_painted(page: Any) -> bool:
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if not 0 < count <= MOST_ANNOTATIONS:
        return False
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in UNPAINTED:
            return True
    return False
