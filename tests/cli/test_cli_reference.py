"""`coaverify reference`: what it lists and shows, and what it finds wrong with files of one's own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from certificate_pages import lines, pdf_of
from coaverify.cli import main
from coaverify.reference.library import SHIPPED, library

OWN = """
id = "house-peptide"
name = "House Peptide"
sequence = "GAVLKK"
class = "own"
confidence = "medium"
sources = ["notebook 12"]

[forms.plain]
formula = "C28H55N8O7"
"""
RIGHT = OWN.replace("C28H55N8O7", "C28H54N8O7")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COAVERIFY_REFERENCE", raising=False)
    own = tmp_path / "own"
    own.mkdir()
    yield own
    library.cache_clear()  # what this process was told in the environment is not for the tests that follow


def written(folder: Path, text: str, name: str = "house-peptide.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_holds_every_entry() -> None:
    assert run("reference", "list").stdout.count("\n") == len(library().entries)
    listed = json.loads(run("reference", "list", "--format", "json").stdout)
    assert [one["id"] for one in listed["peptides"]] == [entry.id for entry in library().entries]


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_every_entry_can_be_shown(entry: object) -> None:
    identifier = getattr(entry, "id", "")
    result = run("reference", "show", identifier, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["forms"][0]["formula"]
    assert run("reference", "show", identifier).exit_code == 0
    assert run("mass", getattr(entry, "name", "")).exit_code == 0


def test_an_entry_shows_registers_salts_and_figures_that_disagree() -> None:
    shown = run("reference", "show", "IGF-1 LR3").stdout
    assert "three open disulfides" in shown
    assert "UNII 7UP768IP4M" in run("reference", "show", "aod-9604").stdout
    assert "is ambiguous" in run("reference", "show", "cjc-1295-dac").stdout
    assert "sold as: acetate" in run("reference", "show", "bpc-157").stdout


def test_a_name_that_nothing_has_is_an_error_of_usage() -> None:
    assert run("reference", "show", "Nonesuch").exit_code == 2


def test_right_files_are_right(folder: Path) -> None:
    result = run("reference", "check", written(folder, RIGHT))
    assert (result.exit_code, result.stdout) == (0, "house-peptide.toml: right\n")
    assert run("reference", "check", SHIPPED / "peptides").exit_code == 0


@pytest.mark.parametrize(
    ("change", "says", "code"),
    [
        (("", ""), "forms.plain, field 'formula': C28H55N8O7 is not what the sequence gives, C28H54N8O7", 11),
        (('"GAVLKK"', '"GAVC[Foo]KK"'), "field 'sequence': it cannot be computed", 11),
        (('"GAVLKK"', '"X[Formula:C5H5NO2|INFO:pGlu]AV"\nnative_form = "n-acetyl"'), "field 'native_form'", 11),
        (('"House Peptide"', '"Semax"'), "The name 'semax' is given to both", 11),
        (('"medium"', '"sure"'), "field 'confidence'", 12),
        (('id = "house-peptide"', 'id = "other"'), "must be called other.toml", 12),
        (("id =", "id"), "not a TOML file", 12),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_with_file_and_field(
    folder: Path, change: tuple[str, str], says: str, code: int
) -> None:
    text = OWN if change == ("", "") else RIGHT.replace(*change)
    result = run("reference", "check", written(folder, text))
    assert result.exit_code == code
    assert says in result.stdout
    assert "house-peptide.toml" in result.stdout
    as_json = run("reference", "check", folder, "--format", "json")
    assert as_json.exit_code == code
    assert says in "".join(
        [*json.loads(as_json.stdout)["files"][0]["problems"], *json.loads(as_json.stdout)["clashes"]]
    )


def test_an_id_that_is_taken_is_said(folder: Path) -> None:
    result = run("reference", "check", written(folder, RIGHT.replace("house-peptide", "semax"), "semax.toml"))
    assert result.exit_code == 11
    assert "semax is the id of an entry that comes with coaverify" in result.stdout


def test_two_own_files_of_one_name_clash(folder: Path) -> None:
    written(folder, RIGHT)
    written(
        folder, RIGHT.replace("house-peptide", "second").replace("GAVLKK", "GAVLK").split("[forms")[0], "second.toml"
    )
    result = run("reference", "check", folder)
    assert result.exit_code == 11
    assert "given to both" in result.stdout


def test_where_there_is_no_file_there_is_nothing_to_check(folder: Path) -> None:
    assert run("reference", "check").exit_code == 3
    assert run("reference", "check", folder).exit_code == 3


def test_a_certificate_is_held_against_an_own_entry(folder: Path) -> None:
    written(folder, RIGHT)
    page = lines(
        "Certificate of Analysis", "Product: House Peptide", "Lot: 12", "Purity (HPLC): 99.1 %", "[M+H]+ found: 615.42"
    )
    paper = folder.parent / "paper.pdf"
    paper.write_bytes(pdf_of(page))
    arguments = ["check", str(paper), "--format", "jsonl", "--as-of", "2026-11-21"]
    with_own = json.loads(run(*arguments, "--reference", folder).stdout)
    (certificate,) = with_own["certificates"]
    assert certificate["identification"]["peptide"] == "house-peptide"
    assert "+own." in with_own["generator"]["reference"]
    without = json.loads(run(*arguments).stdout)
    assert without["certificates"][0]["identification"]["peptide"] is None


def test_nothing_begins_with_a_wrong_entry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = folder.parent / "paper.pdf"
    paper.write_bytes(pdf_of(lines("Certificate of Analysis", "Product: Semax")))
    written(folder, OWN)
    result = run("check", paper, "--reference", folder)
    assert result.exit_code == 2
    assert "field 'formula'" in result.stderr
    written(folder, RIGHT.replace('"medium"', '"sure"'))
    monkeypatch.setenv("COAVERIFY_REFERENCE", str(folder))
    assert run("reference", "list").exit_code == 2
    code = "from coaverify.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "mass", "Semax"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "coaverify reference check" in done.stderr
