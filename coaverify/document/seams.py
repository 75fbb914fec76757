"""Words of a scan or a photo whose pixels were not saved as often as those around them.

A value that is exchanged in a scan is put in after the scan was saved, and all is saved once more. Asked are only pages
that are one JPEG and were read from its pixels.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from coaverify.document.view import Matrix, view_of
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box, Source

Map = NDArray[np.float64]  # 3 x 3, affine: from points of the page as shown to pixels of the JPEG

JPEG_FILTERS = ["DCTDecode"]
JPEG_START = b"\xff\xd8\xff"
_ORIENTATION = 0x0112  # the tag of EXIF


def with_seams(page: Page, jpeg: bytes, to_pixels: Map) -> Page:
    """The page with the places of words that lack the traces of an earlier saving which its other words bear."""
    from coaverify.document.compression import LEAST_PLACES, places_saved_otherwise

    words = [word for word in page.words if word.source is Source.OCR]
    if len(words) < LEAST_PLACES:
        return page
    odd = places_saved_otherwise(jpeg, _in_pixels(page, words, to_pixels))
    return replace(page, seams=tuple(words[place].box for place in odd)) if odd else page


def with_seams_of_scan(document: Any, page: Page) -> Page:
    """The same for a page of a PDF, where the page is one JPEG."""
    if len(page.images) != 1:
        return page
    try:
        found = _only_jpeg(document[page.number - 1])
    except (pypdfium2.PdfiumError, np.linalg.LinAlgError):
        return page
    return with_seams(page, *found) if found is not None else page


def with_seams_of_picture(page: Page, data: bytes, scale: float) -> Page:
    """The same for a file that is a picture; scale in pixels a point."""
    if not data.startswith(JPEG_START):
        return page
    try:
        with Image.open(io.BytesIO(data)) as picture:
            size, orientation = picture.size, picture.getexif().get(_ORIENTATION, 1)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return page
    return with_seams(page, data, _as_saved(orientation, *size) @ np.diag([scale, scale, 1.0]))


def _in_pixels(page: Page, words: Sequence[Word], to_pixels: Map) -> list[Box]:
    shown = [page.straightened.shown(word.box) if page.straightened else word.box for word in words]
    matrix = Matrix(*map(float, to_pixels[:2].T.ravel()))
    return [matrix.box(box.x0, box.top, box.x1, box.bottom) for box in shown]


def _only_jpeg(page: Any) -> tuple[bytes, Map] | None:
    """The one picture of a page as the JPEG that the file holds, and the way from the page as shown to its pixels."""
    pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    if len(pictures) != 1 or pictures[0].level or pictures[0].get_filters(skip_simple=True) != JPEG_FILTERS:
        return None  # in a form it stands where the form's own matrix says
    (picture,) = pictures
    width, height = picture.get_px_size()
    # A picture fills the unit square, its first row at the top (ISO 32000-1, 8.9.5).
    seen = Matrix(1 / width, 0, 0, -1 / height, 0, 1)
    seen = seen.then(Matrix(*picture.get_matrix().get()))
    a, b, c, d, e, f = seen.then(view_of(page.get_bbox(), page.get_rotation() // 90).matrix)
    back = np.linalg.inv(np.array([[a, c, e], [b, d, f], [0.0, 0.0, 1.0]]))
    return bytes(picture.get_data(decode_simple=True)), back


def _as_saved(orientation: int, width: int, height: int) -> Map:
    """From pixels of the picture held upright, as EXIF says, to its pixels as saved, which are so many."""
    across = {2: (-1, 0, width), 3: (-1, 0, width), 5: (0, 1, 0), 6: (0, 1, 0), 7: (0, -1, width), 8: (0, -1, width)}
    down = {3: (0, -1, height), 4: (0, -1, height), 5: (1, 0, 0), 6: (-1, 0, height), 7: (-1, 0, height), 8: (1, 0, 0)}
    return np.array([across.get(orientation, (1, 0, 0)), down.get(orientation, (0, 1, 0)), (0, 0, 1)], np.float64)
