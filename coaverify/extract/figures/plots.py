"""The plot over an axis: how far up it reaches, and the numbers in it that label peaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coaverify.extract.figures.axes import Axis, number_in
from coaverify.extract.figures.frames import LONGEST_RUN, Frame, Run, runs_of
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source

_TALLEST = 1.0  # of the axis' length: a plot higher than that is none
_WHOLE_PAGE = 0.85  # of a page's width and height: a picture larger than that is the page itself
_OVER_INK = 3.2  # text heights: a label and the ion above it stand so far over the top of the drawing
_NEAR = 1.0  # text heights, added to half a label's width: how far its centre may lie from its peak
_LED = 6.0  # the same for labels moved aside and tied to their peaks by lines
_COLUMN = 3  # numbers


@dataclass(frozen=True, slots=True)
class PeakLabel:
    """A number that stands at a peak."""

    value: Decimal
    word: Word  # in the figure's frame
    size: float  # height of its text, points
    on_axis: bool  # it stands where the axis says that it should; False: aside


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure over its axis, with the runs of text in it and the numbers at its peaks."""

    axis: Axis
    box: Box
    runs: tuple[Run, ...]
    labels: tuple[PeakLabel, ...]


def plot_over(axis: Axis, axes: Sequence[Axis], frame: Frame) -> Plot | None:
    """The plot over an axis; None where nothing is drawn there."""
    box = _region(axis, axes, frame)
    if box is None:
        return None
    ticks = {id(word) for word in axis.ticks}
    inside = [word for word in frame.along if id(word) not in ticks and _in(box, word.box)]
    scale = {id(word) for word in _height_scale(inside, axis)}
    inside = [word for word in inside if id(word) not in scale]
    runs = runs_of(frame, inside, along=True)
    runs += runs_of(frame, (word for word in frame.across if _in(box, word.box)), along=False)
    labels = [
        label
        for run in runs
        if len(run.words) <= LONGEST_RUN
        for word in run.words
        if (label := _label(word, run, axis)) is not None
    ]
    return Plot(axis, box, tuple(runs), tuple(_alike(labels)))


def _alike(labels: Sequence[PeakLabel]) -> list[PeakLabel]:
    """Labels without whole numbers that stand among decimal ones: numbers of scans, what is left of a scale."""
    decimal = [label for label in labels if decimals_of(label.value)]
    return decimal if 2 * len(decimal) >= len(labels) else list(labels)


def decimals_of(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _in(box: Box, word: Box) -> bool:
    return box.x0 <= word.centre <= box.x1 and box.top <= word.middle <= box.bottom


def _region(axis: Axis, axes: Sequence[Axis], frame: Frame) -> Box | None:
    """From the axis up to the top of its picture or drawing, and not into another plot."""
    step = axis.step / axis.slope
    left, right = axis.box.x0 - 1.5 * step, axis.box.x1 + 2.5 * step
    for other in axes:  # plots side by side
        if other is not axis and abs(other.box.middle - axis.box.middle) < 2 * axis.size:
            if other.box.x0 > axis.box.x1:
                right = min(right, (axis.box.x1 + other.box.x0) / 2)
            elif other.box.x1 < axis.box.x0:
                left = max(left, (other.box.x1 + axis.box.x0) / 2)
    span = Box(left, axis.box.top, right, axis.box.bottom)
    above = [o.box.bottom for o in axes if o.box.bottom < axis.box.top - axis.size and o.box.overlap_x(span) > 0]
    ceiling = max([axis.box.top - _TALLEST * max(axis.box.width, 200.0), *above])
    top = _top(axis, ceiling, span, frame)
    return None if top is None else Box(left, max(top, ceiling), right, axis.box.top)


def _top(axis: Axis, ceiling: float, span: Box, frame: Frame) -> float | None:
    for image in frame.images:
        if image.contains(axis.box, slack=axis.size):
            page = image.width > _WHOLE_PAGE * frame.width and image.height > _WHOLE_PAGE * frame.height
            return ceiling if page else image.top
    if any(word.source is Source.OCR for word in axis.ticks):
        return ceiling
    drawn = [
        box.top
        for box in frame.ink
        if span.x0 <= box.centre <= span.x1
        and box.height > axis.size
        and ceiling <= box.top
        and abs(box.bottom - axis.box.top) < 3 * axis.size + 6
    ]
    return min(drawn) - _OVER_INK * axis.size if drawn else None


def _height_scale(words: Sequence[Word], axis: Axis) -> list[Word]:
    """The numbers of the axis of heights: a column of them, evenly spaced, at the left of the plot."""
    numbers = [(word, value) for word in words if (value := number_in(word.text)) is not None]
    best: list[Word] = []
    for anchor, _ in numbers:
        column = sorted(
            (
                (word, float(value))
                for word, value in numbers
                if abs(word.box.x1 - anchor.box.x1) < 0.6 * axis.size and word.box.x1 < axis.box.x0 + axis.box.width / 3
            ),
            key=lambda pair: -pair[0].box.middle,
        )
        if len(column) > len(best) and len(column) >= _COLUMN and _rising(column):
            best = [word for word, _ in column]
    return best


def _rising(column: Sequence[tuple[Word, float]]) -> bool:
    """Whether values grow from the bottom to the top, each step as its way."""
    (low, first), (high, last) = column[0], column[-1]
    way = low.box.middle - high.box.middle
    if last <= first or way <= 0:
        return False
    return all(
        abs((value - first) / (last - first) - (low.box.middle - word.box.middle) / way) < 0.06
        for word, value in column
    )


def _label(word: Word, run: Run, axis: Axis) -> PeakLabel | None:
    """The number of a word where it can label a peak: finer than the axis' own numbers, and near its place."""
    value = number_in(word.text)
    if value is None or not axis.holds(float(value)):
        return None
    if decimals_of(value) < axis.decimals:
        return None
    size = word.box.height if run.along else word.box.width
    away = abs(axis.at(word.box.centre) - float(value)) / axis.slope
    half = word.box.width / 2
    if away > half + _LED * size:
        return None
    return PeakLabel(value, word, size, on_axis=away <= half + _NEAR * size)
