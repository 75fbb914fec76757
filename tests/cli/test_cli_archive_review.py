"""What people do with archived reports, on the command line: corrections, approvals, retention, timestamps."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from coaverify.cli import main
from coaverify.cli.archive import ARCHIVE_COMMANDS, archive
from coaverify.cli.archive import retention as commands
from coaverify.cli.exit_codes import ExitCode
from reviewed_reports import MISREAD, paper
from timestamp_authority import NAME, authority


@pytest.fixture(autouse=True)
def an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "signing-key.pem"))
    monkeypatch.setenv("COAVERIFY_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("COAVERIFY_ORIGINALS", "COAVERIFY_USER", "COAVERIFY_TIMESTAMP_AUTHORITY", "COAVERIFY_TIMESTAMP_ROOTS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def number(tmp_path: Path) -> int:
    """The report on a document whose molecular weight was misread, filed by Ann."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper(**MISREAD))
    done = run("check", path, "--as-of", "2026-11-21", "--by", "Ann", "--jobs", 1)
    assert done.exit_code == ExitCode.FAILED, done.output
    return 3


def test_every_command_and_option_of_the_archive_has_help() -> None:
    for name in ARCHIVE_COMMANDS:
        command = archive.get_command(click.Context(archive), name)
        assert command is not None
        assert command.help
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert [option.name for option in options if not option.help] == [], name


def test_a_correction_is_filed_judged_and_told(number: int) -> None:
    done = run("archive", "correct", number, "molecular_weight", "813.93 g/mol", "--why", "misread", "--by", "Ben")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"Report 5 follows report {number}: fail -> pass.\n")
    assert 'molecular_weight: "831.93 g/mol" -> "813.93 g/mol"' in done.output
    assert re.search(r"identity\.theoretical_mass: fail \(.*\) -> pass \(", done.output)
    refused = run("archive", "approve", 5, "--by", "Ben")
    assert refused.exit_code == ExitCode.NOT_ARCHIVED
    assert "second person" in refused.output
    assert run("archive", "approve", 5, "--by", "Cleo", "--words", "seen").exit_code == 0
    assert run("archive", "comment", 5, "the vial is in the fridge", "--by", "Ann").exit_code == 0
    said = run("archive", "status", 5).output
    for words in ("approved by Cleo", f"It follows report {number}.", "misread", "the vial is in the fridge", "seen"):
        assert words in said
    assert run("archive", "reject", 5, "--why", "not seen after all", "--by", "Cleo").exit_code == 0
    assert "rejected by Cleo" in run("archive", "status", 5).output
    assert "corrected, superseded by report 5" in run("archive", "status", number).output


def test_a_correction_that_cannot_be_read_says_what_is_expected(number: int) -> None:
    done = run("archive", "correct", number, "molecular_weight", "heavy", "--why", "x", "--by", "Ben")
    assert done.exit_code == ExitCode.NOT_ARCHIVED
    assert "a mass such as 813.93 g/mol" in done.output


def test_documents_are_verified_again(number: int) -> None:
    assert "1 were made by this version already" in run("archive", "reverify", "--all", "--jobs", 1).output
    asked = run("archive", "reverify", number, "--as-of", "2026-01-01", "--dry-run", "--jobs", 1)
    assert asked.exit_code == 0
    assert "documentation.dates: pass" in asked.output
    assert asked.output.endswith("Nothing was filed.\n")
    done = run("archive", "reverify", "--lot", "AB1234", "--as-of", "2026-01-01", "--jobs", 1, "--by", "Ben")
    assert re.search(r"Report 3 -> \d+ .*paper\.pdf: fail as before", done.output)


@pytest.mark.parametrize("arguments", [[], ["3", "--all"], ["--all", "--lot", "AB1234"]])
def test_documents_to_verify_again_are_chosen_in_one_way(number: int, arguments: list[str]) -> None:
    assert run("archive", "reverify", *arguments).exit_code == ExitCode.USAGE


def test_nothing_to_verify_again_is_said(number: int) -> None:
    assert run("archive", "reverify", "--lot", "ZZ99", "--jobs", 1).exit_code == ExitCode.NOTHING_TO_CHECK
    assert run("archive", "reverify", 99).exit_code == ExitCode.NOT_ARCHIVED


def test_a_document_is_kept_held_released_and_deleted(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing may be deleted" in run("archive", "retention").output
    assert run("archive", "delete", "--report", number, "--why", "x").exit_code == ExitCode.NOT_ARCHIVED
    assert run("archive", "retention", "--years", 6).exit_code == ExitCode.NOT_ARCHIVED  # without a reason
    assert run("archive", "retention", "--years", 6, "--why", "our rule").exit_code == 0
    assert "6 years" in run("archive", "retention").output
    held = run("archive", "hold", "--report", number, "--why", "a complaint")
    digits = re.search(r"document ([0-9a-f]{12})", held.output)
    assert digits is not None
    assert "kept until" not in run("archive", "expired").output
    monkeypatch.setattr(commands, "today", lambda: datetime.date.today() + datetime.timedelta(days=7 * 366))
    assert "legal hold" in run("archive", "delete", digits[1], "--why", "x").output
    assert run("archive", "release", digits[1], "--why", "settled").exit_code == 0
    assert digits[1] in run("archive", "expired").output
    done = run("archive", "delete", digits[1], "--why", "its time is over", "--by", "Quality")
    assert done.exit_code == 0
    assert f"with reports {number}" in done.output
    assert "was deleted by Quality" in run("archive", "hold", digits[1], "--why", "x").output
    assert run("archive", "sweep").exit_code == 0
    assert run("archive", "status", number).exit_code == ExitCode.NOT_ARCHIVED


def test_a_document_is_named_in_one_way(number: int) -> None:
    assert run("archive", "hold", "--why", "x").exit_code == ExitCode.USAGE
    assert run("archive", "hold", "0" * 12, "--report", number, "--why", "x").exit_code == ExitCode.USAGE


def test_the_trail_is_timestamped_where_an_authority_is_named(number: int, tmp_path: Path) -> None:
    assert run("archive", "timestamp").exit_code == ExitCode.USAGE
    with authority(tmp_path / "tsa") as one:
        done = run("archive", "timestamp", "--authority", one.url)
        assert done.exit_code == 0, done.output
        assert f"{NAME} (whose certificate was not held against roots that you trust) attests entry 3" in done.output
