"""The primary reader: PDFium's characters and paths; tables are found by pdfplumber."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2

from coaverify.document.annotations import Corners, flattened
from coaverify.document.codes import drawn_codes
from coaverify.document.doubles import crossed_runs, without_doubles
from coaverify.document.drawing import PageWalk
from coaverify.document.figures import dispute, dispute_within
from coaverify.document.glyphs import glyphs_of
from coaverify.document.ink import inactive
from coaverify.document.marks import Glyph
from coaverify.document.second_sight import look_at, read_again
from coaverify.document.tables import ruled_tables
from coaverify.document.view import View, view_of
from coaverify.document.visibility import judge
from coaverify.document.words import words_of
from coaverify.model.document import Hidden, HiddenWord, Page


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The file as PDFium's document. Raises pypdfium2.PdfiumError where it cannot be opened."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def read_page(document: Any, number: int, *, former: bool = False) -> Page:
    """The page with this number, from 1. Raises pypdfium2.PdfiumError where it cannot be loaded.

    former: of an earlier state of the file, whose words alone are compared: without tables, codes and doubts.
    """
    lost: list[Corners] = []
    page, carriers = flattened(document, number, lost)
    with closing(page):
        view = view_of(page.get_bbox(), page.get_rotation() // 90)
        walk = PageWalk(page, view.matrix)
        shown, hidden = _sorted_glyphs(page, walk, view)
        drawing = walk.drawing
        crossed = crossed_runs(shown)
        if not former:
            dispute(document, shown, drawing, crossed)
            look_at(document, page, shown, view)
            for corners in lost:
                dispute_within(view.matrix.box(*corners), shown)
        words, contradicted = read_again(page, words_of(without_doubles(shown, crossed)))
        read = Page(
            number=number,
            width=view.width,
            height=view.height,
            words=words,
            hidden=(*_hidden_words(hidden), *contradicted),
            rules=tuple(drawing.rules),
            cells=() if former else ruled_tables(drawing.edges),
            curves=tuple(drawing.curves),
            images=tuple(drawing.images),
            carriers=carriers,
        )
        codes = () if former else drawn_codes(document, read, drawing.modules)
        return replace(read, codes=codes) if codes else read


def _sorted_glyphs(page: Any, walk: PageWalk, view: View) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs that the page shows, and those that it does not.

    PDFium drops a character that stands nearly where the same character stood a moment before. Where
    a value was written over a covered one, either loses characters to the other: then both are read
    once more, each without the other.
    """
    glyphs = _glyphs(page, walk, view)
    judge(page, glyphs, walk.drawing, view)
    covered = {glyph.run for glyph in glyphs if glyph.why is not None}
    if covered:
        with inactive(covered):
            above = _glyphs(page, walk, view)
        with inactive(run for run in walk.runs.values() if run not in covered):
            below = _glyphs(page, walk, view)
        glyphs = above + below
        judge(page, glyphs, walk.drawing, view)
    hidden = [one for one in glyphs if one.why is not None]
    return ([one for one in glyphs if one.why is None] if hidden else glyphs), hidden


def _glyphs(page: Any, walk: PageWalk, view: View) -> list[Glyph]:
    with closing(page.get_textpage()) as text_page:
        return glyphs_of(text_page, walk.runs, view.matrix)


def _hidden_words(glyphs: list[Glyph]) -> Iterator[HiddenWord]:
    for why in Hidden if glyphs else ():
        for word in words_of(without_doubles([glyph for glyph in glyphs if glyph.why is why])):
            yield HiddenWord(word, why)
