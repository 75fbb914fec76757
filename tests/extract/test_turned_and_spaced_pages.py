"""Pages set sideways, heads set vertically, watermarks, letter-spaced words, columns of prose."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from certificate_pages import HEIGHT, TITLE, WIDTH, certificate_in, lines, rows
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Certificate
from coaverify.model.settings import Limits

PAIRS = (
    ("Product", "Semax"),
    ("Lot number", "TN-90"),
    ("Sequence", "MEHFPGP"),
    ("Purity (HPLC)", "99.4 %"),
    ("Specification", ">= 98 %"),
    ("ESI-MS [M+H]+", "814.4"),
    ("Date of analysis", "2026-03-04"),
)


def drawn(draw: Callable[[Canvas], None]) -> Certificate:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    draw(canvas)
    canvas.save()
    (certificate,) = extract(read(buffer.getvalue(), "drawn.pdf", Limits()))
    return certificate


def pairs_on(canvas: Canvas, top: float) -> None:
    canvas.setFont("Helvetica", 10)
    for number, (label, value) in enumerate(PAIRS):
        canvas.drawString(60, top - 20 * number, label)
        canvas.drawString(260, top - 20 * number, value)


def assert_read(certificate: Certificate) -> None:
    assert certificate.product_name is not None
    assert certificate.product_name.value == "Semax"
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "TN-90"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.4"
    assert certificate.purity_specification is not None
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["814.4"]
    assert certificate.analysis_date is not None


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_set_sideways_is_read_and_its_evidence_stands_where_it_is_seen(degrees: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[degrees])
        canvas.rotate(degrees)
        pairs_on(canvas, 400)

    certificate = drawn(draw)
    assert_read(certificate)
    assert certificate.lot_number is not None
    box = certificate.lot_number.evidence.box
    assert 0 <= box.x0 < box.x1 <= WIDTH
    assert 0 <= box.top < box.bottom <= HEIGHT
    assert (box.height > box.width) == (degrees != 180)


def test_heads_set_vertically_over_a_ruled_table_are_read() -> None:
    heads = ("Product", "Lot", "Sequence", "Purity HPLC (%)", "Limit (%)", "[M+H]+ (m/z)", "Analysed")
    values = ("Semax", "TN-90", "MEHFPGP", "99.4", ">= 98", "814.4", "2026-03-04")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 780, "Certificate of Analysis")
        for number, (head, value) in enumerate(zip(heads, values, strict=True)):
            x = 60 + 68 * number
            canvas.rect(x, 640, 68, 110)
            canvas.rect(x, 615, 68, 25)
            canvas.drawString(x + 4, 623, value)
            canvas.saveState()
            canvas.translate(x + 38, 646)
            canvas.rotate(90)
            canvas.drawString(0, 0, head)
            canvas.restoreState()

    assert_read(drawn(draw))


@pytest.mark.parametrize("degrees", [0, 45])
def test_a_watermark_does_not_part_labels_from_values(degrees: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(0.85)
        canvas.translate(80, 560)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica-Bold", 90)
        canvas.drawString(0, 0, "SAMPLE")
        canvas.restoreState()
        pairs_on(canvas, 640)

    assert_read(drawn(draw))


def test_labels_set_with_spaced_letters_are_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for number, (label, value) in enumerate(PAIRS):
            text = canvas.beginText(60, 700 - 22 * number)
            text.setCharSpace(3 if label.isalpha() or number == 1 else 0)
            text.textOut(label.upper() if number < 2 else label)
            canvas.drawText(text)
            canvas.drawString(300, 700 - 22 * number, value)

    assert_read(drawn(draw))


def test_sentences_in_columns_side_by_side_are_not_mixed() -> None:
    left = lines(
        "This is to certify that Selank, lot TC-8, has been",
        "examined by us as follows. Each vial contains 5 mg of",
        "the peptide as a white powder, packed under argon.",
        x=40,
        pitch=12,
    )
    right = lines(
        "The purity as determined by HPLC at 214 nm is 98.6 %;",
        "the specification requires not less than 98.0 %. The",
        "mass spectrum gave a signal at m/z 752.4 for [M+H]+.",
        x=320,
        pitch=12,
    )
    certificate = certificate_in(*left, *right)
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "TC-8"
    assert certificate.quantity is not None
    assert certificate.quantity.value == "5 mg"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "98.6"
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["752.4"]


def test_footnote_signs_behind_figures_are_no_digits() -> None:
    table = rows(
        ("Test", "Limit", "Result"),
        ("Purity by HPLC, %", "≥ 97*".replace("≥", ">="), "97.6†".replace("†", "*")),
        ("Water, %", "<= 8", "5.4b)"),
        top=160,
    )
    certificate = certificate_in(TITLE, *lines("Product: Semax", "Lot: FN-1"), *table)
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "97.6"
    assert certificate.water_content is not None
    assert str(certificate.water_content.value.value) == "5.4"
