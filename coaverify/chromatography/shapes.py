"""The shape of a chromatographic peak: a Gaussian dragged out by an exponential tail, of unit area.

The exponentially modified Gaussian: E. Grushka, Anal. Chem. 44 (1972) 1733; in this numerically stable form
Y. Kalambet et al., J. Chemometrics 25 (2011) 352.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import erfc, erfcx

Array = NDArray[np.float64]

HALF_WIDTH = 2.3548  # width at half height of a Gaussian, in sigmas
LEAST_TAIL, LONGEST_TAIL = 0.15, 0.93  # of a peak's whole spread: a shorter one cannot be told from none
_STEP = 1e-3  # of the spread, for derivatives
_REACH = 5.5  # sigmas: beyond it nothing is left of a peak's front; its tail reaches further
_TAIL_REACH = 9.0  # lengths of the tail


@dataclass(frozen=True, slots=True)
class Shape:
    """A peak: centre of its Gaussian, sigma and tail, all in minutes. tail > 0 on the right; `front`: on the left."""

    centre: float
    sigma: float
    tail: float
    front: bool = False

    @property
    def spread(self) -> float:
        """Standard deviation of the whole peak, minutes."""
        return math.hypot(self.sigma, self.tail)

    @property
    def half_width(self) -> float:
        """Width at half height, minutes; an approximation that is good to some percent."""
        return HALF_WIDTH * math.hypot(self.sigma, 0.7 * self.tail)

    @property
    def apex(self) -> float:
        """Where the peak is highest, minutes."""
        away = self.tail * (1 - 0.5 * min(self.tail / self.sigma, 1.2))
        return self.centre + (-away if self.front else away)

    def window(self) -> tuple[float, float]:
        """From where to where the peak differs from nothing."""
        short, long = _REACH * self.sigma, _REACH * self.sigma + _TAIL_REACH * self.tail
        return (self.centre - long, self.centre + short) if self.front else (self.centre - short, self.centre + long)


def moved(shape: Shape, mean: float = 0.0, spread: float = 0.0, tail: float = 0.0) -> Shape:
    """A peak with its mean, its spread and its tail changed, each by so many spreads.

    Told so the three hardly depend on one another, as centre, sigma and tail do.
    """
    side = -1 if shape.front else 1
    whole = shape.spread
    wide = whole * (1 + spread)
    long = min(max(shape.tail + tail * whole, LEAST_TAIL * wide), LONGEST_TAIL * wide)
    middle = shape.centre + side * shape.tail + mean * whole
    return Shape(middle - side * long, math.sqrt(wide**2 - long**2), long, shape.front)


def profile(minutes: Array, shape: Shape) -> Array:
    """The peak's height per area at these times, 1/minutes."""
    away = (shape.centre - minutes if shape.front else minutes - shape.centre) / shape.sigma
    ratio = shape.sigma / shape.tail
    z = (ratio - away) / np.sqrt(2.0)
    values = np.exp(-0.5 * away**2) * erfcx(np.maximum(z, 0.0))
    late = z < 0  # there erfcx overflows
    if late.any():
        values[late] = np.exp(0.5 * ratio**2 - away[late] * ratio) * erfc(z[late])
    scaled: Array = values / (2 * shape.tail)
    return scaled


def slopes(minutes: Array, shape: Shape, of: Array, freedom: int) -> list[Array]:
    """How the profile (`of`, at these times) changes with the first so many of mean, spread and tail, per spread."""
    steps = [moved(shape, mean=_STEP), moved(shape, spread=_STEP), moved(shape, tail=_STEP)]
    return [(profile(minutes, one) - of) / _STEP for one in steps[:freedom]]
