"""Integrating a drawn chromatogram: peaks over their own baseline, and how far the result can be trusted.

Peak finding and widths are scipy's; the area is that over a straight line between the feet of the
peak, as a data system draws it.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import trapezoid
from scipy.signal import find_peaks, peak_widths

from coaverify.model.certificate import Trace

_SIGNAL_TO_NOISE = 5.0  # a peak has to stand out of the noise by this factor
_FOOT = 0.998  # of the prominence: where a peak's feet are looked for
_REACH = 1.8  # widths at half height from apex to foot: 4.2 sigma of a Gaussian peak
_TAILING = 1.5  # the back of a peak may be longer than its front by this factor
_SAMPLES = 8000  # points of the even grid that a drawn line is put on
_FLOOR = 2e-4  # of the highest signal: what the drawing's own resolution leaves visible

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class IntegratedPeak:
    """A peak of a trace: apex and feet in minutes, area in signal times minutes."""

    minute: float
    start: float
    end: float
    area: float


@dataclass(frozen=True, slots=True)
class Integration:
    """`share`: the main peak's percentage of all areas. `uncertainty`: percentage points, about two sigma."""

    peaks: tuple[IntegratedPeak, ...]
    share: float
    uncertainty: float

    @property
    def main(self) -> IntegratedPeak:
        return max(self.peaks, key=lambda peak: peak.area)


def integrate(trace: Trace) -> Integration | None:
    """Integrate a trace; None where no peak stands out of it."""
    minutes, signal = _on_even_grid(trace)
    noise = _noise(signal)
    height = float(signal.max() - np.median(signal))
    threshold = max(_SIGNAL_TO_NOISE * noise, _FLOOR * height)
    apexes, properties = find_peaks(signal, prominence=threshold)
    if len(apexes) == 0:
        return None
    widths = peak_widths(signal, apexes, rel_height=_FOOT)
    halves = peak_widths(signal, apexes, rel_height=0.5)[0]
    peaks = []
    for number, apex in enumerate(int(index) for index in apexes):
        start, end = _feet(widths[2][number], widths[3][number], apex, halves[number], len(signal))
        if not _is_disturbance(signal, start, end, float(properties["prominences"][number])):
            peaks.append(_integrated(minutes, signal, apex, start, end))
    kept = tuple(peak for peak in peaks if peak.area > 0)
    if not kept:
        return None
    total = sum(peak.area for peak in kept)
    main = max(peak.area for peak in kept)
    return Integration(kept, 100 * main / total, _uncertainty(kept, noise, height, total, minutes))


def _on_even_grid(trace: Trace) -> tuple[Array, Array]:
    minutes = np.asarray(trace.minutes, dtype=np.float64)
    signal = np.asarray(trace.signal, dtype=np.float64)
    order = np.argsort(minutes, kind="stable")
    grid = np.linspace(minutes.min(), minutes.max(), max(_SAMPLES, len(minutes)))
    return grid, np.interp(grid, minutes[order], signal[order])


def _noise(signal: Array) -> float:
    """Standard deviation of the noise: the quiet majority's distance from its own running line."""
    step = max(len(signal) // 400, 1)
    coarse = signal[::step]
    second = coarse[2:] - 2 * coarse[1:-1] + coarse[:-2]
    return float(1.4826 * np.median(np.abs(second - np.median(second))) / np.sqrt(6))


def _feet(left: float, right: float, apex: int, half_width: float, samples: int) -> tuple[int, int]:
    """Feet of a peak: where it has fallen to its base, but not farther than a tailing peak reaches."""
    reach = _REACH * max(half_width, 2.0)
    start = max(int(left), int(apex - reach), 0)
    end = min(int(right) + 1, int(apex + _TAILING * reach), samples - 1)
    return start, max(end, start + 2)


def _is_disturbance(signal: Array, start: int, end: int, prominence: float) -> bool:
    """The injection's own mark: a bump that swings under its baseline right before or after it."""
    width = end - start
    first, last = max(start - width, 0), min(end + width, len(signal) - 1)
    slope = (_level(signal, end) - _level(signal, start)) / width
    baseline = _level(signal, start) + slope * (np.arange(first, last + 1) - start)
    return float((baseline - signal[first : last + 1]).max()) > 0.3 * prominence


def _integrated(minutes: Array, signal: Array, apex: int, start: int, end: int) -> IntegratedPeak:
    x, y = minutes[start : end + 1], signal[start : end + 1]
    line = np.interp(x, [x[0], x[-1]], [_level(signal, start), _level(signal, end)])
    area = float(trapezoid(y - line, x))
    return IntegratedPeak(float(minutes[apex]), float(x[0]), float(x[-1]), area)


def _level(signal: Array, index: int, span: int = 12) -> float:
    """The signal at a foot, freed of its noise by the median of its neighbours."""
    near: list[float] = signal[max(index - span, 0) : index + span + 1].tolist()
    return statistics.median(near)  # numpy's own is made for long arrays


def _uncertainty(peaks: tuple[IntegratedPeak, ...], noise: float, height: float, total: float, minutes: Array) -> float:
    """Baseline placed wrongly by the noise under each peak, and small peaks lost in it."""
    widths = sum(peak.end - peak.start for peak in peaks)
    main = max(peaks, key=lambda peak: peak.area)
    lost = max(_SIGNAL_TO_NOISE * noise, _FLOOR * height) * (main.end - main.start) * 0.5
    return float(100 * (2 * noise * widths + 2 * lost) / total) + 0.05
