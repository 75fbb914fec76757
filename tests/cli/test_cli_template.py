"""`coaverify template`: from a document to a template that agrees with its example, and how it fails."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from certificate_pages import lines, pdf_of
from coaverify.cli import main
from coaverify.templates.loading import load_file

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PDF, TEMPLATE = "semax-amide-in-words-of-its-own.pdf", "larkfield-fine-peptides.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the sample and its template, and a user without templates."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COAVERIFY_TEMPLATES", raising=False)
    for name in (PDF, TEMPLATE):
        shutil.copy(SAMPLES / name, tmp_path)
    return tmp_path


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / TEMPLATE
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def test_a_template_that_reads_its_example_agrees(folder: Path) -> None:
    result = run("template", "check", folder)
    assert result.exit_code == 0
    assert "agrees with its example" in result.stdout
    assert "LF-26-031" in result.stdout


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("hplc_purity: 99.31 %", "hplc_purity: 99.13 %", "expected 99.13 %; read 99.31 %"),
        ("- Larkfield Fine Peptides", "- Another House", "'Another House' does not stand on the example"),
        ("lot_number: LF-26-031", "catalog_number: LF-26-031", "nothing was read"),
        ("retest_date: {label: Look again by}", "vendor: {label: Signed}", "instead: true"),
    ],
)
def test_what_differs_is_said_and_gives_the_code_of_a_failure(folder: Path, old: str, new: str, says: str) -> None:
    result = run("template", "check", changed(folder, old, new))
    assert result.exit_code == 11
    assert says in result.stdout


def test_an_example_that_was_exchanged_is_said(folder: Path) -> None:
    shutil.copy(SAMPLES / "semax-amide-sound.pdf", folder / PDF)
    result = run("template", "check", folder)
    assert result.exit_code == 11
    assert "another file than the template was written with" in result.stdout


def test_a_claim_that_the_example_does_not_state_is_said_and_no_failure(folder: Path) -> None:
    result = run("template", "check", changed(folder, "    retest_date: 2028-03-01\n", ""))
    assert result.exit_code == 0
    assert "unchecked  retest_date" in result.stdout


def test_a_missing_example_and_a_broken_template_could_not_be_looked_at(folder: Path) -> None:
    (folder / "broken.yaml").write_text("issuer: [")
    result = run("template", "check", folder)
    assert result.exit_code == 12
    assert "broken.yaml" in result.stderr
    assert "agrees with its example" in result.stdout  # the others are checked all the same
    (folder / "broken.yaml").unlink()
    (folder / PDF).unlink()
    result = run("template", "check", folder)
    assert result.exit_code == 12
    assert "Put the example beside the template" in result.stdout


def test_an_example_that_cannot_be_read_is_no_disagreement(folder: Path) -> None:
    (folder / PDF).write_bytes(b"no document")
    assert run("template", "check", folder).exit_code == 12


def test_where_there_is_no_template_there_is_nothing_to_check(folder: Path) -> None:
    assert run("template", "check").exit_code == 3
    assert "No template" in run("template", "list").stderr


def test_a_new_template_can_be_checked_as_it_is_and_goes_on_from_there(folder: Path) -> None:
    (folder / TEMPLATE).unlink()
    started = run("template", "new", folder / PDF)
    path = (folder / PDF).with_suffix(".yaml")
    assert started.exit_code == 0
    assert path.as_posix() in started.stdout
    assert run("template", "check", path).exit_code == 0
    text = path.read_text(encoding="utf-8")
    for words in ("Stock mark", "Main band at 220 nm", "Look again by"):
        assert words in text
    stub = '#  lot_number: {label: "Stock mark"}'
    assert stub in text
    path.write_text(text.replace(stub, '  lot_number: {label: "Stock mark"}', 1), encoding="utf-8")
    result = run("template", "check", path)
    assert result.exit_code == 0
    assert "unchecked  lot_number" in result.stdout
    assert "LF-26-031" in result.stdout


def test_a_new_template_never_overwrites(folder: Path) -> None:
    result = run("template", "new", folder / PDF, "--output", folder / TEMPLATE)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert load_file(folder / TEMPLATE).template.rules


def test_a_new_template_can_be_printed(folder: Path) -> None:
    result = run("template", "new", folder / PDF, "--output", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith("# A template for coaverify")
    assert not (folder / PDF).with_suffix(".yaml").exists()


def test_a_template_is_started_from_what_does_not_read_like_a_certificate(tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(pdf_of(lines('Stock "mark": LF-1', "Larkfield # Fine: Peptides", "99.3")))
    assert run("template", "new", tmp_path / "odd.pdf").exit_code == 0
    assert load_file(tmp_path / "odd.yaml").template.signs


def test_no_template_is_started_from_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 and nothing else")
    result = run("template", "new", tmp_path / "bad.pdf")
    assert result.exit_code == 12
    assert not (tmp_path / "bad.yaml").exists()


def test_check_uses_the_templates_that_are_named_and_those_of_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["check", str(folder / PDF), "--as-of", "2026-11-21", "--format", "jsonl"]
    assert run(*arguments).exit_code == 10
    named = run(*arguments, "--templates", folder)
    assert named.exit_code == 0
    (certificate,) = json.loads(named.stdout)["certificates"]
    assert certificate["templates"][0]["file"] == TEMPLATE
    assert certificate["claims"]["lot_number"]["template"] == TEMPLATE
    monkeypatch.setenv("COAVERIFY_TEMPLATES", str(folder))
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--no-templates").exit_code == 10


def test_check_uses_the_user_s_own_folder_where_it_exists(folder: Path) -> None:
    own = folder / "config" / "coaverify" / "templates"
    own.mkdir(parents=True)
    shutil.copy(folder / TEMPLATE, own)
    assert run("check", folder / PDF, "--as-of", "2026-11-21").exit_code == 0
    assert TEMPLATE in run("template", "list").stdout


def test_check_does_not_begin_with_a_broken_template(folder: Path) -> None:
    changed(folder, "label: Stock mark", "lable: Stock mark")
    result = run("check", folder / PDF, "--templates", folder)
    assert result.exit_code == 2
    assert "Did you mean label?" in result.stderr
