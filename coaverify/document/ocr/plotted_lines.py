"""Lines that are plotted over an axis of numbers in a picture, followed column by column.

A line is followed only where it is certain: one dark line over a drawn axis, without a gap and without a rival. What
cannot be followed so is left out; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coaverify.document.rendering import Pixels
from coaverify.model.document import Word
from coaverify.model.evidence import Box

_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
_LEAST_TICKS = 4
_EVEN = 0.12  # of a step: how far ticks may be from even steps
_LEAST_WIDTH = 200  # pixels, of a plot
_AXIS_OVER = 3.5  # heights of its numbers: how far over them an axis is drawn
_DRAWN = 0.85  # of the plot's width or height: ink in so much of a row or column is a drawn line
_TALLEST = 0.9  # of the width: no plot is higher
_INK = 0.28  # of the way from the paper's lightness to black
_LONGEST_GAP = 4  # pixels, up and down within a line; more are another line
_LOST = 0.02  # of the columns: where the line is lost in more, it was not followed
_AXIS_EDGE = 0.3  # of its width: an axis' own upper rows, blurred
_SLOPES = sorted(np.linspace(-0.009, 0.009, 37).tolist(), key=abs)  # how far from level axes are looked for
_BESIDE_AXIS = 4  # pixels
_LEAST_RISE = 30  # pixels: a line that rises less has no peaks to speak of

Mask = NDArray[np.bool_]
Shades = NDArray[np.float32]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Span:
    """Ink of one column from its top row to its bottom row."""

    top: int
    bottom: int

    @property
    def length(self) -> int:
        return self.bottom - self.top + 1


def plotted_lines(picture: Pixels, words: Sequence[Word]) -> Iterator[tuple[Point, ...]]:
    """Each line that could be followed, as points (x, y from top) in pixels. `words`: of the picture, with boxes."""
    axes = list(_axes(words))
    if not axes:
        return
    for ticks in axes:
        dark, top = _darkness(picture, ticks)
        dark, slope = _levelled(dark, ticks)
        ink = dark > _INK
        plot = _plot(ink, [replace(box, top=box.top - top, bottom=box.bottom - top) for box in ticks])
        if plot is None:
            continue
        boxes = [replace(word.box, top=word.box.top - top, bottom=word.box.bottom - top) for word in words]
        if (spans := _followed(ink, plot, boxes)) is not None and (line := _points(dark, plot, spans)) is not None:
            # what was moved by whole pixels only, and what leans: a turned page moves its heights sideways too
            left, axis = int(ticks[0].centre), plot.bottom
            yield tuple(
                (x + slope * (y - axis), y + top + round(slope * (x - left)) - slope * (x - left)) for x, y in line
            )


def _darkness(picture: Pixels, ticks: Sequence[Box]) -> tuple[Shades, int]:
    """How dark the band over an axis' numbers is, 0 for the paper and 1 for black; and where that band begins."""
    bottom = int(max(box.top for box in ticks)) + 1
    top = max(bottom - int(_TALLEST * (ticks[-1].x1 - ticks[0].x0)), 0)
    band = picture[top:bottom]
    lightness = np.minimum(np.minimum(band[:, :, 0], band[:, :, 1]), band[:, :, 2])  # colours are dark in one of them
    paper = max(float(np.median(lightness[::4, ::4])), 1.0)
    return np.maximum(1 - lightness.astype(np.float32) / np.float32(paper), np.float32(0)), top


def _levelled(dark: Shades, ticks: Sequence[Box]) -> tuple[Shades, float]:
    """The band with its columns moved so that the line over the axis' numbers is level; and how far that line falls.

    No scan is quite straight.
    """
    left, right = int(ticks[0].centre), int(ticks[-1].centre)
    window = dark[-int(_AXIS_OVER * max(box.height for box in ticks)) :, left:right] > _INK
    rows, columns = np.nonzero(window)
    if len(rows) == 0:
        return dark, 0.0
    fullest = [int(np.bincount((rows - slope * columns + window.shape[0]).astype(np.int64)).max()) for slope in _SLOPES]
    slope = _SLOPES[int(np.argmax(fullest))]
    if slope == 0:
        return dark, slope
    whole = np.round(slope * (np.arange(dark.shape[1]) - left)).astype(np.int64)
    places = np.clip(np.arange(dark.shape[0])[:, None] + whole, 0, dark.shape[0] - 1)
    return np.take_along_axis(dark, places, axis=0), slope


def _axes(words: Sequence[Word]) -> Iterator[list[Box]]:
    """Rows of numbers whose places and values rise in even steps."""
    numbers = [(word.box, float(word.text.replace(",", "."))) for word in words if _NUMBER.fullmatch(word.text)]
    numbers.sort(key=lambda pair: pair[0].middle)
    taken: set[int] = set()
    for anchor, (first, _) in enumerate(numbers):
        if anchor in taken:
            continue
        row = [
            place
            for place, (box, _) in enumerate(numbers)
            if place not in taken and abs(box.middle - first.middle) < 0.6 * first.height
        ]
        row.sort(key=lambda place: numbers[place][0].centre)
        if len(row) >= _LEAST_TICKS and _is_even([numbers[place] for place in row]):
            taken.update(row)
            yield [numbers[place][0] for place in row]


def _is_even(row: Sequence[tuple[Box, float]]) -> bool:
    values = [value for _, value in row]
    steps = {round(second - first, 3) for first, second in pairwise(values)}
    gaps = [second.centre - first.centre for (first, _), (second, _) in pairwise(row)]
    middle = sorted(gaps)[len(gaps) // 2]
    return len(steps) == 1 and min(steps) > 0 and all(abs(gap - middle) < _EVEN * middle for gap in gaps)


def _plot(ink: Mask, ticks: Sequence[Box]) -> Box | None:
    """The plot over an axis, without its frame; None where no axis is drawn over the numbers."""
    height = max(box.height for box in ticks)
    left, right = int(ticks[0].centre), int(ticks[-1].centre)
    top = int(min(box.top for box in ticks))
    if right - left < _LEAST_WIDTH:
        return None
    low, high = max(int(top - _AXIS_OVER * height), 0), max(top, 1)
    window = ink[low:high, left:right]
    drawn = np.flatnonzero((window | np.roll(window, 1, axis=0)).mean(axis=1) > _DRAWN)
    if len(drawn) == 0:
        return None
    axis = low + int(drawn.max())  # the lowest: a line over it is the trace's own ground
    while axis > low and ink[axis - 1, left:right].mean() > _AXIS_EDGE:
        axis -= 1
    ceiling = max(axis - int(_TALLEST * (right - left)), 0)
    first, upper = _side(ink, left, ceiling, axis, int(height)) or (left + _BESIDE_AXIS, ceiling)
    return Box(first, upper, right, axis)


def _side(ink: Mask, left: int, ceiling: int, axis: int, height: int) -> tuple[int, int] | None:
    """Where the plot begins right of its axis of heights, and where that axis ends above; None: none is to be seen."""
    best: tuple[int, int] | None = None
    for x in range(max(left - 3 * height, 0), left + height):
        column: Mask = np.any(ink[ceiling:axis, max(x - 2, 0) : x + 3], axis=1)[::-1]
        whole = np.flatnonzero(np.cumsum(column) >= _DRAWN * np.arange(1, len(column) + 1))
        length = int(whole[-1]) + 1 if len(whole) else 0
        if length >= 2 * _LEAST_RISE and (best is None or length >= best[1]):
            best = (x, length)
    return None if best is None else (best[0] + _BESIDE_AXIS, axis - best[1])


def _followed(ink: Mask, plot: Box, labels: Sequence[Box]) -> list[tuple[int, _Span]] | None:
    """The line's ink in each column of a plot where it is seen; None where it is lost."""
    x0, top, x1, axis = int(plot.x0), int(plot.top), int(plot.x1), int(plot.bottom)
    part = ink[top:axis, x0:x1].copy()
    for box in labels:
        if box.x1 > x0 and box.x0 < x1 and box.bottom > top and box.top < axis:
            rows = slice(max(int(box.top) - top - 1, 0), max(int(box.bottom) - top + 2, 0))
            part[rows, max(int(box.x0) - x0 - 1, 0) : max(int(box.x1) - x0 + 2, 0)] = False
    across = part.mean(axis=0) > _DRAWN
    spans: list[_Span | None] = []
    before: _Span | None = None
    lost = 0
    for x in range(part.shape[1]):
        found = None if across[x] else _next(_spans(part[:, x]), before)
        if found is None and not across[x]:
            lost += 1
        spans.append(found)
        before = found or before
    known = [(x, span) for x, span in enumerate(spans) if span is not None]
    if lost > _LOST * part.shape[1] or len(known) < _LEAST_WIDTH:
        return None
    return known


def _points(dark: Shades, plot: Box, known: Sequence[tuple[int, _Span]]) -> tuple[Point, ...] | None:
    """The middle of the line at each column, its upper edge where a column holds a whole peak or what fills it.

    None where the line does not rise.
    """
    x0, top = int(plot.x0), int(plot.top)
    lengths = sorted(span.length for _, span in known)
    thick = lengths[len(lengths) // 4]
    ground = sorted(span.bottom for _, span in known)[len(known) // 2]
    points = []
    for place, (x, span) in enumerate(known):
        beside = [known[other][1].top for other in (place - 1, place + 1) if 0 <= other < len(known)]
        whole = span.length > 3 * thick and (span.top <= min(beside) or span.bottom >= ground - thick)
        y = span.top + 0.5 * (thick - 1) if whole else _middle(dark[top:, x0 + x], span)
        points.append((float(x0 + x), float(top + y)))
    heights = [y for _, y in points]
    return tuple(points) if max(heights) - min(heights) >= _LEAST_RISE else None


def _middle(column: Shades, span: _Span) -> float:
    """Where the middle of a line's ink is: weighed by its darkness, finer than a pixel."""
    rows = np.arange(max(span.top - 1, 0), min(span.bottom + 2, len(column)))
    shades = column[rows]
    return float((rows * shades).sum() / shades.sum())


def _spans(column: Mask) -> list[_Span]:
    """The ink of a column, small gaps closed, from the top."""
    rows = np.flatnonzero(column)
    if len(rows) == 0:
        return []
    cuts = np.flatnonzero(np.diff(rows) > _LONGEST_GAP)
    starts, ends = [0, *(cuts + 1).tolist()], [*cuts.tolist(), len(rows) - 1]
    return [_Span(int(rows[start]), int(rows[end])) for start, end in zip(starts, ends, strict=True)]


def _next(spans: Sequence[_Span], before: _Span | None) -> _Span | None:
    """The ink that goes on from the column before; at the beginning the lowest."""
    if before is None:
        return spans[-1] if spans else None
    going_on = [
        span for span in spans if span.top <= before.bottom + _LONGEST_GAP and span.bottom >= before.top - _LONGEST_GAP
    ]
    return max(going_on, key=lambda span: span.length, default=None)
