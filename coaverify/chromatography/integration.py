"""Integrating a drawn chromatogram: peaks over their own baseline, and how far the result can be trusted."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np

from coaverify.chromatography.fit import fitted
from coaverify.chromatography.model import Component, Fit
from coaverify.chromatography.shapes import HALF_WIDTH, Array, Shape
from coaverify.model.certificate import Trace

_POINTS_A_PEAK = 7.0  # of the even grid, over the main peak's width at half height
_LEAST_POINTS, _MOST_POINTS = 600, 6000
_NARROWEST = 3.0  # points of the drawing over that width; fewer are a spike or a drawing too coarse
_LEAST_HEIGHT = 6.0  # sigmas of noise that a main peak stands out by at least
_FLAT = 0.2  # of the width at half height: a top that is level for longer was cut off
_LEVEL = 1e-3  # of the height: how level that is
_PIXEL = 0.15  # of a pixel: how well the middle of a line in a picture is known
_SMALL_MISFIT = 0.012  # of all areas
_FLOOR = 0.04  # percentage points: never better than that


@dataclass(frozen=True, slots=True)
class IntegratedPeak:
    """A peak of a trace: apex and feet in minutes, area in signal times minutes and in percent of all."""

    minute: float
    start: float
    end: float
    area: float
    percent: float


@dataclass(frozen=True, slots=True)
class Integration:
    """`share`: the main peak's percentage of all areas. `uncertainty`: percentage points, about two sigma.

    `clipped`: the main peak's top was cut off, so that its true share is larger.
    """

    peaks: tuple[IntegratedPeak, ...]
    share: float
    uncertainty: float
    clipped: bool = False

    @property
    def main(self) -> IntegratedPeak:
        return max(self.peaks, key=lambda peak: peak.area)


# What the last traces gave, by the trace itself (its id, and the trace, so that the id stays its own): to compare its
# thousands of points with those of others would cost more than all else that check and report ask.
_KNOWN: OrderedDict[int, tuple[Trace, Integration | None]] = OrderedDict()
_MOST_KNOWN = 16


def integrate(trace: Trace) -> Integration | None:
    """Integrate a trace; None where no peak stands out of it. Check and report ask for the same few."""
    known = _KNOWN.get(id(trace))
    if known is None:
        known = _KNOWN[id(trace)] = trace, _integrated(trace)
        if len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.popitem(last=False)
    return known[1]


def _integrated(trace: Trace) -> Integration | None:
    minutes, signal = _in_order(trace)
    rough = _main_peak(minutes, signal)
    if rough is None:
        return None
    main, area, flat = rough
    ripple = _PIXEL * trace.resolution * main.half_width
    fit = fitted(*_on_even_grid(minutes, signal, main.half_width), main, area, least_noise=ripple)
    found = [one for one in fit.components if not one.inner]
    areas = [_drawn(fit, one) if one is fit.main else one.area for one in found]
    total = sum(areas)
    if max(areas) <= 0:
        return None
    peaks = tuple(
        IntegratedPeak(one.shape.apex, *_feet(fit, one), area, 100 * area / total)
        for one, area in sorted(zip(found, areas, strict=True), key=lambda pair: pair[0].shape.apex)
    )
    share = 100 * max(areas) / total
    return Integration(peaks, share, _uncertainty(fit, areas), clipped=flat)


def _in_order(trace: Trace) -> tuple[Array, Array]:
    minutes = np.asarray(trace.minutes, dtype=np.float64)
    order = np.argsort(minutes, kind="stable")
    return minutes[order], np.asarray(trace.signal, dtype=np.float64)[order]


def _on_even_grid(minutes: Array, signal: Array, half_width: float) -> tuple[Array, Array]:
    """The line at even steps, where the drawing is finer as the mean over each step."""
    span = float(minutes[-1] - minutes[0])
    count = int(np.clip(span / half_width * _POINTS_A_PEAK, _LEAST_POINTS, _MOST_POINTS))
    edges = np.linspace(minutes[0], minutes[-1], count + 1)
    below = np.concatenate(([0.0], np.cumsum(0.5 * (signal[1:] + signal[:-1]) * np.diff(minutes))))
    inner = np.clip(np.searchsorted(minutes, edges, side="right") - 1, 0, len(minutes) - 2)
    part = edges - minutes[inner]
    at_edge = np.interp(edges, minutes, signal)
    areas = below[inner] + 0.5 * (signal[inner] + at_edge) * part
    return 0.5 * (edges[1:] + edges[:-1]), np.diff(areas) / np.diff(edges)


def _main_peak(minutes: Array, signal: Array) -> tuple[Shape, float, bool] | None:
    """Shape and area of the highest peak by its widths, and whether its top is cut off."""
    ground = float(np.median(signal))
    apex = int(signal.argmax())
    height = float(signal[apex]) - ground
    noise = 1.4826 * float(np.median(np.abs(signal - ground)))
    if height <= 0 or height < _LEAST_HEIGHT * noise or minutes[-1] <= minutes[0]:
        return None
    left, right = _crossings(minutes, signal, apex, ground + 0.5 * height)
    first, last = _crossings(minutes, signal, apex, ground + 0.1 * height)
    half_width = right - left
    inside = int(np.count_nonzero((minutes >= left) & (minutes <= right)))
    if half_width <= 0 or inside < _NARROWEST or half_width > 0.3 * (minutes[-1] - minutes[0]):
        return None
    top_left, top_right = _crossings(minutes, signal, apex, ground + (1 - _LEVEL) * height)
    middle = 0.5 * (top_left + top_right)
    front = bool(middle - first > last - middle)
    skew = abs((last - middle) - (middle - first)) / (last - first)
    spread = half_width / HALF_WIDTH
    tail = min(0.4 + skew, 0.8) * spread
    shape = Shape(middle + (0.8 * tail if front else -0.8 * tail), float(np.sqrt(spread**2 - tail**2)), tail, front)
    return shape, height * half_width * 1.0645, top_right - top_left > _FLAT * half_width


def _crossings(minutes: Array, signal: Array, apex: int, level: float) -> tuple[float, float]:
    """Where the line leaves a level to the left and to the right of an apex."""
    under = np.flatnonzero(signal < level)
    split = int(np.searchsorted(under, apex))
    before, after = (int(under[split - 1]) if split else 0), (int(under[split]) if split < len(under) else -1)
    return _between(minutes, signal, before, before + 1, level), _between(minutes, signal, after, after - 1, level)


def _between(minutes: Array, signal: Array, low: int, high: int, level: float) -> float:
    rise = float(signal[high] - signal[low])
    part = (level - float(signal[low])) / rise if rise > 0 else 0.0
    return float(minutes[low]) + min(max(part, 0.0), 1.0) * float(minutes[high] - minutes[low])


def _drawn(fit: Fit, one: Component) -> float:
    """The area of the line over the baseline under the main peak, without that of its neighbours."""
    near = np.abs(fit.minutes - one.shape.apex) < 2.0 * one.shape.half_width
    inner = sum(other.area for other in fit.components if other.inner)
    return one.area + inner + float(fit.rest[near].sum()) * fit.step


def _feet(fit: Fit, one: Component) -> tuple[float, float]:
    """From where to where a peak is higher than half a percent of its height, and than its neighbours."""
    part, values = fit.placed(one.shape)
    own = one.area * values
    others = fit.modelled(without=one)[part]
    inside = np.flatnonzero((own > 0.005 * own.max()) & (own >= others))
    if len(inside) == 0:
        return one.shape.apex, one.shape.apex
    return float(fit.minutes[part][inside[0]]), float(fit.minutes[part][inside[-1]])


def _uncertainty(fit: Fit, areas: list[float]) -> float:
    """Noise under every peak, peaks that noise may hide, and what the shapes leave unexplained."""
    main = fit.main
    total = sum(areas)
    near = np.abs(fit.minutes - main.shape.apex) < 2.5 * main.shape.half_width
    misfit = float(np.abs(fit.rest[near]).sum()) * fit.step
    others = len(areas) - 1
    spread = 2 * fit.noise * np.sqrt(others + 1.0)
    hidden = 4.0 * fit.noise
    # what no shape explains was shared out among peaks that are none: more than a little of it leaves nothing certain
    unexplained = 0.3 * misfit + 2 * max(0.0, misfit - _SMALL_MISFIT * total)
    return float(100 * (spread + hidden + unexplained) / total) + _FLOOR
