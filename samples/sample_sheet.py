"""A sheet of paper to draw on: places are counted from the top left corner, in points."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT = 56.0, WIDTH - 56.0
INK, GREY, BLUE = "#1b1f24", "#6b7280", "#1d4ed8"
NOTE = "Invented certificate, drawn to try coaverify with."

# Bitstream Vera comes with reportlab; it has the signs that the standard fonts lack (≥).
_FONTS = Path(reportlab.__file__).parent / "fonts"
for _name, _file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(_name, str(_FONTS / _file)))


class Sheet:
    """One PDF. The bytes depend on nothing but what is drawn (no clock, no random file id)."""

    def __init__(self, path: Path, title: str, font: str = "Vera") -> None:
        self._canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("coaverify samples")
        self.font = font
        self.bold = {"Vera": "Vera-Bold", "Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[font]

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 9.5,
        *,
        bold: bool = False,
        colour: str = "#1b1f24",
    ) -> float:
        """Write a line with its baseline at `y`; returns where it ends."""
        face = self.bold if bold else self.font
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.setFont(face, size)
        self._canvas.drawString(x, HEIGHT - y, words)
        return x + float(pdfmetrics.stringWidth(words, face, size))

    def centred(self, y: float, words: str, size: float, *, bold: bool = False) -> None:
        width = pdfmetrics.stringWidth(words, self.bold if bold else self.font, size)
        self.text((WIDTH - width) / 2, y, words, size, bold=bold)

    def upright(self, x: float, y: float, words: str, size: float = 7) -> None:
        """Write upwards, as beside an axis."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - y)
        self._canvas.rotate(90)
        self._canvas.setFont(self.font, size)
        self._canvas.drawString(0, 0, words)
        self._canvas.restoreState()

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6, colour: str = "#6b7280") -> None:
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

    def curve(self, points: Sequence[tuple[float, float]], width: float = 0.7, colour: str = "#1d4ed8") -> None:
        """One connected line through the points."""
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)
        self._canvas.drawPath(path)

    def table(self, y: float, rows: Sequence[Sequence[str]], edges: Sequence[float], height: float = 20) -> float:
        """A ruled table, the first row its header; returns where it ends."""
        self.fill(edges[0], y, edges[-1], y + height, "#e5e7eb")
        for number, row in enumerate(rows):
            for x, words in zip(edges, row, strict=False):
                self.text(x + 5, y + height * (number + 0.66), words, 8.8, bold=number == 0)
        bottom = y + height * len(rows)
        for number in range(len(rows) + 1):
            self.line(edges[0], y + height * number, edges[-1], y + height * number)
        for x in edges:
            self.line(x, y, x, bottom)
        return bottom

    def pairs(self, x: float, y: float, pairs: Sequence[tuple[str, str]], gap: float = 130, step: float = 15) -> float:
        """Lines of "Label: value"; pairs without a value are left out. Returns the next line's place."""
        for label, value in pairs:
            if value:
                self.text(x, y, f"{label}:", bold=True)
                self.text(x + gap, y, value)
                y += step
        return y

    def end_page(self) -> None:
        self.text(LEFT, HEIGHT - 28, NOTE, 6.5, colour="#6b7280")
        self._canvas.showPage()

    def save(self) -> None:
        self._canvas.save()
