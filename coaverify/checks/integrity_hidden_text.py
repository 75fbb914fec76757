"""integrity.hidden_text: the file holds no words that the page does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.checks.base import Answer, Check, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import HiddenPlace, HiddenText
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

# What lies outside of the visible page was cut off, not covered up: spreadsheets leave such words behind
_CUT_OFF = "off-page"
_OTHERWISE = "shown otherwise"
_UNCONFIRMED = "unconfirmed"
_REASONS = {
    "covered": "covered by what is painted over it",
    "invisible": "not painted at all",
    "background": "in the colour behind it",
    _CUT_OFF: "outside of the visible page",
    "tiny": "too small to be read",
}


def _run(case: Case) -> Answer:
    every = case.certificate.hidden
    hints = _layer_hints(case) + _unconfirmed_hints(every)
    hidden = [reading for reading in every if reading.value.why != _UNCONFIRMED]
    if not hidden:
        message = "No words are covered, out of sight or in the colour of their background."
        return Answer("nothing-hidden", message, hints=hints)
    if otherwise := [reading for reading in hidden if reading.value.why == _OTHERWISE]:
        message = "The text of the file says otherwise than the page shows: " + _contrasted(otherwise) + "."
        first = otherwise[0].value
        places = tuple(reading.evidence for reading in otherwise)
        return Answer("shown-otherwise", message, places, claimed=first.text, expected=first.shown, hints=hints)
    return _of_what_lies_beneath(hidden, hints)


def _of_what_lies_beneath(hidden: Sequence[Reading[HiddenText]], hints: tuple[Hint, ...]) -> Answer:
    figures = [reading for reading in hidden if re.search(r"\d", reading.value.text) and reading.value.why != _CUT_OFF]
    if values := [reading for reading in figures if reading.value.place is HiddenPlace.VALUE]:
        message = f"The file holds {_listed(values)} where the page shows something else or nothing."
        return Answer("hidden-figures", message, tuple(reading.evidence for reading in values), hints=hints)
    if apart := [reading for reading in figures if reading.value.place is HiddenPlace.APART]:
        message = (
            f"The file holds {_listed(apart)} at places where the page shows nothing. They lie apart from all values, "
            "and are not written as these are."
        )
        places = tuple(reading.evidence for reading in apart)
        return Answer("hidden-figures-apart", message, places, hints=hints, required=True)
    message = (
        f"The file holds words that the page does not show: {_listed(hidden)}. They contradict nothing by themselves."
    )
    return Answer("hidden-words", message, tuple(reading.evidence for reading in hidden), hints=hints)


def _unconfirmed_hints(hidden: Sequence[Reading[HiddenText]]) -> tuple[Hint, ...]:
    """Figures that something speaks against, without another figure being read in their place."""
    return tuple(
        Hint(
            Level.WARN,
            "figures-not-confirmed",
            f"The text of the file says “{reading.value.text}” here; whether the page shows it could not be made out. "
            "Nothing that was read from it can pass.",
            (reading.evidence,),
        )
        for reading in hidden
        if reading.value.why == _UNCONFIRMED
    )


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


def _contrasted(readings: Sequence[Reading[HiddenText]]) -> str:
    shown = [f"“{reading.value.text}” where “{reading.value.shown}” is seen" for reading in readings[:5]]
    return ", ".join(shown) + (f" and {len(readings) - 5} more" if len(readings) > 5 else "")


def _listed(readings: Sequence[Reading[HiddenText]]) -> str:
    shown = [
        f"“{reading.value.text}” ({_REASONS.get(reading.value.why, reading.value.why)})" for reading in readings[:5]
    ]
    return ", ".join(shown) + (f" and {len(readings) - 5} more" if len(readings) > 5 else "")


CHECK = Check(
    id="integrity.hidden_text",
    title="Nothing is hidden under what the page shows",
    rationale=(
        "Who pastes a new figure over an old one often leaves the old one in the file: under a white box or a picture, "
        "in the colour of the paper, outside the page. Such words are listed with their place and the reason. Hidden "
        "figures contradict the page where something else is printed in their place, where their label stands beside "
        "them, or where they are written as a value is. Other figures, in places where nothing is seen, are marks of "
        "a printer or old page numbers more often; they keep from a pass. Words without a figure, the same words "
        "printed twice, and words cut off at the edge of the page stay open. A file may also name a figure and draw "
        "another: by a font whose shapes are not what it says, by strokes added to a figure, by a decimal point that "
        "is painted over. A font that names neither figures nor letters rightly cannot be read, and says no more than "
        "that. Figures that something speaks against are looked at as the page shows them, and recognised where their "
        "shape does not settle it. Letters that a font draws otherwise than it names them are not seen."
    ),
    concerns=(
        "The file holds figures or words that a reader of the page does not see, or names a figure where the page "
        "shows another one. What is copied or searched in it is then not what is read with the eye."
    ),
    ask="Which figure is the result, and may we have the certificate as the laboratory issued it?",
    sources=(
        "ISO 32000-1 8.5 and 9.3.6: painting order, and text that is not painted",
        "ISO 32000-1 9.10.2: the mapping from what a font draws to the characters it stands for is the writer's",
        "ISO 32000-1 14.9.4: text that a file gives in place of what is drawn",
    ),
    codes={
        "nothing-hidden": passes("All words of the file can be seen."),
        "shown-otherwise": fails(
            "The text of the file names figures where the page shows others.",
            ask="The file names another figure than its page shows in the same place. Which one was measured?",
        ),
        "hidden-figures": fails(
            "Figures are hidden under what the page shows.",
            ask="The file holds an earlier or another figure than the page shows. Which one was measured, and why was "
            "it changed?",
        ),
        "hidden-figures-apart": open_(
            "Figures are hidden where the page shows nothing, apart from all values.",
            ask="The file holds figures that its page does not show. What are they?",
        ),
        "hidden-words": open_(
            "Words without figures are hidden, or the same words as are seen there, or words lie outside of the page."
        ),
    },
    function=_run,
)
