"""Pages of a PDF that are pictures, and pictures on its pages: rendered at their own resolution and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from coaverify.document.codes import codes_in, placed
from coaverify.document.ocr.grid import completed
from coaverify.document.ocr.reading import PictureText, read_picture
from coaverify.document.rendering import rendered
from coaverify.document.seams import with_seams_of_scan
from coaverify.document.tables import ruled_tables
from coaverify.model.document import Curve, Image, Page, Straightened, Word
from coaverify.model.evidence import Box, Source

POINTS_PER_INCH = 72.0
LEAST_DPI, USUAL_DPI, MOST_DPI = 150.0, 200.0, 400.0  # what a page is rendered at


def read_scan(document: Any, page: Page) -> Page:
    """The page with the words of its pixels. What was an invisible text layer is kept apart.

    Raises Unreadable (`no_text`) where no recogniser is installed.
    """
    whole = Box(0, 0, page.width, page.height)
    scale = _dpi(page.images) / POINTS_PER_INCH
    picture = rendered(document, page, whole, scale)
    drawn = tuple(word for word in page.words if word.source is Source.TEXT)
    text = read_picture(picture, as_it_lies=bool(drawn))
    straight = straightened(text, scale, page.width, page.height)
    words = in_points(text, scale)
    rules = completed(rules_in_points(text, scale), words)
    if drawn:
        words = _beside(words, drawn)
    codes = tuple(placed(code, whole, scale) for code in codes_in(picture))
    read = replace(
        page,
        width=text.width / scale,
        height=text.height / scale,
        words=(*drawn, *words),
        layer=tuple(word for word in page.words if word.source is Source.OCR),
        images=tuple(replace(image, read=True) for image in page.images),
        codes=(*page.codes, *codes),
        rules=rules,
        cells=ruled_tables(rules),
        straightened=straight,
        curves=(*page.curves, *curves_in_points(text, scale)),
    )
    return with_seams_of_scan(document, read)


def read_images(document: Any, page: Page, images: Sequence[Image]) -> Page:
    """The page with the words of some of its pictures added, each in its place."""
    words, codes, curves = list(page.words), list(page.codes), list(page.curves)
    for image in images:
        scale = min(max(_dpi([image]), LEAST_DPI), MOST_DPI) / POINTS_PER_INCH
        picture = rendered(document, page, image.box, scale)
        text = read_picture(picture, as_it_lies=True)
        found = [replace(word, box=_from(image.box, word.box)) for word in in_points(text, scale)]
        words.extend(_beside(found, page.words))
        codes.extend(placed(code, image.box, scale) for code in codes_in(picture))
        curves.extend(curves_in_points(text, scale, image.box))
    known = tuple(replace(image, read=image.read or image in images) for image in page.images)
    return replace(page, words=tuple(words), images=known, codes=tuple(dict.fromkeys(codes)), curves=tuple(curves))


def in_points(text: PictureText, scale: float) -> list[Word]:
    """The words of a picture with boxes and sizes in points; scale in pixels a point."""
    return [
        replace(
            word,
            box=Box(word.box.x0 / scale, word.box.top / scale, word.box.x1 / scale, word.box.bottom / scale),
            size=word.size / scale,
        )
        for word in text.words
    ]


def rules_in_points(text: PictureText, scale: float) -> tuple[Box, ...]:
    """The drawn lines of a picture in points."""
    return tuple(Box(one.x0 / scale, one.top / scale, one.x1 / scale, one.bottom / scale) for one in text.rules)


def curves_in_points(text: PictureText, scale: float, place: Box | None = None) -> tuple[Curve, ...]:
    """The lines that were followed in a picture, in points; `place`: where the picture stands on its page."""
    left, top = (place.x0, place.top) if place is not None else (0.0, 0.0)
    return tuple(
        Curve(tuple((left + x / scale, top + y / scale) for x, y in line), source=Source.OCR, pixel=1 / scale)
        for line in text.lines
    )


def straightened(text: PictureText, scale: float, width: float, height: float) -> Straightened | None:
    """How the straightened page lies on the page as shown (of this size in points); None where it was straight."""
    if np.allclose(text.back, np.eye(3)):
        return None
    to_pixels, to_points = np.diag([scale, scale, 1.0]), np.diag([1 / scale, 1 / scale, 1.0])
    return Straightened(tuple(map(float, (to_points @ text.back @ to_pixels).ravel())), width, height)


def _dpi(images: Sequence[Image]) -> float:
    """The resolution of the largest picture; the usual one where there is none."""
    known = [image for image in images if image.box.width > 1 and image.width_px > 1]
    if not known:
        return USUAL_DPI
    largest = max(known, key=lambda image: image.box.width * image.box.height)
    return min(max(largest.width_px / largest.box.width * POINTS_PER_INCH, LEAST_DPI), MOST_DPI)


def _beside(found: Sequence[Word], drawn: Sequence[Word]) -> list[Word]:
    """Recognised words that do not lie where a drawn word stands already."""
    return [
        word
        for word in found
        if not any(
            other.box.x0 <= word.box.centre <= other.box.x1 and other.box.top <= word.box.middle <= other.box.bottom
            for other in drawn
        )
    ]


def _from(corner: Box, box: Box) -> Box:
    return Box(corner.x0 + box.x0, corner.top + box.top, corner.x0 + box.x1, corner.top + box.bottom)
