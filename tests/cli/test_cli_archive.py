"""`coaverify archive list, search, show, history`: what is found is printed, and nothing else on standard output."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archived_reports import certified, document, filed, report_on
from coaverify.archive.archive import Archive
from coaverify.archive.filing import file
from coaverify.archive.location import located
from coaverify.cli import main
from coaverify.report.model import Report


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with three documents, the second of which was verified twice."""
    folder = tmp_path / "archive"
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "key.pem"))
    monkeypatch.setenv("COAVERIFY_ARCHIVE", str(folder))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("COAVERIFY_ORIGINALS", "COAVERIFY_USER"):
        monkeypatch.delenv(name, raising=False)
    with Archive(located(str(folder))) as opened:
        filed(opened, 1, certified(lot="SX-1", purity="99.30"))
        filed(opened, 2, certified(lot="=SX-2", purity="98.10", failing=True))
        data = document(2)
        file(opened, report_on(data, certified(lot="=SX-2"), name="2.pdf", as_of="2026-12-01"), data, "second person")
        filed(opened, 3, certified(lot="\x1b[2JÄ", vendor="\udc80 Другой", purity="99.30"))
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["archive", *arguments])


def test_the_list_names_what_one_looks_for(archive: Path) -> None:
    result = run("list")
    assert result.exit_code == 0
    heads, _, first, second, third = [line for line in result.stdout.splitlines() if line.strip()]
    assert heads.split() == ["Report", "Filed", "Verdict", "Product", "Form", "Lot", "Vendor", "Purity", "%", "File"]
    assert second.split()[3:] == ["Semax", "plain", "=SX-2", "Example", "Peptides", "99.30", "2.pdf"]
    assert "\x1b" not in first
    assert third.endswith("1.pdf") or "1.pdf" in third
    assert result.stderr == ""


def test_a_page_says_on_stderr_how_to_go_on(archive: Path) -> None:
    result = run("list", "--limit", "2", "--format", "jsonl")
    assert [json.loads(line)["name"] for line in result.stdout.splitlines()] == ["3.pdf", "2.pdf"]
    cursor = re.search(r"--after (\S+)", result.stderr)
    assert cursor
    rest = run("list", "--limit", "2", "--after", cursor[1], "--format", "jsonl")
    assert [json.loads(line)["name"] for line in rest.stdout.splitlines()] == ["1.pdf"]
    assert rest.stderr == ""


def test_what_is_asked_is_found_in_every_format(archive: Path) -> None:
    found = json.loads(run("search", "--lot", "sx2", "--all-versions", "--format", "json").stdout)
    assert [(one["verdict"], one["current"]) for one in found["reports"]] == [("pass", True), ("fail", False)]
    assert found["after"] is None
    rows = list(csv.DictReader(io.StringIO(run("search", "semax", "--format", "csv").stdout)))
    assert [row["lot_number"] for row in rows][1:] == ["'=SX-2", "SX-1"]
    assert run("search", "identity.form", "--verdict", "fail", "--all-versions").stdout.count("2.pdf") == 1


def test_names_that_were_widened_are_said(archive: Path) -> None:
    assert "No lot is called exactly so" in run("search", "--lot", "sx").stderr


def test_nothing_found_is_exit_code_3_and_nothing_on_stdout(archive: Path) -> None:
    result = run("search", "nowhere")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Nothing was found" in result.stderr


@pytest.mark.parametrize("after", ["x", "WzBd"])
def test_a_wrong_cursor_is_a_usage_error(archive: Path, after: str) -> None:
    assert run("list", "--after", after).exit_code == 2


def test_no_archive_is_exit_code_13(tmp_path: Path) -> None:
    assert run("list", "--archive", str(tmp_path / "none")).exit_code == 13


def test_a_report_is_shown_with_its_claims_checks_and_trail(archive: Path) -> None:
    (number,) = [one["number"] for one in json.loads(run("search", "--verdict", "fail", "--all-versions",
                                                         "--format", "json").stdout)["reports"]]  # fmt: skip
    page = run("show", str(number)).stdout
    assert page.startswith(f"Report {number}: fail, 2.pdf\n")
    for words in ("superseded: the newest report", "lot number             =SX-2", "fail            identity.form",
                  "Other reports on this document", "first person: Report"):  # fmt: skip
        assert words in page
    made = Report.from_json(run("show", str(number), "--format", "json").stdout)
    assert made.document.name == "2.pdf"
    assert run("show", "999").exit_code == 13


def test_what_no_terminal_takes_is_shown_all_the_same(archive: Path) -> None:
    for layout in ("text", "json"):
        result = run("show", json.loads(run("list", "--limit", "1", "--format", "jsonl").stdout)["number"].__str__(),
                     "--format", layout)  # fmt: skip
        assert result.exit_code == 0
        assert "\x1b" not in result.stdout
        assert "Другой" in result.stdout or "\\u0414" in result.stdout


def test_histories_are_told(archive: Path) -> None:
    lot = run("history", "--lot", "SX-2").stdout
    assert "Nothing that is compared differs" in lot
    vendor = run("history", "--vendor", "example peptides").stdout
    for words in ("Vendor Example Peptides", "over 2 certificates", "2 pass", "Purity in percent, of 2 certificates"):
        assert words in vendor
    laboratory = json.loads(run("history", "--laboratory", "Example Laboratory", "--format", "json").stdout)
    assert [(one["figure"], len(one["lots"])) for one in laboratory["repeated"]] == [("99.30", 3)]
    assert "A hint to look closer, and no finding" in run("history", "--laboratory", "example laboratory").stdout
    sha256 = json.loads(run("list", "--limit", "1", "--format", "jsonl").stdout)["document"]
    assert "Document stored as 3.pdf" in run("history", "--document", sha256[:12]).stdout


def test_a_history_of_nothing_is_exit_code_3_and_of_two_things_a_usage_error(archive: Path) -> None:
    assert run("history", "--vendor", "nobody").exit_code == 3
    assert run("history", "--vendor", "a", "--lot", "b").exit_code == 2
    assert run("history").exit_code == 2


@pytest.mark.parametrize("name", ["list", "search", "show", "history"])
def test_help_loads_no_database(name: str) -> None:
    code = (
        "import sys\nfrom coaverify.cli import main\n"
        f"main(['archive', {name!r}, '--help'], standalone_mode=False)\n"
        "print('loaded:', [name for name in ('sqlalchemy', 'pydantic', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"
