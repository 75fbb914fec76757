"""Peaks and baseline of a trace found together, by least squares.

Peaks that overlap are told apart by their shapes; a small one is found by what is left when the others are taken
away, weighed with the main peak's shape. What noise makes of such a weighing is measured on the trace itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from coaverify.checks.integration_shapes import HALF_WIDTH, Array, Shape, moved, profile, slopes

_SIGNIFICANT = 4.0  # sigmas of noise: weaker ones are not called peaks
_STRONG = 12.0  # the same: such a peak has a width of its own
_VERY_STRONG = 60.0  # and a tail of its own
_NEAREST = 1.2  # widths at half height (resolution 0.7): what is nearer belongs to the larger peak's own shape
_WIDTHS = (0.6, 1.7)  # of the main peak's width: what another peak of the run may have
_ROUNDS, _STEPS = 5, 2
_DAMPING = 1e-7
_BLOCK = 128  # points
_MOST_PEAKS = 40
_LEAST_NOISE = 5e-5  # of the main peak's area: what rounding in the drawing makes
_SWING = 0.35  # of a peak's height: what swings so far under the baseline beside it is a disturbance
_KNOT = 7.0  # widths at half height between two knots of the baseline
_LEAST_KNOTS, _MOST_KNOTS = 5, 14
_LONGEST_STEP = 0.3  # spreads

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
    splines: Array  # of the baseline
    baseline: Array = field(default_factory=lambda: np.zeros(0))
    components: list[Component] = field(default_factory=list)
    noise: float = 0.0  # standard deviation of a small peak's area
    used: Mask = field(default_factory=lambda: np.zeros(0, dtype=bool))  # what the next step is fitted to
    left: float | None = None  # sum of squares that the last step left; None: not known

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
    count = int(np.clip((minutes[-1] - minutes[0]) / (_KNOT * main.half_width), _LEAST_KNOTS, _MOST_KNOTS))
    fit = Fit(minutes, signal, np.ones(len(signal), dtype=bool), _splines(len(minutes), count))
    fit.components = [Component(main, area, np.inf)]
    fit.used = _quiet(fit)
    _solve(fit, fit.components)
    for _ in range(_ROUNDS):
        for _ in range(_STEPS):
            _refine(fit)
        if not _add_found(fit) or len(fit.components) > _MOST_PEAKS:
            break
        fit.used = fit.kept
        _solve(fit, fit.components)
    return fit


def _quiet(fit: Fit) -> Mask:
    """The main peak, and around it what lies near the ground: other peaks would lift the first baseline."""
    parts = np.array_split(np.arange(len(fit.signal)), len(fit.splines))
    middles = [float(np.quantile(fit.signal[part], 0.35)) for part in parts]
    over = fit.signal - np.interp(fit.minutes, [float(fit.minutes[part].mean()) for part in parts], middles)
    near = np.abs(fit.minutes - fit.main.shape.apex) < 1.5 * fit.main.shape.half_width
    quiet: Mask = near | (np.abs(over - np.median(over)) < 3 * max(_spread(over[~near]), 1e-4 * float(over.max())))
    return quiet


def _splines(points: int, count: int) -> Array:
    """The baseline's columns: cubic B-splines over evenly spaced knots."""
    away = np.abs(np.linspace(0, count, points) - np.arange(-1, count + 2)[:, None])
    inner = 2 / 3 - away**2 + away**3 / 2
    splines: Array = np.where(away < 1, inner, np.maximum(2 - away, 0.0) ** 3 / 6)
    return splines


def _solve(fit: Fit, components: list[Component]) -> float:
    """Areas and baseline for given shapes; returns the sum of squares that is left."""
    rows = np.concatenate([fit.signal[None], fit.splines, *(_placed(fit, one.shape)[None] for one in components)])
    found, left = _least_squares(rows, fit.used)
    first = len(fit.splines)
    fit.components = [
        replace(one, area=float(area))
        for one, area in zip(components, found[first:], strict=True)
        if area > 0 or one.significance == np.inf
    ]
    fit.baseline = (found[:first, None] * fit.splines).sum(axis=0)
    return left


def _placed(fit: Fit, shape: Shape) -> Array:
    part = fit.within(shape)
    row = np.zeros_like(fit.signal)
    row[part] = profile(fit.minutes[part], shape)
    return row


def _refine(fit: Fit) -> None:
    """One step of Gauss and Newton on the strong peaks' shapes, shortened until it mends the fit."""
    before = list(fit.components)
    rows = [fit.signal, *fit.splines]
    plan: list[tuple[int, int]] = []  # for each component its first row, and how many of its shape are free
    for one in before:
        part = fit.within(one.shape)
        own = profile(fit.minutes[part], one.shape)
        freedom = 3 if one.significance >= _VERY_STRONG else 2 if one.significance >= _STRONG else 0
        plan.append((len(rows) - 1, freedom))
        for values in (own, *slopes(fit.minutes[part], one.shape, own, freedom)):
            row = np.zeros_like(fit.signal)
            row[part] = values
            rows.append(row)
    found, _ = _least_squares(np.stack(rows), fit.used)
    now = fit.left if fit.left is not None else _solve(fit, before)
    for share in (1.0, 0.3):
        changed = [
            _moved(one, share * found[first + 1 : first + 1 + freedom], fit.main)
            for one, (first, freedom) in zip(before, plan, strict=True)
        ]
        if (left := _solve(fit, changed)) < now:
            fit.left = left
            return
    fit.left = _solve(fit, before)


def _least_squares(rows: Array, used: Mask) -> tuple[Array, float]:
    """What makes the first row of the others, and the sum of squares that is left.

    In short blocks: for large ones a library of linear algebra starts threads, which here cost more than they give.
    """
    normal = np.zeros((len(rows), len(rows)))
    weighed = rows * used
    for start in range(0, rows.shape[1], _BLOCK):
        normal += weighed[:, start : start + _BLOCK] @ rows[:, start : start + _BLOCK].T
    scale = 1 / np.sqrt(np.maximum(normal.diagonal()[1:], 1e-30))
    damped = normal[1:, 1:] * scale[:, None] * scale + _DAMPING * np.eye(len(scale))
    solved = scale * np.linalg.solve(damped, scale * normal[1:, 0])
    left = float(normal[0, 0] - 2 * solved @ normal[1:, 0] + solved @ normal[1:, 1:] @ solved)
    return solved, left


def _moved(one: Component, by: Array, main: Component) -> Component:
    """A component with its shape changed by steps of mean, spread and tail times its area."""
    if len(by) == 0 or one.area <= 0:
        return one
    shape = moved(one.shape, *np.clip(by / one.area, -_LONGEST_STEP, _LONGEST_STEP).tolist())
    if one is not main:
        low, high = (limit * main.shape.spread / shape.spread for limit in _WIDTHS)
        shape = moved(shape, spread=float(np.clip(1.0, low, high)) - 1)
    return replace(one, shape=shape)


def _add_found(fit: Fit) -> bool:
    """Take out what the fit shows to be disturbances, add the peaks that are left over; whether anything changed."""
    main = fit.main
    reach = max(int(main.shape.half_width / fit.step), 1)
    rest = np.where(fit.kept, fit.signal - fit.baseline - fit.modelled(), 0.0)
    changed = _without_disturbances(fit, rest, reach)
    areas = _weighed(rest, main.shape, fit.step)
    quiet = fit.used & fit.kept
    for one in fit.components:
        quiet &= np.abs(fit.minutes - one.shape.apex) > 1.5 * main.shape.half_width
    fit.noise = max(_spread(areas[quiet] if quiet.sum() > 50 else areas), _LEAST_NOISE * main.area)
    fit.components = [
        one if one is main else replace(one, significance=one.area / fit.noise)
        for one in fit.components
        if one is main or one.area > 0.7 * _SIGNIFICANT * fit.noise
    ]
    candidates = np.where(fit.kept & (areas > _SIGNIFICANT * fit.noise), areas, 0.0)
    while candidates.max() > 0 and len(fit.components) <= _MOST_PEAKS:
        at = int(candidates.argmax())
        minute, area = float(fit.minutes[at]), float(areas[at])
        if not _belongs_to_another(fit, minute, area):
            fit.components.append(_new(main.shape, minute, area, fit.noise))
            changed = True
        candidates[max(at - reach, 0) : at + reach + 1] = 0
    fit.left = None
    return changed


def _without_disturbances(fit: Fit, rest: Array, reach: int) -> bool:
    """Hide what swings under its baseline right before or after it: the injection's own mark."""
    found = False
    rough = _spread(rest)
    for one in list(fit.components):
        at = int(np.searchsorted(fit.minutes, one.shape.apex))
        low, high = max(at - 4 * reach, 0), at + 4 * reach + 1
        away = abs(one.shape.apex - fit.main.shape.apex)
        if one is fit.main or away < 6 * fit.main.shape.half_width or at >= len(rest):
            continue
        height = one.area * float(profile(np.array([one.shape.apex]), one.shape)[0])
        swing = float(np.median(rest[low:high]) - rest[low:high].min())
        if swing > max(_SWING * height, 6 * rough):
            fit.kept[low:high] = False
            rest[low:high] = 0.0
            fit.components.remove(one)
            found = True
    return found


def _new(main: Shape, apex: float, area: float, noise: float) -> Component:
    return Component(replace(main, centre=main.centre + apex - main.apex), area, area / noise)


def _belongs_to_another(fit: Fit, minute: float, area: float) -> bool:
    """Whether it stands so near to a larger peak that it is rather what that one's shape leaves."""
    return any(
        one.area > area and abs(one.shape.apex - minute) < _NEAREST * one.shape.half_width for one in fit.components
    )


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
