"""Documents with real reports to review: small PDFs that are verified for it."""

from __future__ import annotations

import io

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from certificate_builder import SETTINGS
from certificate_pages import HEIGHT, TITLE, WIDTH, lines, pdf_of
from coaverify.archive.archive import Archive
from coaverify.archive.filing import file
from coaverify.model.settings import Settings
from coaverify.verify import verify

SOUND = {
    "Product": "Semax",
    "Sequence": "MEHFPGP",
    "Lot": "AB1234",
    "Purity (HPLC)": "99.31 %",
    "Specification": "NLT 98.0 %",
    "Molecular weight": "813.93 g/mol",
    "ESI-MS [M+H]+": "814.4",
    "Date of analysis": "2026-03-02",
}
MISREAD = {"Molecular weight": "831.93 g/mol"}  # two digits changed places: the weight of no form


def paper(**changes: str) -> bytes:
    """A certificate as a PDF. Lines are changed by their labels, or left out where nothing is to stand there."""
    said = {label: changes.get(label, value) for label, value in SOUND.items()}
    return pdf_of([TITLE, *lines(*(f"{label}: {value}" for label, value in said.items() if value))])


def filed_paper(
    archive: Archive, data: bytes, settings: Settings = SETTINGS, *, by: str = "first person", name: str = "a.pdf"
) -> int:
    """Verify a document and file it; the number of its report."""
    return file(archive, verify(data, name, settings), data, by).seq


def overpainted() -> bytes:
    """A certificate on which the purity stands over another one that was painted over."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for x, top, words in [TITLE, *lines(*(f"{label}: {value}" for label, value in SOUND.items()))]:
        before, figure, behind = words.partition("99.31 %")
        canvas.drawString(x, HEIGHT - top, before)
        if figure:
            across = x + canvas.stringWidth(before, "Helvetica", 12)
            canvas.drawString(across, HEIGHT - top, "93.12 %")
            canvas.setFillColor(white)
            canvas.rect(across - 1, HEIGHT - top - 3, 60, 14, stroke=0, fill=1)
            canvas.setFillColor(black)
            canvas.drawString(across, HEIGHT - top, figure + behind)
    canvas.save()
    return buffer.getvalue()
