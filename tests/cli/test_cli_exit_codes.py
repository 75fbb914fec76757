"""Exit codes are part of the stable interface."""

from __future__ import annotations

import pytest

from cli_reports import failed, inconclusive, passed, unreadable
from coaverify.cli.exit_codes import FOR_VERDICT, FROM_BEST_TO_WORST, MEANINGS, ExitCode, exit_code_of, worst
from coaverify.report.model import Report


def test_the_numbers_never_change() -> None:
    numbers = {code.name: code.value for code in ExitCode}
    assert numbers == {
        "PASSED": 0,
        "PROGRAM_FAULT": 1,
        "USAGE": 2,
        "NOTHING_TO_CHECK": 3,
        "INCONCLUSIVE": 10,
        "FAILED": 11,
        "UNREADABLE": 12,
        "NOT_ARCHIVED": 13,
        "ALTERED": 14,
    }


def test_one_says_only_that_the_program_itself_failed() -> None:
    assert ExitCode.PROGRAM_FAULT not in FOR_VERDICT.values()
    assert worst([ExitCode.UNREADABLE, ExitCode.PROGRAM_FAULT, ExitCode.PASSED]) is ExitCode.PROGRAM_FAULT


def test_every_code_has_a_meaning() -> None:
    assert set(MEANINGS) == set(ExitCode)


@pytest.mark.parametrize(
    ("report", "code"),
    [(passed(), 0), (inconclusive(), 10), (failed(), 11), (unreadable(), 12)],
    ids=["passed", "inconclusive", "failed", "unreadable"],
)
def test_a_document_has_the_code_of_its_verdict(report: Report, code: int) -> None:
    assert exit_code_of(report) == code


@pytest.mark.parametrize("place", range(len(FROM_BEST_TO_WORST)))
def test_the_worst_document_wins_wherever_it_stands(place: int) -> None:
    codes = list(FROM_BEST_TO_WORST[: place + 1])
    assert worst(codes) is worst(reversed(codes)) is FROM_BEST_TO_WORST[place]


def test_no_document_is_no_success() -> None:
    assert worst([]) is ExitCode.NOTHING_TO_CHECK
