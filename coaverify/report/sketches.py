"""Sketches: a drawn line or a plot made so small and even that two copies of it can be compared by numbers.

A copy that was scaled, thinned or compressed anew differs by what drawing and compression leave; the line of
another run differs by its noise and its peaks. The bounds lie between the two: nearest
neighbours of separate runs were 0.04 of the height (33 traces) and 43 grey levels (203 plots of real certificates)
apart.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coaverify.model.certificate import Trace

SAMPLES = 768  # of a trace's sketch
FULL_SCALE = 30_000  # of a 16 bit number: the highest point of a trace
SAME_TRACE = 0.004 * FULL_SCALE  # how far two drawings of one trace may lie apart anywhere
# of 255 grey levels: what compressing a picture anew may change, in one cell and on average
SAME_PLOT = 23.0
SAME_PLOT_MEAN = 1.5

Sketch = NDArray[np.int16] | NDArray[np.uint8]  # as small as they were packed: a long run keeps very many


def trace_sketch(trace: Trace) -> str:
    """The line on an even grid over its own time, from its lowest to its highest point; "" for a level line."""
    minutes, signal = np.asarray(trace.minutes), np.asarray(trace.signal)
    order = np.argsort(minutes, kind="stable")
    grid = np.linspace(minutes.min(), minutes.max(), SAMPLES)
    line = np.interp(grid, minutes[order], signal[order])
    height = float(line.max() - line.min())
    if height <= 0:
        return ""
    return packed(np.round((line - line.min()) / height * FULL_SCALE).astype("<i2").tobytes())


def packed(sketch: bytes) -> str:
    return base64.b64encode(sketch).decode("ascii")


def trace_of(sketch: str) -> Sketch:
    """A trace's sketch; its height is FULL_SCALE.

    Raises:
        ValueError: where it is none.
    """
    return np.frombuffer(base64.b64decode(sketch, validate=True), dtype="<i2")


def plot_of(sketch: str) -> Sketch:
    """A plot's sketch as grey levels.

    Raises:
        ValueError: where it is none.
    """
    return np.frombuffer(base64.b64decode(sketch, validate=True), dtype=np.uint8)


def alike(sketch: Sketch, others: Sequence[Sketch], most: float, mean: float) -> list[int]:
    """The places of the sketches that nowhere differ by more than `most`, and by no more than `mean` on average."""
    found = []
    own = sketch.astype(np.float32)
    for place, other in enumerate(others):
        if other.shape == sketch.shape:
            distance = np.abs(own - other)
            if float(distance.max()) <= most and float(distance.mean()) <= mean:
                found.append(place)
    return found
