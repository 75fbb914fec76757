"""Peaks and baseline of a trace as one model, fitted by least squares: areas at once, shapes in steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coaverify.chromatography.shapes import Array, Shape, moved, profile, slopes

_STRONG = 12.0  # areas over their noise: such a peak has a width of its own
_VERY_STRONG = 60.0  # and a tail of its own
_WIDTHS = (0.6, 1.7)  # of the main peak's width: what another peak of the run may have
_DAMPING = 1e-7
_LONGEST_STEP = 0.25  # of a peak's spread
_WORTH_IT = 0.98  # of the sum of squares: a step that leaves more is the last one

Mask = NDArray[np.bool_]
Placed = tuple[slice, Array]  # values on a part of the grid, nothing elsewhere


@dataclass(frozen=True, slots=True)
class Component:
    """A peak: its shape and area, signal times minutes, and its area over the noise.

    inner: no peak of its own, but what the main peak's shape has beyond the formula.
    """

    shape: Shape
    area: float
    significance: float
    inner: bool = False


@dataclass(slots=True)
class Fit:
    """A trace on an even grid with what was found in it. `kept`: False where a disturbance hides the run."""

    minutes: Array
    signal: Array
    kept: Mask
    splines: Array  # of the baseline
    components: list[Component] = field(default_factory=list)
    baseline: Array = field(default_factory=lambda: np.zeros(0))
    noise: float = 0.0  # standard deviation of a small peak's area
    left: float | None = None  # sum of squares that the last step left; None: not known
    _used: Array = field(default_factory=lambda: np.zeros(0))
    _ground: Array = field(default_factory=lambda: np.zeros((0, 0)))  # signal and splines, where they are fitted to
    _products: Array = field(default_factory=lambda: np.zeros((0, 0)))
    _profiles: dict[Shape, Placed] = field(default_factory=dict)

    @property
    def main(self) -> Component:
        """The largest peak."""
        return max(self.components, key=lambda one: one.area)

    @property
    def step(self) -> float:
        return float(self.minutes[1] - self.minutes[0])

    @property
    def rest(self) -> Array:
        """What the model leaves of the signal; nothing where a disturbance hides it."""
        return np.where(self.kept, self.signal - self.baseline - self.modelled(), 0.0)

    def modelled(self, *, without: Component | None = None) -> Array:
        """The peaks' sum, without the baseline and, where given, one of them."""
        total = np.zeros_like(self.signal)
        for one in self.components:
            if one is not without:
                part, values = self.placed(one.shape)
                total[part] += one.area * values
        return total

    def placed(self, shape: Shape) -> Placed:
        """The part of the grid on which a peak differs from nothing, and its heights per area there."""
        if shape not in self._profiles:
            low, high = np.searchsorted(self.minutes, shape.window())
            part = slice(int(low), max(int(high), int(low) + 1))
            self._profiles[shape] = part, profile(self.minutes[part], shape)
        return self._profiles[shape]

    def fit_to(self, used: Mask) -> None:
        """Say to which points the next steps are fitted."""
        self._used = used.astype(np.float64)
        self._ground = np.concatenate([self.signal[None], self.splines]) * self._used
        self._products = np.einsum("ik,jk->ij", self._ground, self._ground)
        self.left = None

    def solve(self, components: Sequence[Component]) -> float:
        """Find areas and baseline for given shapes; returns the sum of squares that is left."""
        found, left = self._least_squares([self.placed(one.shape) for one in components])
        first = len(self.splines)
        self.components = [
            Component(one.shape, float(area), one.significance, one.inner)
            for one, area in zip(components, found[first:], strict=True)
            if area > 0 or one.significance == np.inf
        ]
        self.baseline = np.einsum("i,ik->k", found[:first], self.splines)
        return left

    def refine(self) -> bool:
        """One step of Gauss and Newton on the strong peaks' shapes; False where that mended nothing more."""
        before = list(self.components)
        rows: list[Placed] = []
        plan: list[tuple[int, int]] = []  # for each component where it is among what is found, and its freedom
        for one in before:
            part, own = self.placed(one.shape)
            freedom = 3 if one.significance >= _VERY_STRONG else 2 if one.significance >= _STRONG else 0
            plan.append((len(self.splines) + len(rows), freedom))
            rows += [(part, own), *((part, values) for values in slopes(self.minutes[part], one.shape, own, freedom))]
        found, _ = self._least_squares(rows)
        now = self.left if self.left is not None else self.solve(before)
        baseline = self.baseline
        for share in (1.0, 0.3):
            changed = [
                _moved(one, share * found[first + 1 : first + 1 + freedom], self.main)
                for one, (first, freedom) in zip(before, plan, strict=True)
            ]
            if (left := self.solve(changed)) < now:
                self.left = left
                return left < _WORTH_IT * now
        self.components, self.baseline, self.left = before, baseline, now
        return False

    def _least_squares(self, rows: Sequence[Placed]) -> tuple[Array, float]:
        """How much of the splines and of these rows makes the signal, and the sum of squares that is left.

        Each row is multiplied where it is something. (For large matrices a library of linear algebra starts threads,
        which here cost more than they give.)
        """
        ground = len(self._ground)
        dense = np.zeros((ground + len(rows), len(self.signal)))
        dense[:ground] = self._ground
        for number, (part, values) in enumerate(rows):
            dense[ground + number, part] = values
        normal = np.zeros((len(dense), len(dense)))
        normal[:ground, :ground] = self._products
        for number, (part, values) in enumerate(rows):
            products = np.einsum("ik,k->i", dense[:, part], values * self._used[part])
            normal[:, ground + number] = normal[ground + number] = products
        scale = 1 / np.sqrt(np.maximum(normal.diagonal()[1:], 1e-30))
        damped = normal[1:, 1:] * scale[:, None] * scale + _DAMPING * np.eye(len(scale))
        solved = scale * np.linalg.solve(damped, scale * normal[1:, 0])
        left = float(normal[0, 0] - 2 * solved @ normal[1:, 0] + solved @ normal[1:, 1:] @ solved)
        return solved, left


def _moved(one: Component, by: Array, main: Component) -> Component:
    """A component with its shape changed by steps of mean, spread and tail times its area."""
    if len(by) == 0 or one.area <= 0:
        return one
    steps = [max(-_LONGEST_STEP, min(_LONGEST_STEP, float(step) / one.area)) for step in by]
    shape = moved(one.shape, *steps)
    if one is not main:
        part = shape.spread / main.shape.spread
        if not _WIDTHS[0] <= part <= _WIDTHS[1]:
            shape = moved(shape, spread=min(max(part, _WIDTHS[0]), _WIDTHS[1]) / part - 1)
    return Component(shape, one.area, one.significance, one.inner)
