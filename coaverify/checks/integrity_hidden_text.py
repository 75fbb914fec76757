"""integrity.hidden_text: the file holds no words that the page does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.checks.base import Answer, Check, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import HiddenText
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

# What lies outside of the visible page was cut off, not covered up: spreadsheets leave such words behind
_CUT_OFF = "off-page"


def _run(case: Case) -> Answer:
    hidden, hints = case.certificate.hidden, _layer_hints(case)
    if not hidden:
        message = "No words are covered, out of sight or in the colour of their background."
        return Answer("nothing-hidden", message, hints=hints)
    figures = [reading for reading in hidden if re.search(r"\d", reading.value.text) and reading.value.why != _CUT_OFF]
    if figures:
        message = f"The file holds {_listed(figures)} where the page shows something else or nothing."
        return Answer("hidden-figures", message, tuple(reading.evidence for reading in figures), hints=hints)
    message = (
        f"The file holds words that the page does not show: {_listed(hidden)}. They contradict nothing by themselves."
    )
    return Answer("hidden-words", message, tuple(reading.evidence for reading in hidden), hints=hints)


def _layer_hints(case: Case) -> tuple[Hint, ...]:
    """What the invisible text over a scan states otherwise than its pixels: mostly the errors of a poor recogniser."""
    return tuple(
        Hint(
            Level.WARN,
            "text-layer-differs",
            f"The scan shows “{change.after.text}” ({change.claim.replace('_', ' ')}); the invisible text over it, "
            f"which is what gets copied and searched, says “{change.before}”. The scan was taken.",
            (change.after,),
        )
        for change in case.certificate.layer_changes
    )


def _listed(readings: Sequence[Reading[HiddenText]]) -> str:
    shown = [f"“{reading.value.text}” ({reading.value.why})" for reading in readings[:5]]
    return ", ".join(shown) + (f" and {len(readings) - 5} more" if len(readings) > 5 else "")


CHECK = Check(
    id="integrity.hidden_text",
    title="Nothing is hidden under what the page shows",
    rationale=(
        "Who pastes a new figure over an old one often leaves the old one in the file: under a white box or a "
        "picture, in the colour of the paper, outside the page. Such words are listed with their place. Hidden "
        "figures contradict the page; words without a figure, and words cut off at the edge of the page, are remains "
        "of a template more often than not and stay open."
    ),
    sources=("ISO 32000-1 8.5 and 9.3.6: painting order, and text that is not painted",),
    codes={
        "nothing-hidden": passes("All words of the file can be seen."),
        "hidden-figures": fails("Figures are hidden under what the page shows."),
        "hidden-words": open_("Words without figures are hidden, or words lie outside of the page."),
    },
    function=_run,
)
