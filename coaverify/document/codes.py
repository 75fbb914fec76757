"""QR codes and barcodes in a picture. What they say is shown to the reader; nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coaverify.document.characters import clean
from coaverify.document.rendering import Pixels, rendered
from coaverify.model.document import Code, Page
from coaverify.model.evidence import Box

LEAST_SIDE, MOST_SIDE = 18.0, 260.0  # points: the longer side of a picture that may be a code
LEAST_PIXELS = 20  # a QR code has 21 modules a side
RENDERED = 420.0  # pixels of that side
LONGEST = 2000  # characters of a code that are kept


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
