"""Lines plotted over an axis of numbers, followed in pixels."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.chromatography.integration import integrate
from coaverify.document.ocr.plotted_lines import plotted_lines
from coaverify.document.rendering import Pixels
from coaverify.model.certificate import Trace
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Evidence, Source
from pdf_builders import drawn

SCALE = 200 / 72  # pixels a point
LEFT, BOTTOM, WIDTH, HEIGHT = 60.0, 80.0, 320.0, 150.0  # points, from the page's lower left corner
RUN = 20.0  # minutes
PAGE_HEIGHT = 300.0


def chromatogram(canvas: Canvas, *, share: float = 97.0, axis: bool = True) -> None:
    canvas.setLineWidth(0.6)
    if axis:
        canvas.line(LEFT, BOTTOM - 6, LEFT + WIDTH, BOTTOM - 6)
        canvas.line(LEFT, BOTTOM - 6, LEFT, BOTTOM + HEIGHT)
    minutes = np.linspace(0.1, RUN, 1500)
    signal = share * np.exp(-0.5 * ((minutes - 10) / 0.12) ** 2)
    signal += (100 - share) * np.exp(-0.5 * ((minutes - 13) / 0.12) ** 2)
    path = canvas.beginPath()
    path.moveTo(LEFT + 2, BOTTOM)
    for minute, height in zip(minutes, signal, strict=True):
        path.lineTo(LEFT + WIDTH * float(minute) / RUN, BOTTOM + 0.9 * HEIGHT * float(height) / share)
    canvas.drawPath(path)


def pixels(**options: object) -> Pixels:
    page = pypdfium2.PdfDocument(drawn(lambda canvas: chromatogram(canvas, **options)))[0]  # type: ignore[arg-type]
    picture: Pixels = np.ascontiguousarray(page.render(scale=SCALE).to_numpy()[:, :, :3])
    return picture


def numbers(*, even: bool = True) -> list[Word]:
    """The axis' numbers as a recogniser would have given them."""
    top = SCALE * (PAGE_HEIGHT - BOTTOM + 10)
    values = (0, 5, 10, 15, 20) if even else (0, 5, 11, 15, 20)
    places = (SCALE * (LEFT + WIDTH * minute / RUN) for minute in (0, 5, 10, 15, 20))
    return [
        Word(str(value), Box(x - 8, top, x + 8, top + 18), source=Source.OCR)
        for value, x in zip(values, places, strict=True)
    ]


@pytest.mark.parametrize("share", [97.0, 88.0])
def test_a_line_is_followed_finely_enough_to_be_integrated(share: float) -> None:
    (line,) = plotted_lines(pixels(share=share), numbers())
    minutes = tuple((x / SCALE - LEFT) * RUN / WIDTH for x, _ in line)
    evidence = Evidence(1, Box(0, 0, 1, 1), "chromatogram", Source.OCR)
    result = integrate(Trace(minutes, tuple(-y for _, y in line), evidence, resolution=1.0))
    assert result is not None
    assert result.main.minute == pytest.approx(10, abs=0.05)
    assert abs(result.share - share) < result.uncertainty < 2


def test_nothing_is_followed_without_a_drawn_axis_or_even_numbers() -> None:
    assert list(plotted_lines(pixels(axis=False), numbers())) == []
    assert list(plotted_lines(pixels(), numbers(even=False))) == []
    assert list(plotted_lines(pixels(), [])) == []


def test_a_line_that_breaks_off_is_not_guessed() -> None:
    picture = pixels()
    middle = int(SCALE * (LEFT + 0.7 * WIDTH))
    picture[: int(SCALE * (PAGE_HEIGHT - BOTTOM + 3)), middle : middle + 120] = 255
    assert list(plotted_lines(picture, numbers())) == []
