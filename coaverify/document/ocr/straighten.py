"""Pictures of pages made straight: the sheet cut out of a photo, quarter turns undone, the slant measured.

Everything here also says how it maps back, so that evidence can be shown on the page as it was sent in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from coaverify.document.ocr.engine import Quad
from coaverify.document.rendering import Pixels

Map = npt.NDArray[np.float64]  # 3 x 3, homogeneous: from the straight picture to the picture as it was given

SMALLEST_SHEET, LARGEST_SHEET = 0.35, 0.97  # of the picture's area
WORKING_SIDE = 800  # pixels: a sheet's edges are looked for in a small picture
DARKER = 25.0  # levels of grey that the ground is darker than the sheet
EDGE = 8  # pixels of the small picture to either side of the sheet's edge
MOST_STRETCHED = 1.6  # times: a view that becomes larger than this was no sheet
SKEWED = 0.1  # degrees: less is no slant
STEEPEST = 20.0  # degrees
SHORT = 4.0  # heights: shorter lines do not tell the slant

UNCHANGED: Map = np.eye(3)


def seen_from_above(picture: Pixels) -> tuple[Pixels, Map]:
    """A photo of a sheet as if taken from straight above; the picture itself where no sheet is to be seen.

    Nothing is cut off: a dark banner at the edge of a sheet is easily taken for the table that it lies on.
    """
    corners = _sheet(picture)
    if corners is None:
        return picture, UNCHANGED
    width = max(np.linalg.norm(corners[1] - corners[0]), np.linalg.norm(corners[2] - corners[3]))
    height = max(np.linalg.norm(corners[3] - corners[0]), np.linalg.norm(corners[2] - corners[1]))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = np.asarray(cv2.getPerspectiveTransform(corners, flat), np.float64)
    down, across = picture.shape[:2]
    outer = moved(np.array([[0, 0], [across, 0], [across, down], [0, down]], np.float64), there)
    (left, top), (right, bottom) = outer.min(axis=0), outer.max(axis=0)
    if right - left > MOST_STRETCHED * across or bottom - top > MOST_STRETCHED * down:
        return picture, UNCHANGED
    there = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]], np.float64) @ there
    size = (int(right - left), int(bottom - top))
    straight = cv2.warpPerspective(picture, there, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(straight, np.uint8), np.asarray(np.linalg.inv(there), np.float64)


def _sheet(picture: Pixels) -> Quad | None:
    """The four corners of a bright sheet on a darker ground, from the top left clockwise."""
    scale = WORKING_SIDE / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = np.asarray(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (7, 7), 0), np.uint8)
    _level, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _tree = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = np.asarray(cv2.convexHull(max(outlines, key=cv2.contourArea)), np.int32)
    area = cv2.contourArea(outline) / (mask.shape[0] * mask.shape[1])
    corners = cv2.approxPolyDP(outline, 0.02 * cv2.arcLength(outline, True), True)
    if not SMALLEST_SHEET < area < LARGEST_SHEET or len(corners) != 4:
        return None
    quad = _clockwise(corners.reshape(4, 2).astype(np.float32) / scale)
    return quad if _is_framed(grey, outline) else None


def _is_framed(grey: npt.NDArray[np.uint8], outline: npt.NDArray[np.int32]) -> bool:
    """Whether what lies around the outline is darker than what lies in it, and so at once: a ground, no box, no shade.

    Light that falls off over the page has a bright part with an outline as well, and no step at it.
    """
    inside = np.zeros(grey.shape, np.uint8)
    cv2.fillPoly(inside, [outline], 255)
    outer = grey[inside == 0]
    if not outer.size or float(np.median(grey[inside > 0])) - float(np.percentile(outer, 75)) <= DARKER:
        return False
    near = np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8)
    within = grey[(inside > 0) & (cv2.erode(inside, near) == 0)]
    beyond = grey[(inside == 0) & (cv2.dilate(inside, near) > 0)]
    return bool(beyond.size) and float(np.median(within)) - float(np.median(beyond)) > DARKER


def _clockwise(points: Quad) -> Quad:
    """Top left, top right, bottom right, bottom left."""
    total, difference = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [int(total.argmin()), int(difference.argmin()), int(total.argmax()), int(difference.argmax())]
    return points[order] if len(set(order)) == 4 else points


def quarter_turned(picture: Pixels, turns: int) -> tuple[Pixels, Map]:
    """The picture turned counter-clockwise by so many quarters, and the map back."""
    height, width = picture.shape[:2]
    back = UNCHANGED
    for _ in range(turns % 4):
        # A point (x, y) of the turned picture was at (width - y, x) before.
        back = back @ np.array([[0, -1, width], [1, 0, 0], [0, 0, 1]], np.float64)
        width, height = height, width
    return np.ascontiguousarray(np.rot90(picture, turns % 4)), back


def lies_on_its_side(quads: Sequence[Quad]) -> bool:
    """Whether most of the text runs upwards or downwards."""
    tall = wide = 0.0
    for quad in quads:
        across, down = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
        if down >= 1.5 * across:
            tall += float(down)
        elif across >= 1.5 * down:
            wide += float(across)
    return tall > 2 * wide


def slant(quads: Sequence[Quad]) -> float:
    """The angle of the lines of text in degrees, clockwise; 0 where they run level or do not tell."""
    angles, weights = [], []
    for quad in quads:
        along = (quad[1] - quad[0] + quad[2] - quad[3]) / 2
        length, height = float(np.linalg.norm(along)), float(np.linalg.norm(quad[3] - quad[0]))
        angle = float(np.degrees(np.arctan2(along[1], along[0])))
        if length > SHORT * height and abs(angle) < STEEPEST:
            angles.append(angle)
            weights.append(length)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    reached = np.cumsum(np.array(weights)[order])
    middle = float(np.array(angles)[order][int(np.searchsorted(reached, reached[-1] / 2))])
    return middle if abs(middle) > SKEWED else 0.0


def levelled(picture: Pixels, degrees: float) -> tuple[Pixels, Map]:
    """The picture turned so that lines which slant by so much run level, and the map of its points there."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    straight = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(straight, np.uint8), np.vstack([turn, [0.0, 0.0, 1.0]])


def moved(points: npt.NDArray[Any], by: Map) -> Quad:
    """Some points (n x 2) sent through a map."""
    return np.asarray(cv2.perspectiveTransform(points.reshape(1, -1, 2).astype(np.float64), by)[0], np.float32)
