"""Recognised lines as words: cut at spaces and at wide gaps, each with its box and the confidence of its characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.characters import clean
from coaverify.document.ocr.engine import Characters, Pixels, Quad
from coaverify.document.ocr.ink_lines import DESCENT, InkLine, measure, trimmed
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source

WIDE = 1.1  # of the font size: a gap within a line from which its sides belong to different words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in a picture: where it stands, its own picture and what it says."""

    quad: Quad
    picture: Pixels
    said: Characters

    @property
    def upright(self) -> bool:
        """Whether it runs from left to right; a tall box was turned a quarter to be read."""
        wide = float(np.linalg.norm(self.quad[1] - self.quad[0]))
        tall = float(np.linalg.norm(self.quad[3] - self.quad[0]))
        return tall < 1.5 * wide


def words_of(line: Line) -> Iterator[Word]:
    """The words of a line, boxes and sizes in pixels of the whole picture."""
    ink = measure(line.picture, line.said.text)
    width = line.picture.shape[1]
    back = _to_whole(line)
    for start, end in _words(line.said, width, ink):
        text = clean(line.said.text[start:end]).strip()
        if not text:
            continue
        left, right = line.said.spans[start][0] * width, line.said.spans[end - 1][1] * width
        left, right = trimmed(ink.columns, left, right, 0.25 * ink.size)
        foot = ink.baseline + DESCENT * ink.size
        box, scale = _placed(back, left, foot - ink.size, right, foot)
        yield Word(
            text=text,
            box=box,
            size=ink.size * scale,
            upright=line.upright,
            source=Source.OCR,
            confidence=min(line.said.confidences[start:end]),
        )


def _words(said: Characters, width: int, ink: InkLine) -> Iterator[tuple[int, int]]:
    """First and last place (exclusive) of each word."""
    start = None
    for place, character in enumerate(said.text):
        if character.isspace():
            if start is not None:
                yield start, place
            start = None
            continue
        if start is None:
            start = place
        elif (said.spans[place][0] - said.spans[place - 1][1]) * width > WIDE * ink.size:
            yield start, place
            start = place
    if start is not None:
        yield start, len(said.text)


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
