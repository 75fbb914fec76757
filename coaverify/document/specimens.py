"""The figures of a page's fonts, held against what they stand for: a font may draw a 1 and call it a 9.

A font's outline of a figure costs microseconds to ask for, its shape a hundred times as much. So an outline is known
again by a few of its points, and its shape looked at once a process: a few fonts set nearly all certificates.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from coaverify.document import calls
from coaverify.document.figure_shapes import FIGURES, LOW, drawn, likeness

SAMPLES = 3  # points of an outline that it is known again by
MOST = 4096  # outlines that are remembered

Ink = tuple[float, float, float, float]  # left, low, right, high of a shape in shares of the font size, from its origin


class Specimen(NamedTuple):
    """How a font draws a figure: whether that is what it looks like, and where its ink lies (None: unknown)."""

    honest: bool
    ink: Ink | None


_Key = tuple[str, int, tuple[float, ...]]
_KNOWN: OrderedDict[_Key, Specimen] = OrderedDict()
_NOWHERE: Ink = (math.nan, math.nan, math.nan, math.nan)
_UNKNOWN = Specimen(honest=False, ink=None)


class Specimens:
    """The specimens of one page: each of a font's figures is asked for once."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._seen: dict[tuple[int, str], Specimen] = {}
        self._answers = calls.Answers()

    def of(self, font: Any, character: str) -> Specimen:
        """A figure, decimal point or comma as the font draws it."""
        key = (id(font), character)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._looked_up(font, character)
        return found

    def inks_of(self, figures: Iterable[tuple[Any, str]]) -> list[Ink]:
        """Where the ink of fonts' figures lies; not numbers where a font does not draw what it names."""
        known: dict[tuple[int, str], Ink] = {}
        found = []
        for font, character in figures:  # thousands, of a few fonts
            key = (id(font), character)
            ink = known.get(key)
            if ink is None:
                specimen = self.of(font, character)
                ink = specimen.ink if specimen.honest and specimen.ink is not None else _NOWHERE
                known[key] = ink
            found.append(ink)
        return found

    def _looked_up(self, font: Any, character: str) -> Specimen:
        path = pdfium.FPDFFont_GetGlyphPath(font, ord(character), 1.0) if font else None
        count = calls.outline_length(path) if path else 0
        if count <= 0:  # a font without outlines, or without this figure
            return _UNKNOWN
        places = {count * place // SAMPLES for place in range(SAMPLES)} | {count - 1}
        key = (character, count, tuple(value for place in sorted(places) for value in self._point(path, place)))
        known = _KNOWN.get(key)
        if known is None:
            known = _KNOWN[key] = self._looked_at(font, character, path, count)
            if len(_KNOWN) > MOST:
                _KNOWN.popitem(last=False)
        return known

    def _looked_at(self, font: Any, character: str, path: Any, count: int) -> Specimen:
        xs, ys = zip(*(self._point(path, place) for place in range(count)), strict=True)
        ink = (min(xs), min(ys), max(xs), max(ys))
        if character not in FIGURES:
            return Specimen(0 < ink[3] - ink[1] <= LOW and ink[3] <= LOW, ink)
        shape = drawn(self._document, font, character)
        like = likeness(shape, character) if shape is not None else None
        return Specimen(like is not None and not like.speaks_otherwise, ink)

    def _point(self, path: Any, place: int) -> tuple[float, float]:
        segment = calls.outline_segment(path, place)
        if not segment or not calls.segment_point_of(segment, *self._answers.at[:2]):
            return 0.0, 0.0
        x, y = self._answers.point()
        return x, y
