"""Cells in which sketches lie, so that those like a given one are looked up and need not all be compared.

Every number below moves by no more than a sketch does anywhere: by SAME_TRACE, or SAME_PLOT, between two that
`coaverify.report.sketches.alike` calls alike. A grid's cell is found in numbers cut into steps; whoever looks something
up asks for every cell that such a move can reach. So a lookup in any one grid finds all that is alike: proven, not
likely. Which grid has the fewest others in those cells depends on what is stored, so several are kept.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coaverify.model.fingerprint import Trait
from coaverify.report.sketches import FULL_SCALE, SAME_PLOT, SAME_TRACE, Sketch, plot_of, trace_of

MOST_CELLS = 4096  # that one lookup asks for; a grid in which it were more is passed over
SIGNS = 62  # yes-or-no answers about a sketch that a whole number holds beside its sign

_STEP = 4 * SAME_TRACE  # of a trace's grids
_NEAR, _FAR, _BESIDE = 3, 8, 24  # samples from the apex: its flanks, and where other peaks begin
_STRETCHES = 8  # of a trace, each with its mean
_LEVELS = (0.03 * FULL_SCALE, 0.15 * FULL_SCALE)  # of a trace's highest points along its time
_ACROSS, _DOWN = 96, 48  # cells of a plot's sketch
_INKED = 227.0  # grey level of cells through which a line goes, on light ground
_BAND = 8  # rows of a plot that make one grid
_BANDS = (8, 16, 24, 32)  # where they begin
_FINE, _COARSE = 48, 12  # blocks across a band; the coarse ones never make more than MOST_CELLS cells

Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to look up of one grid: its cells, and the signs that are certain. See `Signs`."""

    cells: tuple[int, ...]
    always: int
    never: int


def cells_of(trait: Trait, sketch: str) -> tuple[int, ...]:
    """The cell of a sketch in every grid, as whole numbers of 63 bits; () for what cannot be looked up."""
    read = _read(trait, sketch)
    return tuple(next(iter(_cells(grid, place, trait, read, 0.0))) for place, grid in enumerate(_grids(trait, read)))


def signs_of(trait: Trait, sketch: str) -> int:
    """Yes-or-no answers about a sketch, a bit each: where a trace is high, or a plot inked."""
    heights = _heights(trait, _read(trait, sketch))
    return sum(1 << place for place, yes in enumerate(heights > 0) if yes)


def lookups_of(trait: Trait, sketch: str) -> Iterator[Lookup]:
    """One lookup a grid. Each alone finds every sketch that is alike."""
    read, most = _read(trait, sketch), _most(trait)
    heights = _heights(trait, read)
    always = sum(1 << place for place, sure in enumerate(heights > most) if sure)
    never = sum(1 << place for place, sure in enumerate(heights <= -most) if sure)
    for place, grid in enumerate(_grids(trait, read)):
        cells = tuple(itertools.islice(_cells(grid, place, trait, read, most), MOST_CELLS + 1))
        if len(cells) <= MOST_CELLS:
            yield Lookup(cells, always, never)


Grid = Callable[[Line, float], Iterable[Sequence[range]]]


def _cells(grid: Grid, number: int, trait: Trait, read: Line, most: float) -> Iterator[int]:
    """The cells that a move by `most` can reach; with 0 the one in which the sketch lies."""
    head = f"{trait.value}/{len(read)}/{number}".encode()
    for ranges in grid(read, most):
        for steps in itertools.product(*ranges):
            packed = head + struct.pack(f"<{len(steps)}i", *steps)
            yield int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big") >> 1


def _read(trait: Trait, sketch: str) -> Line:
    read: Sketch = trace_of(sketch) if trait is Trait.TRACE else plot_of(sketch)
    return read.astype(np.float64)


def _most(trait: Trait) -> float:
    return SAME_TRACE if trait is Trait.TRACE else SAME_PLOT


def _grids(trait: Trait, read: Line) -> tuple[Grid, ...]:
    if trait is Trait.TRACE and len(read) > 2 * _BESIDE:
        return (_around_the_apex, _means)
    if trait is Trait.PICTURE and len(read) == _ACROSS * _DOWN:
        return (*(_inked(band, _FINE) for band in _BANDS), _inked(_BANDS[1], _COARSE))
    return ()


def _steps(values: Iterable[float], most: float, step: float) -> tuple[range, ...]:
    return tuple(range(math.floor((v - most) / step), math.floor((v + most) / step) + 1) for v in values)


def _around_the_apex(line: Line, most: float) -> Iterator[Sequence[range]]:
    """Where the apex is, how high its flanks are, and the highest points elsewhere.

    The apex of an alike trace is among the points that are at most two moves below this one's.
    """
    apexes = np.flatnonzero(line >= line.max() - 2 * most) if most else [int(line.argmax())]
    last = len(line) - 1
    for apex in map(int, apexes):
        flanks = [line[min(max(apex + far, 0), last)] for far in (-_FAR, -_NEAR, _NEAR, _FAR)]
        left, right = line[: max(apex - _BESIDE, 0)], line[apex + _BESIDE :]
        others = [float(side.max()) if side.size else 0.0 for side in (left, right)]
        yield (range(apex, apex + 1), *_steps([*flanks, *others], most, _STEP))


def _means(line: Line, most: float) -> Iterator[Sequence[range]]:
    """The means over stretches of the time: for lines without one apex."""
    yield _steps([float(stretch.mean()) for stretch in np.array_split(line, _STRETCHES)], most, _STEP)


def _inked(band: int, blocks: int) -> Grid:
    """Through which blocks of a band of rows a line goes: yes, no, or either."""

    def grid(grey: Line, most: float) -> Iterator[Sequence[range]]:
        rows = grey.reshape(_DOWN, _ACROSS)[band : band + _BAND]
        darkest = rows.reshape(_BAND, blocks, -1).min(axis=(0, 2))
        yield [range(int(value + most < _INKED), int(value - most < _INKED) + 1) for value in darkest]

    return grid


def _heights(trait: Trait, read: Line) -> Line:
    """What the signs are of: above 0 is yes. Moves by no more than the sketch does."""
    if not _grids(trait, read):
        return np.zeros(0)
    if trait is Trait.TRACE:
        highest = np.array([stretch.max() for stretch in np.array_split(read, SIGNS // 2)])
        return np.concatenate([highest - level for level in _LEVELS])
    blocks = read[: _ACROSS * 45].reshape(5, 9, 12, 8)  # SIGNS of them, nearly, as even as the sketch divides
    darkest: Line = _INKED - blocks.min(axis=(1, 3)).ravel()
    return darkest
