"""A picture file as the pages of a document."""

from __future__ import annotations

from coaverify.document.codes import codes_in, placed
from coaverify.document.ocr.grid import completed
from coaverify.document.ocr.reading import read_picture
from coaverify.document.pictures import LONG_SIDE, rasters
from coaverify.document.rendering import Pixels
from coaverify.document.sandbox import allow_for_pictures
from coaverify.document.scans import curves_in_points, in_points, rules_in_points, straightened
from coaverify.document.seams import with_seams_of_picture
from coaverify.document.tables import ruled_tables
from coaverify.model.document import Image, Page
from coaverify.model.evidence import Box
from coaverify.model.settings import Limits


def read_pages(data: bytes, limits: Limits) -> tuple[Page, ...]:
    """The pages of a JPEG, PNG, TIFF, WebP or HEIC file. Raises Unreadable."""
    pages: list[Page] = []
    for number, picture in enumerate(rasters(data, limits), start=1):
        allow_for_pictures(1)
        pages.append(_page(number, picture))
    if len(pages) == 1:
        scale = max(picture.shape[:2]) / LONG_SIDE
        return (with_seams_of_picture(pages[0], data, scale),)
    return tuple(pages)


def _page(number: int, picture: Pixels) -> Page:
    height, width = picture.shape[:2]
    scale = max(width, height) / LONG_SIDE
    text = read_picture(picture, photo=True)
    words = in_points(text, scale)
    rules = completed(rules_in_points(text, scale), words)
    shown = Box(0, 0, width / scale, height / scale)
    return Page(
        number=number,
        width=text.width / scale,
        height=text.height / scale,
        words=tuple(words),
        rules=rules,
        cells=ruled_tables(rules),
        images=(Image(Box(0, 0, text.width / scale, text.height / scale), width, height, read=True),),
        codes=tuple(placed(code, shown, scale) for code in codes_in(picture)),
        straightened=straightened(text, scale, shown.width, shown.height),
        curves=curves_in_points(text, scale),
    )
