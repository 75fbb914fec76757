"""Places on the pages: every box that something in the report points at, drawn once, linked both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coaverify.model.finding import Outcome
from coaverify.report.entries import EvidenceEntry
from coaverify.report.presentation.words import OUTCOMES

# Room around the words, in points, so that the frame does not cross them.
MARGIN = 2.0

# What a box looks like where several things point at it: the gravest first.
_GRAVEST_FIRST = (Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS)


@dataclass(frozen=True, slots=True)
class Place:
    """A link to a box on a page. number: of the box in the document, from 1."""

    anchor: str
    number: int
    page: int
    text: str


@dataclass(slots=True)
class Mark:
    """A box to be drawn: its frame in points, what it shows, and where it leads back to."""

    anchor: str
    number: int
    page: int
    text: str
    x: float
    y: float
    width: float
    height: float
    back_to: str
    labels: list[str] = field(default_factory=list)
    outcomes: set[Outcome] = field(default_factory=set)

    @property
    def tone(self) -> str:
        for outcome in _GRAVEST_FIRST:
            if outcome in self.outcomes:
                return OUTCOMES[outcome].tone
        return "none"

    @property
    def label(self) -> str:
        """What a screen reader says: "Lot number: SX-1 (Passed)"."""
        words = f"{', '.join(self.labels)}: {self.text}"
        if self.tone != "none":
            named = next(outcome for outcome in _GRAVEST_FIRST if outcome in self.outcomes)
            words += f" ({OUTCOMES[named].word})"
        return words


class Places:
    """Collects the boxes of one document. Ask for claims before checks: the first one asked leads back."""

    def __init__(self) -> None:
        self._marks: dict[tuple[int, tuple[float, ...]], Mark] = {}

    def place(self, evidence: EvidenceEntry, back_to: str, label: str, outcome: Outcome | None = None) -> Place:
        """The link to the evidence's box, which is drawn from now on."""
        key = (evidence.page, tuple(round(side, 1) for side in evidence.box))
        if key not in self._marks:
            self._marks[key] = _mark(evidence, len(self._marks) + 1, back_to)
        mark = self._marks[key]
        if label not in mark.labels:
            mark.labels.append(label)
        if outcome is not None:
            mark.outcomes.add(outcome)
        return Place(mark.anchor, mark.number, mark.page, evidence.text)

    def on_page(self, number: int) -> Sequence[Mark]:
        """The page's boxes in reading order; large ones first, so that small ones in them stay on top."""
        marks = [mark for mark in self._marks.values() if mark.page == number]
        return sorted(marks, key=lambda mark: (-round(mark.width * mark.height / 20_000), mark.y, mark.x))


def _mark(evidence: EvidenceEntry, number: int, back_to: str) -> Mark:
    x0, top, x1, bottom = evidence.box
    return Mark(
        anchor=f"place-{number}",
        number=number,
        page=evidence.page,
        text=evidence.text,
        x=round(x0 - MARGIN, 2),
        y=round(top - MARGIN, 2),
        width=round(max(0.0, x1 - x0) + 2 * MARGIN, 2),
        height=round(max(0.0, bottom - top) + 2 * MARGIN, 2),
        back_to=back_to,
    )
