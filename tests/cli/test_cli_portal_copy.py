"""`coaverify check` with the laboratory's own copies, and with several documents compared with each other."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from certificate_pages import TITLE, lines, pdf_of
from coaverify.cli import main
from plot_pictures import certificate, run

WORDS = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")
PDF = pdf_of([TITLE, *lines(*WORDS)])


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--format", "jsonl", "--jobs", "1", *arguments])


def answer_of(result: Result, check_id: str) -> list[str]:
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    return [one["code"] for report in reports for one in report["certificates"][0]["checks"] if one["id"] == check_id]


def test_a_pasted_copy_is_compared_with_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "portal.txt").write_text("Sample: Semax\nLot: AB1234\nPurity: 97.31 %\n")
    result = check(str(tmp_path / "a.pdf"), "--portal-copy", str(tmp_path / "portal.txt"))
    assert result.exit_code == 11
    assert answer_of(result, "documentation.portal_copy") == ["copy-differs"]


def test_a_folder_of_copies_goes_by_their_names_and_a_missing_one_is_no_fault(tmp_path: Path) -> None:
    folder, copies = tmp_path / "in", tmp_path / "copies"
    folder.mkdir()
    copies.mkdir()
    (folder / "a.pdf").write_bytes(PDF)
    (folder / "b.pdf").write_bytes(pdf_of([TITLE, *lines(*WORDS, "Issued: 2026-03-01")]))
    (copies / "a.pdf").write_bytes(PDF)
    result = check(str(folder), "--portal-copy", str(copies))
    assert answer_of(result, "documentation.portal_copy") == ["copy-agrees", "no-copy"]


def test_one_copy_for_several_documents_is_a_usage_error(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(PDF)
    result = check(str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf"), "--portal-copy", str(tmp_path / "a.pdf"))
    assert result.exit_code == 2
    assert "Give a folder of copies" in result.stderr


def test_data_that_come_twice_in_a_run_fail_and_the_earlier_document_is_named(tmp_path: Path) -> None:
    trace = run(7)
    (tmp_path / "a.pdf").write_bytes(certificate(*WORDS, signal=trace))
    (tmp_path / "b.pdf").write_bytes(certificate(WORDS[0], "Lot: ZZ0001", *WORDS[2:], signal=trace))
    result = check(str(tmp_path))
    assert result.exit_code == 11
    assert answer_of(result, "archive.duplicate") == ["nothing-compared", "same-trace"]
    assert "a.pdf: its data stand again, for another lot or product, in" in result.stderr
