"""A page as a picture, for the reader's eyes."""

from __future__ import annotations

import io
from contextlib import closing
from typing import Any

import pypdfium2

from coaverify.document import pdfium, pictures, sniff
from coaverify.document.refusals import UNSUPPORTED, of_pdfium, refusal

MOST_PIXELS_A_SIDE = 4000
POINTS_PER_INCH = 72


def render_page(data: bytes, page: int, dpi: int) -> bytes:
    """The page (from 1) as a PNG, no side longer than 4000 pixels whatever `dpi` says.

    A picture is taken to be as large as a sheet of paper. Raises Unreadable where the file cannot be opened, and
    ValueError for a page that it does not have.
    """
    kind = sniff.media_type(data)
    if not kind:
        raise refusal(UNSUPPORTED)
    if kind == sniff.PDF:
        picture = _rendered(data, page, dpi)
    else:
        longest = round(pictures.LONG_SIDE * max(dpi, 1) / POINTS_PER_INCH)
        picture = pictures.frame(data, page, min(longest, MOST_PIXELS_A_SIDE))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _rendered(data: bytes, page: int, dpi: int) -> Any:
    try:
        with pdfium.opened(data) as document:
            if not 1 <= page <= len(document):
                raise ValueError(f"no page {page} in a document of {len(document)} pages")
            with closing(document[page - 1]) as opened:
                longest = max(1.0, *opened.get_size())
                scale = min(max(dpi, 1) / POINTS_PER_INCH, MOST_PIXELS_A_SIDE / longest)
                return opened.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        raise of_pdfium(error, data) from error
