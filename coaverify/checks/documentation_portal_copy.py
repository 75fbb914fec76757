"""documentation.portal_copy: the laboratory's own copy of the report says the same."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.copies import Line, compared, counterpart
from coaverify.model.evidence import Evidence
from coaverify.model.finding import Hint, Level

_SHOWN = 5  # differences that a message names


def lines_of(case: Case) -> list[Line]:
    """Certificate and copy claim by claim; nothing where there is no copy that could be read."""
    copy = case.copy
    other = counterpart(case.certificate, copy.certificates) if copy is not None else None
    return compared(case.certificate, other) if other is not None else []


def _run(case: Case) -> Answer:
    copy = case.copy
    if copy is None:
        return Answer("no-copy", "You gave no copy of the laboratory's own; there may be none.")
    if not copy.certificates:
        return Answer("copy-unreadable", f"Nothing of a certificate was read off the copy “{copy.name}”. {copy.why}")
    return _judged(lines_of(case), copy.name)


def _judged(lines: list[Line], name: str) -> Answer:
    hints = _hints(lines)
    decisive = [line for line in lines if line.decisive]
    both = [line for line in decisive if line.agrees is not None]
    differing = [line for line in both if not line.agrees]
    if not both:
        return Answer(
            "nothing-in-common", f"The copy “{name}” states nothing that this paper states, too.", hints=hints
        )
    certain = [line for line in differing if not line.doubtful]
    if certain:
        first = certain[0]
        message = f"The copy “{name}” says otherwise: {_listed(certain)}."
        return Answer("copy-differs", message, _places(certain), first.here, first.there, hints=hints)
    if differing or any(line.doubtful for line in both):
        doubted = differing or [line for line in both if line.doubtful]
        message = f"Not read for certain on one of the two: {_listed(doubted)}."
        return Answer("read-with-doubt", message, _places(doubted), hints=hints)
    names = ", ".join(_words(line.claim) for line in both)
    return Answer("copy-agrees", f"The copy “{name}” says the same: {names}.", _places(both), hints=hints)


def _hints(lines: list[Line]) -> tuple[Hint, ...]:
    hints = []
    beside = [line for line in lines if not line.decisive and line.agrees is False]
    if beside:
        hints.append(Hint(Level.WARN, "worded-otherwise", f"Worded otherwise: {_listed(beside)}.", _places(beside)))
    for here, code, words in (
        (True, "only-on-paper", "Stated on this paper and not on the copy"),
        (False, "only-on-copy", "Stated on the copy and not on this paper"),
    ):
        alone = [line for line in lines if line.agrees is None and bool(line.here) is here]
        if alone:
            hints.append(Hint(Level.INFO, code, f"{words}: {', '.join(_words(line.claim) for line in alone)}."))
    return tuple(hints)


def _listed(lines: list[Line]) -> str:
    shown = [f"{_words(line.claim)} “{line.here}” here, “{line.there}” there" for line in lines[:_SHOWN]]
    return "; ".join(shown) + (f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else "")


def _words(claim: str) -> str:
    return claim.replace("_", " ").replace("hplc", "HPLC").replace("cas ", "CAS ")


def _places(lines: list[Line]) -> tuple[Evidence, ...]:
    return tuple(line.evidence for line in lines if line.evidence is not None)


CHECK = Check(
    id="documentation.portal_copy",
    title="The laboratory's own copy says the same",
    rationale=(
        "Many laboratories keep their reports on a page of their own, where a key opens them. What stands there was "
        "not in the vendor's hands. Where you saved that page, or pasted its text, both are read and every claim that "
        "both state is compared. Numbers agree where they agree in the digits that both print.\n\n"
        "That there is no such copy says nothing: many clients keep their reports unpublished, and many laboratories "
        "have no portal."
    ),
    concerns=(
        "The paper that you were given is not what the laboratory reported, or it is another report of the same "
        "laboratory."
    ),
    ask=(
        "Show the vendor both copies and ask for the original file of the laboratory; ask the laboratory, by the "
        "address that you found yourself, which of the two it issued."
    ),
    sources=("ISO/IEC 17025:2017 7.8.8: changed reports are identified as such", "Your own copy"),
    codes={
        "copy-agrees": passes("Every decisive claim that both copies state is the same."),
        "copy-differs": fails("The laboratory's copy states a claim otherwise."),
        "nothing-in-common": open_("The two copies state nothing in common."),
        "copy-unreadable": open_("Nothing could be read off the copy that you gave."),
        "read-with-doubt": open_("A compared claim was not read for certain."),
        "no-copy": not_applicable("You gave no copy of the laboratory's own."),
    },
    function=_run,
    required=True,
)
