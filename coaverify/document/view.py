"""From a PDF's own coordinates to the page as it is seen: crop box and rotation applied, top left origin."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from coaverify.model.evidence import Box

FARTHEST = 1e6  # points


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, outer: Matrix) -> Matrix:
        """The map that applies this one first and `outer` after it."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """The box around the mapped rectangle."""
        corners = ((left, low), (right, low), (left, high), (right, high))
        return around(self.point(x, y) for x, y in corners)

    @property
    def rise(self) -> float:
        """How long one unit of height becomes."""
        return math.hypot(self.c, self.d)


def is_placed(x: float, y: float) -> bool:
    """Whether a point has a place that can be reckoned with: no infinity, no NaN, not miles away."""
    return -FARTHEST < x < FARTHEST and -FARTHEST < y < FARTHEST


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box around some points (at least one)."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


class View(NamedTuple):
    """How a page is seen: the map from its user space, and its size in points."""

    matrix: Matrix
    width: float
    height: float


def view_of(crop: tuple[float, float, float, float], quarter_turns: int) -> View:
    """The view of a page with this crop box (left, bottom, right, top), turned clockwise."""
    left, bottom, right, top = crop
    width, height = right - left, top - bottom
    turn = quarter_turns % 4
    if turn == 1:
        return View(Matrix(0, 1, 1, 0, -bottom, -left), height, width)
    if turn == 2:
        return View(Matrix(-1, 0, 0, 1, right, -bottom), width, height)
    if turn == 3:
        return View(Matrix(0, -1, -1, 0, top, right), height, width)
    return View(Matrix(1, 0, 0, -1, -left, top), width, height)
