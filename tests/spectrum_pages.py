"""Mass spectra for tests: drawn on a real PDF page, and as a recogniser returns the same page from pixels."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from certificate_pages import HEIGHT, TITLE, WIDTH, Placed, lines
from coaverify.document.read import read
from coaverify.model.document import Document, Image, Page, Word
from coaverify.model.evidence import Box, Source
from coaverify.model.settings import Limits

BASICS = (TITLE, *lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %"))
LEFT, RIGHT, FOOT, TALL = 90.0, 510.0, 620.0, 220.0  # of the plot, points; FOOT from the top
SMALL = 8.0  # font size


@dataclass(frozen=True)
class Stick:
    """A peak: its m/z, height (0 to 1), what is written over it, and the ion written over that."""

    mz: float
    height: float
    label: str = ""
    ion: str = ""
    aside: float = 0.0  # points that the label has been moved to the right
    rotated: bool = False


SEMAX = (
    Stick(407.7, 1.0, "407.7", "[M+2H]2+"),
    Stick(426.7, 0.1, "426.7"),
    Stick(610.2, 0.04),
    Stick(814.4, 0.6, "814.4", "[M+H]+"),
)


def drawn(
    sticks: Sequence[Stick],
    *,
    words: Iterable[Placed] = BASICS,
    ticks: Sequence[int] = tuple(range(200, 1201, 100)),
    title: str = "m/z",
    profile: bool = False,
    turned: bool = False,
    caption: str = "",
) -> bytes:
    """A certificate with a spectrum and a caption under its words; `turned`: on its side on the next page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 10)
    for x, top, text in words:
        canvas.drawString(x, HEIGHT - top, text)
    if turned:
        canvas.showPage()
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.translate(0, WIDTH - HEIGHT + 150)
    _spectrum(canvas, sticks, ticks, title, profile=profile)
    canvas.drawString(LEFT, HEIGHT - FOOT - 60, caption)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _spectrum(canvas: Canvas, sticks: Sequence[Stick], ticks: Sequence[int], title: str, *, profile: bool) -> None:
    foot = HEIGHT - FOOT

    def place(mz: float) -> float:
        return LEFT + (RIGHT - LEFT) * (mz - ticks[0]) / (ticks[-1] - ticks[0])

    canvas.setFont("Helvetica", SMALL)
    canvas.line(LEFT, foot, RIGHT, foot)
    canvas.line(LEFT, foot, LEFT, foot + TALL)
    for tick in ticks:
        canvas.drawCentredString(place(tick), foot - 11, str(tick))
    for share in (0, 50, 100):
        canvas.drawRightString(LEFT - 4, foot + (TALL - 20) * share / 100, str(share))
    canvas.drawString(RIGHT - 8, foot - 22, title)
    canvas.drawString(LEFT + 4, foot + TALL + 4, "Scan 245 (3.123 min) TOF MS ES+ 1.2e7")
    for stick in sticks:
        top = foot + (TALL - 40) * stick.height
        _peak(canvas, place(stick.mz), foot, top, profile=profile)
        x = place(stick.mz) + stick.aside
        if stick.rotated:
            canvas.saveState()
            canvas.translate(x + SMALL / 3, top + 3)
            canvas.rotate(90)
            canvas.drawString(0, 0, f"{stick.label} {stick.ion}".strip())
            canvas.restoreState()
        else:
            canvas.drawCentredString(x, top + 3, stick.label)
            canvas.drawCentredString(x, top + 3 + 1.2 * SMALL, stick.ion)


def _peak(canvas: Canvas, x: float, foot: float, top: float, *, profile: bool) -> None:
    if not profile:
        canvas.line(x, foot, x, top)
        return
    path = canvas.beginPath()
    path.moveTo(x - 4, foot)
    for step in range(-6, 7):
        path.lineTo(x + step / 2, foot + (top - foot) * max(0.0, 1 - abs(step) / 6))
    path.lineTo(x + 4, foot)
    canvas.drawPath(path)


def as_read(data: bytes) -> Document:
    return read(data, "test.pdf", Limits())


def recognised(document: Document, changes: dict[str, str] | None = None, confidence: float = 0.99) -> Document:
    """The document as if each page were one picture: its words from a recogniser, nothing of its drawing left.

    changes: what the recogniser takes words for; "" where it does not see one.
    """
    changes = changes or {}
    pages = []
    for page in document.pages:
        words = [_from_pixels(word, changes.get(word.text, word.text), confidence) for word in page.words]
        picture = Image(Box(LEFT - 40, FOOT - TALL - 20, RIGHT + 40, FOOT + 40), 1200, 700)
        seen = tuple(word for word in words if word.text)
        pages.append(replace(page, words=seen, rules=(), curves=(), cells=(), images=(picture,)))
    return replace(document, pages=tuple(pages))


def _from_pixels(word: Word, text: str, confidence: float) -> Word:
    if word.box.bottom < FOOT - TALL - 20:
        return word  # the certificate's own words stay text
    box = Box(word.box.x0 - 0.8, word.box.top - 0.6, word.box.x1 + 0.9, word.box.bottom + 0.5)
    return replace(word, text=text, box=box, font="", source=Source.OCR, confidence=confidence)


def page_of(document: Document) -> Page:
    return document.pages[-1]
