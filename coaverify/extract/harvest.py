"""What the readers of a page bring home: candidates for every claim, each with its place and rank."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from coaverify.model.certificate import Amount, ObservedIon, ObservedMass, Peak, PrintedDate, Trace
from coaverify.model.evidence import Reading

T = TypeVar("T")


class Place(IntEnum):
    """How a value was tied to its claim; a lower one is the surer."""

    RESULT_COLUMN = 0  # a row's label and a result column's header agree on it
    LABELLED = 1  # right of its label, or behind its colon
    BELOW = 2  # under its label
    PROSE = 3  # in a sentence
    LETTERHEAD = 4  # by its place alone
    FIGURE = 5  # at a peak of a spectrum


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """One reading for one claim."""

    claim: str
    reading: Reading[T]
    place: Place

    @property
    def page(self) -> int:
        return self.reading.evidence.page


@dataclass(slots=True)
class Harvest:
    """All candidates of a document, in reading order."""

    texts: list[Candidate[str]] = field(default_factory=list)
    amounts: list[Candidate[Amount]] = field(default_factory=list)
    dates: list[Candidate[PrintedDate]] = field(default_factory=list)
    ions: list[Candidate[ObservedIon]] = field(default_factory=list)
    masses: list[Candidate[ObservedMass]] = field(default_factory=list)
    statements: list[Candidate[str]] = field(default_factory=list)  # "MS: conforms"
    peaks: list[tuple[Reading[Peak], ...]] = field(default_factory=list)  # one entry a table
    traces: list[Trace] = field(default_factory=list)
