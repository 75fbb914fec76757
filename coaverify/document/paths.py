"""Drawn paths sorted into rules, rectangles and curves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from coaverify.document.marks import Drawing
from coaverify.document.view import around
from coaverify.model.document import Curve
from coaverify.model.evidence import Box

Point = tuple[float, float]

STRAIGHT = 0.06  # points: what rounding in the file makes of a straight line
THIN = 2.0  # points: a filled rectangle not thicker than this is a rule
LONGEST_OUTLINE = 60  # points of a path whose straight sides may still be borders (rounded boxes)
DOT = 4.0  # points: a filled square not larger than this is a bullet or part of a bar code
LONGEST_MODULE = 72.0  # points: bars of a barcode are as high as that at most, as runs of a QR code are long
SHORTEST_SIDE = 8.0  # points of length, for such a side


@dataclass(frozen=True, slots=True)
class Ink:
    """How a path is painted. Colours are "#rrggbb", or "" for not at all."""

    stroke: str = ""
    fill: str = ""


def is_straight(start: Point, end: Point) -> bool:
    """Whether two points lie on one horizontal or vertical line."""
    return abs(start[0] - end[0]) <= STRAIGHT or abs(start[1] - end[1]) <= STRAIGHT


def rectangle(points: Sequence[Point]) -> Box | None:
    """The box that these points outline, if they outline one."""
    corners = list(points)
    while len(corners) > 4 and is_same(corners[0], corners[-1]):
        corners.pop()
    if len(corners) != 4:
        return None
    first, second, third, fourth = corners
    if not (is_straight(first, second) and is_straight(second, third)):
        return None
    if not (is_straight(third, fourth) and is_straight(fourth, first)):
        return None
    box = around(corners)
    diagonal = abs(first[0] - third[0]) + abs(first[1] - third[1])
    return box if abs(diagonal - box.width - box.height) <= 4 * STRAIGHT else None


def is_same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= STRAIGHT and abs(one[1] - other[1]) <= STRAIGHT


class PathSorter:
    """Takes the pieces of paths in the order of painting and files them in a Drawing.

    Some writers draw a trace as thousands of separate two-point lines: pieces that go on where the
    last one ended, in the same colour, are joined.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._chain: list[Point] = []
        self._ink = Ink()

    def add(self, points: list[Point], closed: bool, ink: Ink) -> None:
        """One piece of a path: points in the page as seen, at least two."""
        if not ink.stroke and not ink.fill:
            return
        if ink.fill:
            self._note_module(points, ink.fill)
        box = rectangle(points) if closed or ink.fill or is_same(points[0], points[-1]) else None
        if box is not None:
            self.finish()
            self._add_rectangle(box)
        elif closed or ink.fill:
            self.finish()
            self._add_shape([*points, points[0]] if closed else points, ink)
        else:
            self._continue(points, ink)

    def _note_module(self, points: list[Point], fill: str) -> None:
        """A small dark shape may be part of a code."""
        if len(points) > LONGEST_OUTLINE or not _is_dark(fill):
            return
        box = around(points)
        if 0 < box.width <= LONGEST_MODULE and 0 < box.height <= LONGEST_MODULE:
            self._drawing.modules.append(box)

    def finish(self) -> None:
        """File the line that is still open."""
        chain, self._chain = self._chain, []
        if len(chain) < 2:
            return
        if all(map(is_straight, chain, chain[1:])) and not _is_dense(chain):
            self._add_rules(chain)
        else:
            self._add_shape(chain, self._ink)

    def _continue(self, points: list[Point], ink: Ink) -> None:
        if self._chain and ink == self._ink and is_same(self._chain[-1], points[0]):
            self._chain.extend(points[1:])
            return
        self.finish()
        self._chain, self._ink = list(points), ink

    def _add_rules(self, chain: Sequence[Point]) -> None:
        for start, end in pairwise(chain):
            rule = around((start, end))
            self._drawing.rules.append(rule)
            self._drawing.edges.append(rule)

    def _add_rectangle(self, box: Box) -> None:
        if box.width <= THIN or box.height <= THIN:
            sides = [box] if max(box.width, box.height) > DOT else []
        elif box.width <= DOT and box.height <= DOT:
            sides = []
        else:
            sides = [
                Box(box.x0, box.top, box.x1, box.top),
                Box(box.x0, box.bottom, box.x1, box.bottom),
                Box(box.x0, box.top, box.x0, box.bottom),
                Box(box.x1, box.top, box.x1, box.bottom),
            ]
        self._drawing.rules.extend(sides)
        self._drawing.edges.extend(sides)

    def _add_shape(self, points: list[Point], ink: Ink) -> None:
        if len(points) > 2:
            self._drawing.curves.append(Curve(tuple(points), ink.stroke, bool(ink.fill)))
        elif points:
            self._drawing.slants.append(around(points))
        if len(points) <= LONGEST_OUTLINE:
            for start, end in pairwise(points):
                side = around((start, end))
                if is_straight(start, end) and max(side.width, side.height) >= SHORTEST_SIDE:
                    self._drawing.edges.append(side)


def _is_dense(chain: Sequence[Point]) -> bool:
    """Whether a line is drawn in so many small steps that each seems straight: a finely sampled trace."""
    if len(chain) <= LONGEST_OUTLINE:
        return False
    box = around(chain)
    return min(box.width, box.height) > THIN


@lru_cache(maxsize=64)
def _is_dark(colour: str) -> bool:
    """Whether a colour ("#rrggbb") is dark enough for a code on a light ground."""
    return sum(int(colour[place : place + 2], 16) for place in (1, 3, 5)) < 3 * 0x80
