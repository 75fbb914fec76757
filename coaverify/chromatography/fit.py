"""Peaks and baseline of a trace found together, by least squares.

Peaks that overlap are told apart by their shapes; a small one is found by what is left when the others are taken
away, weighed with the main peak's shape. What noise makes of such a weighing is measured on the trace itself.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coaverify.chromatography.model import Component, Fit, Mask
from coaverify.chromatography.shapes import Array, Shape, profile

_SIGNIFICANT = 4.0  # sigmas of noise: weaker ones are not called peaks
_LEAST_LEFT = 3.0  # the same, once it was found and fitted together with the others
_NEAREST = 1.2  # widths at half height (resolution 0.7): what is nearer belongs to the larger peak's own shape
_STEPS = (2, 2, 1, 1)  # of the fit, before each look for what is left over
_MOST_PEAKS = 40
_LEAST_INNER = 2e-3  # of the main peak's area: less of it is no matter of its shape
_LEAST_NOISE = 5e-5  # of the main peak's area: what rounding in the drawing makes
_SWING = 0.25  # of a peak: what swings so far under the baseline beside it is a disturbance
_KNOT = 6.0  # widths at half height between two knots of the baseline
_LEAST_KNOTS, _MOST_KNOTS = 5, 14


def fitted(minutes: Array, signal: Array, main: Shape, area: float, *, least_noise: float = 0.0) -> Fit:
    """Everything that stands out of a trace whose main peak is known roughly.

    least_noise: what a small peak's area is uncertain by at least, signal times minutes.
    """
    count = int(np.clip((minutes[-1] - minutes[0]) / (_KNOT * main.half_width), _LEAST_KNOTS, _MOST_KNOTS))
    fit = Fit(minutes, signal, np.ones(len(signal), dtype=bool), _splines(len(minutes), count))
    fit.components = [Component(main, area, np.inf)]
    quiet = _quiet(fit)
    fit.fit_to(quiet)
    fit.solve(fit.components)
    for steps in _STEPS:
        for _ in range(steps):
            if not fit.refine():
                break
        if not _add_found(fit, quiet, least_noise) or len(fit.components) > _MOST_PEAKS:
            break
        quiet = fit.kept
        fit.fit_to(fit.kept)
        fit.solve(fit.components)
    return fit


def _quiet(fit: Fit) -> Mask:
    """The main peak, and around it what lies near the ground: other peaks would lift the first baseline."""
    parts = np.array_split(np.arange(len(fit.signal)), len(fit.splines))
    middles = [float(np.sort(fit.signal[part])[len(part) // 3]) for part in parts]
    over = fit.signal - np.interp(fit.minutes, [float(fit.minutes[part].mean()) for part in parts], middles)
    near = np.abs(fit.minutes - fit.main.shape.apex) < 1.5 * fit.main.shape.half_width
    quiet: Mask = near | (np.abs(over - np.median(over)) < 3 * max(_spread(over[~near]), 1e-4 * float(over.max())))
    return quiet


def _splines(points: int, count: int) -> Array:
    """The baseline's columns: cubic B-splines over evenly spaced knots."""
    away = np.abs(np.linspace(0, count, points) - np.arange(-1, count + 2)[:, None])
    outer, inner = np.maximum(2 - away, 0.0), np.maximum(1 - away, 0.0)
    splines: Array = (outer * outer * outer - 4 * inner * inner * inner) / 6
    return splines


def _add_found(fit: Fit, used: Mask, least_noise: float) -> bool:
    """Take out what the fit shows to be disturbances, add the peaks that are left over; whether anything changed."""
    main = fit.main
    reach = max(int(main.shape.half_width / fit.step), 1)
    rest = fit.rest
    areas = _weighed(rest, main.shape, fit.step)
    if changed := _without_disturbances(fit, areas, reach):
        areas = _weighed(np.where(fit.kept, rest, 0.0), main.shape, fit.step)
    quiet = used & fit.kept
    for one in fit.components:
        quiet &= np.abs(fit.minutes - one.shape.apex) > 1.5 * main.shape.half_width
    fit.noise = max(_spread(areas[quiet] if quiet.sum() > 50 else areas), _LEAST_NOISE * main.area, least_noise)
    seen = _seen(fit, int(1.5 * reach))
    fit.components = [
        one if one is main else replace(one, significance=one.area / fit.noise)
        for one in fit.components
        if one is main or (one.area > _LEAST_LEFT * fit.noise and np.interp(one.shape.apex, fit.minutes, seen) > 0)
    ]
    candidates = np.where((seen > 0) & (areas > _SIGNIFICANT * fit.noise), areas, 0.0)
    while candidates.max() > 0 and len(fit.components) <= _MOST_PEAKS:
        at = int(candidates.argmax())
        minute, area = float(fit.minutes[at]), float(areas[at])
        owner = _owner(fit, minute, area)
        if owner is None or (owner is main and area > _LEAST_INNER * main.area):
            new = _new(main.shape, minute, area, fit.noise)
            fit.components.append(replace(new, inner=owner is main))
            changed = True
        candidates[max(at - reach, 0) : at + reach + 1] = 0
    return changed


def _seen(fit: Fit, reach: int) -> Array:
    """1 where a peak would be seen whole, 0 at the ends of the run and beside what is hidden."""
    ends = np.concatenate(([0.0], np.cumsum(~fit.kept)))
    places = np.arange(len(fit.kept))
    low, high = places - reach, places + reach + 1
    clear = (low >= 0) & (high <= len(fit.kept))
    inside = np.clip([low, high], 0, len(fit.kept))
    seen: Array = (clear & (ends[inside[1]] == ends[inside[0]])).astype(np.float64)
    return seen


def _without_disturbances(fit: Fit, areas: Array, reach: int) -> bool:
    """Hide what swings under its baseline right before or after it: the injection's own mark.

    areas: what is left, weighed with the main peak's shape at each place.
    """
    found = False
    main = fit.main
    for one in list(fit.components):
        at = int(np.searchsorted(fit.minutes, one.shape.apex))
        low, high = max(at - 3 * reach, 0), at + 3 * reach + 1
        if one is main or abs(one.shape.apex - main.shape.apex) < 6 * main.shape.half_width or low >= len(areas):
            continue
        if -float(areas[low:high].min()) > max(_SWING * one.area, 2 * _SIGNIFICANT * fit.noise):
            fit.kept[max(at - 4 * reach, 0) : at + 4 * reach + 1] = False
            fit.components.remove(one)
            found = True
    return found


def _new(main: Shape, apex: float, area: float, noise: float) -> Component:
    return Component(replace(main, centre=main.centre + apex - main.apex), area, area / noise)


def _owner(fit: Fit, minute: float, area: float) -> Component | None:
    """The larger peak to which it stands so near that it is rather what that one's shape leaves."""
    near = (one for one in fit.components if abs(one.shape.apex - minute) < _NEAREST * one.shape.half_width)
    larger = [one for one in near if one.area > area]
    return max(larger, key=lambda one: one.area, default=None)


def _weighed(rest: Array, main: Shape, step: float) -> Array:
    """For each place the area of a peak of the main one's shape with its apex there, over a level ground."""
    half = max(int(2.2 * main.half_width / step), 3)
    away: Array = np.arange(-half, half + 1, dtype=np.float64) * step
    shape = profile(away, replace(main, centre=main.centre - main.apex))
    level = shape - shape.mean()
    areas: Array = np.convolve(rest, level[::-1], mode="same") / float(level @ shape)
    return areas


def _spread(values: Array) -> float:
    """Standard deviation of the quiet majority."""
    return float(1.4826 * np.median(np.abs(values - np.median(values)))) if len(values) else 0.0
