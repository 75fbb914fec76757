"""Values whose type differs from what surrounds them; and all that is set otherwise on purpose."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.columns import column_of
from coaverify.extract.typefaces import face_of
from coaverify.model.document import Word
from coaverify.model.evidence import Box
from coaverify.model.file_facts import Difference, OddStyle
from coaverify.model.settings import Limits

HEIGHT = 842.0
# words, font, size, rise in points, colour
Piece = tuple[str, str, float, float, str]
ROWS = (("Product name", "Semax"), ("Lot No.", "AB-12345"), ("Molecular weight", "813.92"),
        ("Purity (HPLC)", "99.31 %"), ("Observed mass", "813.4 Da"),
        ("Date of analysis", "2026-03-09"), ("Issue date", "2026-03-11"))  # fmt: skip


def plain(words: str, font: str = "Helvetica", size: float = 10, rise: float = 0, colour: str = "#000000") -> Piece:
    return words, font, size, rise, colour


def odd_in(instead: dict[str, Sequence[Piece]], label_font: str = "Helvetica") -> list[OddStyle]:
    """What is found on a certificate of lines "label  value", where some labels or values are set in pieces."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, HEIGHT), invariant=1)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, HEIGHT - 60, "Certificate of Analysis")
    for number, (label, value) in enumerate(ROWS):
        for x, pieces in (
            (60.0, instead.get(label) or [plain(label, label_font)]),
            (230.0, instead.get(value) or [plain(value)]),
        ):
            for words, font, size, rise, colour in pieces:
                canvas.setFont(font, size)
                canvas.setFillColor(colour)
                canvas.drawString(x, HEIGHT - 100 - 20 * number + rise, words)
                x += pdfmetrics.stringWidth(words, font, size)
    canvas.showPage()
    canvas.save()
    (certificate,) = extract(read(buffer.getvalue(), "a.pdf", Limits()))
    return [reading.value for reading in certificate.odd_styles]


def clear(found: Sequence[OddStyle]) -> list[tuple[str, tuple[Difference, ...], bool]]:
    return [(odd.claim, odd.differs, odd.within) for odd in found if odd.clear]


def test_a_page_set_in_one_type_has_nothing_odd() -> None:
    assert odd_in({}) == []


@pytest.mark.parametrize(
    ("piece", "differs"),
    [
        (plain("1", font="Times-Roman"), Difference.FAMILY),
        (plain("1", size=9.2), Difference.SIZE),
        (plain("1", rise=1.2), Difference.BASELINE),
        (plain("1", colour="#1d4ed8"), Difference.COLOUR),
    ],
)
def test_figures_of_one_number_that_are_set_in_two_ways_are_found(piece: Piece, differs: Difference) -> None:
    found = odd_in({"99.31 %": [plain("99.3"), piece, plain(" %")]})
    assert clear(found) == [("hplc_purity", (differs,), True)]


@pytest.mark.parametrize(("font", "rise"), [("Times-Roman", 0), ("Helvetica", 1.2)])
def test_characters_of_one_code_that_are_set_in_two_ways_are_found(font: str, rise: float) -> None:
    found = odd_in({"AB-12345": [plain("A"), plain("B", font, rise=rise), plain("-12345")]})
    assert [(odd.claim, odd.within, odd.text) for odd in found if odd.clear] == [("lot_number", True, "B")]


@pytest.mark.parametrize(
    ("value", "claim"), [("99.31 %", "hplc_purity"), ("AB-12345", "lot_number"), ("2026-03-11", "issue_date")]
)
@pytest.mark.parametrize(
    ("font", "size", "differs"), [("Times-Roman", 10, Difference.FAMILY), ("Helvetica", 9.2, Difference.SIZE)]
)
def test_a_value_that_is_set_otherwise_than_the_others_is_found(
    value: str, claim: str, font: str, size: float, differs: Difference
) -> None:
    assert clear(odd_in({value: [plain(value, font, size)]})) == [(claim, (differs,), False)]


def test_a_value_off_the_line_of_its_label_is_found() -> None:
    found = odd_in({"AB-12345": [plain("AB-12345", rise=1.6)]})
    assert clear(found) == [("lot_number", (Difference.BASELINE,), False)]


@pytest.mark.parametrize(
    "instead",
    [
        {"99.31 %": [plain("99.31 %", "Helvetica-Bold")]},
        {"99.31 %": [plain("99.31 %", "Helvetica-Bold", 14)]},
        {"99.31 %": [plain("99.31 %", size=15)]},
        {"99.31 %": [plain("99.31"), plain(" %", "Times-Roman")]},
        {"99.31 %": [plain("99.31"), plain("2", size=6, rise=4), plain(" %")]},
        {"99.31 %": [plain("±", "Times-Roman"), plain("99.31 %")]},
        {"Semax": [plain("Semax", "Times-Bold", 13)]},
        {"AB-12345": [plain("AB-12345", "Courier")]},
        {"99.31 %": [plain("99.31 %", "Times-Roman")], "Purity (HPLC)": [plain("Purity (HPLC)", "Times-Roman")]},
        {"99.31 %": [plain("99.31 %", size=9.2)], "Purity (HPLC)": [plain("Purity (HPLC)", size=9.2)]},
        {"2026-03-11": [plain("2026-03-11", rise=0.5)]},
        {value: [plain(value, "Times-Roman")] for _label, value in ROWS},
    ],
    ids=["bold", "bold and large", "large", "unit", "footnote sign", "sign of another font", "name",
         "typewriter's code", "row in another font", "row in another size", "cell centred for itself",
         "all values"],
)  # fmt: skip
def test_what_is_set_otherwise_on_purpose_is_not_clear(instead: dict[str, Sequence[Piece]]) -> None:
    assert clear(odd_in(instead)) == []


def test_a_lot_in_the_small_print_of_a_header_is_set_as_that_is() -> None:
    words = [Word("AB-12345", Box(60, 20, 100, 27), size=7, font="Helvetica", foot=25)]
    words += [
        Word(f"{99 + row}.3", Box(60, 200 + row, 90, 210 + row), size=10, foot=208 + row) for row in (0, 20, 40, 60)
    ]
    assert column_of(words[0], words[0].box, words[:1], words[1:]) is None
    assert column_of(words[1], words[1].box, words[1:], words[1:]) is not None


@pytest.mark.parametrize(
    ("behind", "held"),
    [("090419", False), ("S. Mary Avenue", False), ("Da", True), ("% by HPLC", True)],
    ids=["more figures", "an address", "a unit", "a method"],
)
def test_a_line_that_is_set_otherwise_as_a_whole_is_not_held_against_others(behind: str, held: bool) -> None:
    words = [Word(f"99.{row}", Box(60, 80 + row, 90, 90 + row), size=10, foot=88 + row) for row in (0, 20, 40, 60)]
    x, line = 60.0, []
    for text in ("1309", *behind.split()):
        line.append(Word(text, Box(x, 171, x + 5 * len(text), 180), size=9, foot=178))
        x = line[-1].box.x1 + 3
    assert (column_of(line[0], line[0].box, words + line, ()) is not None) is held


@pytest.mark.parametrize(("before", "after", "held"), [("纯度", "合格", False), ("found", "Da", True)])
def test_figures_amid_chinese_text_are_not_held_against_it(before: str, after: str, held: bool) -> None:
    words = [
        Word(before, Box(60, 100, 80, 110), size=10, font="SimSun", foot=108),
        Word("99.31", Box(83, 100, 110, 110), size=10, font="Arial", foot=108),
        Word(after, Box(113, 100, 130, 110), size=10, font="SimSun", foot=108),
    ]
    assert (column_of(words[1], words[1].box, words, ()) is not None) is held


def test_bold_labels_with_regular_values_are_usual() -> None:
    assert odd_in({}, label_font="Helvetica-Bold") == []


def test_type_that_was_drawn_twice_to_look_bold_is_one_type() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, HEIGHT), invariant=1)
    canvas.drawString(60, HEIGHT - 60, "Certificate of Analysis")
    for number, (label, value) in enumerate(ROWS):
        for shift in (0, 0.3) if label.startswith("Purity") else (0,):
            canvas.drawString(60, HEIGHT - 100 - 20 * number, label)
            canvas.drawString(230 + shift, HEIGHT - 100 - 20 * number, value)
    canvas.save()
    (certificate,) = extract(read(buffer.getvalue(), "a.pdf", Limits()))
    assert certificate.odd_styles == ()


@pytest.mark.parametrize(
    ("font", "family", "bold"),
    [
        ("ArialMT", "Arial", False),
        ("Arial-BoldMT", "Arial", True),
        ("TimesNewRomanPS-BoldMT", "TimesNewRoman", True),
        ("Times New Roman", "TimesNewRoman", False),
        ("Liberation-Sans-Bold", "LiberationSans", True),
        ("Calibri-Light", "Calibri", False),
        ("ABCDEF+OpenSans-Semibold", "OpenSans", True),
        ("HelveticaNeueLTStd-Blk", "HelveticaNeueLT", True),
        ("HelveticaNeueLTStd-Lt", "HelveticaNeueLT", False),
        ("CIDFont+F2", "", False),
        ("T1_0", "", False),
        ("", "", False),
    ],
)
def test_a_family_is_known_without_its_weight_and_foundry(font: str, family: str, bold: bool) -> None:
    face = face_of(Word("1", Box(0, 0, 1, 1), font=font))
    assert (face.family, face.bold) == (family, bold)
