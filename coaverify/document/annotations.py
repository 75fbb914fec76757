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


def flattened(document: Any, number: int) -> Any:
    """The page with this number, from 1, its annotations drawn into its content (in memory only).

    Raises pypdfium2.PdfiumError where the page cannot be loaded.
    """
    page = document[number - 1]
    if not _has_painted(page):
        return page
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
