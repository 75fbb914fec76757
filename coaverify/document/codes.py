"""QR codes and barcodes, as pictures and as drawings. What they say is shown to the reader; nothing is ever fetched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from coaverify.document.characters import clean
from coaverify.document.rendering import Pixels, rendered
from coaverify.model.document import Code, Page
from coaverify.model.evidence import Box

LEAST_SIDE, MOST_SIDE = 18.0, 260.0  # points: the longer side of a picture that may be a code
LEAST_PIXELS = 20  # a QR code has 21 modules a side
RENDERED = 420.0  # pixels of that side
LONGEST = 2000  # characters of a code that are kept
FEWEST_MODULES = 20  # dark shapes that a drawn code is made of at least
NEAR = 12.0  # points: shapes of one code stand nearer to each other
INKED = (0.15, 0.85)  # of a drawn code's area
QUIET = 10.0  # points around a drawn code that are looked at with it
MOST_DRAWN = 6  # places of a page that may be drawn codes


def codes_on(document: Any, page: Page) -> tuple[Code, ...]:
    """The codes in the small pictures of a page; the larger ones are looked at when they are read."""
    found: list[Code] = []
    for image in page.images:
        side = max(image.box.width, image.box.height)
        if image.read or not LEAST_SIDE <= side <= MOST_SIDE or min(image.width_px, image.height_px) < LEAST_PIXELS:
            continue
        scale = RENDERED / side
        found.extend(placed(code, image.box, scale) for code in codes_in(rendered(document, page, image.box, scale)))
    return tuple(found)


def drawn_codes(document: Any, page: Page, modules: Sequence[Box]) -> tuple[Code, ...]:
    """The codes of a page that are drawn as small shapes. Only where they may be is anything rendered."""
    found: list[Code] = []
    for box in _places(modules):
        around = Box(box.x0 - QUIET, box.top - QUIET, box.x1 + QUIET, box.bottom + QUIET)
        around = Box(
            max(0.0, around.x0), max(0.0, around.top), min(page.width, around.x1), min(page.height, around.bottom)
        )
        scale = RENDERED / max(around.width, around.height, 1.0)
        found.extend(placed(code, around, scale) for code in codes_in(rendered(document, page, around, scale)))
    return tuple(found)


def _places(modules: Sequence[Box]) -> list[Box]:
    """Where dark shapes stand as close together as those of a code; the places with the most shapes first."""
    if len(modules) < FEWEST_MODULES:
        return []
    groups = sorted(_neighbours(modules), key=len, reverse=True)
    places: list[Box] = []
    for group in groups:
        if len(group) < FEWEST_MODULES or len(places) == MOST_DRAWN:
            break
        x0, top = min(box.x0 for box in group), min(box.top for box in group)
        box = Box(x0, top, max(one.x1 for one in group), max(one.bottom for one in group))
        inked = sum(one.width * one.height for one in group) / max(box.width * box.height, 1.0)
        if LEAST_SIDE <= max(box.width, box.height) <= MOST_SIDE and INKED[0] <= inked <= INKED[1]:
            places.append(box)
    return places


def _neighbours(modules: Sequence[Box]) -> Iterator[list[Box]]:
    """Shapes in groups whose squares of the page touch."""
    squares: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in modules:
        squares[int(box.centre // NEAR), int(box.middle // NEAR)].append(box)
    while squares:
        group: list[Box] = []
        open_ones = [next(iter(squares))]
        while open_ones:
            x, y = open_ones.pop()
            group += squares.pop((x, y), [])
            beside = product((x - 1, x, x + 1), (y - 1, y, y + 1))
            open_ones += [square for square in beside if square in squares]
        yield group


def placed(code: Code, corner: Box, scale: float) -> Code:
    """A code of a picture where it stands on the page: points from the page's corner; scale in pixels a point."""
    box = code.box
    x0, x1 = corner.x0 + box.x0 / scale, corner.x0 + box.x1 / scale
    return replace(code, box=Box(x0, corner.top + box.top / scale, x1, corner.top + box.bottom / scale))


def codes_in(picture: Pixels) -> Iterator[Code]:
    """The codes of a picture, boxes in its pixels. None where the reader of codes is not installed."""
    try:
        import zxingcpp
    except ImportError:
        return
    for found in zxingcpp.read_barcodes(picture):
        corners = found.position
        points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
        xs, ys = [float(point.x) for point in points], [float(point.y) for point in points]
        text = clean(found.text)[:LONGEST]
        if text:
            yield Code(text, str(found.format), Box(min(xs), min(ys), max(xs), max(ys)))
