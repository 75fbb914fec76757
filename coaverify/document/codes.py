"""QR codes and barcodes in a picture. What they say is shown to the reader; nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coaverify.document.characters import clean
from coaverify.model.document import Code
from coaverify.model.evidence import Box

if TYPE_CHECKING:
    from coaverify.document.ocr.engine import Pixels

LONGEST = 2000  # characters of a code that are kept


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
