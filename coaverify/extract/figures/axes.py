"""Horizontal axes: rows of numbers whose places are linear in their values, and what their titles say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from coaverify.extract.figures.frames import Frame, frames_of
from coaverify.extract.lines import bounds
from coaverify.extract.values.numbers import normalise, parse_decimal
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

_LEAST_TICKS = 3
_MOST_NUMBERS = 80  # in one row; more are no axis
_NEIGHBOURS = 4  # numbers: of so many in a row, two are read right on any axis worth reading
_NICE = (1.0, 2.0, 2.5, 4.0, 5.0)  # steps of axes, times a power of ten
_OFF = 0.35  # of the text's height: how far a tick's number may stand from its place
_BESIDE, _UNDER = 2.2, 3.5  # of the text's height: how far beside the numbers' line and under it a title stands
_STRANGERS = 0.34  # share of numbers between the ticks that may belong to no axis (misread ones)
_TICK = re.compile(r"[-−]?\d{1,6}(?:[.,]\d{1,4})?")

# Titles as printed and as recognisers return them; looked up without spaces
_MASS_TITLE = re.compile(
    r"m[/\\|]z|z/mz|^mz$|rn/z|mass(?:-|/|-to-)?charge|masse/ladung|质荷比|質量電荷比|^mass(?:es)?$|^mass[(,/]|^da$|\(da\)",
    re.IGNORECASE,
)
_TIME_TITLE = re.compile(
    r"^min\.?$|\(min\.?\)|\[min\.?\]|[/,]min\.?$|minut|^(?:retention)?time|保留时间|保持時間|分钟|zeit|время|^мин|^temps|^tiempo",
    re.IGNORECASE,
)


class Quantity(Enum):
    MASS_TO_CHARGE = "m/z"
    TIME = "minutes"


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: value = slope * x + offset over the width of its ticks. `box` is the box around its numbers."""

    slope: float  # value a point
    offset: float
    first: float  # values of the outermost ticks
    last: float
    step: float
    decimals: int  # of its numbers
    size: float  # height of its numbers, points
    box: Box
    ticks: tuple[Word, ...]
    quantity: Quantity | None = None

    def at(self, x: float) -> float:
        """The value at a place."""
        return self.slope * x + self.offset

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis, which may go on beyond its last number."""
        return self.first - 1.5 * self.step <= value <= self.last + 2.5 * self.step


@dataclass(frozen=True, slots=True)
class _Tick:
    word: Word
    value: float
    decimals: int
    x: float
    off: float  # how far from its place its centre may lie


def figures_of(page: Page) -> list[tuple[Frame, list[Axis]]]:
    """The page's frames, each with its axes: what spectra and chromatograms are found by."""
    return [(frame, axes_of(frame)) for frame in frames_of(page)]


def axes_of(frame: Frame) -> list[Axis]:
    """All axes along the frame's text, from the top of the page; those without a known title without a quantity."""
    axes = []
    for row in _rows([tick for word in frame.along if (tick := _tick(word)) is not None]):
        left = row
        while len(left) >= _LEAST_TICKS and (axis := _best(left)) is not None:
            axes.append(axis)
            taken = {id(word) for word in axis.ticks}
            left = [tick for tick in left if id(tick.word) not in taken]
    axes.sort(key=lambda axis: (axis.box.top, axis.box.x0))
    return [_titled(axis, frame) for axis in axes]


def number_in(text: str) -> Decimal | None:
    """A text that is one number; a line of the drawing beside it may have been recognised as a dash or a comma."""
    if text.isalpha():  # as most words are
        return None
    bare = normalise(text).strip("~_-–—,;:'`| ").rstrip(".").replace("−", "-")
    return parse_decimal(bare) if _TICK.fullmatch(bare) else None


def _tick(word: Word) -> _Tick | None:
    value = number_in(word.text)
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    negative = normalise(word.text).startswith(("-", "−"))
    box = word.box
    return _Tick(word, -float(value) if negative else float(value), decimals, box.centre, _OFF * box.height + 0.5)


def _rows(ticks: list[_Tick]) -> list[list[_Tick]]:
    """Numbers of one size on one line."""
    rows: list[list[_Tick]] = []
    for tick in sorted(ticks, key=lambda tick: tick.word.box.middle):
        box = tick.word.box
        row = next((row for row in reversed(rows[-6:]) if abs(_middle(row) - box.middle) < 0.4 * box.height), None)
        if row is None:
            rows.append([tick])
        else:
            row.append(tick)
    return [sorted(row, key=lambda tick: tick.word.box.x0) for row in rows if len(row) <= _MOST_NUMBERS]


def _middle(row: list[_Tick]) -> float:
    return row[-1].word.box.middle


def _best(row: list[_Tick]) -> Axis | None:
    """The axis that most of the numbers of a row agree on; misread ones are outvoted."""
    best: list[_Tick] = []
    for number, first in enumerate(row):
        for second in row[number + 1 : number + 1 + _NEIGHBOURS]:
            agreeing = _agreeing(row, first, second)
            if len(agreeing) > len(best):
                best = agreeing
    if len(best) < _LEAST_TICKS:
        return None
    while len(more := _on_line(row, *_line([(tick.x, tick.value) for tick in best]))) > len(best):
        best = more  # what two neighbours tell roughly, all of them tell well
    return _axis(best, row)


def _agreeing(row: list[_Tick], first: _Tick, second: _Tick) -> list[_Tick]:
    run, rise = second.x - first.x, second.value - first.value
    if run <= 0 or rise <= 0:
        return []
    return _on_line(row, rise / run, first.value - rise / run * first.x)


def _on_line(row: list[_Tick], slope: float, offset: float) -> list[_Tick]:
    if slope <= 0:
        return []
    return [tick for tick in row if abs((tick.value - offset) / slope - tick.x) <= tick.off]


def _axis(ticks: list[_Tick], row: list[_Tick]) -> Axis | None:
    """The axis through ticks; None where their steps are no steps of an axis, or others stand among them."""
    values = [tick.value for tick in ticks]
    step = min(b - a for a, b in pairwise(values))
    if step <= 0 or not _nice(step) or not all(_whole((value - values[0]) / step) for value in values):
        return None
    box = bounds(tick.word.box for tick in ticks)
    between = [tick for tick in row if box.x0 < tick.x < box.x1]
    if len(between) - len(ticks) > _STRANGERS * len(between):
        return None
    slope, offset = _line([(tick.x, tick.value) for tick in ticks])
    size = sorted(tick.word.box.height for tick in ticks)[len(ticks) // 2]
    if slope <= 0 or box.width < 6 * size:
        return None
    words = tuple(tick.word for tick in ticks)
    decimals = max(tick.decimals for tick in ticks)
    return Axis(slope, offset, values[0], values[-1], step, decimals, size, box, words)


def _whole(number: float) -> bool:
    return abs(number - round(number)) < 0.02


def _nice(step: float) -> bool:
    mantissa = step / 10 ** math.floor(math.log10(step) + 1e-9)
    return any(abs(mantissa - nice) < 0.01 for nice in _NICE)


def _line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and offset of the straight line of least squares."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    return slope, mean_y - slope * mean_x


def _titled(axis: Axis, frame: Frame) -> Axis:
    quantity = _quantity(_title_words(axis, frame), axis.size)
    return replace(axis, quantity=quantity)


def _title_words(axis: Axis, frame: Frame) -> list[Word]:
    """Words behind the last number or just under the axis, the nearest first."""
    box, size = axis.box, axis.size
    ticks = {id(word) for word in axis.ticks}
    found: list[tuple[float, Word]] = []
    for word in frame.along:
        if word.box.bottom < box.top - _BESIDE * size or word.box.top > box.bottom + _UNDER * size:
            continue
        if id(word) in ticks or number_in(word.text) is not None:
            continue
        # a scan may be askew, so the number that stands nearest tells how far down a word is
        nearest = min(axis.ticks, key=lambda tick: abs(tick.box.centre - word.box.centre)).box
        reach = max(8 * size, 0.25 * box.width)
        behind = word.box.x1 > box.x1 and -3 * size < word.box.x0 - box.x1 < reach
        level = abs(word.box.middle - nearest.middle) < _BESIDE * size
        below = word.box.top - nearest.bottom
        under = -0.3 * size < below < _UNDER * size and box.x0 < word.box.centre < box.x1
        if (behind and level) or under:
            found.append((max(0.0, below), word))
    found.sort(key=lambda pair: (round(pair[0] / size), pair[1].box.x0))
    return [word for _, word in found]


def _quantity(words: list[Word], size: float) -> Quantity | None:
    for line in _by_line(words, size):
        text = "".join(word.text for word in line)
        if _MASS_TITLE.search(text):
            return Quantity.MASS_TO_CHARGE
        if _TIME_TITLE.search(text):
            return Quantity.TIME
    return None


def _by_line(words: list[Word], size: float) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][-1].box.middle - word.box.middle) < 0.6 * size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines
