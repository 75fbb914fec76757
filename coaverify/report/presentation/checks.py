"""The checks as cards, the ones that need attention first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaverify.model.finding import Level, Outcome
from coaverify.report.entries import ElementEntry, EvidenceEntry
from coaverify.report.model import CheckEntry, HintEntry
from coaverify.report.presentation.places import Place, Places
from coaverify.report.presentation.values import number, scalar, signed
from coaverify.report.presentation.words import OUTCOMES, Wording

ORDER = (Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class HintLine:
    """Something worth knowing that is no part of the verdict."""

    warning: bool
    message: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CheckCard:
    anchor: str
    id: str
    code: str
    title: str
    wording: Wording
    required: bool
    message: str
    figures: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    hints: tuple[HintLine, ...]
    ask: str
    elements: tuple[ElementEntry, ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checks of one outcome."""

    outcome: Outcome
    wording: Wording
    cards: tuple[CheckCard, ...]


def check_groups(
    checks: Sequence[CheckEntry], titles: Mapping[str, str], places: Places, prefix: str
) -> tuple[CheckGroup, ...]:
    """Failing checks first, then open, passed and not applicable ones; within each as the report has them."""
    cards = {check.id: _card(check, titles, places, prefix) for check in checks}
    groups = [
        CheckGroup(outcome, OUTCOMES[outcome], tuple(cards[check.id] for check in checks if check.outcome is outcome))
        for outcome in ORDER
    ]
    return tuple(group for group in groups if group.cards)


def check_title(check_id: str, titles: Mapping[str, str]) -> str:
    """The check's title; one that this page does not know is spelled out from its id."""
    return titles.get(check_id) or check_id.replace(".", ": ").replace("_", " ").capitalize()


def _card(check: CheckEntry, titles: Mapping[str, str], places: Places, prefix: str) -> CheckCard:
    anchor = f"{prefix}-{check.id.replace('.', '-').replace('_', '-')}"
    title = check_title(check.id, titles)
    return CheckCard(
        anchor=anchor,
        id=check.id,
        code=check.code,
        title=title,
        wording=OUTCOMES[check.outcome],
        required=check.required,
        message=check.message,
        figures=_figures(check),
        places=_places(check.evidence, places, anchor, title, check.outcome),
        hints=tuple(_hint(hint, places, anchor, title) for hint in check.hints),
        ask=check.ask,
        elements=check.elements,
    )


def _figures(check: CheckEntry) -> tuple[tuple[str, str], ...]:
    deviation = "" if check.deviation is None else signed(check.deviation, 4).rstrip("0").rstrip(".")
    figures = (
        ("Claimed", scalar(check.claimed)),
        ("Expected", scalar(check.expected)),
        ("Deviation", deviation),
        ("Tolerance", "" if check.tolerance is None else f"± {number(check.tolerance)}"),
    )
    return tuple((label, value) for label, value in figures if value)


def _hint(hint: HintEntry, places: Places, anchor: str, title: str) -> HintLine:
    return HintLine(
        warning=hint.level is Level.WARN,
        message=hint.message,
        places=_places(hint.evidence, places, anchor, title, None),
    )


def _places(
    evidence: Sequence[EvidenceEntry], places: Places, anchor: str, title: str, outcome: Outcome | None
) -> tuple[Place, ...]:
    """One link for each place, also where a check names it twice."""
    found = [places.place(entry, anchor, title, outcome) for entry in evidence]
    return tuple({place.anchor: place for place in found}.values())
