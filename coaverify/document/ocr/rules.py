"""Drawn lines in a picture: the rules of tables. They part cells, and they are taken out before ink is measured."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.rendering import Pixels
from coaverify.model.evidence import Box

SHORTEST = 0.022  # of the picture's longer side: a shorter stroke may be part of a letter
THICKEST = 7.0  # pixels
JOINED = 6.0  # pixels between two pieces of one line
LEVEL = 4.0  # pixels that the pieces of one line may lie apart
MOST_LINES = 1500
STEP = 3  # pixels over which the edge of a stripe falls
CLEAR = 7  # pixels beside a line where there has to be paper
CONTRAST = 12  # how much lighter that paper is
PAPER_SHARE = 0.7  # of the line's length: other lines end there, and letters touch it
FARTHER = 3.0  # times the usual distance of rows
FEWEST_ROWS = 3  # rules of one reach that make a table

Mask = npt.NDArray[np.uint8]


def rules_in(picture: Pixels) -> tuple[list[Box], Pixels]:
    """The level and upright lines of a straight picture (pixels), and the picture without them."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    dark = dark_places(grey)
    length = max(24, int(SHORTEST * max(grey.shape)))
    flat = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    tall = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    cut = 4 * length  # a long line that slants a little is thin only piece by piece
    flat_pieces, tall_pieces = flat.copy(), tall.T.copy()
    flat_pieces[:, cut::cut] = 0
    tall_pieces[:, cut::cut] = 0
    level = _joined([*_strokes(np.asarray(flat_pieces, np.uint8), grey), *_steps(grey, cut)])
    upright = _joined(_strokes(np.asarray(tall_pieces, np.uint8), grey.T))
    lines = [*level, *map(_turned, upright)]
    return [*lines, *_sides(lines)], without(picture, np.asarray(cv2.bitwise_or(flat, tall), np.uint8))


def dark_places(grey: npt.NDArray[np.uint8]) -> Mask:
    """Where a grey picture is darker than what lies around."""
    block = max(15, (min(grey.shape) // 40) | 1)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 10)
    return np.asarray(dark, np.uint8)


def _strokes(mask: Mask, grey: npt.NDArray[np.uint8]) -> list[Box]:
    """The boxes of level strokes that are thin, and darker than what lies above and below them."""
    count, _labels, places, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count > MOST_LINES:
        return []
    found = []
    for x, y, width, height, _area in places[1:].tolist():
        if height <= THICKEST and _stands_out(grey, x, y, width, height):
            found.append(Box(float(x), float(y), float(x + width), float(y + height)))
    return found


def _steps(grey: npt.NDArray[np.uint8], length: int) -> list[Box]:
    """The upper and lower edges of tinted or dark stripes, such as the head of a table."""
    step = cv2.absdiff(grey[:-STEP], grey[STEP:])
    mask = cv2.morphologyEx(
        np.where(step > CONTRAST, 255, 0).astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, length), np.uint8)
    )
    mask = np.asarray(mask, np.uint8).copy()
    mask[:, length::length] = 0
    count, _labels, places, _centres = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count > MOST_LINES:
        return []
    boxes = (Box(float(x), float(y), float(x + w), float(y + h + STEP)) for x, y, w, h, _area in places[1:].tolist())
    return [box for box in boxes if box.height <= THICKEST + STEP]


def _stands_out(grey: npt.NDArray[np.uint8], x: int, y: int, width: int, height: int) -> bool:
    """Whether paper lies on both sides of a stroke: the dark between the letters of a light text is no line."""
    inside = grey[y : y + height, x : x + width].min(axis=0).astype(np.int16)
    for above, below in ((y - CLEAR, y - 2), (y + height + 2, y + height + CLEAR)):
        beside = grey[max(0, above) : max(0, below), x : x + width]
        if beside.size and float(np.mean(beside.max(axis=0) > inside + CONTRAST)) < PAPER_SHARE:
            return False
    return True


def _sides(lines: list[Box]) -> Iterator[Box]:
    """The sides of tables whose rows are ruled from edge to edge and whose outer borders are not drawn."""
    flat = sorted((line for line in lines if line.width > line.height), key=lambda line: line.middle)
    groups: list[list[Box]] = []
    for line in flat:
        group = next((one for one in groups if _same_reach(one[0], line)), None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    for table in (part for group in groups for part in _evenly_spaced(group)):
        top, bottom = table[0].middle, table[-1].middle
        left, right = min(line.x0 for line in table), max(line.x1 for line in table)
        if len(table) >= FEWEST_ROWS and any(_parts(line, left, top, right, bottom) for line in lines):
            yield Box(left - 0.5, top, left + 0.5, bottom)
            yield Box(right - 0.5, top, right + 0.5, bottom)


def _parts(line: Box, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether an upright line parts a table into columns. One that has none would become a single cell a row."""
    inside = line.height > line.width and left + CLEAR < line.centre < right - CLEAR
    return inside and min(line.bottom, bottom) - max(line.top, top) > 0.6 * (bottom - top)


def _evenly_spaced(group: list[Box]) -> Iterator[list[Box]]:
    """The group cut where the next line is much farther off than is usual: a line under the page's head is no row."""
    steps = sorted(after.middle - before.middle for before, after in pairwise(group))
    usual = steps[len(steps) // 2] if steps else 0.0
    part = group[:1]
    for before, line in pairwise(group):
        if line.middle - before.middle > FARTHER * usual:
            yield part
            part = []
        part.append(line)
    yield part


def _same_reach(one: Box, other: Box) -> bool:
    return abs(one.x0 - other.x0) <= 2 * LEVEL and abs(one.x1 - other.x1) <= 2 * LEVEL


def _joined(pieces: list[Box]) -> Iterator[Box]:
    """Level pieces that go on in one another as one line, at the height of its middle."""
    lines: list[list[Box]] = []
    for piece in sorted(pieces, key=lambda box: (box.x0, box.middle)):
        for line in lines:
            last = line[-1]
            if -JOINED < piece.x0 - last.x1 <= JOINED and abs(piece.middle - last.middle) <= LEVEL:
                line.append(piece)
                break
        else:
            lines.append([piece])
    for line in lines:
        middle = (line[0].middle + line[-1].middle) / 2
        yield Box(line[0].x0, middle - 0.5, line[-1].x1, middle + 0.5)


def _turned(box: Box) -> Box:
    return Box(box.top, box.x0, box.bottom, box.x1)


def without(picture: Pixels, lines: Mask) -> Pixels:
    """The picture with some thin marks painted over in the colour of the paper beside them."""
    if not lines.any():
        return picture
    wide = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    paper = cv2.morphologyEx(picture, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    cleared = picture.copy()
    cleared[wide > 0] = paper[wide > 0]
    return cleared
