"""The ink of a recognised line: how large its type is, where its baseline runs, where each word begins and ends.

The recogniser's boxes are wider than the text by an amount that differs from line to line. Tables, columns and
indices are told by distances measured in font sizes, so the boxes are drawn anew around the ink itself.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.rendering import Pixels

# Shares of the font size in common Latin type: from the baseline to the top of an x, of a capital or ascender, and
# from the baseline down to the foot of a p. Han characters fill nearly their whole square.
X_HEIGHT, ASCENT, DESCENT = 0.52, 0.72, 0.21
HAN_ASCENT, HAN_DESCENT = 0.86, 0.08
DEEP = set("gjpqyQ,;()[]{}|/µμ")
LOW = set("acemnorsuvwxzgpqy·:~=-–+×")
RULE_SHARE = 0.85  # of a row or column: more ink than that is a drawn line and no letter
SPECK = 0.05  # of the font size
FAINT = 0.35  # of the way from paper to the darkest ink: what counts as ink

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InkLine:
    """The measures of one line, in pixels of its own picture."""

    size: float  # font size
    baseline: float  # from the top of the line's picture
    columns: npt.NDArray[np.bool_]  # for each column of pixels whether there is ink in it


def measure(line: Pixels, text: str) -> InkLine:
    """Font size and baseline of a line by the rows of its ink and the letters that it is made of."""
    mask = _ink(line)
    height = mask.shape[0]
    top, bottom = _rows(mask)
    above, below = _extent(text)
    size = (bottom - top) / (above + below)
    # Ink that fills the picture, or hardly any, measures nothing: the usual share of the recogniser's box then.
    if not 0.3 * height <= size <= 1.15 * height:
        size = min(max(size, 0.45 * height), 0.75 * height)
        middle = (top + bottom) / 2 if bottom > top else height / 2
        return InkLine(size, middle + size * (above - below) / 2, _columns(mask, size))
    return InkLine(size, bottom - below * size, _columns(mask[top:bottom], size))


def _columns(mask: Mask, size: float) -> Mask:
    """Columns with more ink than a speck."""
    filled: Mask = mask.sum(axis=0) >= max(1.0, SPECK * size)
    return filled


def _ink(line: Pixels) -> Mask:
    """Where the picture differs from its paper; drawn lines are taken out."""
    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY).astype(np.int16)
    paper = int(np.median(grey))
    away = np.abs(grey - paper)
    mask: Mask = away > max(24.0, FAINT * float(np.percentile(away, 99.5)))
    mask[mask.mean(axis=1) > RULE_SHARE] = False
    if mask.shape[1] > 4 * mask.shape[0]:
        mask[:, mask.mean(axis=0) > RULE_SHARE] = False
    return mask


def _rows(mask: Mask) -> tuple[int, int]:
    """First and last row of the line's own ink: the heaviest block of rows, without what peeps in from other lines."""
    filled = mask.sum(axis=1)
    least = max(1.0, 0.04 * float(filled.max(initial=0)))
    blocks: list[list[int]] = []
    for row in np.flatnonzero(filled >= least):
        if blocks and row - blocks[-1][1] <= 2:
            blocks[-1][1] = int(row)
        else:
            blocks.append([int(row), int(row)])
    if not blocks:
        return 0, 0
    heavy = max(blocks, key=lambda block: int(filled[block[0] : block[1] + 1].sum()))
    return heavy[0], heavy[1] + 1


def _extent(text: str) -> tuple[float, float]:
    """How far this text's letters reach above and below the baseline, in font sizes."""
    if any(unicodedata.east_asian_width(character) in "WF" for character in text):
        return HAN_ASCENT, HAN_DESCENT
    letters = [character for character in text if not character.isspace()]
    above = X_HEIGHT if letters and all(character in LOW for character in letters) else ASCENT
    return above, DESCENT if any(character in DEEP for character in letters) else 0.0


def widest_white(columns: npt.NDArray[np.bool_], before: float, after: float) -> tuple[float, float]:
    """Where the widest stretch without ink between two places of a line begins and ends (pixels)."""
    first = max(0, round(before))
    inked = np.flatnonzero(columns[first : max(first, round(after)) + 1])
    if len(inked) < 2:
        middle = (before + after) / 2
        return middle, middle
    gap = int(np.diff(inked).argmax())
    return float(first + inked[gap] + 1), float(first + inked[gap + 1])
