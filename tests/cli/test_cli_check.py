"""`coaverify check`: what is printed where, and which code it ends with."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import coaverify.batch.local
from cli_reports import failed, inconclusive, passed, unreadable
from coaverify.batch.local import Submission
from coaverify.cli import main
from coaverify.model.settings import Expectation, Limits, Settings
from coaverify.report.model import Report

BUILDERS: dict[bytes, Callable[[str], Report]] = {
    b"pass": passed,
    b"fail": failed,
    b"open": inconclusive,
    b"bad": unreadable,
}


class StandIn:
    """In place of the worker processes: gives the report that the file's content names."""

    settings: list[Settings]

    def __init__(self, limits: Limits | None = None, jobs: int | None = None) -> None: ...

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, *_: object) -> None: ...

    def verify_many(self, submissions: Iterable[Submission], settings: Settings) -> Iterator[Report]:
        StandIn.settings.append(settings)
        for submission in submissions:
            yield BUILDERS[submission.data](submission.name)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and no worker processes."""
    StandIn.settings = []
    monkeypatch.setattr(coaverify.batch.local, "Verifier", StandIn)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(**files: str) -> None:
    for name, content in files.items():
        Path(f"{name}.pdf").write_text(content)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (["pass", "pass"], 0),
        (["pass", "open"], 10),
        (["open", "fail", "pass"], 11),
        (["bad", "fail", "open"], 12),
    ],
)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_the_worst_document_gives_the_exit_code(contents: list[str], code: int, form: str) -> None:
    fill(**{f"d{number}": content for number, content in enumerate(contents)})
    assert check(".", "--format", form).exit_code == code


def test_jsonl_is_one_report_a_line_in_sorted_order_and_nothing_else() -> None:
    fill(c="pass", a="fail", b="bad")
    result = check(".", "--format", "jsonl")
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [report["document"]["name"] for report in reports] == ["a.pdf", "b.pdf", "c.pdf"]
    assert result.stderr == ""


def test_json_is_one_array() -> None:
    fill(a="pass", b="fail")
    assert [report["verdict"] for report in json.loads(check(".", "--format", "json").stdout)] == [
        "pass",
        "fail",
    ]


def test_csv_can_be_read_by_a_csv_reader() -> None:
    fill(a="pass", b="fail")
    rows = list(csv.DictReader(io.StringIO(check(".", "--format", "csv").stdout)))
    assert [(row["document"], row["verdict"]) for row in rows] == [("a.pdf", "pass"), ("b.pdf", "fail")]


def test_the_table_names_documents_and_reasons() -> None:
    fill(a="fail")
    output = check("a.pdf").stdout
    assert "a.pdf" in output
    assert "identity.form is fail." in output
    assert "1 certificate in 1 document: 1 fail" in output


@pytest.mark.parametrize(("form", "stdout"), [("table", ""), ("json", "[\n]\n"), ("jsonl", "")])
def test_an_empty_folder_is_no_success(form: str, stdout: str) -> None:
    Path("empty").mkdir()
    result = check("empty", "--format", form)
    assert result.exit_code == 3
    assert result.stdout == stdout
    assert "Nothing to check" in result.stderr


def test_a_path_that_is_not_there_is_a_usage_error() -> None:
    assert check("nowhere").exit_code == 2


def test_a_file_that_cannot_be_opened_does_not_stop_the_others() -> None:
    fill(a="pass")
    Path("b.pdf").symlink_to("gone.pdf")
    result = check(".", "--format", "jsonl")
    assert result.exit_code == 12
    assert len(result.stdout.splitlines()) == 1
    assert "b.pdf" in result.stderr


def test_each_report_is_written_to_the_output_folder() -> None:
    Path("in/sub").mkdir(parents=True)
    Path("in/a.pdf").write_text("pass")
    Path("in/sub/a.pdf").write_text("fail")
    check("in", "--output", "out", "--format", "csv")
    assert sorted(path.as_posix() for path in Path("out").rglob("*.*")) == [
        "out/a.pdf.json",
        "out/sub/a.pdf.json",
    ]
    assert Report.from_json(Path("out/sub/a.pdf.json").read_text()).verdict == "fail"


def test_two_documents_of_one_name_do_not_overwrite_each_other() -> None:
    for name in ("x", "y"):
        Path(name).mkdir()
        Path(name, "a.pdf").write_text("pass")
    check("x", "y", "--output", "out", "--format", "csv")
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.pdf-2.json", "a.pdf.json"]


def test_what_was_ordered_goes_into_the_settings() -> None:
    fill(a="pass")
    options = ["--expect", "semax:amide", "--lot", "L9", "--min-purity", "98.5", "--as-of", "2026-11-21"]
    assert check("a.pdf", *options, "--mass-tolerance", "0.2").exit_code == 0
    assert StandIn.settings == [
        Settings(
            as_of=datetime.date(2026, 11, 21),
            expect=Expectation("semax", "amide"),
            lot="L9",
            min_purity=Decimal("98.5"),
            mass_tolerance=Decimal("0.2"),
        )
    ]


def test_what_was_ordered_may_be_named_as_vendors_name_it() -> None:
    fill(a="pass")
    check("a.pdf", "--expect", "N-Acetyl Selank Amidate")
    assert StandIn.settings[0].expect == Expectation("selank", "n-acetyl-amide")


@pytest.mark.parametrize(
    ("option", "value", "advice"),
    [
        ("--expect", "semx", "semax"),
        ("--expect", "semax:acid", "n-acetyl-amide"),
        ("--min-purity", "high", "98.5"),
        ("--min-purity", "-1", "positive"),
        ("--as-of", "21.11.2026", "YYYY-MM-DD"),
        ("--jobs", "0", "1"),
    ],
)
def test_a_value_that_makes_no_sense_is_answered_with_one_that_does(option: str, value: str, advice: str) -> None:
    fill(a="pass")
    result = check("a.pdf", option, value)
    assert result.exit_code == 2
    assert advice in result.stderr
    assert StandIn.settings == []
