"""The one table of exit codes. They are part of the stable interface; 1 is left to crashes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from coaverify.model.finding import Verdict

if TYPE_CHECKING:  # the report's model takes a while to load, and help has no need of it
    from coaverify.report.model import Report


class ExitCode(IntEnum):
    PASSED = 0
    PROGRAM_FAULT = 1  # also what Python says of any crash
    USAGE = 2
    NOTHING_TO_CHECK = 3
    INCONCLUSIVE = 10
    FAILED = 11
    UNREADABLE = 12
    NOT_ARCHIVED = 13
    ALTERED = 14


MEANINGS = {
    ExitCode.PASSED: "every document passed",
    ExitCode.PROGRAM_FAULT: "coaverify itself failed on some document; the others have their reports",
    ExitCode.USAGE: "the command was not understood",
    ExitCode.NOTHING_TO_CHECK: "no document was found",
    ExitCode.INCONCLUSIVE: "some document is inconclusive, none failed",
    ExitCode.FAILED: "some document failed",
    ExitCode.UNREADABLE: "some document could not be looked at",
    ExitCode.NOT_ARCHIVED: "the archive could not be opened, read or written",
    ExitCode.ALTERED: "the audit of an archive found something altered or missing",
}

# The worst of the documents wins. Written down, so that a later code may have any number.
FROM_BEST_TO_WORST = (
    ExitCode.PASSED,
    ExitCode.INCONCLUSIVE,
    ExitCode.FAILED,
    ExitCode.UNREADABLE,
    ExitCode.ALTERED,
    ExitCode.NOT_ARCHIVED,
    ExitCode.PROGRAM_FAULT,
)

FOR_VERDICT = {
    Verdict.PASS: ExitCode.PASSED,
    Verdict.INCONCLUSIVE: ExitCode.INCONCLUSIVE,
    Verdict.FAIL: ExitCode.FAILED,
}


def exit_code_of(report: Report) -> ExitCode:
    """The exit code of one document."""
    if report.error is not None:
        return ExitCode.UNREADABLE
    return FOR_VERDICT[report.verdict]


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """The exit code of many documents; of none: nothing to check."""
    return max(codes, key=FROM_BEST_TO_WORST.index, default=ExitCode.NOTHING_TO_CHECK)
