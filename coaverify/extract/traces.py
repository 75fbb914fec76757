"""Chromatograms drawn as vector lines: the trace in minutes and detector units, scaled by its axes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import ge

from coaverify.extract.figures.axes import Axis, Quantity
from coaverify.extract.figures.frames import Frame, Turn
from coaverify.extract.layout import Layout
from coaverify.extract.values.numbers import normalise, parse_decimal
from coaverify.model.certificate import Trace
from coaverify.model.document import Curve, Page
from coaverify.model.evidence import Box, Evidence, Source

_LEAST_POINTS = 60
_LEAST_WIDTH = 0.2  # of the page's width
_AXIS_REACH = 45.0  # points: how far from the plot the numbers of its axes stand
_LONGEST_RUN = 300.0  # minutes
_MZ = re.compile(r"m\s*/\s*z|mass[- ]to[- ]charge", re.IGNORECASE)
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?(?:[eE]\+?\d+)?")


def traces_of(layout: Layout, figures: Iterable[tuple[Frame, Sequence[Axis]]]) -> list[Trace]:
    """All traces of a page whose time axis can be read. Spectra over m/z are left out."""
    traces = list(_in_pictures(layout.page, figures))
    lines = _lines(layout.page)
    numbers = _numbers(layout.page) if lines else []
    for points in lines:
        xs, ys = zip(*points, strict=True)
        box = Box(xs[0], min(ys), xs[-1], max(ys))
        if _names_mz(layout.page, box):
            continue
        time = _scale([number for number in numbers if _under(number[0], box)], horizontal=True)
        if time is None or not 0.5 < time[0] * box.width < _LONGEST_RUN or time[0] * box.x0 + time[1] < -1:
            continue
        height = _scale([number for number in numbers if _left(number[0], box)], horizontal=False)
        slope, offset = height or (-1.0, box.bottom)
        if slope >= 0:
            continue  # the axis has to count upwards
        evidence = Evidence(layout.page.number, box, "chromatogram")
        minutes = tuple([time[0] * x + time[1] for x in xs])
        traces.append(Trace(minutes, tuple([slope * y + offset for y in ys]), evidence))
    return traces


def _in_pictures(page: Page, figures: Iterable[tuple[Frame, Sequence[Axis]]]) -> Iterator[Trace]:
    """Traces that were followed in pixels, over axes that say that they count minutes. Their heights have no unit."""
    curves = [curve for curve in page.curves if curve.source is not Source.TEXT]
    if not curves:
        return
    axes = [axis for frame, found in figures if frame.turn is Turn.NONE for axis in found]
    for curve in curves:
        xs, ys = zip(*curve.points, strict=True)
        box = Box(xs[0], min(ys), xs[-1], max(ys))
        under = [axis for axis in axes if axis.quantity is Quantity.TIME and _under(axis.box, box)]
        if not under or _names_mz(page, box):
            continue
        axis = min(under, key=lambda axis: axis.box.top)
        minutes = tuple(axis.at(x) for x in xs)
        if not 0.5 < minutes[-1] - minutes[0] < _LONGEST_RUN or minutes[0] < -1:
            continue
        evidence = Evidence(page.number, box, "chromatogram", curve.source)
        yield Trace(minutes, tuple(box.bottom - y for y in ys), evidence, resolution=curve.pixel)


def _lines(page: Page) -> list[list[tuple[float, float]]]:
    """Drawn lines that run from left to right over a good part of the page; pieces of one line joined."""
    rising = [
        curve
        for curve in page.curves
        if not curve.filled and len(curve.points) > 2 and curve.source is Source.TEXT and _rises(curve.points)
    ]
    lines: list[tuple[str, list[tuple[float, float]]]] = []
    for curve in sorted(rising, key=lambda curve: curve.points[0][0]):
        for stroke, points in lines:
            if stroke == curve.stroke and _goes_on(points[-1], curve):
                points.extend(curve.points)
                break
        else:
            lines.append((curve.stroke, list(curve.points)))
    return [
        points
        for _, points in lines
        if len(points) >= _LEAST_POINTS and points[-1][0] - points[0][0] > _LEAST_WIDTH * page.width
    ]


def _rises(points: Sequence[tuple[float, float]]) -> bool:
    if points[-1][0] <= points[0][0]:
        return False
    xs = [x for x, _ in points]
    return all(map(ge, islice(xs, 1, None), [x - 0.01 for x in xs]))


def _goes_on(end: tuple[float, float], curve: Curve) -> bool:
    return abs(curve.points[0][0] - end[0]) < 1.5 and abs(curve.points[0][1] - end[1]) < 3


def _under(word: Box, plot: Box) -> bool:
    return plot.x0 - 12 <= word.centre <= plot.x1 + 12 and -2 <= word.top - plot.bottom < _AXIS_REACH


def _left(word: Box, plot: Box) -> bool:
    return -_AXIS_REACH - 20 < word.x1 - plot.x0 <= 2 and plot.top - 40 <= word.middle <= plot.bottom + 8


def _names_mz(page: Page, plot: Box) -> bool:
    return any(
        _MZ.search(word.text)
        for word in page.words
        if plot.x0 - 40 < word.box.centre < plot.x1 + 40 and -5 < word.box.top - plot.bottom < _AXIS_REACH
    )


def _numbers(page: Page) -> list[tuple[Box, float]]:
    """The numbers that stand alone on a page, with their places."""
    found = []
    for word in page.words:
        text = normalise(word.text).replace("−", "-")
        value = parse_decimal(text) if word.upright and _NUMBER.fullmatch(text) else None
        if value is not None:
            found.append((word.box, float(value)))
    return found


def _scale(ticks: Sequence[tuple[Box, float]], *, horizontal: bool) -> tuple[float, float] | None:
    """Slope and offset from place to value by the numbers of an axis; None where they are on no straight line."""
    best: tuple[int, float, float] | None = None
    for anchor, _ in ticks:
        # the numbers of one axis stand on one line, or are flush right
        row = [
            (box.centre if horizontal else box.middle, value)
            for box, value in ticks
            if (abs(box.bottom - anchor.bottom) < 2 if horizontal else abs(box.x1 - anchor.x1) < 3)
        ]
        line = _straight(row)
        if line is not None and (best is None or len(row) > best[0]):
            best = (len(row), *line)
    return None if best is None else best[1:]


def _straight(row: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The line through at least three points, where all lie on it within 2 % of its span."""
    if len(row) < 3:
        return None
    row = sorted(row)
    (x0, v0), (x1, v1) = row[0], row[-1]
    if x1 - x0 < 20 or v0 == v1:
        return None
    slope = (v1 - v0) / (x1 - x0)
    if any(abs(v0 + slope * (x - x0) - v) > 0.02 * abs(v1 - v0) for x, v in row):
        return None
    return slope, v0 - slope * x0
