"""Plots among the pictures of a PDF: chromatograms and spectra that were placed as pixels, made comparable.

Logos, signatures and photos are told from plots by the axes: a plot stands on light ground and has one long line
across and one down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from coaverify.document import pdfium
from coaverify.document.view import view_of
from coaverify.model.document import Plot

LEAST_SHARE, MOST_SHARE = 0.03, 0.8  # of the page's area: smaller is a mark, larger the page itself
LIGHT = 215  # of 255: the ground of a plot
LINE = 25  # grey levels by which a line is darker than the ground
AXIS = 0.45  # of the picture's width or height: a line this long may be an axis
MOST_PIXELS = 20_000_000
MOST_PLOTS = 24  # of one document
SKETCH = (96, 48)  # cells across and down, a byte each

Grey = NDArray[np.uint8]


def plots_of(data: bytes) -> tuple[Plot, ...]:
    """The plots of a PDF in page order; none where it does not open."""
    try:
        with pdfium.opened(data) as document:
            found: list[Plot] = []
            for number in range(1, len(document) + 1):
                found.extend(_on_page(document[number - 1], number))
                if len(found) >= MOST_PLOTS:
                    break
            return tuple(found[:MOST_PLOTS])
    except pypdfium2.PdfiumError:
        return ()


def _on_page(page: Any, number: int) -> Iterator[Plot]:
    view = view_of(page.get_bbox(), page.get_rotation() // 90)
    area = view.width * view.height
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        if not LEAST_SHARE * area <= abs((right - left) * (top - bottom)) <= MOST_SHARE * area:
            continue
        grey = _grey(picture)
        if grey is not None and _has_axes(grey):
            box = view.matrix.box(left, bottom, right, top)
            yield Plot(number, box, hashlib.sha256(_header(grey) + grey.tobytes()).hexdigest(), _sketch(grey))


def _header(grey: Grey) -> bytes:
    return f"{grey.shape[0]}x{grey.shape[1]};".encode()


def _grey(picture: Any) -> Grey | None:
    """The picture's own pixels in grey; None where they cannot be had."""
    across, down = picture.get_px_size()
    if min(across, down) < 2 * SKETCH[1] or across * down > MOST_PIXELS:
        return None
    try:
        seen = picture.get_bitmap().to_pil().convert("L")
    except (pypdfium2.PdfiumError, ValueError):
        return None
    return np.asarray(seen, dtype=np.uint8)


def _has_axes(grey: Grey) -> bool:
    ground = float(np.median(grey))
    if ground < LIGHT:
        return False
    lines = grey < ground - LINE
    return _longest(lines) >= AXIS and _longest(lines.T) >= AXIS


def _longest(lines: NDArray[np.bool_]) -> float:
    """The longest run of a row, as a share of the row's length."""
    width = lines.shape[1]
    long_rows = lines[np.count_nonzero(lines, axis=1) >= AXIS * width]
    best = 0
    for row in long_rows:
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
        best = max(best, int((edges[1::2] - edges[::2]).max(initial=0)))
    return float(best / width)


def _sketch(grey: Grey) -> bytes:
    from PIL import Image

    small = Image.fromarray(grey).resize(SKETCH, Image.Resampling.BOX)
    return small.tobytes()
