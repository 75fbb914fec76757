"""Words that the file holds and the page does not show; and sound pages, which have none."""

from collections.abc import Callable

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.model.document import Hidden, Page
from coaverify.model.settings import Limits
from pdf_builders import changed, drawn, place_picture, with_content


def page_of(data: bytes) -> Page:
    return read(data, "a.pdf", Limits()).pages[0]


def hidden_in(page: Page) -> list[tuple[str, Hidden]]:
    return [(hidden.word.text, hidden.why) for hidden in page.hidden]


def over_value(cover: Callable[[Canvas], None]) -> Page:
    """A page on which `cover` is painted over the value 99.1."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 200, "Purity")
        canvas.drawString(100, 200, "99.1")
        cover(canvas)

    return page_of(drawn(draw))


def white_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(98, 196, 40, 16, stroke=0, fill=1)


def test_a_word_under_a_white_box_is_covered() -> None:
    page = over_value(white_box)
    assert hidden_in(page) == [("99.1", Hidden.COVERED)]
    assert [word.text for word in page.words] == ["Purity"]


def test_a_black_bar_covers_as_well() -> None:
    assert hidden_in(over_value(lambda c: c.rect(98, 196, 40, 16, fill=1))) == [("99.1", Hidden.COVERED)]


def test_an_image_covers() -> None:
    page = over_value(lambda c: place_picture(c, 98, 196, 40, 16))
    assert hidden_in(page) == [("99.1", Hidden.COVERED)]


def test_a_value_written_over_a_covered_one_is_read_whole() -> None:
    def cover(canvas: Canvas) -> None:
        white_box(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(100.3, 200, "91.2")

    page = over_value(cover)
    assert [word.text for word in page.words] == ["Purity", "91.2"]
    assert hidden_in(page) == [("99.1", Hidden.COVERED)]


def test_part_of_a_line_may_be_covered() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 200, "Purity 99.1 %")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(84, 196, 24, 16, stroke=0, fill=1)

    page = page_of(drawn(draw))
    assert [word.text for word in page.words] == ["Purity", "%"]
    assert hidden_in(page) == [("99.1", Hidden.COVERED)]


def see_through(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 0)
    canvas.setFillAlpha(0.4)
    canvas.rect(98, 196, 40, 16, stroke=0, fill=1)


def frame(canvas: Canvas) -> None:
    canvas.rect(98, 196, 40, 16, stroke=1, fill=0)


def beside(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(98, 212, 40, 16, stroke=0, fill=1)


def big_triangle(canvas: Canvas) -> None:
    """Its box lies over the value, its area does not."""
    path = canvas.beginPath()
    path.moveTo(90, 150)
    path.lineTo(390, 150)
    path.lineTo(390, 290)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize("paint", [see_through, frame, beside, big_triangle])
def test_what_does_not_cover_hides_nothing(paint: Callable[[Canvas], None]) -> None:
    page = over_value(paint)
    assert hidden_in(page) == []
    assert [word.text for word in page.words] == ["Purity", "99.1"]


def test_a_cell_painted_before_its_text_hides_nothing() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.9, 0.95, 1)
        canvas.rect(40, 190, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(50, 200, "99.1")

    assert hidden_in(page_of(drawn(draw))) == []


def in_colour(colour: tuple[float, float, float], ground: tuple[float, float, float] | None) -> Page:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "Certificate")
        if ground is not None:
            canvas.setFillColorRGB(*ground)
            canvas.rect(40, 190, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(*colour)
        canvas.drawString(50, 200, "99.1")

    return page_of(drawn(draw))


@pytest.mark.parametrize(
    ("colour", "ground"),
    [
        ((1, 1, 1), None),
        ((0.95, 0.96, 0.97), None),
        ((0.2, 0.3, 0.5), (0.2, 0.3, 0.5)),
        ((0, 0, 0), (0, 0, 0)),
    ],
)
def test_text_in_the_colour_behind_it_is_hidden(
    colour: tuple[float, float, float], ground: tuple[float, float, float] | None
) -> None:
    assert hidden_in(in_colour(colour, ground)) == [("99.1", Hidden.BACKGROUND)]


@pytest.mark.parametrize(
    ("colour", "ground"),
    [((1, 1, 1), (0.1, 0.2, 0.4)), ((0.7, 0.7, 0.7), None), ((1, 1, 1), (0.7, 0.8, 0.9)), ((1, 1, 0), None)],
)
def test_text_on_another_colour_is_seen(
    colour: tuple[float, float, float], ground: tuple[float, float, float] | None
) -> None:
    assert hidden_in(in_colour(colour, ground)) == []


def test_white_text_on_a_dark_image_or_gradient_or_wide_line_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        place_picture(canvas, 40, 190, 200, 30, "navy")
        canvas.linearGradient(40, 140, 240, 140, ((0, 0, 0.3), (0, 0.3, 0)), extend=True)
        canvas.setLineWidth(30)
        canvas.line(40, 55, 240, 55)
        canvas.setFillColorRGB(1, 1, 1)
        for height in (200, 150, 50):
            canvas.drawString(50, height, "99.1")

    page = page_of(drawn(draw))
    assert hidden_in(page) == []
    assert len(page.words) == 3


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"3 Tr (99.1) Tj", Hidden.INVISIBLE),
        (b"7 Tr (99.1) Tj", Hidden.INVISIBLE),
        (b"/F1 0.4 Tf (99.1) Tj", Hidden.TINY),
        (b"500 0 Td (99.1) Tj", Hidden.OFF_PAGE),
    ],
)
def test_text_that_says_itself_that_it_is_not_to_be_seen(content: bytes, why: Hidden) -> None:
    data = with_content(b"BT /F1 12 Tf 50 250 Td (Purity) Tj ET BT /F1 12 Tf 50 200 Td " + content + b" ET")
    assert hidden_in(page_of(data)) == [("99.1", why)]


def test_transparent_text_is_invisible() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "Purity")
        canvas.setFillAlpha(0)
        canvas.drawString(50, 200, "99.1")

    assert hidden_in(page_of(drawn(draw))) == [("99.1", Hidden.INVISIBLE)]


def test_text_outside_the_crop_box_is_off_the_page() -> None:
    def crop(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.CropBox = [0, 100, 400, 300]

    data = with_content(b"BT /F1 12 Tf 50 250 Td (Purity) Tj 0 -220 Td (99.1) Tj ET")
    assert hidden_in(page_of(changed(data, crop))) == [("99.1", Hidden.OFF_PAGE)]


def test_text_that_is_clipped_away_is_not_seen() -> None:
    data = with_content(
        b"BT /F1 12 Tf 50 250 Td (Purity) Tj ET q 10 10 20 20 re W n BT /F1 12 Tf 50 200 Td (99.1) Tj ET Q"
    )
    assert hidden_in(page_of(data)) == [("99.1", Hidden.OFF_PAGE)]


def test_text_in_a_wide_enough_clip_is_seen() -> None:
    data = with_content(b"q 45 190 100 30 re W n BT /F1 12 Tf 50 200 Td (99.1) Tj ET Q")
    assert hidden_in(page_of(data)) == []


def test_text_of_a_layer_that_is_switched_off_is_hidden() -> None:
    def switch_off(document: pikepdf.Pdf) -> None:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="old"))
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
        document.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L1=layer)

    content = b"BT /F1 12 Tf 50 250 Td (91.2) Tj ET /OC /L1 BDC BT /F1 12 Tf 50 200 Td (99.1) Tj ET EMC"
    page = page_of(changed(with_content(content), switch_off))
    assert hidden_in(page) == [("99.1", Hidden.INVISIBLE)]
    assert [word.text for word in page.words] == ["91.2"]


def test_a_note_typed_over_a_value_covers_it() -> None:
    def annotate(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        look = document.make_stream(
            b"1 1 1 rg 0 0 100 20 re f 0 g BT /F1 12 Tf 2 4 Td (91.2) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 100, 20],
            Resources=page.Resources,
        )
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.FreeText,
            Rect=[98, 196, 198, 216],
            F=4,
            Contents="91.2",
            AP=pikepdf.Dictionary(N=look),
        )
        page.Annots = [document.make_indirect(note)]

    data = with_content(b"BT /F1 12 Tf 50 200 Td (Purity) Tj 50 0 Td (99.1) Tj ET")
    page = page_of(changed(data, annotate))
    assert [word.text for word in page.words] == ["Purity", "91.2"]
    assert hidden_in(page) == [("99.1", Hidden.COVERED)]


def test_text_that_the_file_gives_in_place_of_glyphs_is_read_in_any_script() -> None:
    content = b"/Span<</ActualText <FEFF5E746708>>> BDC BT /F1 12 Tf 50 200 Td (A) Tj ET EMC"
    page = read(with_content(content), "test.pdf", Limits()).pages[0]
    assert [word.text for word in page.words] == ["A"]
    assert [hidden.word.text for hidden in page.hidden] == ["\u5e74\u6708"]
