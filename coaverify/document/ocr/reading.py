"""A picture of text -> its words, read twice where a figure is not sure."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from coaverify.document.ocr import engine, straighten
from coaverify.document.ocr.engine import Quad
from coaverify.document.ocr.leaders import without_leaders
from coaverify.document.ocr.lines import Line, words_of
from coaverify.document.ocr.plotted_lines import plotted_lines
from coaverify.document.ocr.rules import rules_in
from coaverify.document.ocr.second_look import looked_at_again
from coaverify.document.ocr.straighten import Map
from coaverify.document.rendering import Pixels
from coaverify.model.document import Word
from coaverify.model.evidence import Box

SMALL_TYPE = 15.0  # pixels that a line's box is high where lines are looked for: smaller ones are overlooked
LARGEST_SIDE = 2880  # pixels: the most that lines are looked for in
SAMPLE = 5  # lines that tell which way up a page is
SURE = 0.85  # mean confidence of the sample that leaves no doubt
DRAWN = 0.55  # mean confidence below which a "line" is taken for part of a drawing
LONGEST = 40  # times its shorter side: what is longer is no page, and no engine can look for lines in it


@dataclass(frozen=True, slots=True)
class PictureText:
    """What a picture says, in pixels of the straightened picture, and the way back to the given one."""

    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    width: float
    height: float
    back: Map
    lines: tuple[tuple[tuple[float, float], ...], ...] = ()  # plotted over axes, as points (x, y from top)


def read_picture(picture: Pixels, *, photo: bool = False, as_it_lies: bool = False) -> PictureText:
    """All words and drawn lines of a picture (height x width x 3, blue green red).

    photo: whether it may show a sheet of paper lying somewhere, seen at an angle.
    as_it_lies: whether places have to stay as they are, because drawn words stand beside those of the pixels.

    Raises Unreadable (`no_text`) where no recogniser is installed.
    """
    back = straighten.UNCHANGED
    if max(picture.shape[:2]) > LONGEST * min(picture.shape[:2]):
        return PictureText((), (), picture.shape[1], picture.shape[0], back)
    if photo:
        picture, back = straighten.seen_from_above(picture)
    picture = without_leaders(picture)
    lying, quads = picture.shape[:2], _lines_in(picture)
    turned = levelled = straighten.UNCHANGED
    if not as_it_lies:
        picture, quads, turned = _upright(picture, quads)
        if picture.shape[:2] != lying and (cleared := without_leaders(picture)) is not picture:
            picture, quads = cleared, _lines_in(cleared)
        picture, quads, levelled = _level(picture, quads)
    rules, cleared = rules_in(picture)
    lines = looked_at_again(_recognised(picture, cleared, quads))
    words = tuple(word for line in lines for word in words_of(line))
    plotted = tuple(plotted_lines(picture, words))
    return PictureText(words, tuple(rules), picture.shape[1], picture.shape[0], back @ turned @ levelled, plotted)


def _recognised(picture: Pixels, cleared: Pixels, quads: list[Quad]) -> list[Line]:
    """The lines that hold text; `cleared` is the picture without drawn lines, whose ink is measured."""
    crops = engine.cut(picture, quads)
    bare = engine.cut(cleared, quads) if cleared is not picture else crops
    said = engine.recognise(crops)
    lines = [Line(quad, crop, ink, text) for quad, crop, ink, text in zip(quads, crops, bare, said, strict=True)]
    return [line for line in _rising(lines) if line.said.confidence > DRAWN]


def _rising(lines: list[Line]) -> list[Line]:
    """The lines, those that run upwards beside level ones read from their own side, e.g. the heads of narrow columns.

    Tall boxes were turned as if their text ran downwards. Which way it runs, all of them tell together.
    """
    doubtful = [place for place, line in enumerate(lines) if not line.upright and line.said.confidence < SURE]
    other = [lines[place].turned_round() for place in doubtful]
    read = engine.recognise([line.picture for line in other])
    if sum(one.confidence for one in read) <= sum(lines[place].said.confidence for place in doubtful):
        return lines
    settled = list(lines)
    for place, line, said in zip(doubtful, other, read, strict=True):
        settled[place] = replace(line, said=said)
    return settled


def _lines_in(picture: Pixels) -> list[Quad]:
    """Where lines stand; looked for again in a larger picture where the type turns out to be small."""
    quads = engine.lines_in(picture)
    if not quads:
        return quads
    scale = min(1.0, engine.DETECTION_SIDE / max(picture.shape[:2]))
    heights = [min(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[1] - quad[0])) for quad in quads]
    if scale * float(np.percentile(heights, 25)) >= SMALL_TYPE:
        return quads
    larger = engine.lines_in(picture, side=LARGEST_SIDE)
    return larger if len(larger) > len(quads) else quads


def _upright(picture: Pixels, quads: list[Quad]) -> tuple[Pixels, list[Quad], Map]:
    """The picture turned so that its text stands upright."""
    if straighten.lies_on_its_side(quads):
        return _turned(picture, quads, 1 if _reads(picture, quads, 1) >= _reads(picture, quads, 3) else 3)
    if not quads or (as_is := _reads(picture, quads, 0)) > SURE or _reads(picture, quads, 2) <= as_is:
        return picture, quads, straighten.UNCHANGED
    return _turned(picture, quads, 2)


def _reads(picture: Pixels, quads: list[Quad], turns: int) -> float:
    """How well the longest lines can be read once the picture is turned by so many quarters."""
    longest = sorted(quads, key=lambda quad: -max(np.ptp(quad[:, 0]), np.ptp(quad[:, 1])))[:SAMPLE]
    turned, moved, _back = _turned(picture, longest, turns)
    said = engine.recognise(engine.cut(turned, moved))
    return sum(one.confidence for one in said) / max(1, len(said))


def _turned(picture: Pixels, quads: list[Quad], turns: int) -> tuple[Pixels, list[Quad], Map]:
    turned, back = straighten.quarter_turned(picture, turns)
    there = np.asarray(np.linalg.inv(back), np.float64)
    # The corner that was the first is another one now: counted from the new top left.
    return turned, [np.roll(straighten.moved(quad, there), -turns, axis=0) for quad in quads], back


def _level(picture: Pixels, quads: list[Quad]) -> tuple[Pixels, list[Quad], Map]:
    """The picture turned by the slant of its lines."""
    degrees = straighten.slant(quads)
    if not degrees:
        return picture, quads, straighten.UNCHANGED
    straight, there = straighten.levelled(picture, degrees)
    return straight, [straighten.moved(quad, there) for quad in quads], np.asarray(np.linalg.inv(there), np.float64)
