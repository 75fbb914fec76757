"""The second reader: pdfplumber with its own parser, for files that PDFium cannot read.

It gives the same Document, without a judgement of what is hidden but for words beyond the crop box.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator
from typing import Any

import pdfplumber

from coaverify.document.characters import clean
from coaverify.document.marks import Drawing, Glyph, Run
from coaverify.document.metadata import metadata_of
from coaverify.document.paths import Ink, PathSorter
from coaverify.document.refusals import DAMAGED, NO_PAGES, TOO_MANY_PAGES, refusal
from coaverify.document.tables import ruled_tables
from coaverify.document.words import words_of
from coaverify.model.document import Hidden, HiddenWord, Image, Metadata, Page
from coaverify.model.errors import Unreadable
from coaverify.model.evidence import Box
from coaverify.model.settings import Limits

# What pdfminer has to say of a broken file would go to standard error.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())
logging.getLogger("pdfminer").propagate = False

BLACK_INK, NO_INK = "#000000", ""


def read_pages(data: bytes, limits: Limits) -> tuple[tuple[Page, ...], Metadata]:
    """All pages and the metadata. Raises Unreadable; MemoryError goes through."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            count = len(document.pages)
            if count > limits.max_pages:
                raise refusal(TOO_MANY_PAGES, pages=count, most=limits.max_pages)
            fields = {key: str(value) for key, value in document.metadata.items()}
            pages = tuple(_page(page) for page in document.pages)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever the file makes its code stumble over
        raise refusal(DAMAGED) from error
    if not pages:
        raise refusal(NO_PAGES)
    return pages, metadata_of(fields)


def _page(page: Any) -> Page:
    left, top, right, bottom = map(float, page.bbox)
    glyphs = list(_glyphs(page.dedupe_chars(), left, top))
    width, height = right - left, bottom - top
    inside = [glyph for glyph in glyphs if 0 <= glyph.box.centre <= width and 0 <= glyph.box.middle <= height]
    kept = set(inside)
    outside = [glyph for glyph in glyphs if glyph not in kept]
    drawing = _drawing(page, left, top)
    return Page(
        number=page.page_number,
        width=width,
        height=height,
        words=words_of(inside),
        hidden=tuple(HiddenWord(word, Hidden.OFF_PAGE) for word in words_of(outside)),
        rules=tuple(drawing.rules),
        cells=ruled_tables(drawing.edges),
        curves=tuple(drawing.curves),
        images=tuple(drawing.images),
    )


def _glyphs(page: Any, left: float, top: float) -> Iterator[Glyph]:
    for char in page.chars:
        mapped = not char["text"].startswith("(cid:")
        text = clean(char["text"]) if mapped else "\ufffd"
        if not text:
            continue
        a, b = char["matrix"][:2]
        run = Run(
            size=float(char["size"]),
            font=str(char["fontname"]).rpartition("+")[2],
            angle=round(math.degrees(math.atan2(b, a))) % 360,
        )
        box = Box(char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top)
        start = (box.x0, box.bottom - run.descent * run.size)
        if run.angle:
            start = (box.x1, box.bottom) if 45 < run.angle < 135 else (box.x0, box.top)
        yield Glyph(text, box.x0, box.top, box.x1, box.bottom, start, run, mapped)


def _drawing(page: Any, left: float, top: float) -> Drawing:
    drawing = Drawing()
    paths = PathSorter(drawing)
    for shape in (*page.lines, *page.rects, *page.curves):
        points = [(float(x) - left, float(y) - top) for x, y in shape["pts"]]
        ink = Ink(BLACK_INK if shape["stroke"] else NO_INK, BLACK_INK if shape["fill"] else NO_INK)
        if len(points) > 1:
            paths.add(points, shape["object_type"] == "rect", ink)
    paths.finish()
    for image in page.images:
        box = Box(image["x0"] - left, image["top"] - top, image["x1"] - left, image["bottom"] - top)
        width, height = image["srcsize"]
        drawing.images.append(Image(box, int(width), int(height)))
    return drawing
