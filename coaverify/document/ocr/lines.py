"""Recognised lines as words: cut at spaces and at gaps, each with its box and the confidence of its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.characters import clean
from coaverify.document.ocr.engine import Characters, Quad
from coaverify.document.ocr.ink_lines import DESCENT, InkLine, measure, widest_white
from coaverify.document.ocr.lookalikes import told_apart
from coaverify.document.rendering import Pixels
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source

SPACE = 0.26  # of the font size: white as wide as this may be a space
WIDER = 1.35  # times the usual step from letter to letter: where there is a space the step is wider
ASLANT = 15.0  # degrees on a straight page
FIGURES = "0123456789.,"  # a 1 stands in white of its own
TRIMMINGS = ".,:;()[]{}*'\"·-_|"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: where it stands, its own picture and what it says."""

    quad: Quad
    picture: Pixels
    bare: Pixels  # the same without drawn lines
    said: Characters

    @property
    def upright(self) -> bool:
        """Whether it runs from left to right; a tall box was turned a quarter to be read."""
        wide = float(np.linalg.norm(self.quad[1] - self.quad[0]))
        tall = float(np.linalg.norm(self.quad[3] - self.quad[0]))
        return tall < 1.5 * wide

    @property
    def is_level(self) -> bool:
        """Whether it runs with the page: what lies across it is a watermark or a stamp."""
        return abs(_angle(self.quad)) < ASLANT

    def turned_round(self) -> Line:
        """The same line as it is seen upside down; what it says there is still to be read."""
        picture, bare = (np.ascontiguousarray(np.rot90(one, 2)) for one in (self.picture, self.bare))
        return Line(np.roll(self.quad, 2, axis=0), picture, bare, self.said)


def _angle(quad: Quad) -> float:
    """The slant of a line's upper edge, degrees."""
    along = quad[1] - quad[0]
    return float(np.degrees(np.arctan2(along[1], along[0])))


def words_of(line: Line) -> Iterator[Word]:
    """The words of a line, boxes and sizes in pixels of the whole picture."""
    ink = measure(line.bare, line.said.text)
    width = line.picture.shape[1]
    middles = [(left + right) / 2 * width for left, right in line.said.spans]
    places = list(_words(line.said.text, middles, ink))
    back = _to_whole(line)
    for (start, end), (left, right) in zip(places, _edges(places, middles, ink), strict=True):
        text = told_apart(clean(line.said.text[start:end]).strip())
        if not text:
            continue
        foot = ink.baseline + DESCENT * ink.size
        box, scale = _placed(back, left, foot - ink.size, right, foot)
        yield Word(
            text=text,
            box=box,
            size=ink.size * scale,
            upright=line.upright and line.is_level,
            source=Source.OCR,
            confidence=_confidence(line.said, start, end),
        )


def _edges(places: list[tuple[int, int]], middles: list[float], ink: InkLine) -> list[tuple[float, float]]:
    """Left and right edge of each word: the widest white between two words parts them."""
    if not places:
        return []
    inked = np.flatnonzero(ink.columns)
    first, last = (float(inked[0]), float(inked[-1] + 1)) if len(inked) else (0.0, float(len(ink.columns)))
    lefts, rights = [min(first, middles[0])], []
    for (_start, end), (begin, _end) in pairwise(places):
        start, stop = widest_white(ink.columns, middles[end - 1], middles[begin])
        rights.append(start)
        lefts.append(stop)
    rights.append(max(last, middles[places[-1][1] - 1]))
    return list(zip(lefts, rights, strict=True))


def _confidence(said: Characters, start: int, end: int) -> float:
    """That of the word's least certain character; a colon or comma at its edges says nothing."""
    while end - start > 1 and said.text[start] in TRIMMINGS:
        start += 1
    while end - start > 1 and said.text[end - 1] in TRIMMINGS:
        end -= 1
    return min(said.confidences[start:end])


def _words(text: str, middles: list[float], ink: InkLine) -> Iterator[tuple[int, int]]:
    """First and last place (exclusive) of each word."""
    steps = sorted(after - before for before, after in pairwise(middles))
    usual = steps[len(steps) // 2] if steps else 0.0
    start = None
    for place, character in enumerate(text):
        if character.isspace():
            if start is not None:
                yield start, place
            start = None
        elif start is None:
            start = place
        elif _may_part(text[place - 1], character) and _is_gap(middles[place - 1], middles[place], usual, ink):
            yield start, place
            start = place
    if start is not None:
        yield start, len(text)


def _may_part(before: str, after: str) -> bool:
    """Whether a lost space may have stood between two characters: not within a figure, nor around a sign."""
    if before in FIGURES and after in FIGURES:
        return False
    return after.isalnum() and (before.isalnum() or before in ".,:;)")


def _is_gap(before: float, after: float, usual: float, ink: InkLine) -> bool:
    """Whether white as wide as a space lies between two characters (their middles, in pixels).

    The recogniser drops spaces. In type of one width narrow letters stand far apart as well: there the step from
    one to the next is what it always is.
    """
    if after - before < WIDER * usual:
        return False
    start, stop = widest_white(ink.columns, before, after)
    return stop - start > SPACE * ink.size


def _to_whole(line: Line) -> npt.NDArray[np.float64]:
    """The map from the line's own picture back to the whole one."""
    height, width = line.picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    quad = line.quad if line.upright else np.roll(line.quad, -1, axis=0)
    return np.asarray(cv2.getPerspectiveTransform(corners, quad.astype(np.float32)), np.float64)


def _placed(back: npt.NDArray[np.float64], x0: float, top: float, x1: float, bottom: float) -> tuple[Box, float]:
    """A box of the line's picture as a box of the whole, and how much larger it is there."""
    corners = np.array([[[x0, top], [x1, top], [x1, bottom], [x0, bottom]]], np.float64)
    points = cv2.perspectiveTransform(corners, back)[0]
    (left, upper), (right, lower) = points.min(axis=0), points.max(axis=0)
    rise = float(np.linalg.norm(points[3] - points[0])) / max(1e-6, bottom - top)
    middle = points.mean(axis=0)
    # The box stands upright around the middle of the word: a slanting one would reach into its neighbours' lines.
    half = 0.5 * rise * (bottom - top)
    if abs(points[1][0] - points[0][0]) >= abs(points[1][1] - points[0][1]):
        return Box(float(left), float(middle[1] - half), float(right), float(middle[1] + half)), rise
    return Box(float(middle[0] - half), float(upper), float(middle[0] + half), float(lower)), rise
