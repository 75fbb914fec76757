"""Where a value was read: page, box, the words as printed, and by which means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Source(StrEnum):
    """The means by which words came off the page."""

    TEXT = "text"  # drawn as text in the PDF
    OCR = "ocr"  # recognised from pixels, or an invisible text layer that somebody's OCR made
    FIGURE = "figure"  # read inside a spectrum or chromatogram
    REVIEWER = "reviewer"  # not by the program: a reviewer corrected the reading


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points (1/72 inch) from the page's top left corner, as the page is seen."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of the box's centre line."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal place of the box's centre."""
        return (self.x0 + self.x1) / 2

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )

    def overlap_x(self, other: Box) -> float:
        """Shared width in points; negative where there is a gap."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def overlap_y(self, other: Box) -> float:
        """Shared height in points; negative where there is a gap."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def contains(self, other: Box, slack: float = 0.5) -> bool:
        return (
            other.x0 >= self.x0 - slack
            and other.x1 <= self.x1 + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words as printed and the place where they stand."""

    page: int  # counted from 1, as a reader counts
    box: Box
    text: str
    source: Source = Source.TEXT


class Doubt(StrEnum):
    """Why a reading may not be relied on. A doubtful reading can fail or stay open, never pass."""

    OCR_LAYER = "ocr-layer"  # from an invisible text layer that was not held against the pixels
    LOW_CONFIDENCE = "low-confidence"  # the recogniser was not sure of a character
    READERS_DISAGREE = "readers-disagree"  # two readers of the file give different words
    INCOMPLETE = "incomplete"  # the text goes on where it was not read
    AMBIGUOUS = "ambiguous"  # the printed form allows two values


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A claim as extracted: its value, never without its evidence. `template`: the file that taught it, if one did."""

    value: T_co
    evidence: Evidence
    doubts: tuple[Doubt, ...] = ()
    template: str = ""
