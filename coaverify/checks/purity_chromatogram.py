"""purity.chromatogram: the main peak's share of the drawn trace is the stated purity."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, not_applicable
from coaverify.checks.case import Case


def _run(case: Case) -> Answer:
    return Answer("no-trace", "No chromatogram is drawn as a line.")


CHECK = Check(
    id="purity.chromatogram",
    title="The drawn chromatogram gives the stated purity",
    rationale="",
    sources=(),
    codes={"no-trace": not_applicable("No chromatogram is drawn as a line.")},
    function=_run,
)
