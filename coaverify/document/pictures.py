"""Picture files (JPEG, PNG, TIFF, WebP, HEIC, GIF, BMP) as upright rasters, one for each page that they hold."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from coaverify.document.refusals import DAMAGED_PICTURE, NO_OCR, TOO_MANY_PICTURES, TOO_MANY_PIXELS, refusal
from coaverify.document.sniff import HEIC, media_type
from coaverify.model.settings import Limits

if TYPE_CHECKING:
    from coaverify.document.rendering import Pixels

MOST_PIXELS = 60_000_000  # of one picture: a large phone's photo has 50 million
SMALLEST = 24  # pixels a side: nothing can be read in less
LONG_SIDE = 842.0  # points that the longer side of a picture is taken to be: a sheet of A4
_WHITE = (255, 255, 255)


def rasters(data: bytes, limits: Limits) -> Iterator[Pixels]:
    """The pages of a picture file, turned as its EXIF data say, on white, blue green red.

    Raises Unreadable where it is damaged, of an unknown kind, or has too many pages or pixels.
    """
    with _opened(data) as picture:
        count = getattr(picture, "n_frames", 1)
        if picture.format == "GIF":
            count = 1  # an animation is no document
        if count > limits.max_pictures:  # said before the first is read: each takes seconds
            raise refusal(TOO_MANY_PICTURES, pages=count, most=limits.max_pictures)
        for frame in ImageSequence.Iterator(picture):
            _check_size(frame)  # each page of a TIFF has a size of its own
            yield np.ascontiguousarray(np.asarray(_on_white(frame))[:, :, ::-1])
            if picture.format == "GIF":
                return


def frame(data: bytes, page: int, longest: int) -> Any:
    """One page (from 1) as Pillow's image, no side longer than `longest` pixels.

    Raises Unreadable as `rasters` does, and ValueError for a page that the file does not have.
    """
    with _opened(data) as picture:
        if 1 <= page <= getattr(picture, "n_frames", 1):
            picture.seek(page - 1)
            seen = _on_white(picture)
            seen.thumbnail((longest, longest))
            return seen
    raise ValueError(f"no page {page} in this picture")


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """Pillow's image; what it raises on broken files comes out as Unreadable."""
    heic = _know_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata; of size it is asked below
            with Image.open(io.BytesIO(data)) as picture:
                _check_size(picture)
                yield picture
    except Image.DecompressionBombError as error:
        raise refusal(TOO_MANY_PIXELS, pixels="very many", most=MOST_PIXELS) from error
    except UnidentifiedImageError as error:
        raise refusal(DAMAGED_PICTURE if heic or media_type(data) != HEIC else NO_OCR) from error
    except (
        OSError,
        SyntaxError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:  # Pillow's parsers raise all these
        raise refusal(DAMAGED_PICTURE) from error


def _check_size(picture: Any) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise refusal(TOO_MANY_PIXELS, pixels=picture.width * picture.height, most=MOST_PIXELS)
    if min(picture.size) < SMALLEST:
        raise refusal(DAMAGED_PICTURE)


def _know_heic() -> bool:
    """Phones save HEIC; Pillow reads it with an extra package. False where it is not installed."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True


def _on_white(picture: Any) -> Any:
    """The picture upright, without transparency, eight bits a colour."""
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith(("I", "F")):  # 16 bits and more: scaled, or all is white
        values = np.nan_to_num(np.asarray(turned, np.float32), posinf=0.0, neginf=0.0).clip(0.0)
        values *= 255.0 / max(float(values.max(initial=1.0)), 255.0)
        return Image.fromarray(values.astype(np.uint8)).convert("RGB")
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        layered = turned.convert("RGBA")
        ground = Image.new("RGB", layered.size, _WHITE)
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return turned.convert("RGB")
