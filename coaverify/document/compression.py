"""Traces of an earlier compression in a JPEG: which places of a picture bear them, and which do not.

A JPEG keeps each frequency of each block of 8 x 8 pixels as a whole number of steps. A picture that was saved once
with wide steps and once more with finer ones keeps gaps and heaps among these numbers, since only multiples of the wide
steps were there to be saved. What is put into the picture between the two was never on the wide steps and shows no
gaps. How likely the numbers of a place are, with the earlier steps and without them, tells the two apart.

Only what leaves such gaps is seen: the block grid of both savings is the same, the earlier steps are those of the
standard's own table at some quality (ITU-T T.81, annex K, as almost all programs scale it) and wider than the later,
and paper is not so white that what the first saving left around letters was cut off at 255.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from coaverify.document.pictures import MOST_PIXELS
from coaverify.model.evidence import Box

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]

SIDE = 8  # pixels of a block
LARGEST = 40  # steps: larger numbers tell nothing of the earlier steps, and are few
QUALITIES = range(40, 97)  # of an earlier saving that is looked for
TRACED = 0.015  # mean log likelihood ratio of a number from which a page as a whole is taken for saved twice
LEAST_PLACES, LEAST_NUMBERS = 15, 60  # places to compare with; numbers that are not zero in each
UNLIKE = 5.0  # robust standard deviations from the page's other places
_RIM = (3, 5)  # pixels beside and above a place that its blocks may reach

_ROWS, _COLUMNS = np.array([(row, column) for row in range(8) for column in range(8) if 1 <= row + column <= 7]).T
_LOWEST = np.flatnonzero(_ROWS + _COLUMNS <= 3)  # enough to tell which earlier steps are likeliest
# The discrete cosine transform of eight values (T.81, A.3.3), written out: loading a library for it costs more
_ANGLES = np.pi / 16 * np.outer(np.arange(SIDE), 2 * np.arange(SIDE) + 1)
_COSINES = np.where(np.arange(SIDE)[:, None], np.sqrt(1 / 4), np.sqrt(1 / 8)) * np.cos(_ANGLES)
_STANDARD = np.array([
    (16, 11, 10, 16, 24, 40, 51, 61), (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56), (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77), (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101), (72, 92, 95, 98, 112, 100, 103, 99),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Luminance:
    """A JPEG's brightness as it was decoded, and the steps (8 x 8) that it was saved with."""

    pixels: NDArray[np.uint8]
    steps: Counts


def places_saved_otherwise(jpeg: bytes, places: Sequence[Box]) -> tuple[int, ...]:
    """Which of the places (in the JPEG's own pixels) lack the traces of an earlier saving that the others bear.

    Empty where the picture as a whole shows no such traces, where there is too little to compare, and for what is no
    JPEG of brightness and colour, or a damaged one.
    """
    if len(places) < LEAST_PLACES:
        return ()
    picture = _decoded(jpeg)
    if picture is None:
        return ()
    down, across = (side // SIDE for side in picture.pixels.shape)
    blocks = [_blocks_of(place, down, across) for place in places]
    used, where = np.unique(np.concatenate(blocks), return_inverse=True)
    if not used.size:
        return ()
    ratios, counts = _ratios(_numbers(picture, used, across), picture.steps)
    if ratios.sum() < TRACED * max(1, counts.sum()):
        return ()
    ends = np.cumsum([len(one) for one in blocks])[:-1]
    sums = np.array([one.sum() for one in np.split(ratios[where], ends)], np.float64)
    return _unlike(sums, np.array([one.sum() for one in np.split(counts[where], ends)], np.int64))


def _unlike(sums: Numbers, counts: Counts) -> tuple[int, ...]:
    """The places whose numbers have far smaller likelihood ratios than those of the others."""
    judged = counts >= LEAST_NUMBERS
    if np.count_nonzero(judged) < LEAST_PLACES:
        return ()
    means, weights = sums / np.maximum(counts, 1), np.sqrt(np.maximum(counts, 1))
    usual = float(np.median(means[judged]))
    if usual <= 0:  # not the whole page, but some part of it was saved before
        return ()
    spread = 1.4826 * float(np.median(np.abs(means[judged] - usual) * weights[judged])) + 1e-9
    # below zero: by itself, too, the place is likelier to have been saved once
    odd = judged & (means < 0) & ((usual - means) * weights > UNLIKE * spread)
    return tuple(map(int, np.flatnonzero(odd)))


def _decoded(jpeg: bytes) -> _Luminance | None:
    """None for what is damaged, too large or of other colours, as print's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata; of size it is asked below
            with Image.open(io.BytesIO(jpeg), formats=("JPEG", "MPO")) as picture:
                tables = picture.quantization  # type: ignore[attr-defined]  # of JPEGs alone
                own_red = picture.mode == "RGB" and picture.info.get("adobe_transform", 1) == 0
                if picture.mode not in ("L", "RGB") or own_red or picture.width * picture.height > MOST_PIXELS:
                    return None
                steps = np.asarray(tables[picture.layer[0][3]], np.int64)  # type: ignore[attr-defined]  # as above
                picture.draft("L", picture.size)  # the brightness as saved, and not reckoned from colours again
                pixels = np.asarray(picture.convert("L"))
    except (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error):
        return None  # Pillow's parsers raise all these
    except Image.DecompressionBombError:
        return None
    return _Luminance(pixels, steps.reshape(SIDE, SIDE)) if steps.size == SIDE * SIDE and steps.min() > 0 else None


def _blocks_of(place: Box, down: int, across: int) -> Counts:
    """The numbers of the blocks that lie in a place, counted row by row."""
    beside, above = _RIM
    first, top = max(0, -int(-(place.x0 - beside) // SIDE)), max(0, -int(-(place.top - above) // SIDE))
    last = min(across, max(int((place.x1 + beside) // SIDE), first + 1))
    foot = min(down, max(int((place.bottom + above) // SIDE), top + 1))
    rows, columns = np.arange(top, foot, dtype=np.int64), np.arange(first, last, dtype=np.int64)
    return np.add.outer(rows * across, columns).ravel()


def _numbers(picture: _Luminance, used: Counts, across: int) -> Counts:
    """Of each of these blocks the numbers that were saved for the lower frequencies, in steps."""
    height, width = (side // SIDE * SIDE for side in picture.pixels.shape)
    whole = picture.pixels[:height, :width].reshape(height // SIDE, SIDE, width // SIDE, SIDE)
    blocks = whole[used // across, :, used % across, :].astype(np.float64) - 128.0
    saved: Numbers = np.rint(_COSINES @ blocks @ _COSINES.T / picture.steps)
    return saved[:, _ROWS, _COLUMNS].astype(np.int64)


def _ratios(numbers: Counts, steps: Counts) -> tuple[Numbers, Counts]:
    """Of each block the log likelihood ratio, likeliest earlier steps against none, and of how many numbers."""
    telling = (numbers != 0) & (np.abs(numbers) <= LARGEST)
    sizes = np.where(telling, np.abs(numbers), 0)
    mean = sizes.sum(0) / np.maximum(1, telling.sum(0)) * steps[_ROWS, _COLUMNS]
    spreads = (np.rint(np.maximum(2, mean) / 4) * 4 + 1).astype(int)  # few different ones: tables are kept
    placed = np.where(telling, numbers, 0) + LARGEST
    found = {place: np.bincount(placed[:, place], minlength=2 * LARGEST + 1) for place in map(int, _LOWEST)}

    def table(quality: int, place: int) -> Numbers:
        at = _ROWS[place], _COLUMNS[place]
        return _log_ratios(int(_steps(quality)[at]), int(steps[at]), int(spreads[place]))

    def likelihood(quality: int) -> float:
        return sum(float(counts @ table(quality, place)) for place, counts in found.items())

    likeliest = max(QUALITIES, key=likelihood)
    ratios = [table(likeliest, place)[column] for place, column in enumerate(placed.T)]
    return np.sum(ratios, axis=0), telling.sum(1)


@lru_cache(maxsize=len(QUALITIES))
def _steps(quality: int) -> Counts:
    """The standard's steps as the Independent JPEG Group's library scales them to a quality (1 to 100)."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return np.asarray(np.clip((_STANDARD * percent + 50) // 100, 1, 255), np.int64)


@lru_cache(maxsize=8192)
def _log_ratios(earlier: int, later: int, spread: int) -> Numbers:
    """For each number of later steps (-40 to 40): how much likelier it is where it was saved in earlier steps before.

    The values before any saving are taken to follow Laplace's distribution with this spread. 0 for no steps at all:
    what is zero tells nothing.
    """
    steps: Numbers = np.arange(-LARGEST, LARGEST + 1, dtype=np.float64)
    once = _below((steps + 0.5) * later, spread) - _below((steps - 0.5) * later, spread)
    farthest = int((LARGEST + 1) * later / earlier) + 2
    before: Numbers = np.arange(-farthest, farthest + 1, dtype=np.float64)
    mass = _below((before + 0.5) * earlier, spread) - _below((before - 0.5) * earlier, spread)
    landed = np.rint(before * earlier / later).astype(int) + LARGEST
    kept = (landed >= 0) & (landed <= 2 * LARGEST)
    twice = np.bincount(landed[kept], weights=mass[kept], minlength=2 * LARGEST + 1)
    once[LARGEST] = twice[LARGEST] = 0.0
    once, twice = once / once.sum(), twice / twice.sum()
    # Pixels are whole numbers and end at black and white: a number lands one step beside its own now and then.
    smeared = 0.8 * twice + 0.05 * np.roll(twice, 1) + 0.05 * np.roll(twice, -1) + 0.1 * once
    smeared[LARGEST] = 0.0
    smeared /= smeared.sum()
    return np.log(np.where(once > 0, smeared, 1.0) / np.where(once > 0, once, 1.0))


def _below(value: Numbers, spread: float) -> Numbers:
    """The share of Laplace's distribution that lies below a value."""
    half = 0.5 * np.exp(-np.abs(value) / spread)
    return np.where(value < 0, half, 1.0 - half)
