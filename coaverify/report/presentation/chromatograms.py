"""A chromatogram as it was integrated again: the line, its peaks shaded, and its axes, in the units of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coaverify.model.evidence import Source
from coaverify.report.chromatogram_entries import ChromatogramEntry, IntegratedPeakEntry

WIDTH, HEIGHT = 720, 300  # of the picture, in its own units
LEFT, TOP, RIGHT, BOTTOM = 52.0, 26.0, 704.0, 258.0  # of the plot in it
_LABELLED = 8  # peaks
_LEAST_APART = 46.0  # between two labels


@dataclass(frozen=True, slots=True)
class PeakView:
    """A peak: the outline of its area, and its label where there is room for one."""

    area: str
    main: bool
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class ChromatogramView:
    """What the template draws. `rows`: the peaks in words, for those who do not see the picture."""

    anchor: str
    line: str
    peaks: tuple[PeakView, ...]
    ticks: tuple[tuple[float, str], ...]
    heights: tuple[tuple[float, str], ...]  # none where the axis of heights could not be read
    caption: str
    description: str
    rows: tuple[tuple[str, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: float = LEFT
    right: float = RIGHT
    top: float = TOP
    bottom: float = BOTTOM


def chromatogram_view(entry: ChromatogramEntry, anchor: str) -> ChromatogramView:
    """Work out the picture of a chromatogram."""
    low, high = min(entry.signal), max(entry.signal)
    first, last = entry.minutes[0], entry.minutes[-1]
    points = [
        (
            LEFT + (RIGHT - LEFT) * (x - first) / max(last - first, 1e-9),
            BOTTOM - (BOTTOM - TOP) * (y - low) / max(high - low, 1e-9),
        )
        for x, y in zip(entry.minutes, entry.signal, strict=True)
    ]
    main = max(entry.peaks, key=lambda peak: peak.area)
    named = _named(entry, points)
    peaks = tuple(
        PeakView(_area(entry, peak, points), peak is main, *_top(entry, peak, points), named.get(id(peak), ""))
        for peak in entry.peaks
    )
    return ChromatogramView(
        anchor=anchor,
        line=_path(points),
        peaks=peaks,
        ticks=_ticks(first, last, LEFT, RIGHT),
        heights=_ticks(low, high, BOTTOM, TOP, parts=4) if entry.source is Source.TEXT else (),
        caption=_caption(entry),
        description=f"{len(entry.peaks)} peaks over {last - first:.3g} minutes; the largest at {main.apex_min:.2f} min "
        f"has {main.area_percent:.2f} percent of the area.",
        rows=tuple((f"{peak.apex_min:.2f} min", f"{peak.area_percent:.2f} %") for peak in entry.peaks),
    )


def _caption(entry: ChromatogramEntry) -> str:
    how = "followed in the picture" if entry.source is not Source.TEXT else "drawn on the page"
    text = f"The chromatogram on page {entry.page}, {how}, integrated again: the main peak has "
    text += f"{entry.main_peak_percent:.2f} % of the area (± {entry.uncertainty:.2f})."
    return text + (" Its top is cut off." if entry.clipped else "")


def _inside(entry: ChromatogramEntry, peak: IntegratedPeakEntry) -> list[int]:
    return [place for place, x in enumerate(entry.minutes) if peak.start_min <= x <= peak.end_min]


def _area(entry: ChromatogramEntry, peak: IntegratedPeakEntry, points: list[tuple[float, float]]) -> str:
    """The outline of what lies between the line and a straight one between the peak's feet."""
    inside = _inside(entry, peak)
    if len(inside) < 3:
        return ""
    # one point more on either side: the picture's points stand apart, and the line is steep at the feet
    return f"{_path(points[max(inside[0] - 1, 0) : inside[-1] + 2])} Z"


def _top(entry: ChromatogramEntry, peak: IntegratedPeakEntry, points: list[tuple[float, float]]) -> tuple[float, float]:
    inside = _inside(entry, peak) or [min(range(len(points)), key=lambda at: abs(entry.minutes[at] - peak.apex_min))]
    x, y = min((points[place] for place in inside), key=lambda point: point[1])
    return round(x, 1), round(max(y - 6, 12), 1)


def _named(entry: ChromatogramEntry, points: list[tuple[float, float]]) -> dict[int, str]:
    """The labels that have room, those of the larger peaks first."""
    taken: list[float] = []
    named: dict[int, str] = {}
    for peak in sorted(entry.peaks, key=lambda peak: -peak.area)[:_LABELLED]:
        x, _ = _top(entry, peak, points)
        if all(abs(x - other) >= _LEAST_APART for other in taken):
            taken.append(x)
            named[id(peak)] = f"{peak.area_percent:.2f} %"
    return named


def _ticks(first: float, last: float, start: float, end: float, parts: int = 8) -> tuple[tuple[float, str], ...]:
    """Places and numbers of an axis, in even steps; it runs from `start` to `end` in the picture."""
    span = max(last - first, 1e-9)
    rough = span / parts
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(magnitude * one for one in (1, 2, 2.5, 5, 10) if magnitude * one >= rough)
    near = 0.02 * span / step  # a line begins a little after nought
    numbers = [count * step for count in range(math.ceil(first / step - near), math.floor(last / step + near) + 1)]
    return tuple((round(start + (end - start) * (one - first) / span, 1), f"{one:.6g}") for one in numbers)


def _path(points: list[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
