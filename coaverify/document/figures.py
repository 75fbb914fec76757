"""Figures that the page may show otherwise than the file names them. Cheap questions, for each figure of a page.

A font may draw one figure and name another; shapes that are no text may be painted over a figure or beside it; other
text may stand in the same place. None of this proves anything: what is disputed is looked at (see `second_sight`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from coaverify.document.figure_shapes import LOW, POINTS
from coaverify.document.marks import Colour, Drawing, Glyph
from coaverify.document.specimens import Specimens
from coaverify.model.document import Curve, Dispute
from coaverify.model.evidence import Box

SAME = 0.0016  # of the font size: how far the box of one shape may be off, by rounding to thousandths
RAISED = 1 + 1 / 64  # PDFium gives shapes of TrueType fonts a top that is higher by so much
BITE = 0.06  # of the font size: a mark that reaches no deeper into a figure from above or below does not change it
NIBBLE = 0.02  # of the font size: nor one that reaches no deeper from the side
SMALL = 0.4  # of the font size: a mark as small may be a decimal point
BESIDE = 0.35  # of the font size between a figure and such a mark
LONG_ACROSS, LONG_DOWN = 12.0, 2.0  # of the font size: borders of tables and lines of figures
RULE = 1.0  # points: such lines are no thicker
FEW_POINTS = 40  # of a curve: with more it is a trace, which runs across labels honestly
DEEP = 0.3  # of a figure's width and height: other text that reaches so far stands in its place
SHADOW = 0.3  # of the font size: how far a character's shadow, or its second print, lies away
SIDE, SQUARES = 24.0, 80  # points, and how many there are of them each way: what lies beyond counts to the last
MANY = 40_000  # pairs of a mark and a figure: fewer are compared at once
ABOVE_ALL = 1 << 30  # the order of a mark whose place in the painting is not known

_Numbers: TypeAlias = npt.NDArray[np.float64]
_Flags: TypeAlias = npt.NDArray[np.bool_]
_Places: TypeAlias = npt.NDArray[np.intp]


def dispute(document: Any, glyphs: list[Glyph], drawing: Drawing, crossed: set[int]) -> None:
    """Mark the glyphs that something speaks against, of those that are to be seen.

    crossed: the runs, by id, in whose reach another one has a glyph.
    """
    figures = [one for one in glyphs if one.ink is not None]
    if not figures:
        return
    table = _Table(figures)
    entered, accompanied = _marked(table, drawing)
    for at in np.flatnonzero(~_as_named(document, figures, table) | entered):
        figures[at].dispute = max(Dispute.MARKED if entered[at] else Dispute.SHAPE, figures[at].dispute)
    for at in np.flatnonzero(accompanied):
        figures[at].dispute = max(Dispute.PLACE, figures[at].dispute)
    for one, other in pairwise(figures):
        if other.baseline == one.baseline and other.run is one.run:  # two figures for one shape
            one.dispute = other.dispute = Dispute.PLACE
    if crossed:
        _dispute_overwritten(glyphs, figures, crossed)


def dispute_within(place: Box, glyphs: list[Glyph]) -> None:
    """Mark the figures over which viewers paint something that is not seen here."""
    for glyph in glyphs:
        if glyph.ink is not None and glyph.box.overlap_x(place) > 0 and glyph.box.overlap_y(place) > 0:
            glyph.dispute = Dispute.COVERED


class _Table:
    """The figures' numbers, column by column."""

    def __init__(self, figures: list[Glyph]) -> None:
        rows = np.array([
            (*(one.ink or ()), *one.baseline, one.run.size, one.run.across, one.run.order, one.run.angle)
            for one in figures
        ])  # fmt: skip
        self.x0, self.top, self.x1, self.bottom, self.x, self.foot, self.size, self.across, self.order, self.angle = (
            rows.T
        )
        self.is_point = np.array([one.text in POINTS for one in figures])
        self.colours = [one.run.colour for one in figures]


def _as_named(document: Any, figures: list[Glyph], table: _Table) -> _Flags:
    """Which figures' font draws the character that it names, and here its usual shape of it."""
    specimens = Specimens(document)
    usual = np.array(specimens.inks_of((one.run.face, one.text) for one in figures))
    left, right = (table.x0 - table.x) / table.across, (table.x1 - table.x) / table.across
    low, high = (table.foot - table.bottom) / table.size, (table.foot - table.top) / table.size
    same = (abs(left - usual[:, 0]) <= SAME) & (abs(low - usual[:, 1]) <= SAME) & (abs(right - usual[:, 2]) <= SAME)
    same &= (abs(high - usual[:, 3]) <= SAME) | (abs(high - RAISED * usual[:, 3]) <= SAME)
    turned = table.angle != 0
    if turned.any():
        same[turned] = [_is_as_wide(figures[at], usual[at]) for at in np.flatnonzero(turned)]
    return np.asarray(same)


def _is_as_wide(glyph: Glyph, usual: _Numbers) -> bool:
    """Whether a turned figure's ink is as large as its font's: its sides, in whichever order they stand."""
    x0, top, x1, bottom = glyph.ink or (0.0, 0.0, 0.0, 0.0)
    if glyph.run.angle % 90:
        return not math.isnan(usual[0])  # the box around a slanted shape says nothing of the shape
    sides = (bottom - top, x1 - x0) if glyph.run.angle % 180 else (x1 - x0, bottom - top)
    wide, high = (usual[2] - usual[0]) * glyph.run.across, usual[3] * glyph.run.size
    deep = usual[1] * glyph.run.size
    slack = 2 * SAME * glyph.run.size
    off = min(abs(sides[1] - high + deep), abs(sides[1] - RAISED * high + deep))
    return bool(abs(sides[0] - wide) <= slack and off <= slack)


def _marked(table: _Table, drawing: Drawing) -> tuple[_Flags, _Flags]:
    """Which figures a line, a dot or the edge of a painted area reaches into, and which stand beside a stray dot."""
    marks, orders, colours = _marks(drawing)
    none = np.zeros(len(table.size), np.bool_)
    if not marks:
        return none, none
    places = np.array(marks)
    near = np.arange(len(marks))
    if len(marks) * len(table.size) > MANY:  # a code has thousands of squares
        near = np.flatnonzero(_near(places, table))
    if not near.size:
        return none, none
    figure, mark = _meetings(table, places[near])
    ground = _Pairs(table, figure, places[near[mark]])
    entered, beside = ground.entered(), ground.beside()
    orders_of = np.array(orders)[near[mark]]
    for at in np.flatnonzero(entered & ~ground.small & (orders_of < table.order[figure])):
        entered[at] = colours[near[mark[at]]] == table.colours[figure[at]]  # else a ground that ends within the figure
    met, accompanied = none.copy(), none
    met[figure[entered]] = True
    accompanied[figure[beside]] = True
    return met, accompanied


def _meetings(table: _Table, places: _Numbers) -> tuple[_Places, _Places]:
    """Pairs of a figure and a mark close to it, by their numbers."""
    x0, top, x1, bottom = places.T[:, None, :]
    room = table.size * BESIDE
    left, right, low = (table.x0 - room)[:, None], (table.x1 + room)[:, None], (table.foot + room)[:, None]
    figure, mark = np.nonzero((x0 < right) & (x1 > left) & (top < low) & (bottom > table.top[:, None]))
    return figure, mark


class _Pairs:
    """Figures, each with a mark that is close to it."""

    def __init__(self, table: _Table, figure: _Places, places: _Numbers) -> None:
        self.x0, self.top, self.x1, self.bottom = places.T
        self.ink = [side[figure] for side in (table.x0, table.top, table.x1, table.bottom)]
        self.size, self.foot = table.size[figure], table.foot[figure]
        self.level = table.angle[figure] == 0
        self.is_point = table.is_point[figure]
        self.small = (self.x1 - self.x0 <= SMALL * self.size) & (self.bottom - self.top <= SMALL * self.size)

    def entered(self) -> _Flags:
        """Where the mark reaches into the figure, and neither holds all of it nor passes it by as a line."""
        left, high, right, low = self.ink
        wide, tall, size = self.x1 - self.x0, self.bottom - self.top, self.size
        down = np.minimum(BITE * size, 0.3 * (low - high))
        across = np.minimum(NIBBLE * size, 0.3 * (right - left))
        met = (self.top < low - down) & (self.bottom > high + down)
        met &= (self.x0 < right - across) & (self.x1 > left + across)
        # A line that goes on far beyond the figure is seen as a line; only a point can vanish under it.
        along = (wide > LONG_ACROSS * size) | (tall > LONG_DOWN * size)
        met &= ~(along & (np.minimum(wide, tall) <= RULE) & ~self.is_point)
        # What holds all of a figure is the ground that it stands on, or a cover, which is found elsewhere.
        held = (self.x0 <= left) & (self.top <= high) & (self.x1 >= right) & (self.bottom >= low)
        return np.asarray(met & ~held)

    def beside(self) -> _Flags:
        """Where the mark is as small as a point and stands on the figure's line, close to it."""
        left, _high, right, _low = self.ink
        above, centre = self.foot - (self.top + self.bottom) / 2, (self.x0 + self.x1) / 2
        low = (above > -0.2 * self.size) & (above < LOW * self.size)
        close = (centre > left - BESIDE * self.size) & (centre < right + BESIDE * self.size)
        return np.asarray(self.small & self.level & low & close)


def _near(places: _Numbers, table: _Table) -> _Flags:
    """Which places have a figure in their reach, by squares of the page."""
    squares = np.zeros((SQUARES + 2, SQUARES + 2), np.int32)
    x, y = _square(table.x0), _square(table.foot)
    for across in (0, 1):
        for up in (-1, 0):
            squares[np.clip(y + up, 0, SQUARES) + 1, np.clip(x + across, 0, SQUARES) + 1] = 1
    sums = squares.cumsum(axis=0).cumsum(axis=1)
    left, high, right, low = (_square(side) for side in places.T)
    return np.asarray(sums[low + 1, right + 1] - sums[high, right + 1] - sums[low + 1, left] + sums[high, left] > 0)


def _square(place: _Numbers) -> npt.NDArray[np.int64]:
    return np.asarray(np.clip(place / SIDE, 0, SQUARES), np.int64)


def _marks(drawing: Drawing) -> tuple[list[tuple[float, float, float, float]], list[int], list[Colour | None]]:
    """All that may alter a figure: its place, when it was painted and its colour."""
    boxes = [*drawing.rules, *drawing.slants]
    marks = [(box.x0, box.top, box.x1, box.bottom) for box in boxes]
    marks += [_extent(one) for one in drawing.curves if not one.filled and len(one.points) <= FEW_POINTS]
    orders, colours = [ABOVE_ALL] * len(marks), [None] * len(marks)
    paints = drawing.paints
    marks += [(paint.box.x0, paint.box.top, paint.box.x1, paint.box.bottom) for paint in paints]
    return marks, orders + [paint.order for paint in paints], [*colours, *(paint.colour for paint in paints)]


def _extent(curve: Curve) -> tuple[float, float, float, float]:
    xs, ys = zip(*curve.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _dispute_overwritten(glyphs: list[Glyph], figures: Iterable[Glyph], crossed: set[int]) -> None:
    """Figures in whose place another run draws something else. The same once more is bold type, or a shadow."""
    subjects = [one for one in figures if id(one.run) in crossed]
    others = [one for one in glyphs if id(one.run) in crossed and not one.text.isspace()]
    if not subjects or not others:
        return
    x0, top, x1, bottom = np.array([_body(one) for one in others]).T[:, None, :]
    left, high, right, low = np.array([_core(one) for one in subjects]).T[:, :, None]
    met = (x0 <= right) & (x1 >= left) & (top <= low) & (bottom >= high)
    for row, at in zip(*np.nonzero(met), strict=True):
        glyph, other = subjects[row], others[at]
        if other.run is not glyph.run and not _repeats(other, glyph):
            glyph.dispute = Dispute.CROWDED


def _repeats(other: Glyph, glyph: Glyph) -> bool:
    reach = SHADOW * glyph.run.size
    near = abs(other.x0 - glyph.x0) <= reach and abs(other.baseline[1] - glyph.baseline[1]) <= reach
    return near and other.text == glyph.text


def _body(glyph: Glyph) -> tuple[float, float, float, float]:
    """Where a character's ink may lie, without the strips on its sides and below its line."""
    if glyph.ink is not None:
        return glyph.ink
    edge = 0.2 * (glyph.x1 - glyph.x0)
    return glyph.x0 + edge, glyph.top + 0.2 * glyph.run.size, glyph.x1 - edge, glyph.baseline[1]


def _core(glyph: Glyph) -> tuple[float, float, float, float]:
    """The middle of a figure: what reaches into it is drawn over it."""
    x0, top, x1, bottom = glyph.ink or (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
    across, down = DEEP * (x1 - x0), DEEP * (bottom - top)
    return x0 + across, top + down, x1 - across, bottom - down
