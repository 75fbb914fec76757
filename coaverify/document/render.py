"""A page as a picture, for the reader's eyes."""

from __future__ import annotations

import io
from contextlib import closing

import pypdfium2

from coaverify.document import pdfium, sniff
from coaverify.document.refusals import UNSUPPORTED, of_pdfium, refusal

MOST_PIXELS_A_SIDE = 4000
POINTS_PER_INCH = 72


def render_page(data: bytes, page: int, dpi: int) -> bytes:
    """The page (from 1) as a PNG, no side longer than 4000 pixels whatever `dpi` says.

    Raises Unreadable where the file cannot be opened, and ValueError for a page that it does not have.
    """
    if sniff.media_type(data) != sniff.PDF:
        raise refusal(UNSUPPORTED)
    try:
        with pdfium.opened(data) as document:
            if not 1 <= page <= len(document):
                raise ValueError(f"no page {page} in a document of {len(document)} pages")
            with closing(document[page - 1]) as opened:
                longest = max(1.0, *opened.get_size())
                scale = min(max(dpi, 1) / POINTS_PER_INCH, MOST_PIXELS_A_SIDE / longest)
                picture = opened.render(scale=scale).to_pil()
    except pypdfium2.PdfiumError as error:
        raise of_pdfium(error, data) from error
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
