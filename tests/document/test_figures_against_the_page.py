"""Figures that the file names otherwise than the page shows them; and honest pages that look alike."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

import overpaintings
from coaverify.document.figure_shapes import FIGURES, likeness
from coaverify.document.read import read, recogniser_installed
from coaverify.model.document import Dispute, Hidden, Page
from coaverify.model.settings import Limits
from deceptive_paper import BAD, GOOD, Paper
from deceptive_text import DECEPTIONS
from pdf_builders import with_content

LIES = ("one_figure_remapped", "all_figures_permuted", "a_second_code_for_one_figure", "two_figures_for_one_shape",
        "a_similar_figure_under_a_second_code", "a_shape_that_stands_for_nothing", "a_figure_without_a_shape",
        "a_point_that_draws_a_figure", "composite_font_with_a_lying_map", "composite_font_with_other_glyphs",
        "simple_truetype_font_that_lies", "type_3_font_that_lies",
        "stand_in_text_for_shapes_without_names")  # fmt: skip
MARKED = ("white_piece_that_makes_an_8_a_6", "stroke_that_makes_a_3_an_8", "slanted_stroke_that_makes_a_1_a_4",
          "point_moved_by_dots", "square_note_without_a_look", "white_letters_over_it")  # fmt: skip
BENEATH = ("white_on_white", "nearly_white", "tiny_type", "clear", "nearly_clear", "clipped_away", "unpainted",
           "clipped_by_two_corners", "painted_as_clip_alone", "white_multiplied", "scaled_to_nothing",
           "squeezed_to_nothing", "layer_switched_off", "nested_membership_of_a_layer", "form_of_a_layer",
           "form_within_a_layer", "masked_away", "in_the_colour_of_a_cell", "white_box_with_other_figures",
           "thick_white_line", "two_translucent_boxes", "gradient_over_it", "pattern_over_it", "form_that_is_covered",
           "square_note", "free_text_note", "stamp_note", "ink_note", "redaction_note", "field_over_it")  # fmt: skip

needs_recogniser = pytest.mark.skipif(not recogniser_installed(), reason="the extra `ocr` is not installed")


def page_with(name: str) -> Page:
    paper = Paper()
    {**DECEPTIONS, **overpaintings.HONEST}[name](paper)
    return read(paper.bytes(), "paper.pdf", Limits()).pages[0]


def disputed(page: Page) -> list[str]:
    return [word.text for word in page.words if word.dispute]


def hidden(page: Page) -> dict[str, Hidden]:
    return {one.word.text: one.why for one in page.hidden}


@pytest.mark.parametrize("name", LIES)
def test_a_figure_that_its_font_draws_otherwise_is_disputed(name: str) -> None:
    page = page_with(name)
    assert disputed(page)
    assert {Hidden.OTHERWISE, Hidden.UNCONFIRMED} & set(hidden(page).values())


@pytest.mark.parametrize("name", MARKED)
def test_a_figure_that_something_is_painted_into_or_over_is_disputed(name: str) -> None:
    page = page_with(name)
    assert disputed(page)
    assert {Hidden.OTHERWISE, Hidden.UNCONFIRMED} & set(hidden(page).values())


@needs_recogniser
def test_what_the_page_shows_stands_beside_what_the_file_says() -> None:
    found = [one for one in page_with("one_figure_remapped").hidden if one.why is Hidden.OTHERWISE]
    assert [(one.word.text.split()[0], one.shown.replace(" ", "").rstrip("%")) for one in found] == [("99.39", BAD)]


def test_without_a_recogniser_the_figures_stay_disputed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    page = page_with("one_figure_remapped")
    assert any("99.39" in text for text in disputed(page))
    assert list(hidden(page).values()) == [Hidden.UNCONFIRMED]


@pytest.mark.parametrize("name", BENEATH)
def test_the_figure_that_is_seen_is_read_and_the_other_is_hidden(name: str) -> None:
    page = page_with(name)
    assert GOOD in hidden(page)
    assert BAD in [word.text for word in page.words]
    assert GOOD not in [word.text for word in page.words if word.box.top > 300 and word.box.x0 > 380]


@pytest.mark.parametrize("name", [name for name in overpaintings.HONEST if not name.startswith("a_scan")])
def test_an_honest_page_disputes_nothing(name: str) -> None:
    page = page_with(name)
    assert disputed(page) == []
    assert hidden(page) == {}
    assert GOOD in [word.text for word in page.words]


def test_a_figure_turned_by_a_quarter_is_known_again() -> None:
    data = with_content(b"BT /F1 12 Tf 0 1 -1 0 200 50 Tm (2837.6140) Tj ET BT /F1 12 Tf 50 50 Td (Purity) Tj ET")
    page = read(data, "a.pdf", Limits()).pages[0]
    assert [word.dispute for word in page.words] == [Dispute.NONE] * 2


def test_a_line_through_a_table_that_crosses_a_figure_changes_nothing() -> None:
    data = with_content(b"BT /F1 12 Tf 50 200 Td (99.31) Tj ET 0.6 w 60 20 m 60 280 l S 10 203 m 390 203 l S")
    assert disputed(read(data, "a.pdf", Limits()).pages[0]) == []


@pytest.mark.parametrize("figure", FIGURES)
def test_a_shape_is_like_the_figure_that_it_is(figure: str) -> None:
    data = with_content(f"BT /F1 80 Tf 50 100 Td ({figure}) Tj ET".encode())
    ink = _inked(data)
    own = likeness(ink, figure)
    assert own is not None
    assert own.is_own
    for other in FIGURES.replace(figure, ""):
        like = likeness(ink, other)
        assert like is not None
        assert like.speaks_otherwise


def _inked(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        drawn: Image.Image = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
        return drawn.point([255 - value for value in range(256)])
    finally:
        document.close()


def test_nothing_looks_like_no_figure() -> None:
    assert likeness(Image.new("L", (10, 10)), "1") is None
