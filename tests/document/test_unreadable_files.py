"""Whatever cannot be read is refused with a code and a sentence; no other error comes out."""

import random

import pikepdf
import pypdfium2
import pytest

from coaverify.document import pdfium
from coaverify.document.read import read
from coaverify.document.render import render_page
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Limits
from pdf_builders import changed, drawn, picture, place_picture, with_content, with_text

SMALL = Limits(max_bytes=100_000, max_pages=3)
SOUND = with_text("Purity 99.1 %", "Lot 4711")


def refused(data: bytes, limits: Limits = SMALL) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, "a.pdf", limits)
    assert caught.value.message.endswith(".")
    return caught.value


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ErrorCode.EMPTY),
        (b"hello", ErrorCode.UNSUPPORTED_TYPE),
        (b"\n" * 90_000, ErrorCode.UNSUPPORTED_TYPE),
        (b"PK\x03\x04" + bytes(100), ErrorCode.UNSUPPORTED_TYPE),
        (b"\n" * 100_001, ErrorCode.TOO_LARGE),
        (b"%PDF-1.7\n", ErrorCode.CORRUPT),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, ErrorCode.CORRUPT),
        (SOUND[:300], ErrorCode.CORRUPT),
        (picture(kind="PNG"), ErrorCode.NO_TEXT),
        (picture(kind="JPEG"), ErrorCode.NO_TEXT),
        (picture(kind="TIFF"), ErrorCode.NO_TEXT),
        (picture(kind="WEBP"), ErrorCode.NO_TEXT),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), ErrorCode.CORRUPT),
        (picture(kind="JPEG", size=(400, 300))[:400], ErrorCode.CORRUPT),
        (drawn(lambda c: c.rect(10, 10, 50, 50)), ErrorCode.NO_TEXT),
        (drawn(*[lambda c: c.drawString(9, 9, "a")] * 4), ErrorCode.TOO_MANY_PAGES),
        (drawn(lambda c: c.drawString(9, 9, "a"), password="secret"), ErrorCode.ENCRYPTED),
    ],
)
def test_each_reason_has_its_code(data: bytes, code: ErrorCode) -> None:
    assert refused(data).code is code


def test_a_picture_without_text_and_a_blank_page_are_told_apart() -> None:
    scan = drawn(lambda c: place_picture(c, 0, 0, 400, 300))
    sentences = [refused(data).message for data in (picture(), scan, drawn(lambda c: None))]
    assert "picture" in sentences[0]
    assert sentences[1] == sentences[0]
    assert "blank" in sentences[2]


def test_an_empty_user_password_opens() -> None:
    locked = changed(SOUND, lambda document: None, encryption=pikepdf.Encryption(user="", owner="x"))
    assert read(locked, "a.pdf", SMALL).pages[0].words[0].text == "Purity"


def test_a_header_may_come_late() -> None:
    assert read(b"\xef\xbb\xbf\n" + SOUND, "a.pdf", SMALL).pages[0].words


def test_a_document_without_pages_is_corrupt() -> None:
    def empty(document: pikepdf.Pdf) -> None:
        del document.pages[0]

    assert refused(changed(SOUND, empty)).code is ErrorCode.CORRUPT


def cut(seed: int) -> bytes:
    return SOUND[: random.Random(seed).randrange(1, len(SOUND))]


def damaged(seed: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(SOUND)
    for _ in range(20):
        data[chance.randrange(10, len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("data", [*map(cut, range(50)), *map(damaged, range(50))])
def test_a_broken_file_is_read_or_refused(data: bytes) -> None:
    try:
        assert read(data, "a.pdf", SMALL).pages
    except Unreadable as error:
        assert error.message


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 12 Tf 1e38 0 0 1e38 1e38 1e38 Tm (99.1) Tj ET",
        b"BT /F1 1e30 Tf 50 50 Td (99.1) Tj ET",
        b"BT /F1 0 Tf 50 50 Td (99.1) Tj ET",
        b"0 0 0 0 0 0 cm BT /F1 12 Tf 50 50 Td (99.1) Tj ET",
        b"1e38 0 0 1e38 0 0 cm 0 0 m 1e38 1e38 l 5 5 l S BT /F1 12 Tf (99.1) Tj ET",
        b"BT /F9 12 Tf (99.1) Tj ET Q Q Q EMC ]]>> BT",
    ],
)
def test_absurd_numbers_are_survived(content: bytes) -> None:
    try:
        read(with_content(content), "a.pdf", SMALL)
    except Unreadable as error:
        assert error.code is ErrorCode.NO_TEXT


def test_the_second_reader_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise pypdfium2.PdfiumError("cannot")

    expected = read(SOUND, "a.pdf", SMALL).pages[0]
    monkeypatch.setattr(pdfium, "read_page", fail)
    document = read(SOUND, "a.pdf", SMALL)
    assert document.reader == "pdfplumber"
    page = document.pages[0]
    assert [word.text for word in page.words] == [word.text for word in expected.words]
    for mine, other in zip(page.words, expected.words, strict=True):
        assert mine.box.x0 == pytest.approx(other.box.x0, abs=0.5)
        assert mine.box.top == pytest.approx(other.box.top, abs=1.5)


def test_a_page_is_rendered_within_bounds() -> None:
    png = render_page(SOUND, 1, 72)
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    assert (width, height) == (400, 300)
    huge = render_page(SOUND, 1, 100_000)
    assert int.from_bytes(huge[16:20], "big") <= 4001


def test_what_cannot_be_rendered_is_refused() -> None:
    with pytest.raises(ValueError, match="no page 2"):
        render_page(SOUND, 2, 72)
    for data in (b"", b"hello", b"%PDF-1.7\n"):
        with pytest.raises(Unreadable):
            render_page(data, 1, 72)
