"""Reading born-digital PDFs: words, places, order, lines and tables."""

import hashlib
from itertools import pairwise

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.characters import character_of, clean
from coaverify.document.read import read
from coaverify.model.document import Document, Page
from coaverify.model.settings import Limits
from pdf_builders import changed, drawn, place_picture, with_content, with_text


def read_one(data: bytes) -> Document:
    return read(data, "a.pdf", Limits())


def page_of(data: bytes) -> Page:
    return read_one(data).pages[0]


def texts(data: bytes) -> list[str]:
    return [word.text for word in page_of(data).words]


def test_a_document_says_what_it_is() -> None:
    data = with_text("Purity 99.1 %")
    document = read_one(data)
    assert (document.name, document.media_type, document.reader) == ("a.pdf", "application/pdf", "pdfium")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.size_bytes == len(data)
    assert document.text_source == "embedded"
    assert document.metadata.producer.startswith("ReportLab")
    assert document.metadata.created.startswith("2000-01-01T00:00")
    assert document.earlier == ()


def test_words_stand_where_they_were_drawn() -> None:
    page = page_of(with_text("Purity 99.1 %"))
    assert (page.number, page.width, page.height) == (1, 400, 300)
    purity = page.words[0]
    assert purity.text == "Purity"
    assert purity.box.x0 == pytest.approx(50, abs=0.1)
    assert purity.box.x1 == pytest.approx(50 + 30.7, abs=0.3)
    assert purity.box.bottom == pytest.approx(50 + 0.22 * 12, abs=0.5)
    assert purity.box.height == pytest.approx(12)
    assert (purity.size, purity.font, purity.upright) == (12, "Helvetica", True)
    assert purity.confidence == 1.0


def test_words_come_by_line_and_then_from_left_to_right() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 150, "four")
        canvas.drawString(50, 150.5, "three")
        canvas.drawString(200, 200, "two")
        canvas.drawString(50, 200, "one")

    assert texts(drawn(draw)) == ["one", "two", "three", "four"]


def test_rows_closer_than_the_type_is_high_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 5)
        for row, height in enumerate((200, 197.5, 195)):
            canvas.drawString(50 + 60 * (row % 2), height, f"row{row} value{row}")

    assert texts(drawn(draw)) == ["row0", "value0", "row1", "value1", "row2", "value2"]


def test_pages_are_numbered_from_one() -> None:
    pages = read_one(drawn(lambda c: c.drawString(9, 9, "a"), lambda c: c.drawString(9, 9, "b"))).pages
    assert [(page.number, page.words[0].text) for page in pages] == [(1, "a"), (2, "b")]


@pytest.mark.parametrize(
    ("turn", "size", "centre"),
    [
        (0, (400, 300), (60, 100)),
        (90, (300, 400), (200, 60)),
        (180, (400, 300), (340, 200)),
        (270, (300, 400), (100, 340)),
    ],
)
def test_a_turned_page_is_described_as_it_is_seen(
    turn: int, size: tuple[float, float], centre: tuple[float, float]
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(60, 197, "99.1")

    def rotate(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Rotate = turn

    page = page_of(changed(drawn(draw), rotate))
    word = page.words[0]
    assert (page.width, page.height) == size
    assert word.text == "99.1"
    assert (word.box.centre, word.box.middle) == pytest.approx(centre, abs=2.5)
    assert word.upright is (turn == 0)


def test_places_count_from_the_crop_box() -> None:
    def crop(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.CropBox = [40, 20, 380, 280]

    page = page_of(changed(with_text("Lot"), crop))
    assert (page.width, page.height) == (340, 260)
    assert page.words[0].box.x0 == pytest.approx(10, abs=0.2)
    assert page.words[0].box.bottom == pytest.approx(30 + 2.6, abs=0.5)


def test_vertical_labels_are_read_along_their_own_direction() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "Chromatogram")
        canvas.translate(100, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "10.917 min")

    words = page_of(drawn(draw)).words
    assert {word.text for word in words if not word.upright} == {"10.917", "min"}
    label = next(word for word in words if word.text == "10.917")
    assert label.box.height > 2 * label.box.width


def test_a_raised_footnote_sign_is_no_digit_of_the_value() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 200, "99.1")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50 + canvas.stringWidth("99.1", "Helvetica", 12), 204, "2")

    assert texts(drawn(draw)) == ["99.1", "2"]


def test_a_raised_charge_stays_in_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 200, "[M+2H]")
        canvas.setFont("Helvetica", 8)
        end = 50 + canvas.stringWidth("[M+2H]", "Helvetica", 12)
        canvas.drawString(end, 204.5, "2+")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(end + 15, 200, "407.68")

    assert texts(drawn(draw)) == ["[M+2H]", "2+", "407.68"]


@pytest.mark.parametrize("copies", [2, 3])
def test_text_drawn_over_itself_to_look_bold_is_read_once(copies: int) -> None:
    def draw(canvas: Canvas) -> None:
        for copy in range(copies):
            canvas.drawString(50 + 0.4 * copy, 200, "99.77 percent purity of all lots")

    assert texts(drawn(draw)) == ["99.77", "percent", "purity", "of", "all", "lots"]


def test_double_letters_in_small_type_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4)
        canvas.drawString(50, 200, "fulfills illness 1111")

    assert texts(drawn(draw)) == ["fulfills", "illness", "1111"]


def test_text_in_a_form_stands_where_the_form_was_placed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("stamp")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(0, 0, "released")
        canvas.endForm()
        canvas.translate(100, 100)
        canvas.scale(2, 2)
        canvas.doForm("stamp")

    word = page_of(drawn(draw)).words[0]
    assert (word.text, word.size) == ("released", 24)
    assert word.box.x0 == pytest.approx(100, abs=0.5)


def test_ruled_tables_give_their_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(55, 145, "Purity")
        canvas.grid([50, 150, 250], [100, 120, 140, 160])

    page = page_of(drawn(draw))
    assert [len(table) for table in page.cells] == [6]
    assert {(round(cell.width), round(cell.height)) for cell in page.cells[0]} == {(100, 20)}
    assert len(page.rules) == 7


def test_a_rectangle_gives_four_rules_and_a_thin_one_gives_itself() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "x")
        canvas.rect(50, 100, 200, 50)
        canvas.rect(50, 80, 200, 0.5, stroke=0, fill=1)

    rules = page_of(drawn(draw)).rules
    assert len(rules) == 5
    assert sorted(round(rule.top) for rule in rules) == [150, 150, 150, 200, 220]


def test_a_trace_is_one_curve_however_it_is_written() -> None:
    points = [(50 + i, 100 + (i * 7) % 40) for i in range(100)]

    def as_path(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "x")
        canvas.setStrokeColorRGB(1, 0, 0)
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        canvas.drawPath(path)

    def as_pieces(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "x")
        canvas.setStrokeColorRGB(1, 0, 0)
        for start, end in pairwise(points):
            canvas.line(*start, *end)

    for draw in (as_path, as_pieces):
        (curve,) = page_of(drawn(draw)).curves
        assert (len(curve.points), curve.stroke, curve.filled) == (100, "#ff0000", False)
        assert curve.points[3] == pytest.approx((53, 300 - points[3][1]), abs=0.01)


def test_images_are_listed_with_their_box_and_pixels() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "x")
        place_picture(canvas, 50, 60, 100, 40, "navy")

    (image,) = page_of(drawn(draw)).images
    assert (image.width_px, image.height_px) == (40, 30)
    assert (image.box.x0, image.box.top, image.box.x1, image.box.bottom) == pytest.approx((50, 200, 150, 240))


def test_chinese_text_without_spaces_is_read() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(50, 200, "纯度为99.1%")

    assert "".join(texts(drawn(draw))) == "纯度为99.1%"


def test_annotations_are_part_of_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 200, "Lot")
        canvas.acroForm.textfield(name="lot", value="LOT-4711", x=120, y=190, width=100, height=20)

    assert texts(drawn(draw)) == ["Lot", "LOT-4711"]


def test_what_is_drawn_counts_and_not_the_text_that_stands_in_for_it() -> None:
    content = b"BT /F1 12 Tf 50 200 Td /Span << /ActualText (99.1) >> BDC (91.2) Tj EMC ET"
    page = page_of(with_content(content))
    assert [word.text for word in page.words] == ["91.2"]
    assert [hidden.word.text for hidden in page.hidden] == ["99.1"]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("99.1", "99.1"),
        ("Certi\ufb01cate", "Certificate"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("\U0001d6fd", "\U0001d6fd"),
        ("pep\u00adtide", "peptide"),
        ("1\u00a0%", "1 %"),
        ("\u202e99\u200b.1", "99.1"),
        ("Met\u2010Glu\x02", "Met-Glu-"),
        ("\u22125", "\u22125"),
        ("99.1\u00b2", "99.1\u00b2"),
        ("\uf0b398", "\u226598"),
    ],
)
def test_characters_are_made_safe(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_codes_that_are_no_characters_leave_a_mark() -> None:
    assert character_of(0x41) == "A"
    assert character_of(0xFFFFFFFF) == character_of(-1) == "\ufffd"
