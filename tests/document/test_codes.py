"""QR codes and barcodes on a page, placed as pictures and drawn as shapes."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.model.document import Code
from coaverify.model.settings import Limits, Settings
from coaverify.report.model import Report
from coaverify.verify import verify
from pdf_builders import drawn

PAGE = (595.0, 420.0)


def certificate(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(
        ("CERTIFICATE OF ANALYSIS", "Product: Semax", "Lot No: SX-77", "Purity (HPLC): 99.1 %")
    ):
        canvas.drawString(60, 380 - 18 * number, line)


def reported(data: bytes) -> Report:
    return verify(data, "a.pdf", Settings(as_of=datetime.date(2026, 11, 21)))


def codes_of(data: bytes) -> tuple[Code, ...]:
    return read(data, "a.pdf", Limits()).pages[0].codes


def test_a_code_placed_as_a_picture_is_listed_and_not_followed() -> None:
    address = "https://lab.example/verify/ABC123"
    squares = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
    code = Image.fromarray(np.asarray(squares))

    def draw(canvas: Canvas) -> None:
        certificate(canvas)
        canvas.drawImage(ImageReader(code.convert("RGB")), 450, 300, 80, 80)

    document = reported(drawn(draw, size=PAGE)).document
    (found,) = document.codes
    assert found.text == address
    x0, top, x1, bottom = found.evidence.box
    assert 445 < x0 < x1 < 535
    assert 35 < top < bottom < 125
    assert document.unread_pictures == ()  # what it says is known


def drawn_square(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    squares = QrCodeWidget(text)
    x0, y0, x1, y1 = squares.getBounds()
    drawing = Drawing(side, side, transform=[side / (x1 - x0), 0, 0, side / (y1 - y0), 0, 0])
    drawing.add(squares)
    renderPDF.draw(drawing, canvas, x, y)


def test_codes_that_are_drawn_as_shapes_are_read_and_placed() -> None:
    def draw(canvas: Canvas) -> None:
        certificate(canvas)
        drawn_square(canvas, "verify: A-77", 450, 300, 80)
        Code128("LOT-AB-77", barHeight=30, barWidth=1).drawOn(canvas, 60, 60)

    codes = codes_of(drawn(draw, size=PAGE))
    assert {(code.text, code.kind) for code in codes} == {("verify: A-77", "QR Code"), ("LOT-AB-77", "Code 128")}
    box = next(code.box for code in codes if code.kind == "QR Code")
    assert (box.x0, box.top, box.x1, box.bottom) == pytest.approx((450, 40, 530, 120), abs=12)


def test_two_codes_side_by_side_are_both_read() -> None:
    def draw(canvas: Canvas) -> None:
        certificate(canvas)
        drawn_square(canvas, "first", 300, 200, 70)
        drawn_square(canvas, "second", 420, 200, 70)

    assert {code.text for code in codes_of(drawn(draw, size=PAGE))} == {"first", "second"}


def test_nothing_is_rendered_for_ruled_tables_stripes_and_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page without a code was rendered")

    monkeypatch.setattr("coaverify.document.codes.rendered", refuse)

    def draw(canvas: Canvas) -> None:
        certificate(canvas)
        for row in range(12):
            for column in range(8):
                canvas.setFillGray(0.9 if row % 2 else 1)
                canvas.rect(60 + 50 * column, 60 + 14 * row, 50, 14, fill=1)
        canvas.setFillGray(0)
        for stick in range(40):  # a spectrum of bars
            canvas.rect(60 + 6 * stick, 250, 0.7, 2 + stick % 7, fill=1, stroke=0)

    assert codes_of(drawn(draw, size=PAGE)) == ()
