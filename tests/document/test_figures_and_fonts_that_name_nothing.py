"""Exchanged figures against fonts that name nothing rightly: the first are a finding, the second cannot be read."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Name

from coaverify.document.namings import is_another_figure
from coaverify.document.read import read, recogniser_installed
from coaverify.model.document import Dispute, Hidden, Page
from coaverify.model.settings import Limits
from deceptive_paper import helvetica
from pdf_builders import changed, with_content

needs_recogniser = pytest.mark.skipif(not recogniser_installed(), reason="the extra `ocr` is not installed")


@pytest.mark.parametrize(
    ("named", "shown", "expected"),
    [
        ("99.31", "91.31", True),
        ("99.31 %", "9931 %", True),
        ("Purity 99.31", "Purity 91.31", True),
        ("95-98", "95198", True),
        ("95298", "95-98", True),
        ("99,31", "99.31", False),
        ("99.31", "", False),
        ("99.31", "none", False),
        ("2 5.4", "-5.4", False),
        ("(215", "(−15", False),
        ("25.4%", "–5.4%", False),
        ("27.4%", "-5.4%", True),
        ("92J25:.-A<#3'4%56", "regexp-dna (4.2x)", False),
    ],
)
def test_another_figure_is_told_from_a_sign_and_from_names_that_are_no_text(
    named: str, shown: str, expected: bool
) -> None:
    assert is_another_figure(named, shown) is expected


def page_of(rows: dict[bytes, str], mapping: dict[int, str], differences: list[object] | None = None) -> Page:
    """Lines of text, by font: F1 is Helvetica, FL a font that says of its codes what `mapping` says."""
    shown = [
        b"BT /%s 14 Tf 60 %d Td (%s) Tj ET" % (font.encode(), 240 - 30 * number, words)
        for number, (words, font) in enumerate(rows.items())
    ]

    def add(document: pikepdf.Pdf) -> None:
        fonts = document.pages[0].obj.Resources.Font
        fonts.FL = document.make_indirect(helvetica(document, mapping, differences))

    return read(changed(with_content(b" ".join(shown)), add), "a.pdf", Limits()).pages[0]


def found(page: Page) -> list[Hidden]:
    return [one.why for one in page.hidden]


@needs_recogniser
def test_a_figure_exchanged_by_its_font_is_named_with_what_is_seen() -> None:
    page = page_of({b"Purity": "F1", b"91.31": "FL"}, {ord(one): one for one in "03456789."} | {ord("1"): "9"})
    assert found(page) == [Hidden.OTHERWISE]


@needs_recogniser
def test_a_minus_for_which_the_font_names_a_figure_is_a_doubt() -> None:
    mapping = {ord(one): one for one in "0123456789.%"} | {200: "2"}
    page = page_of({b"Change": "F1", b"\xc835.3%": "FL"}, mapping, [200, Name.endash])
    assert found(page) == [Hidden.UNCONFIRMED]
    assert [word.text for word in page.words if word.dispute > Dispute.NONE] == ["235.3%"]


@needs_recogniser
def test_a_font_that_names_no_letters_rightly_either_is_a_doubt_in_all_that_it_sets() -> None:
    """What it calls 0 is a letter, which alone would look like an exchanged figure."""
    codes = dict(zip(b"crypto-md5 (2.3x)V8", "/9=:>8.72D#3(4,56)01", strict=False))
    page = page_of({b"crypto-md5 \\(2.3x\\)": "FL", b"V8": "FL"}, codes)
    assert set(found(page)) == {Hidden.UNCONFIRMED}
    assert all(one.shown == "" for one in page.hidden)
    assert any(word.dispute for word in page.words)
