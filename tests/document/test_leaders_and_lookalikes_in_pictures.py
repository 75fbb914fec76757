"""What is set right in a picture before and after its lines are read: dotted leaders, and letters that look alike."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.ocr.leaders import without_leaders
from coaverify.document.ocr.lookalikes import told_apart
from coaverify.document.ocr.straighten import seen_from_above
from coaverify.document.rendering import Pixels
from coaverify.extract.values.sequences import goes_on
from pdf_builders import drawn

PAGE = (595.0, 842.0)
LABEL, LEADER, VALUE = (60, 95), (104, 380), (398, 450)  # points from the left


def sheet(leader: str, dpi: int, value: str = "4.4 %") -> Pixels:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for row in range(6):
            canvas.drawString(60, 700 - 20 * row, "Acetate")
            canvas.drawString(100, 700 - 20 * row, leader)
            canvas.drawString(400, 700 - 20 * row, value)

    page = pypdfium2.PdfDocument(drawn(draw, size=PAGE))[0].render(scale=dpi / 72).to_pil().convert("RGB")
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def ink(picture: Pixels, span: tuple[int, int], dpi: int) -> int:
    """Dark pixels between two places of the width (points)."""
    return int((picture[:, round(span[0] * dpi / 72) : round(span[1] * dpi / 72)].min(axis=2) < 140).sum())


@pytest.mark.parametrize("dpi", [110, 150, 200])
def test_the_dots_between_a_label_and_its_value_are_taken_out_and_nothing_else(dpi: int) -> None:
    before = sheet("." * 104, dpi)
    after = without_leaders(before)
    assert ink(before, LEADER, dpi) > 100
    assert ink(after, LEADER, dpi) == 0
    for span in (LABEL, VALUE):
        assert ink(after, span, dpi) == ink(before, span, dpi)  # the point of 4.4 among it


@pytest.mark.parametrize("words", ["", "no sorrows or rancour amass across our moors", "..."])
def test_small_letters_and_an_ellipsis_are_no_leader(words: str) -> None:
    picture = sheet(words, 110)
    assert without_leaders(picture) is picture


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Lys-Arg-IIe-VaI-GIn-Arg-lle", "Lys-Arg-Ile-Val-Gln-Arg-Ile"),
        ("lon", "Ion"),
        ("KFKRlVQR", "KFKRIVQR"),
        ("lot", "lot"),
        ("All", "All"),
        ("Illinois", "Illinois"),
    ],
)
def test_i_and_l_are_told_apart_where_one_word_alone_can_be_meant(read: str, meant: str) -> None:
    assert told_apart(read) == meant


def test_a_chain_that_goes_on_behind_an_unknown_code_is_not_whole() -> None:
    assert goes_on("Lys-Arg-Ile-Vel-Gln-Arg", "Lys-Arg-Ile")
    assert goes_on("Lys-Arg-Ile-", "Lys-Arg-Ile")
    assert goes_on("Lys-Arg-Ile·N H2", "Lys-Arg-Ile")  # an amide is not lost with a space that is none
    assert not goes_on("Lys-Arg-Ile-OH", "Lys-Arg-Ile-OH")
    assert not goes_on("MEHFPGP - acetate salt", "MEHFPGP")
    assert not goes_on("MEHFPGP-TFA", "MEHFPGP")


def lit_from_one_side(picture: Pixels) -> Pixels:
    """The page with light that falls off over it to two thirds."""
    height, width = picture.shape[:2]
    down, across = np.mgrid[0:height, 0:width]
    off = (across / width + 0.2 * down / height) / 1.2
    return np.asarray(picture * (1 - 0.35 * off)[:, :, None], np.uint8)


def test_light_that_falls_off_over_a_page_is_no_table_that_it_lies_on() -> None:
    picture = lit_from_one_side(sheet("", 110))
    assert seen_from_above(picture)[0] is picture


def test_a_sheet_on_a_dark_table_is_cut_out_in_uneven_light_as_well() -> None:
    page = sheet("", 110)
    ground = np.full((page.shape[0] + 300, page.shape[1] + 300, 3), 60, np.uint8)
    ground[150:-150, 150:-150] = page
    ground = cv2.warpAffine(
        ground,
        cv2.getRotationMatrix2D((ground.shape[1] / 2, ground.shape[0] / 2), 3, 1),
        (ground.shape[1], ground.shape[0]),
        borderValue=(60, 60, 60),
    )
    assert not np.allclose(seen_from_above(lit_from_one_side(np.asarray(ground, np.uint8)))[1], np.eye(3))
