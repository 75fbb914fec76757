"""A page in parts: what is printed on it, and each picture on it, in which another paper may speak.

A label of the page has no value in a photo beside it, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from coaverify.extract.layout import Layout, lay_out
from coaverify.model.document import Image, Page, Word
from coaverify.model.evidence import Box, Source

WHOLE = 0.6  # of the page's area: a picture this large is the page, and what is drawn on it is a stamp
CAPTION = 45.0  # points above and below a picture in which its caption stands


def parts_of(page: Page) -> list[Layout]:
    """The layouts of a page, its own text first."""
    pictures = [image for image in page.images if image.read and not _is_page(image, page)]
    drawn = [word for word in page.words if word.source is Source.TEXT]
    if not pictures or not drawn:
        return [lay_out(page)]
    own = replace(page, words=tuple(drawn))
    recognised = [word for word in page.words if word.source is not Source.TEXT]
    return [lay_out(own), *(_layout_of(image, page, recognised, drawn) for image in pictures)]


def _is_page(image: Image, page: Page) -> bool:
    return image.box.width * image.box.height > WHOLE * page.width * page.height


def _layout_of(image: Image, page: Page, recognised: Iterable[Word], drawn: Iterable[Word]) -> Layout:
    """The picture's own words in rows; its caption belongs to its page, and only tells what the picture shows."""
    inside = tuple(word for word in recognised if _is_in(word, image.box))
    alone = replace(page, words=inside, hidden=(), layer=(), rules=(), cells=(), curves=(), images=(image,))
    box = image.box
    around = Box(box.x0 - CAPTION, box.top - CAPTION, box.x1 + CAPTION, box.bottom + CAPTION)
    caption = tuple(word for word in drawn if _is_in(word, around))
    return Layout(replace(alone, words=(*inside, *caption)), lay_out(alone).rows)


def _is_in(word: Word, box: Box) -> bool:
    return box.x0 <= word.box.centre <= box.x1 and box.top <= word.box.middle <= box.bottom
