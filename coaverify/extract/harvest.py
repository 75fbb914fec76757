"""What the readers of a page bring home: candidates for every claim, each with its place and rank."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from coaverify.model.certificate import Amount, ObservedIon, ObservedMass, Peak, PrintedDate, ResidueRatio, Trace
from coaverify.model.evidence import Evidence, Reading

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
    label: str = ""  # the words of its label, where they are kept

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
    retention_times: list[Reading[Amount]] = field(default_factory=list)  # at the peaks of chromatograms
    amino_acids: list[Reading[ResidueRatio]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # what tables state of one of several lots alone

    def where(self, keep: Callable[[str, Evidence], bool]) -> Harvest:
        """The candidates that `keep` accepts by claim and evidence, without parts."""

        def kept(candidates: list[Candidate[T]]) -> list[Candidate[T]]:
            return [one for one in candidates if keep(one.claim, one.reading.evidence)]

        return Harvest(
            kept(self.texts),
            kept(self.amounts),
            kept(self.dates),
            kept(self.ions),
            kept(self.masses),
            kept(self.statements),
            [table for table in self.peaks if keep("peak_table", table[0].evidence)],
            [trace for trace in self.traces if keep("trace", trace.evidence)],
            [time for time in self.retention_times if keep("retention_time", time.evidence)],
            [ratio for ratio in self.amino_acids if keep("amino_acids", ratio.evidence)],
        )

    def and_also(self, other: Harvest) -> Harvest:
        """This harvest's candidates and, behind them, the other's."""
        return Harvest(
            self.texts + other.texts,
            self.amounts + other.amounts,
            self.dates + other.dates,
            self.ions + other.ions,
            self.masses + other.masses,
            self.statements + other.statements,
            self.peaks + other.peaks,
            self.traces + other.traces,
            self.retention_times + other.retention_times,
            self.amino_acids + other.amino_acids,
            self.parts + other.parts,
        )

    def stated(self) -> list[tuple[str, Evidence]]:
        """Every candidate that is no part of a chromatogram, as its claim and its evidence."""
        return [
            (one.claim, one.reading.evidence)
            for group in (self.texts, self.amounts, self.dates, self.ions, self.masses, self.statements)
            for one in group
        ]

    def values(self, claim: str) -> list[str]:
        """What is stated for a claim of words by more than its place, folded for comparison."""
        return [
            one.reading.value.casefold() for one in self.texts if one.claim == claim and one.place < Place.LETTERHEAD
        ]


@dataclass(frozen=True, slots=True)
class Part:
    """What a table states of one lot (or, without lots, of one product) among several."""

    page: int
    key: str  # the lot, else the product, folded for comparison
    harvest: Harvest
