"""What a document is once it has been read: pages of words, lines, curves and images with boxes.

All places are PDF points from the top left corner of the page as it is seen (crop box and
rotation applied).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Literal

from coaverify.model.evidence import Box, Source
from coaverify.model.file_facts import Carrier, FileFacts


class Hidden(StrEnum):
    """Why words of the file are not to be seen on the page."""

    COVERED = "covered"  # a filled shape or an image was painted over them
    INVISIBLE = "invisible"  # text render mode 3 or full transparency, and no scan underneath
    BACKGROUND = "background"  # the colour of what lies behind them
    OFF_PAGE = "off-page"  # outside the visible page
    TINY = "tiny"  # smaller than anybody can read
    OTHERWISE = "shown otherwise"  # the page shows other figures in their place
    UNCONFIRMED = "unconfirmed"  # something speaks against them, and what the page shows could not be read


class Dispute(IntEnum):
    """What speaks against the page showing a character as the file names it; of several the greatest counts."""

    NONE = 0
    SHAPE = 1  # its font: what is seen there settles it
    PLACE = 2  # something beside it that may be part of the number: the number has to be read
    MARKED = 3  # something was painted into it: settled only where nothing of that is seen
    CROWDED = 4  # other text is written into it: settled only where nothing of that is seen
    COVERED = 5  # viewers paint something over it that is not seen here: nothing settles it


LEAST_PIXELS_A_SIDE, LEAST_PIXELS = 24, 3_000  # of a picture: nothing can be read in less
LEAST_SHARE = 0.004  # of the page's area: a smaller picture is a mark


Colour = tuple[int, int, int, int]  # red, green, blue, alpha; 0 to 255
BLACK: Colour = (0, 0, 0, 255)


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring characters of a word that are set alike. `foot`: the height of their baseline, as of the word."""

    text: str
    font: str
    size: float
    colour: Colour
    foot: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, as drawn."""

    text: str
    box: Box
    size: float = 0.0  # font size, points
    font: str = ""  # without subset prefix
    upright: bool = True  # False: set vertically, as peak labels often are
    angle: int = 0  # degrees by which its line is turned counter-clockwise as seen
    source: Source = Source.TEXT
    confidence: float = 1.0  # of the recogniser; 1 for drawn text
    colour: Colour = BLACK
    foot: float = 0.0  # its baseline, points from the top; 0 where not known, as for words that are turned
    parts: tuple[Part, ...] = ()  # only where its characters are not all set alike
    dispute: Dispute = Dispute.NONE  # of its characters; drawn text only


@dataclass(frozen=True, slots=True)
class HiddenWord:
    """A word that the file holds and the page does not show. `shown`: what stands there instead, where it was read."""

    word: Word
    why: Hidden
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A path of more than two points, e.g. a chromatogram's trace. Points are (x, y from top).

    source: TEXT where it is drawn as such; OCR where it was followed in pixels, each of which is so high: `pixel`.
    """

    points: tuple[tuple[float, float], ...]
    stroke: str = ""  # colour, "#rrggbb"; "" where not stroked
    filled: bool = False
    source: Source = Source.TEXT
    pixel: float = 0.0  # points


@dataclass(frozen=True, slots=True)
class Image:
    """A raster image placed on the page, by its visible box and its own pixels."""

    box: Box
    width_px: int
    height_px: int
    read: bool = False  # whether its text was recognised; the words then stand among the page's

    @property
    def legible(self) -> bool:
        """Whether it has pixels enough for text, and is no line or dot."""
        thin = min(self.width_px, self.height_px) < LEAST_PIXELS_A_SIDE or min(self.box.width, self.box.height) < 8
        return not thin and self.width_px * self.height_px >= LEAST_PIXELS


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code or barcode on the page, decoded. Its text is shown and never followed."""

    text: str
    kind: str  # "QR Code", "Code 128", ...
    box: Box


@dataclass(frozen=True, slots=True)
class Plot:
    """A chromatogram or spectrum placed as a picture.

    digest: SHA-256 of its grey pixels. sketch: 96 x 48 of them, row by row, a byte each.
    """

    page: int
    box: Box
    digest: str
    sketch: bytes


@dataclass(frozen=True, slots=True)
class Straightened:
    """How a straightened page, on which words and boxes are given, lies on the page as it was sent in.

    `back` is a projective map, row by row (3 x 3), from points of the straight page to points of the page as shown.
    """

    back: tuple[float, ...]
    width: float  # of the page as shown, points
    height: float

    def shown(self, box: Box) -> Box:
        """The box around the same place on the page as shown."""
        places = [self._point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = zip(*places, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f, g, h, i = self.back
        depth = g * x + h * y + i
        return (a * x + b * y + c) / depth, (d * x + e * y + f) / depth


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader sees it."""

    number: int  # from 1
    width: float  # points
    height: float  # points
    words: tuple[Word, ...] = ()  # visible ones, in reading order
    hidden: tuple[HiddenWord, ...] = ()
    rules: tuple[Box, ...] = ()  # straight lines and thin filled rectangles; one side is about 0
    cells: tuple[tuple[Box, ...], ...] = ()  # for each ruled table its cells
    curves: tuple[Curve, ...] = ()
    images: tuple[Image, ...] = ()
    layer: tuple[Word, ...] = ()  # an invisible text layer over a scan; the words are those of the pixels
    codes: tuple[Code, ...] = ()
    straightened: Straightened | None = None  # None: the page is given as it is shown
    seams: tuple[Box, ...] = ()  # words of a JPEG whose pixels were saved otherwise than those of the others
    carriers: tuple[Carrier, ...] = ()  # form fields, stamps and typed notes that lie on the page

    @property
    def unread(self) -> tuple[Image, ...]:
        """The pictures in which something may stand that was not read: neither specks nor codes that were decoded."""
        return tuple(
            image
            for image in self.images
            if not image.read
            and image.legible
            and image.box.width * image.box.height >= LEAST_SHARE * self.width * self.height
            and not any(image.box.contains(code.box, slack=2.0) for code in self.codes)
        )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; never used as evidence for a claim."""

    producer: str = ""
    creator: str = ""
    created: str = ""  # ISO 8601 or ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A picture at a place where an earlier state of the file shows another one."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Document:
    """A document that could be read. `earlier` are its former states, oldest first, where the file
    was changed by incremental updates."""

    name: str
    sha256: str
    size_bytes: int
    media_type: str
    pages: tuple[Page, ...]
    metadata: Metadata = field(default_factory=Metadata)
    reader: str = "pdfium"  # "pdfium" or "pdfplumber" (the fallback)
    earlier: tuple[tuple[Page, ...], ...] = ()
    plots: tuple[Plot, ...] = ()  # looked for only where certificates are compared with each other
    exchanged: tuple[Exchanged, ...] = ()  # pictures that an update put in the place of others
    facts: FileFacts | None = None  # None: no PDF, so that the file tells nothing

    @property
    def text_source(self) -> Literal["embedded", "ocr", "mixed"]:
        """ "embedded", "ocr" or "mixed", by where the words come from."""
        sources = {word.source for page in self.pages for word in page.words}
        if sources <= {Source.TEXT}:
            return "embedded"
        return "ocr" if sources == {Source.OCR} else "mixed"
