"""Scans, photos and pictures of text: what they say, where it stands, and what is said of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.ocr.engine import Characters
from coaverify.document.ocr.second_look import DISAGREED, agreed
from coaverify.document.read import read, read_pictures
from coaverify.document.render import render_page
from coaverify.extract import extract, pictures_wanted
from coaverify.extract.cells import SURE_FIGURE
from coaverify.model.document import Document
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.evidence import Doubt, Source
from coaverify.model.settings import Limits, Settings
from coaverify.report.model import Report
from coaverify.verify import verify
from pdf_builders import drawn

PAGE = (595.0, 420.0)
FIELDS = {
    "Product Name": "Selank",
    "Lot No.": "SLK-2604",
    "CAS No.": "129954-34-3",
    "Sequence": "TKPRPGP",
    "Molecular Formula": "C33H57N11O9",
    "Molecular Weight": "751.88 g/mol",
    "Purity (HPLC)": "98.47 %",
    "Mass found [M+H]+": "752.44",
    "Test Date": "2026-03-09",
}


def certificate(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 370, "Certificate of Analysis")
    canvas.setFont("Helvetica", 11)
    for number, (label, value) in enumerate(FIELDS.items()):
        canvas.drawString(60, 335 - 24 * number, f"{label}:")
        canvas.drawString(240, 335 - 24 * number, value)


def photographed(data: bytes, dpi: int = 170) -> Image.Image:
    page: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=dpi / 72).to_pil()
    return page.convert("RGB")


SHEET = photographed(drawn(certificate, size=PAGE))


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def scanned(picture: Image.Image, *above: Callable[[Canvas], None]) -> bytes:
    """A PDF whose page is this picture, with what `above` draws over it."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, *PAGE)
        for one in above:
            one(canvas)

    return drawn(draw, size=PAGE)


def reported(data: bytes, name: str = "a.png") -> Report:
    return verify(data, name, Settings())


def claims(data: bytes) -> dict[str, str]:
    (found,) = extract(read(data, "a", Limits()))
    return {
        name: str(getattr(value.value, "value", value.value))
        for name in ("product_name", "lot_number", "cas_number", "sequence", "molecular_formula", "molecular_weight")
        if (value := getattr(found, name)) is not None
    } | {"hplc_purity": str(found.hplc_purity.value.value) if found.hplc_purity else ""}


EXPECTED = {
    "product_name": "Selank",
    "lot_number": "SLK-2604",
    "cas_number": "129954-34-3",
    "sequence": "TKPRPGP",
    "molecular_formula": "C33H57N11O9",
    "molecular_weight": "751.88",
    "hplc_purity": "98.47",
}


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_a_picture_file_says_what_the_paper_says(kind: str) -> None:
    assert claims(saved(SHEET, kind)) == EXPECTED


def test_a_phone_photo_is_read_as_its_exif_data_turn_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    assert claims(saved(SHEET.rotate(90, expand=True), "JPEG", exif=exif, quality=85)) == EXPECTED


def test_a_heic_photo_is_read() -> None:
    from pillow_heif import from_pillow

    buffer = io.BytesIO()
    from_pillow(SHEET).save(buffer, quality=80)
    assert claims(buffer.getvalue()) == EXPECTED


@pytest.mark.parametrize("degrees", [90, 180, 270, 2.5, -1.4])
def test_a_turned_or_slanting_scan_says_the_same_and_its_evidence_stands_where_it_stood(degrees: float) -> None:
    turned = SHEET.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    report = reported(saved(turned, "PNG"))
    (found,) = report.certificates
    assert found.claims.lot_number is not None
    assert found.claims.lot_number.value == FIELDS["Lot No."]
    assert report.document.page_sizes[0][0] < report.document.page_sizes[0][1] or turned.width > turned.height
    ink = cut_out(saved(turned, "PNG"), found.claims.lot_number.evidence.box, report.document.page_sizes[0])
    assert 0.03 < ink < 0.6  # there is writing in the box, and not paper alone


def cut_out(data: bytes, box: tuple[float, float, float, float], size: tuple[float, float]) -> float:
    """The share of dark pixels within a box of the page as it is shown; the page's size in points."""
    page = Image.open(io.BytesIO(render_page(data, 1, 144))).convert("L")
    scale = page.width / size[0]
    x0, top, x1, bottom = (round(scale * side) for side in box)
    return float((np.asarray(page)[top:bottom, x0:x1] < 128).mean())


def test_a_photo_taken_at_an_angle_is_made_straight() -> None:
    width, height = SHEET.size
    ground = Image.new("RGB", (width + 300, height + 300), (70, 66, 60))
    corners = (0, 0, 0, height, width, height, width, 0)
    slanted = SHEET.convert("RGBA").transform(
        (width + 300, height + 300),
        Image.Transform.QUAD,
        corners,
    )
    ground.paste(slanted.convert("RGB"), (0, 0))
    ground = ground.transform(
        ground.size,
        Image.Transform.PERSPECTIVE,
        (1.1, 0.03, -60, 0.02, 1.08, -50, 0.00004, 0.00003),
        fillcolor=(70, 66, 60),
    )
    assert claims(saved(ground, "JPEG", quality=88)) == EXPECTED


def test_readings_from_pixels_say_so() -> None:
    (found,) = extract(read(scanned(SHEET), "scan.pdf", Limits()))
    assert found.lot_number is not None
    assert found.lot_number.evidence.source is Source.OCR
    assert found.lot_number.doubts == ()


def test_the_pixels_of_a_scan_count_and_its_invisible_text_is_held_against_them() -> None:
    def poor_layer(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 11)
        for number, (label, value) in enumerate(FIELDS.items()):
            text.setTextOrigin(60, 335 - 24 * number)
            text.textOut(f"{label}:")
            text.setTextOrigin(240, 335 - 24 * number)
            text.textOut(value.replace("98.47", "98.17"))
        canvas.drawText(text)

    report = reported(scanned(SHEET, poor_layer), "scan.pdf")
    (found,) = report.certificates
    assert found.claims.hplc_purity is not None
    assert found.claims.hplc_purity.value == Decimal("98.47")
    hidden = next(check for check in found.checks if check.id == "integrity.hidden_text")
    (hint,) = hidden.hints
    assert hint.code == "text-layer-differs"
    assert "98.17" in hint.message


def test_a_laboratorys_report_within_a_shops_page_is_read_beside_the_shops_text() -> None:
    def shop(canvas: Canvas) -> None:
        canvas.drawString(60, 395, "Selank 10 mg, lot SLK-2604, third-party tested")
        canvas.drawImage(ImageReader(SHEET), 60, 20, 480, 339)

    data = drawn(shop, size=PAGE)
    document = with_pictures(data)
    assert document.text_source == "mixed"
    (found,) = extract(document)
    assert found.hplc_purity is not None
    assert (found.hplc_purity.value.value, found.hplc_purity.evidence.source) == (Decimal("98.47"), Source.OCR)
    assert reported(data, "shop.pdf").certificates[0].claims.hplc_purity is not None


def with_pictures(data: bytes) -> Document:
    document = read(data, "a.pdf", Limits())
    try:
        certificates = extract(document)
    except Unreadable:
        certificates = []
    return read_pictures(data, document, pictures_wanted(document, certificates))


def test_a_page_that_states_all_does_not_pay_for_the_picture_of_a_chromatogram() -> None:
    def whole(canvas: Canvas) -> None:
        certificate(canvas)
        canvas.drawString(60, 100, "HPLC chromatogram (220 nm)")
        canvas.drawImage(ImageReader(SHEET.resize((500, 120))), 60, 15, 300, 72)

    data = drawn(whole, size=PAGE)
    document = read(data, "a.pdf", Limits())
    assert pictures_wanted(document, extract(document)) == {}
    (unread,) = reported(data, "a.pdf").document.unread_pictures
    assert unread.page == 1
    assert unread.box == pytest.approx((60, PAGE[1] - 87, 360, PAGE[1] - 15), abs=0.5)


def test_each_picture_of_a_tiff_is_a_page() -> None:
    buffer = io.BytesIO()
    second = Image.new("RGB", SHEET.size, "white")
    SHEET.save(buffer, "TIFF", save_all=True, append_images=[second])
    assert [bool(page.words) for page in read(buffer.getvalue(), "a.tif", Limits()).pages] == [True, False]


def test_a_picture_without_text_says_so() -> None:
    with pytest.raises(Unreadable) as raised:
        read(saved(Image.new("RGB", (800, 600), "white"), "PNG"), "cat.png", Limits())
    assert raised.value.code is ErrorCode.NO_TEXT


def test_a_picture_of_no_certificate_is_none() -> None:
    picture = photographed(drawn(lambda canvas: canvas.drawString(60, 200, "Happy birthday, dear cat"), size=PAGE))
    report = reported(saved(picture, "PNG"))
    assert report.error is not None
    assert report.error.code is ErrorCode.NOT_A_CERTIFICATE


def test_a_blurred_figure_is_marked_or_read_right() -> None:
    for radius in (2.2, 3.0, 3.8):
        data = saved(SHEET.filter(ImageFilter.GaussianBlur(radius)), "PNG")
        try:
            (found,) = extract(read(data, "blurred.png", Limits()))
        except Unreadable:
            continue
        purity = found.hplc_purity
        assert purity is None or purity.value.value == Decimal("98.47") or Doubt.LOW_CONFIDENCE in purity.doubts


# --- the second look at a figure -----------------------------------------------------------------


def said(text: str, confidence: float) -> Characters:
    return Characters(text, (confidence,) * len(text), tuple((at / 10, at / 10 + 0.1) for at in range(len(text))))


def test_what_is_hard_to_read_stays_in_doubt_though_both_readings_agree() -> None:
    # A footnote's sign after 84.1 is read as a 5 twice, and neither time for certain.
    assert min(agreed(said("84.15", 0.66), said("84.15", 0.74)).confidences) < SURE_FIGURE


def test_a_second_reading_that_is_sure_settles_a_doubtful_one() -> None:
    assert min(agreed(said("99.31", 0.6), said("99.31", 0.98)).confidences) > SURE_FIGURE


def test_a_figure_that_two_readings_see_differently_stays_in_doubt() -> None:
    settled = agreed(said("9.7 %", 0.6), said("97 %", 0.8))
    assert max(settled.confidences[:2]) <= DISAGREED


def test_o_and_zero_are_told_apart_by_the_formula_and_no_doubt_remains() -> None:
    first, second = said("C37H51N9O10S", 0.95), said("C37H51N9010S", 0.95)
    unsure = (*first.confidences[:8], 0.55, *first.confidences[9:])  # of the letter O alone
    settled = agreed(replace(first, confidences=unsure), replace(second, confidences=unsure))
    assert min(settled.confidences) > SURE_FIGURE


def test_another_character_of_a_formula_is_not_settled_by_the_notation() -> None:
    first = said("C37H51N9O10S", 0.95)
    unsure = replace(first, confidences=(0.95, 0.6, *first.confidences[2:]))
    assert min(agreed(unsure, unsure).confidences) < SURE_FIGURE
