"""Plots as pictures, and certificates that carry a chromatogram: as a drawn line, or as such a picture."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from certificate_pages import HEIGHT, WIDTH

Signal = list[tuple[float, float]]  # minutes, parts of the height
MINUTES = 20.0


def run(seed: int) -> Signal:
    """One injection: a main peak at 11 min, two small ones, noise of 1 in 300. Another seed is another injection."""
    chance = random.Random(seed)
    peaks = [(11.2, 0.95), (9.6 + chance.random() / 5, 0.02), (12.4 + chance.random() / 5, 0.03)]
    times = [MINUTES * step / 1500 for step in range(1501)]
    return [
        (t, 0.02 + sum(h * math.exp(-((t - m) ** 2) / 0.02) for m, h in peaks) + chance.gauss(0, 1 / 300))
        for t in times
    ]


def picture_of(signal: Signal, lot: str = "", size: tuple[int, int] = (1200, 420)) -> Image.Image:
    """The run as a data system exports it: axes, ticks, a thin trace."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    left, bottom, across, up = 60, size[1] - 50, size[0] - 90, size[1] - 90
    pen.line([(left, 20), (left, bottom), (left + across, bottom)], fill="black", width=2)
    for minute in range(0, 21, 5):
        pen.text((left + across * minute / MINUTES - 4, bottom + 8), str(minute), fill="black")
    pen.text((left + 20, 20), lot, fill="black")
    pen.line([(left + across * t / MINUTES, bottom - up * s) for t, s in signal], fill="black", width=2)
    return picture


def certificate(
    *lines: str, signal: Signal | None = None, picture: Image.Image | None = None, quality: int = 0, height: float = 200
) -> bytes:
    """A page with these lines; under them the run as a drawn line, or a picture (JPEG where a quality is given)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont("Helvetica", 10)
    for number, line in enumerate(("Certificate of Analysis", *lines)):
        canvas.drawString(60, HEIGHT - 60 - 18 * number, line)
    if signal is not None:
        _draw(canvas, signal, height)
    if picture is not None:
        saved = io.BytesIO()
        picture.save(saved, "JPEG" if quality else "PNG", **({"quality": quality} if quality else {}))
        canvas.drawImage(ImageReader(io.BytesIO(saved.getvalue())), 60, 300, 460, 460 * picture.height / picture.width)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, signal: Sequence[tuple[float, float]], height: float) -> None:
    left, bottom, across = 80.0, 200.0, 440.0
    canvas.line(left, bottom, left + across, bottom)
    canvas.line(left, bottom, left, bottom + height)
    for minute in range(0, 21, 5):
        canvas.drawCentredString(left + across * minute / MINUTES, bottom - 14, str(minute))
    for level in (0, 500, 1000):
        canvas.drawRightString(left - 6, bottom + height * level / 1000 - 3, str(level))
    path = canvas.beginPath()
    points = [(left + across * t / MINUTES, bottom + height * s) for t, s in signal]
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path)
