"""What a reader of the file collects from a page before words and tables are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from coaverify.model.document import BLACK as BLACK
from coaverify.model.document import Colour as Colour
from coaverify.model.document import Curve, Dispute, Hidden, Image
from coaverify.model.evidence import Box, Source

USUAL_DESCENT = 0.22  # below the baseline, as a share of the font size


@dataclass(slots=True, eq=False)
class Run:
    """What the glyphs of one text object share. `order` is its place in the order of painting."""

    order: int = -1
    size: float = 0.0  # points, as drawn
    font: str = ""
    descent: float = USUAL_DESCENT
    angle: int = 0  # degrees, anticlockwise as seen
    colour: Colour = BLACK
    unpainted: bool = False  # render mode without fill and stroke
    clip: Box | None = None  # nothing outside of it is shown
    stand_in: str = ""  # text that the file gives in place of the glyphs (/ActualText)
    layered: bool = False  # belongs to a layer, which may be switched off, or is masked or blended
    handle: object = None  # the library's own object
    face: object = None  # the library's own font
    across: float = 0.0  # points: the font size along the line, which may be set narrower than high


@dataclass(slots=True, eq=False)
class Glyph:
    """One character as drawn, its box in the page as seen."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: tuple[float, float]  # where it starts on its line
    run: Run
    mapped: bool = True  # False: the font does not say which character it draws
    why: Hidden | None = None
    source: Source = Source.TEXT
    # of a figure, or the point in it: where the font says that its shape lies (x0, top, x1, bottom)
    ink: tuple[float, float, float, float] | None = None
    dispute: Dispute = Dispute.NONE

    @property
    def box(self) -> Box:
        return Box(self.x0, self.top, self.x1, self.bottom)


@dataclass(slots=True, eq=False)
class Paint:
    """An area that was painted: a filled path or an image."""

    order: int
    box: Box
    colour: Colour | None  # None: an image or a gradient


@dataclass(slots=True)
class Drawing:
    """Everything on a page that is not text, in the page as seen."""

    rules: list[Box] = field(default_factory=list)
    edges: list[Box] = field(default_factory=list)  # rules, and straight sides of other shapes
    curves: list[Curve] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    slants: list[Box] = field(default_factory=list)  # single lines that are neither level nor upright
    modules: list[Box] = field(default_factory=list)  # small dark filled shapes, as QR codes and barcodes are made of
