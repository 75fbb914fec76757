"""Template files: what is taken, and that what is wrong is named with its line and with what would be right."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coaverify.model.template import Position
from coaverify.templates.folder import templates_from, users_folder
from coaverify.templates.loading import load_file
from coaverify.templates.problems import TemplateError

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
HASH = "a" * 64
GOOD = f"""\
issuer: Larkfield
applies_when: [Larkfield Fine Peptides]
claims:
  lot_number: {{label: Stock mark}}
example:
  file: a.pdf
  sha256: {HASH}
  claims:
    lot_number: 0012
"""


def loaded(folder: Path, text: str) -> str:
    """The message about a template of this text."""
    path = folder / "t.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        load_file(path)
    assert path.as_posix() in str(refused.value)
    return str(refused.value)


def test_the_example_of_the_samples_is_read_as_it_is_written() -> None:
    template = load_file(SAMPLES / "larkfield-fine-peptides.yaml").template
    assert template.issuer == "Larkfield Fine Peptides"
    assert [(sign.text, sign.is_pattern, sign.page) for sign in template.signs] == [
        ("Larkfield Fine Peptides", False, None),
        ("Stock mark", False, 1),
        (r"Signed:\s+\w", True, None),
    ]
    rules = {rule.claim: rule for rule in template.rules}
    assert rules["observed_ions"].labels == ("Spectrometer saw [M+H]+",)
    assert rules["observed_ions"].position is Position.RIGHT
    assert rules["issue_date"].region is not None
    assert rules["issue_date"].region.box.x0 == 420
    assert len(template.sha256) == 64


@pytest.mark.parametrize("word", ["0012", "NO", "1e5", "99.30", "2026-03-04", "0x1F", "~", "12:30"])
def test_what_is_written_is_kept_to_the_letter(tmp_path: Path, word: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(GOOD.replace("0012", word))
    assert load_file(path).example.claims == {"lot_number": (word,)}


def test_a_template_that_teaches_nothing_yet_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"issuer: x\napplies_when: xy\nclaims:\nexample:\n  file: a.pdf\n  sha256: {HASH}\n  claims:\n")
    assert load_file(path).template.rules == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("{label: Stock mark}", "{value: LF-26}", 4, "supplies no values"),
        ("{label: Stock mark}", "{lable: Stock mark}", 4, "Did you mean label?"),
        ("{label: Stock mark}", "Stock mark", 4, "label:"),
        ("{label: Stock mark}", "{position: right}", 4, "either label: or region:"),
        ("{label: Stock mark}", "{label: 'Stock mark: 12'}", 4, "ends at its colon"),
        ("{label: Stock mark}", "{label: '7'}", 4, "is no label"),
        ("{label: Stock mark}", "{label: Stock mark, position: beside}", 4, "'right', 'below', 'above' or 'left'"),
        ("{label: Stock mark}", "{region: {page: 1, box: [9, 9, 1, 20]}}", 4, "[left, top, right, bottom]"),
        ("{label: Stock mark}", "{region: {page: 0, box: [1, 1, 9, 9]}}", 4, "greater than or equal to 1"),
        ("{label: Stock mark}", "{region: {page: 1, box: [1, 1, 9, 9]}, position: left}", 4, "belongs to a label"),
        ("lot_number: {", "lot: {", 3, "'lot' is no claim"),
        ("lot_number: {", "peak_table: {", 3, "'peak_table' is no claim"),
        ("claims:\n  lot", "claims:\n  task_number: {label: stock mark}\n  lot", 3, "it names one claim"),
        ("claims:\n  lot", "claims:\n  lot_number: {label: A mark}\n  lot", 5, "for the second time"),
        ("issuer: Larkfield\n", "", 1, "issuer: is missing"),
        ("[Larkfield Fine Peptides]", "[]", 2, "at least 1 item"),
        ("[Larkfield Fine Peptides]", "['/(a+)+b/']", 2, "could take for ever"),
        ("[Larkfield Fine Peptides]", "['/((a+))+b/']", 2, "could take for ever"),
        ("[Larkfield Fine Peptides]", "['/(a|aa)*b/']", 2, "could take for ever"),
        ("[Larkfield Fine Peptides]", "['/(a|b/']", 2, "no regular expression"),
        ("[Larkfield Fine Peptides]", "['...']", 2, "as they are printed"),
        (HASH, "abc", 7, "64 hexadecimal digits"),
        ("file: a.pdf", "file: ../a.pdf", 6, "beside the template"),
        ("file: a.pdf", "file: /etc/a.pdf", 6, "beside the template"),
        ("issuer: Larkfield", "issuer: &x Larkfield\nother: *x", None, "anchors"),
        ("[Larkfield Fine Peptides]", "[Larkfield", 3, "no YAML"),
        ("issuer: Larkfield", "\tissuer: Larkfield", 1, "spaces, not tabs"),
        ("issuer: Larkfield", "issuer: Larkfield\nvendor: x", 2, "Known here: issuer"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_remedy(
    tmp_path: Path, old: str, new: str, line: int | None, says: str
) -> None:
    assert old in GOOD
    message = loaded(tmp_path, GOOD.replace(old, new, 1))
    assert says in message
    assert line is None or f"line {line}" in message


def test_every_fault_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    message = loaded(tmp_path, GOOD.replace("issuer: Larkfield\n", "").replace("label:", "labels:"))
    assert len(message.splitlines()) >= 2


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[" * 5000, b"a: !!python/object:os.system x"])
def test_what_is_no_template_at_all_is_refused_and_never_run(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(data)
    with pytest.raises(TemplateError):
        load_file(path)


def test_a_folder_s_templates_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", ".hidden.yaml", "notes.txt"):
        (tmp_path / name).write_text(GOOD)
    assert [template.file for template in templates_from(tmp_path)] == ["a.yml", "b.yaml"]


def test_one_bad_template_of_a_folder_is_not_left_out_silently(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD)
    (tmp_path / "b.yaml").write_text("issuer: x")
    with pytest.raises(TemplateError, match=r"b\.yaml"):
        templates_from(tmp_path)


def test_the_user_s_own_folder_is_used_where_it_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert templates_from(None) == ()
    users_folder().mkdir(parents=True)
    assert users_folder().is_relative_to(tmp_path)
    (users_folder() / "a.yaml").write_text(GOOD)
    assert [template.issuer for template in templates_from(None)] == ["Larkfield"]


def test_who_has_no_templates_loads_no_library_for_them(tmp_path: Path) -> None:
    code = (
        "import sys, coaverify.verify\nfrom pathlib import Path\n"
        "from coaverify.templates.folder import templates_from\n"
        f"assert templates_from(Path({str(tmp_path)!r})) == ()\n"
        "print([name for name in ('yaml', 'platformdirs') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]"]
