"""Parts of a PDF's pages as pixels, for what can only be read from them."""

from __future__ import annotations

from contextlib import closing
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from coaverify.model.document import Page
from coaverify.model.evidence import Box

Pixels: TypeAlias = npt.NDArray[np.uint8]  # height x width x 3, blue green red

MOST_PIXELS_A_SIDE = 4000


def rendered(document: Any, page: Page, part: Box, scale: float) -> Pixels:
    """A part of a page (points, from the top left) as pixels; scale in pixels a point."""
    scale = min(scale, MOST_PIXELS_A_SIDE / max(1.0, part.width, part.height))
    with closing(document[page.number - 1]) as opened:
        width, height = opened.get_size()
        crop = (max(0.0, part.x0), max(0.0, height - part.bottom), max(0.0, width - part.x1), max(0.0, part.top))
        pixels = opened.render(scale=scale, crop=crop).to_numpy()
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])
