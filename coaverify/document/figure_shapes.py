"""What figures look like: whether a drawn shape is nearer to another figure than to the one that it stands for.

The reference is the ten figures in the plain faces that every PDF viewer brings with it (ISO 32000-1, 9.6.2.2). They
are drawn once a process, when the first shape is asked about.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium
from PIL import Image

FACES = (b"Helvetica", b"Helvetica-Bold", b"Helvetica-Oblique", b"Times-Roman", b"Times-Bold", b"Times-Italic",
         b"Courier", b"Courier-Bold")  # fmt: skip
FIGURES = "0123456789"
POINTS = ".,"  # between the digits of a number
WIDE, HIGH = 12, 18  # cells that a shape is compared by
SLENDER = 0.5  # weight of a difference in width to height, beside that of the ink
HOLE = 0.1  # weight of a hole more or less
DRAWN_AT = 40.0  # points: the size at which a font is asked to draw a figure
LOW = 0.35  # of the font size: a decimal point or comma is no higher
CLEARLY = 0.02  # nearer by so much: faces of one figure differ by less (tried on the figures of 38 fonts)
LIKE = 0.35  # farther from all figures: it looks like none

_Vector: TypeAlias = npt.NDArray[np.float32]


class Likeness(NamedTuple):
    """How far a shape is from the figure that it stands for, and from the nearest other one; 0 to about 1."""

    own: float
    other: float
    nearest: str  # the other one

    @property
    def speaks_otherwise(self) -> bool:
        """Whether it is clearly another figure, or none at all."""
        return self.own > self.other + CLEARLY or self.own > LIKE + CLEARLY

    @property
    def is_own(self) -> bool:
        return self.own <= self.other and self.own < LIKE


def likeness(ink: Image.Image, figure: str) -> Likeness | None:
    """How much the ink of a picture ("L", white ink on black) is like a figure; None where there is no ink."""
    box = ink.getbbox()
    if box is None:
        return None
    known, rows = _reference()
    distances = np.abs(rows - _vector(ink.crop(box))).sum(axis=1)
    nearest = {one: float(distances[known == one].min()) for one in FIGURES}
    own = nearest.pop(figure)
    other = min(nearest, key=nearest.__getitem__)
    return Likeness(own, nearest[other], other)


def drawn(document: Any, font: Any, character: str) -> Image.Image | None:
    """A character as the font draws it ("L", white ink on black); None where the font does not draw it."""
    run = pdfium.FPDFPageObj_CreateTextObj(document, font, DRAWN_AT)
    if not run:
        return None
    try:
        if not pdfium.FPDFText_SetText(run, (ctypes.c_ushort * 2)(ord(character), 0)):
            return None
        bitmap = pdfium.FPDFTextObj_GetRenderedBitmap(document, None, run, 1.0)
        return _ink(bitmap) if bitmap else None
    finally:
        pdfium.FPDFPageObj_Destroy(run)


def _ink(bitmap: Any) -> Image.Image:
    """What a bitmap shows: its opacity."""
    try:
        width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        return Image.frombuffer("RGBA", (width, height), pixels, "raw", "RGBA", stride, 1).getchannel("A")
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _vector(ink: Image.Image) -> _Vector:
    """The shape in its own box: the ink of each cell, how slender it is, its holes."""
    cells = np.asarray(ink.resize((WIDE, HIGH), Image.Resampling.BOX), np.float32).ravel() / (255 * WIDE * HIGH)
    return np.append(cells, np.array((SLENDER * ink.width / ink.height, HOLE * _holes(ink)), np.float32))


def _holes(ink: Image.Image) -> float:
    """How many holes a shape of one piece has, from the corners of its outline (its Euler number)."""
    small = ink.resize((2 * WIDE, 2 * HIGH), Image.Resampling.BOX)  # without specks of the drawing
    dark = np.pad(np.asarray(small) > 100, 1).astype(np.int8)
    here, right, below, across = dark[:-1, :-1], dark[:-1, 1:], dark[1:, :-1], dark[1:, 1:]
    count = here + right + below + across
    corners = (count == 1).sum() - (count == 3).sum() - 2 * ((count == 2) & (here == across)).sum()
    return 1 - float(corners) / 4


@lru_cache(maxsize=1)
def _reference() -> tuple[npt.NDArray[np.str_], _Vector]:
    """The figures of all faces: which they are, and their shapes row by row."""
    document = pdfium.FPDF_CreateNewDocument()
    try:
        known, rows = [], []
        for face in FACES:
            font = pdfium.FPDFText_LoadStandardFont(document, face)
            for figure in FIGURES:
                ink = drawn(document, font, figure)
                if ink is not None and (box := ink.getbbox()) is not None:
                    known.append(figure)
                    rows.append(_vector(ink.crop(box)))
            pdfium.FPDFFont_Close(font)
        return np.array(known), np.array(rows)
    finally:
        pdfium.FPDF_CloseDocument(document)
