"""Certificates for tests: words put on a real PDF page, and what is extracted from it."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Certificate
from coaverify.model.settings import Limits

WIDTH, HEIGHT = 595.0, 842.0  # points, A4
Placed = tuple[float, float, str]  # x, distance from the top, words
TITLE: Placed = (60, 60, "Certificate of Analysis")


def pdf_of(
    *pages: Sequence[Placed], size: float = 10, rules: Sequence[tuple[float, float, float, float]] = ()
) -> bytes:
    """A PDF with words at their places. `rules`: lines (x0, top, x1, bottom) on every page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", size)
        for x, top, words in page:
            canvas.drawString(x, HEIGHT - top, words)
        for x0, top, x1, bottom in rules:
            canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def certificates_in(*pages: Sequence[Placed], **options: object) -> list[Certificate]:
    """What is extracted from such a PDF."""
    data = pdf_of(*pages, **options)  # type: ignore[arg-type]  # passed on as they are
    return extract(read(data, "test.pdf", Limits()))


def certificate_in(*words: Placed, **options: object) -> Certificate:
    """The only certificate on a page with these words under the title."""
    (certificate,) = certificates_in([TITLE, *words], **options)
    return certificate


def lines(*texts: str, x: float = 60, top: float = 100, pitch: float = 18) -> list[Placed]:
    """Texts one under the other."""
    return [(x, top + pitch * number, text) for number, text in enumerate(texts)]


def rows(
    *cells: Sequence[str], columns: Sequence[float] = (60, 230, 380, 480), top: float = 100, pitch: float = 18
) -> list[Placed]:
    """A table: each row's texts at the columns."""
    return [
        (column, top + pitch * number, text)
        for number, row in enumerate(cells)
        for column, text in zip(columns, row, strict=False)
        if text
    ]
