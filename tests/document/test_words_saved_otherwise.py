"""Scans and photos that are JPEGs: a value that was put in between two savings is hinted at, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.compression import LEAST_PLACES, places_saved_otherwise
from coaverify.document.seams import with_seams_of_picture, with_seams_of_scan
from coaverify.model.document import Page, Straightened, Word
from coaverify.model.evidence import Box, Source
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from coaverify.verify import verify
from pdf_builders import drawn

WIDE, HIGH = 595.0, 420.0  # points
SCALE = 150 / 72  # pixels a point
COARSE, FINE = 70, 90
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
    "Storage": "at minus 20 degrees, dry and dark",
}
LABEL_AT, VALUE_AT, FIRST_AT, STEP, SIZE = 60, 240, 335, 24, 11  # points
PURITY = list(FIELDS).index("Purity (HPLC)")


def certificate(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(LABEL_AT, 370, "Certificate of Analysis")
    canvas.setFont("Helvetica", SIZE)
    for number, (label, value) in enumerate(FIELDS.items()):
        canvas.drawString(LABEL_AT, FIRST_AT - STEP * number, f"{label}:")
        canvas.drawString(VALUE_AT, FIRST_AT - STEP * number, value)


def scanned_sheet() -> Image.Image:
    with pypdfium2.PdfDocument(drawn(certificate, size=(WIDE, HIGH))) as opened:
        sheet = opened[0].render(scale=SCALE).to_pil().convert("RGB").filter(ImageFilter.GaussianBlur(0.6))
    noise = np.random.default_rng(7).normal(0, 2, (sheet.height, sheet.width, 1))
    seen = np.clip(30 + (250 - 30) * np.asarray(sheet, np.float64) / 255 + noise, 0, 255)
    return Image.fromarray(seen.round().astype(np.uint8))


def jpeg(picture: Image.Image, quality: int, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def place_of(number: int, left: float = VALUE_AT, width: float = 60.0) -> Box:
    """Where a row's words stand, in points from the top."""
    foot = HIGH - (FIRST_AT - STEP * number)
    return Box(left, foot - 8.5, left + width, foot + 2.5)


def retyped(picture: Image.Image) -> Image.Image:
    """The picture with another purity."""
    place, changed = place_of(PURITY), picture.copy()
    box = [round(SCALE * edge) for edge in (place.x0 - 1, place.top - 1, place.x1, place.bottom + 1)]
    draw = ImageDraw.Draw(changed)
    draw.rectangle(box, fill=(250, 250, 250))
    font = ImageFont.load_default(round(SCALE * SIZE))
    draw.text((SCALE * VALUE_AT, SCALE * (place.bottom - 2.5)), "99.47 %", font=font, fill=(35, 35, 35), anchor="ls")
    return changed


def pasted(picture: Image.Image) -> Image.Image:
    """The picture with the mass in the place of the purity, off the grid of the blocks."""
    source, target = place_of(PURITY + 1, width=40), place_of(PURITY, width=40)
    crop = [round(SCALE * edge) for edge in (source.x0, source.top - 1, source.x1, source.bottom + 1)]
    changed = picture.copy()
    changed.paste(
        picture.crop((crop[0], crop[1], crop[2], crop[3])), (crop[0] + 3, round(SCALE * (target.top - 1)) + 2)
    )
    return changed


SHEET = scanned_sheet()
ONCE = jpeg(SHEET, COARSE)
TAMPERED = jpeg(retyped(opened(ONCE)), FINE)
SOUND: dict[str, bytes] = {
    "saved once": ONCE,
    "typed into before it was ever saved": jpeg(retyped(SHEET), FINE),
    "saved twice": jpeg(opened(ONCE), FINE),
    "saved twice alike": jpeg(opened(ONCE), COARSE),
    "saved again more coarsely": jpeg(opened(jpeg(SHEET, FINE)), COARSE),
}


def words() -> tuple[Word, ...]:
    """A word for each label and value, as a recogniser that misses nothing places them."""
    places = [place_of(number, left) for number in range(len(FIELDS)) for left in (LABEL_AT, VALUE_AT)]
    return tuple(Word("x", place, source=Source.OCR) for place in places)


PAGE = Page(1, WIDE, HIGH, words=words())
PICTURE_SCALE = SHEET.width / WIDE


def odd_in_picture(data: bytes, page: Page = PAGE) -> tuple[Box, ...]:
    return with_seams_of_picture(page, data, PICTURE_SCALE).seams


# --- from the file to the hint -------------------------------------------------------------------


def in_pdf(data: bytes) -> bytes:
    """A PDF whose page is this JPEG, as it is."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(WIDE, HIGH))
    picture = document.make_stream(
        data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=SHEET.width, Height=SHEET.height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
    page.obj.Contents = document.make_stream(f"q {WIDE} 0 0 {HIGH} 0 0 cm /Im Do Q".encode())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def hints(report: Report) -> list[tuple[str, str]]:
    """The hints of seams, with the words that they point at."""
    return [
        (hint.code, hint.evidence[0].text)
        for check in report.certificates[0].checks
        if check.id == "integrity.origin"
        for hint in check.hints
        if hint.code == "saved-otherwise"
    ]


@pytest.mark.parametrize("made", [lambda data: data, in_pdf], ids=["picture", "PDF"])
def test_a_value_that_was_typed_into_a_saved_scan_is_a_hint_and_no_part_of_the_verdict(
    made: Callable[[bytes], bytes],
) -> None:
    altered = verify(made(TAMPERED), "a", Settings())
    ((code, text),) = hints(altered)
    assert (code, "99.47" in text) == ("saved-otherwise", True)
    outcomes = {check.id: check.outcome for check in altered.certificates[0].checks}
    assert outcomes["integrity.origin"] in ("pass", "not_applicable")


@pytest.mark.parametrize("how", ["saved once", "saved twice"])
def test_a_scan_that_nobody_altered_has_no_such_hint(how: str) -> None:
    assert hints(verify(SOUND[how], "a.jpg", Settings())) == []


# --- pixels --------------------------------------------------------------------------------------


@pytest.mark.parametrize("alter", [retyped, pasted])
@pytest.mark.parametrize(("first", "second"), [(60, 85), (70, 90), (75, 95)])
def test_what_was_put_in_between_two_savings_lacks_the_traces_of_the_first(
    alter: Callable[[Image.Image], Image.Image], first: int, second: int
) -> None:
    altered = jpeg(alter(opened(jpeg(SHEET, first))), second)
    assert odd_in_picture(altered) == (place_of(PURITY),)


@pytest.mark.parametrize("how", SOUND)
def test_sound_scans_have_no_odd_words(how: str) -> None:
    assert odd_in_picture(SOUND[how]) == ()


def test_in_shades_of_grey_it_is_seen_as_well() -> None:
    grey = jpeg(opened(ONCE).convert("L"), FINE)
    altered = jpeg(retyped(opened(jpeg(SHEET.convert("L"), COARSE))).convert("L"), FINE)
    assert (odd_in_picture(grey), odd_in_picture(altered)) == ((), (place_of(PURITY),))


def test_too_few_words_tell_nothing() -> None:
    few = Page(1, WIDE, HIGH, words=words()[: LEAST_PLACES - 1])
    assert odd_in_picture(TAMPERED, few) == ()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_that_is_turned_by_its_exif_data_is_looked_at_in_its_place(orientation: int) -> None:
    upright = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = SHEET.transpose(upright[orientation]) if orientation in upright else SHEET
    back = {6: Image.Transpose.ROTATE_270, 8: Image.Transpose.ROTATE_90, **{n: upright[n] for n in (2, 3, 4, 5, 7)}}
    one = opened(jpeg(lying, COARSE))
    held = retyped(one.transpose(back[orientation]) if orientation in back else one)
    exif = Image.Exif()
    exif[0x0112] = orientation
    altered = jpeg(held.transpose(upright[orientation]) if orientation in upright else held, FINE, exif=exif)
    assert odd_in_picture(altered) == (place_of(PURITY),)


def test_words_of_a_straightened_page_are_looked_for_where_they_stand_on_the_page_as_shown() -> None:
    moved = tuple(
        Word(w.text, Box(w.box.x0 - 30, w.box.top - 20, w.box.x1 - 30, w.box.bottom - 20), source=Source.OCR)
        for w in words()
    )
    straight = Straightened((1.0, 0.0, 30.0, 0.0, 1.0, 20.0, 0.0, 0.0, 1.0), WIDE, HIGH)
    (found,) = odd_in_picture(TAMPERED, Page(1, WIDE, HIGH, words=moved, straightened=straight))
    assert (found.x0, found.top) == (VALUE_AT - 30, place_of(PURITY).top - 20)


# --- pages of a PDF ------------------------------------------------------------------------------


def odd_in_pdf(data: bytes, page: Page) -> tuple[Box, ...]:
    with pypdfium2.PdfDocument(data) as document:
        return with_seams_of_scan(document, page).seams


def read_from(data: bytes, page: Page) -> Page:
    """The page with the pictures that the file places on it."""
    from coaverify.document.pdfium import opened as opened_pdf
    from coaverify.document.pdfium import read_page

    with opened_pdf(data) as document:
        images = read_page(document, 1).images
    return Page(1, page.width, page.height, words=page.words, images=images)


def test_on_a_page_that_is_turned_the_words_are_looked_for_in_their_place() -> None:
    with pikepdf.open(io.BytesIO(in_pdf(TAMPERED))) as document:
        document.pages[0].obj.Rotate = 180
        buffer = io.BytesIO()
        document.save(buffer)
    turned = tuple(
        Word("x", Box(WIDE - w.box.x1, HIGH - w.box.bottom, WIDE - w.box.x0, HIGH - w.box.top), source=Source.OCR)
        for w in words()
    )
    data = buffer.getvalue()
    (found,) = odd_in_pdf(data, read_from(data, Page(1, WIDE, HIGH, words=turned)))
    assert found.x1 == pytest.approx(WIDE - VALUE_AT)


def test_a_page_of_two_pictures_is_not_judged() -> None:
    data = in_pdf(TAMPERED)
    page = read_from(data, PAGE)
    assert odd_in_pdf(data, page) == (place_of(PURITY),)
    twice = Page(1, WIDE, HIGH, words=page.words, images=page.images * 2)
    assert odd_in_pdf(data, twice) == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", TAMPERED[:400], b"\xff\xd8\xff" + b"\0" * 900, TAMPERED.replace(b"\xff\xc0", b"\xff\xc3")],
)
def test_damaged_jpegs_tell_nothing(data: bytes) -> None:
    places = [word.box for word in words()]
    assert places_saved_otherwise(data, places) == ()
    assert odd_in_picture(data) == ()


def test_places_outside_of_the_picture_are_not_judged() -> None:
    outside = [Box(9000 + 10 * n, 9000, 9009 + 10 * n, 9010) for n in range(LEAST_PLACES)]
    assert places_saved_otherwise(TAMPERED, outside) == ()
    assert places_saved_otherwise(TAMPERED, [Box(-90, -90, -50, -60)] * LEAST_PLACES) == ()
