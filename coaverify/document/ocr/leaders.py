"""Dotted leaders: the rows of dots that lead the eye from a label to its value, taken out before text is looked for.

With its leader a line is one long row of marks: where lines are looked for it is often not seen at all, and where it
is read, the dots drown the words at its ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.ocr.rules import dark_places, without
from coaverify.document.rendering import Pixels

THICKEST = 0.0045  # of the picture's longer side: a dot, or dots that have run together
LOW = 0.5  # of the height of the word before: what is higher are letters
FEWEST = 5  # marks in one row
LONGEST_GAP = 3.0  # thicknesses of the row between two marks
SHORTEST = 12.0  # thicknesses: an ellipsis is shorter
FOOT = 0.35  # of a word's height, up from its foot: where the dots behind it stand
LEVEL = 2.0  # pixels from one mark to the next, up or down
MOST_MARKS = 6000  # on one page; more are a screen of dots or dust

Boxes = npt.NDArray[np.int32]  # n x 5: left, top, width, height, area


@dataclass(slots=True)
class _Row:
    """A row of marks: where it begins, where it has got to, and the marks (their numbers)."""

    left: float
    right: float
    middle: float
    thickness: float
    marks: list[int]


def without_leaders(picture: Pixels) -> Pixels:
    """The picture with paper where its leaders were; the picture itself where it has none."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    _count, labels, found, _centres = cv2.connectedComponentsWithStats(dark_places(grey), connectivity=8)
    boxes = np.asarray(found, np.int32)
    small = np.flatnonzero((boxes[:, 3] <= THICKEST * max(grey.shape)) & (boxes[:, 4] >= 3))
    if not FEWEST <= len(small) <= MOST_MARKS:
        return picture
    letters = boxes[1:][boxes[1:, 3] > THICKEST * max(grey.shape)]
    rows = (part for row in _rows(boxes, small) for part in _unbroken(row, boxes, letters))
    marks = [mark for row in rows if _is_leader(row, letters) for mark in row.marks]
    if not marks:
        return picture
    return without(picture, np.where(np.isin(labels, marks), 255, 0).astype(np.uint8))


def _rows(boxes: Boxes, small: npt.NDArray[np.intp]) -> Iterator[_Row]:
    """Small marks that follow one another on a level."""
    open_rows: dict[int, list[_Row]] = {}
    for mark in small[np.argsort(boxes[small, 0], kind="stable")].tolist():
        left, top, width, height = map(float, boxes[mark, :4])
        middle = top + height / 2
        shelf = round(middle / LEVEL)
        near = [row for step in (-1, 0, 1) for row in open_rows.get(shelf + step, ())]
        row = min(
            (row for row in near if _follows(row, left, middle, height)), key=lambda row: -row.right, default=None
        )
        if row is None:
            row = _Row(left, left, middle, height, [])
        else:
            open_rows[round(row.middle / LEVEL)].remove(row)
        row.right, row.middle, row.thickness = left + width, middle, max(row.thickness, height)
        row.marks.append(mark)
        open_rows.setdefault(shelf, []).append(row)
    for rows in open_rows.values():
        yield from rows


def _follows(row: _Row, left: float, middle: float, height: float) -> bool:
    thickness = max(row.thickness, height)
    return abs(middle - row.middle) <= LEVEL and -1 <= left - row.right <= LONGEST_GAP * thickness


def _unbroken(row: _Row, boxes: Boxes, letters: Boxes) -> Iterator[_Row]:
    """The row cut where a letter stands between two marks: behind it follows the point of a figure such as 4.4."""
    level = letters[(letters[:, 1] < row.middle) & (row.middle < letters[:, 1] + letters[:, 3] + LEVEL)]
    right = level[:, 0] + level[:, 2]
    start = 0
    for place, (before, after) in enumerate(pairwise(row.marks), start=1):
        end, begin = boxes[before, 0] + boxes[before, 2], boxes[after, 0]
        if begin - end > row.thickness and np.any((level[:, 0] > end - 2) & (right < begin + 2)):
            yield _part(row, boxes, row.marks[start:place])
            start = place
    yield _part(row, boxes, row.marks[start:])


def _part(row: _Row, boxes: Boxes, marks: list[int]) -> _Row:
    first, last = boxes[marks[0]], boxes[marks[-1]]
    middle = float(np.median(boxes[marks, 1] + boxes[marks, 3] / 2))
    return _Row(float(first[0]), float(last[0] + last[2]), middle, row.thickness, marks)


def _is_leader(row: _Row, letters: Boxes) -> bool:
    """Whether a row of marks goes on where a word ends, at its foot: a dotted rule of a table does not."""
    if len(row.marks) < FEWEST or row.right - row.left < SHORTEST * row.thickness:
        return False
    right = letters[:, 0] + letters[:, 2]
    top, foot, height = letters[:, 1], letters[:, 1] + letters[:, 3], letters[:, 3]
    level = (top < row.middle) & (row.middle < foot + LEVEL)
    if np.any(level & (letters[:, 0] > row.left) & (right < row.right)):  # feet of letters, and no dots
        return False
    before = level & (abs(right - row.left) < 3 * LONGEST_GAP * row.thickness) & (row.thickness < LOW * height)
    return bool(np.any(before & (row.middle > foot - FOOT * height)))
