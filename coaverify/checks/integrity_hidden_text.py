"""integrity.hidden_text: the file holds no words that the page does not show."""

from __future__ import annotations

import re

from coaverify.checks.base import Answer, Check, fails, open_, passes
from coaverify.checks.case import Case


def _run(case: Case) -> Answer:
    hidden = case.certificate.hidden
    if not hidden:
        return Answer("nothing-hidden", "No words are covered, out of sight or in the colour of their background.")
    figures = [reading for reading in hidden if re.search(r"\d", reading.value)]
    if figures:
        listed = ", ".join(f"“{reading.value}”" for reading in figures[:5])
        message = f"The file holds {listed} where the page shows something else or nothing."
        return Answer("hidden-figures", message, tuple(reading.evidence for reading in figures))
    listed = ", ".join(f"“{reading.value}”" for reading in hidden[:5])
    message = f"The file holds words that the page does not show: {listed}. No figure is among them."
    return Answer("hidden-words", message, tuple(reading.evidence for reading in hidden))


CHECK = Check(
    id="integrity.hidden_text",
    title="Nothing is hidden under what the page shows",
    rationale=(
        "Who pastes a new figure over an old one often leaves the old one in the file: under a white box or a picture, "
        "in the colour of the paper, outside the page. Such words are listed with their place. Hidden figures contradict the "
        "page; hidden words without a figure are remains of a template more often than not and stay open."
    ),
    sources=("RULES section 8: text over a filled rectangle, hidden text",),
    codes={
        "nothing-hidden": passes("All words of the file can be seen."),
        "hidden-figures": fails("Figures are hidden under what the page shows."),
        "hidden-words": open_("Words without figures are hidden."),
    },
    function=_run,
)
