"""integrity.revisions: no claim was changed after the file was first written."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, fails, passes
from coaverify.checks.case import Case


def _run(case: Case) -> Answer:
    changes = case.certificate.changes
    if not changes:
        return Answer("no-change", "No earlier state of the file states a claim otherwise.")
    first = changes[0]
    listed = "; ".join(f"{change.claim}: “{change.before}” became “{change.after.text}”" for change in changes[:4])
    message = f"An earlier state of the same file is still in it and says otherwise: {listed}."
    evidence = tuple(change.after for change in changes)
    return Answer("value-changed", message, evidence, first.after.text, first.before)


CHECK = Check(
    id="integrity.revisions",
    title="No value was changed in a later revision of the file",
    rationale=(
        "A PDF that is changed and saved often keeps its former state in front of the change. The former "
        "states are read "
        "again and their claims compared with those of today. Only changed claims count: signatures, stamps and office "
        "programs append to a file without touching a value."
    ),
    sources=("ISO 32000-1 7.5.6 incremental updates",),
    codes={
        "no-change": passes("No claim differs from an earlier state."),
        "value-changed": fails("A claim was changed after the file was first written."),
    },
    function=_run,
)
