"""Peaks and baseline of a trace found together, by least squares.

Peaks that overlap are told apart by their shapes; a small one is found by what is left when the others are taken
away, weighed with the main peak's shape. What noise makes of such a weighing is measured on the trace itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coaverify.checks.integration_shapes import HALF_WIDTH, LEAST_TAIL, LONGEST_TAIL, Array, Shape, profile, slopes

_SIGNIFICANT = 4.0  # sigmas of noise: weaker ones are not called peaks
_STRONG = 12.0  # the same: such a peak has a width of its own
_VERY_STRONG = 60.0  # and a tail of its own
_NEAREST = 1.2  # widths at half height (resolution 0.7): what is nearer belongs to the larger peak's own shape
_WIDTHS = (0.6, 1.7)  # of the main peak's width: what another peak of the run may have
_ROUNDS, _STEPS = 5, 2
_DAMPING = 1e-7
_BLOCK = 128  # points
_MOST_PEAKS = 40
_SWING = 0.35  # of a peak's height: what swings so far under the baseline beside it is a disturbance
_KNOT = 9.0  # widths at half height between two knots of the baseline
_LEAST_KNOTS, _MOST_KNOTS = 4, 16

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Component:
    """A peak: its shape and area, signal times minutes, and its area over the noise."""

    shape: Shape
    area: float
    significance: float


@dataclass(slots=True)
class Fit:
    """A trace on an even grid with what was found in it. `kept`: False where a disturbance hides the run."""

    minutes: Array
    signal: Array
    kept: Mask
    baseline: Array
    components: list[Component] = field(default_factory=list)
    noise: float = 0.0  # standard deviation of a small peak's area

    @property
    def main(self) -> Component:
        """The largest peak."""
        return max(self.components, key=lambda one: one.area)

    @property
    def step(self) -> float:
        return float(self.minutes[1] - self.minutes[0])

    def modelled(self, *, without: Component | None = None) -> Array:
        """The peaks' sum, without the baseline and, where given, one of them."""
        total = np.zeros_like(self.signal)
        for one in self.components:
            if one is not without:
                part = self.within(one.shape)
                total[part] += one.area * profile(self.minutes[part], one.shape)
        return total

    def within(self, shape: Shape) -> slice:
        """The part of the grid on which a peak differs from nothing."""
        first, last = shape.window()
        low, high = np.searchsorted(self.minutes, (first, last))
        return slice(int(low), max(int(high), int(low) + 1))


def fitted(minutes: Array, signal: Array, main: Shape, area: float) -> Fit:
    """Everything that stands out of a trace whose main peak is known roughly."""
    fit = Fit(minutes, signal, np.ones(len(signal), dtype=bool), _ground(minutes, signal, main))
    fit.components = [Component(main, area, np.inf)]
    for _ in range(_ROUNDS):
        for _ in range(_STEPS):
            _refine(fit)
        if not _add_found(fit) or len(fit.components) > _MOST_PEAKS:
            break
    return fit


def _ground(minutes: Array, signal: Array, main: Shape) -> Array:
    """A first baseline: the line through the middle of the quiet parts between its knots."""
    count = _knot_count(minutes, main)
    parts = np.array_split(np.arange(len(signal)), count)
    middles = [float(np.quantile(signal[part], 0.4)) for part in parts]
    ground: Array = np.interp(minutes, [float(minutes[part].mean()) for part in parts], middles)
    return ground


def _refine(fit: Fit) -> None:
    """One step of Gauss and Newton: all areas, the strong peaks' shapes and the baseline at once."""
    main = fit.main
    count = _knot_count(fit.minutes, main.shape)
    place = np.linspace(0, count, len(fit.minutes))
    columns: list[Array] = [fit.signal, *np.maximum(0.0, 1 - np.abs(place - np.arange(count + 1)[:, None]))]
    plan: list[tuple[int, int]] = []  # for each component its first column, and how many of its shape are free
    for one in fit.components:
        part = fit.within(one.shape)
        near = fit.minutes[part]
        own = profile(near, one.shape)
        freedom = 3 if one.significance >= _VERY_STRONG else 2 if one.significance >= _STRONG else 0
        plan.append((len(columns) - 1, freedom))
        for values in (own, *slopes(near, one.shape, own, freedom)):
            column = np.zeros_like(fit.signal)
            column[part] = values
            columns.append(column)
    found = _least_squares(np.stack(columns), fit.kept)
    fit.baseline = np.interp(place, np.arange(count + 1), found[: count + 1])
    fit.components = [
        _moved(one, found[first : first + 1 + freedom], main)
        for one, (first, freedom) in zip(fit.components, plan, strict=True)
        if found[first] > 0 or one is main
    ]


def _least_squares(rows: Array, kept: Mask) -> Array:
    """What makes the first row of the others. In short blocks: for large ones a library of linear algebra starts
    threads, which here cost more than they give."""
    normal = np.zeros((len(rows), len(rows)))
    weighed = rows * kept
    for start in range(0, rows.shape[1], _BLOCK):
        normal += weighed[:, start : start + _BLOCK] @ rows[:, start : start + _BLOCK].T
    scale = 1 / np.sqrt(np.maximum(normal.diagonal()[1:], 1e-30))
    damped = normal[1:, 1:] * scale[:, None] * scale + _DAMPING * np.eye(len(scale))
    solved: Array = scale * np.linalg.solve(damped, scale * normal[1:, 0])
    return solved


def _moved(one: Component, found: Array, main: Component) -> Component:
    area = float(found[0])
    if area <= 0 or len(found) == 1:
        return replace(one, area=max(area, 0.0))
    shape = one.shape
    by = np.clip(found[1:] / area, -0.4, 0.4) * shape.sigma
    tail = shape.tail + (float(by[2]) if len(by) == 3 else 0.0)
    sigma = shape.sigma + float(by[1])
    if one is not main:
        sigma = float(np.clip(sigma, *(limit * main.shape.sigma for limit in _WIDTHS)))
    sigma = max(sigma, 0.3 * shape.sigma)
    tail = float(np.clip(tail, LEAST_TAIL * sigma, LONGEST_TAIL * sigma))
    return replace(one, shape=Shape(shape.centre + float(by[0]), sigma, tail, shape.front), area=area)


def _knot_count(minutes: Array, main: Shape) -> int:
    """Into how many pieces the baseline is cut."""
    span = float(minutes[-1] - minutes[0])
    return int(np.clip(span / (_KNOT * main.half_width), _LEAST_KNOTS, _MOST_KNOTS))


def _add_found(fit: Fit) -> bool:
    """Add the peaks that are left over; whether there were any."""
    main = fit.main
    rest = np.where(fit.kept, fit.signal - fit.baseline - fit.modelled(), 0.0)
    areas = _weighed(rest, main.shape, fit.step)
    quiet = fit.kept.copy()
    for one in fit.components:
        quiet &= np.abs(fit.minutes - one.shape.apex) > 1.5 * main.shape.half_width
    fit.noise = max(_spread(areas[quiet] if quiet.sum() > 50 else areas), 5e-5 * main.area)
    fit.components = [
        one if one is main else replace(one, significance=one.area / fit.noise)
        for one in fit.components
        if one is main or one.area > 0.7 * _SIGNIFICANT * fit.noise
    ]
    candidates = np.where(areas > _SIGNIFICANT * fit.noise, areas, 0.0)
    added = False
    reach = max(int(main.shape.half_width / fit.step), 1)
    while candidates.max() > 0 and len(fit.components) <= _MOST_PEAKS:
        at = int(candidates.argmax())
        minute, area = float(fit.minutes[at]), float(areas[at])
        if _is_disturbance(fit, rest, at, reach):
            fit.kept[max(at - 4 * reach, 0) : at + 4 * reach] = False
            added = True
        elif not _belongs_to_another(fit, minute, area):
            fit.components.append(_new(main.shape, minute, area, fit.noise))
            added = True
        candidates[max(at - reach, 0) : at + reach + 1] = 0
    return added


def _new(main: Shape, apex: float, area: float, noise: float) -> Component:
    return Component(replace(main, centre=main.centre + apex - main.apex), area, area / noise)


def _belongs_to_another(fit: Fit, minute: float, area: float) -> bool:
    """Whether it stands so near to a larger peak that it is rather what that one's shape leaves."""
    return any(
        one.area > area and abs(one.shape.apex - minute) < _NEAREST * one.shape.half_width for one in fit.components
    )


def _is_disturbance(fit: Fit, rest: Array, at: int, reach: int) -> bool:
    """The injection's own mark: a bump that swings under its baseline right before or after it."""
    main = fit.main.shape
    if abs(float(fit.minutes[at]) - main.apex) < 6 * main.half_width:
        return False
    low = max(at - 6 * reach, 0)
    near = rest[low : at + 6 * reach + 1]
    ground = float(np.median(near))
    around = near[max(at - 3 * reach - low, 0) : at + 3 * reach - low + 1]
    rough = _spread(near)
    return ground - float(around.min()) > max(_SWING * (float(around.max()) - ground), 5 * rough)


def _weighed(rest: Array, main: Shape, step: float) -> Array:
    """For each place the area of a peak of the main one's shape with its apex there, over a level ground."""
    half = max(int(2.2 * main.half_width / step), 3)
    away = np.arange(-half, half + 1) * step
    shape = profile(away, replace(main, centre=main.centre - main.apex))
    level = shape - shape.mean()
    areas: Array = np.convolve(rest, level[::-1], mode="same") / float(level @ shape)
    return areas


def _spread(values: Array) -> float:
    """Standard deviation of the quiet majority."""
    return float(1.4826 * np.median(np.abs(values - np.median(values)))) if len(values) else 0.0


def sigma_of(half_width: float) -> float:
    """Sigma of a Gaussian of this width at half height."""
    return half_width / HALF_WIDTH
