"""integrity.revisions: no claim was changed after the file was first written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coaverify.checks.base import Answer, Check, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.file_facts import Alteration, AlterationKind
from coaverify.model.finding import Hint, Level


def _run(case: Case) -> Answer:
    changes, altered = case.certificate.changes, case.certificate.alterations
    hints = tuple(_hints(altered))
    if changes:
        first = changes[0]
        listed = "; ".join(f"{change.claim}: “{change.before}” became “{change.after.text}”" for change in changes[:4])
        message = f"An earlier state of the same file is still in it and says otherwise: {listed}."
        evidence = tuple(change.after for change in changes)
        return Answer("value-changed", message, evidence, first.after.text, first.before, hints=hints)
    pictures = [one for one in altered if one.kind is AlterationKind.PICTURE]
    if pictures:
        message = "A later revision of the file exchanged a picture; what the two show was not compared."
        evidence = tuple(place for one in pictures for place in one.evidence)
        return Answer("picture-exchanged", message, evidence, hints=hints)
    return Answer("no-change", "No earlier state of the file states a claim otherwise.", hints=hints)


def _hints(altered: Sequence[Alteration]) -> Iterator[Hint]:
    """What changed beside the claims, each kind once."""
    for kind, level, code, sentence in (
        (AlterationKind.WORDS, Level.WARN, "words-changed", "A later revision changed other figures: {}."),
        (AlterationKind.REMOVED, Level.WARN, "claim-removed", "An earlier state of the file also states: {}."),
        (AlterationKind.PAGES, Level.WARN, "pages-changed", "A later revision changed the number of pages: {}."),
        (AlterationKind.ADDED, Level.INFO, "words-added", "A later revision added words: {}."),
    ):
        found = [one for one in altered if one.kind is kind]
        if found:
            listed = "; ".join(map(_described, found[:5])) + (f"; and {len(found) - 5} more" if len(found) > 5 else "")
            yield Hint(level, code, sentence.format(listed), tuple(place for one in found for place in one.evidence))


def _described(one: Alteration) -> str:
    match one.kind:
        case AlterationKind.ADDED:
            return f"“{one.after}”"
        case AlterationKind.REMOVED:
            return one.before
        case _:
            return f"“{one.before}” became “{one.after}”"


CHECK = Check(
    id="integrity.revisions",
    title="No value was changed in a later revision of the file",
    rationale=(
        "A PDF that is changed and saved often keeps its former state in front of the change. The former states are "
        "read again and their claims compared with those of today. Only changed claims count, however they are "
        "written: signatures, stamps and office programs append to a file without touching a value. Other figures, "
        "words, pictures and pages that changed are listed."
    ),
    concerns=(
        "The file holds an earlier version of itself, and that version states another value than the one you see now."
    ),
    ask="Ask which value was measured, who changed it and why, and for the certificate in its first version.",
    sources=("ISO 32000-1 7.5.6 incremental updates",),
    codes={
        "no-change": passes("No claim differs from an earlier state."),
        "value-changed": fails("A claim was changed after the file was first written."),
        "picture-exchanged": open_("A picture was exchanged for another one after the file was first written."),
    },
    function=_run,
)
