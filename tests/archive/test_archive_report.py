"""Filed reports as documents: proven on the way, with their place in the trail."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner, Result

from archived_reports import certified, document, filed, report_on
from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.errors import Altered, NotInArchive
from coaverify.archive.filing import Origin, file
from coaverify.archive.location import located
from coaverify.archive.printing import filed_as, report_and_original
from coaverify.archive.trail import Kind
from coaverify.batch.local import Verifier
from coaverify.batch.page_pictures import pictures_of
from coaverify.cli import main
from coaverify.report.model import Report
from printed_dossiers import SOUND, WRONG_FORM, dossier


def test_a_report_comes_with_the_document_that_it_is_on(archive: Archive) -> None:
    number = filed(archive, 1).seq
    found, data = report_and_original(archive, number)
    assert data == document(1)
    assert found.document.sha256 == hashlib.sha256(data).hexdigest()


def test_an_altered_original_is_never_printed(archive: Archive) -> None:
    number = filed(archive, 1).seq
    sha256 = hashlib.sha256(document(1)).hexdigest()
    (Path(archive.location.originals) / sha256[:2] / sha256).write_bytes(b"another")
    with pytest.raises(Altered, match="was altered"):
        report_and_original(archive, number)


def test_its_place_in_the_trail_names_entry_and_head(archive: Archive) -> None:
    number = filed(archive, 1).seq
    last = filed(archive, 2, by="somebody else").seq
    place = filed_as(archive, number)
    assert (place.number, place.by, place.head_seq) == (number, "first person", last)
    assert place.head_hash == filed_as(archive, last).hash
    assert place.hash != place.head_hash
    assert place.lines == ()
    with pytest.raises(NotInArchive, match="no report 999"):
        filed_as(archive, 999)


def test_what_was_done_to_it_is_told_in_order(archive: Archive) -> None:
    number, other = filed(archive, 1).seq, filed(archive, 2).seq
    with archive.adding("second person") as trail:
        trail.add(Kind.COMMENT, {"words": "the lot is hard to read"}, report=number)
        old_and_new: dict[str, Json] = {
            "certificate": 1,
            "claim": "lot_number",
            "old": {"printed": "L-1"},
            "new": {"printed": "L-7"},
            "why": "the 7 has a bar",
        }
        trail.add(Kind.CORRECTION, old_and_new, report=number)
        trail.add(Kind.APPROVAL, {"decision": "approved"}, report=other)
    data = document(1)
    again = report_on(data, certified(lot="L-7"), as_of="2026-11-23")
    later = file(archive, again, data, "third person", origin=Origin.CORRECTION, follows=number).seq

    lines = filed_as(archive, number).lines
    comment = "Comment: the lot is hard to read"
    correction = "Certificate 1, lot number: read as “L-7” instead of “L-1”, because: the 7 has a bar"
    assert [line.what for line in lines] == [
        comment, correction, f"Report {later} filed after a correction, made again from report {number}: pass.",
    ]  # fmt: skip
    assert {line.by for line in lines[:2]} == {"second person"}
    assert [line.what for line in filed_as(archive, later).lines] == [
        f"Of report {number}: {comment}", f"Of report {number}: {correction}",
    ]  # fmt: skip


def test_pictures_come_from_the_sandbox_and_a_page_that_has_none_is_left_out() -> None:
    good = dossier(SOUND)
    with Verifier(jobs=1) as verifier:
        assert pictures_of(good.report, good.original, verifier)[1].startswith(b"\x89PNG")
        assert pictures_of(good.report, b"%PDF-1.7 nothing", verifier) == {}


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A SQLite archive with two samples in it; their numbers are 3 and 5."""
    folder = tmp_path / "archive"
    with Archive(located(str(folder))) as archive:
        numbers = [
            file(archive, one.report, one.original, "first person").seq for one in (dossier(WRONG_FORM), dossier(SOUND))
        ]
    assert numbers == [3, 5]
    return folder


def ran(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["archive", "report", *arguments, "--archive", str(place)])


def test_a_pdf_is_the_default_and_carries_report_and_document(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = ran(place, "3")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == ["coaverify-report-3.pdf"]
    with pikepdf.open(tmp_path / "coaverify-report-3.pdf") as made:
        assert made.attachments["original.pdf"].get_file().read_bytes() == dossier(WRONG_FORM).original
        data = made.attachments["coaverify-report.json"].get_file().read_bytes()
    assert Report.from_json(data) == dossier(WRONG_FORM).report


def test_several_reports_go_into_a_folder(place: Path, tmp_path: Path) -> None:
    assert ran(place, "3", "5", "--format", "html", "--output", str(tmp_path / "out")).exit_code == 0
    names = ["coaverify-report-3.html", "coaverify-report-5.html"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names
    assert b"Report 5" in (tmp_path / "out" / names[1]).read_bytes()


def test_json_csv_and_xlsx_say_what_was_filed(place: Path, tmp_path: Path) -> None:
    for form in ("json", "csv", "xlsx"):
        done = ran(place, "3", "--format", form, "--output", str(tmp_path / f"r.{form}"))
        assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "r.json").read_bytes())["verdict"] == "fail"
    assert "BB-260302-S2" in (tmp_path / "r.csv").read_text().splitlines()[1]
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Certificates"]["E2"].value == "fail"


def test_tables_hold_all_reports_that_were_asked_for(place: Path, tmp_path: Path) -> None:
    assert ran(place, "3", "5", "--format", "csv", "--output", str(tmp_path / "all.csv")).exit_code == 0
    assert len((tmp_path / "all.csv").read_text().splitlines()) == 3
    assert ran(place, "3", "5", "--format", "xlsx", "--output", str(tmp_path / "all.xlsx")).exit_code == 0
    assert openpyxl.load_workbook(io.BytesIO((tmp_path / "all.xlsx").read_bytes()))["Certificates"].max_row == 3


def test_a_number_without_report_and_an_altered_document_are_refused_and_nothing_is_written(
    place: Path, tmp_path: Path
) -> None:
    target = tmp_path / "never.pdf"
    missing = ran(place, "4", "--output", str(target))
    assert (missing.exit_code, missing.output) == (13, "Error: There is no report 4 in this archive.\n")
    sha256 = dossier(WRONG_FORM).report.document.sha256
    (place / "originals" / sha256[:2] / sha256).write_bytes(b"another")
    altered = ran(place, "3", "--output", str(target))
    assert altered.exit_code == 13
    assert "was altered" in altered.output
    assert not target.exists()


def test_a_place_that_cannot_be_written_is_named(place: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = ran(place, "3", "--format", "json", "--output", str(tmp_path / "file" / "r.json"))
    assert done.exit_code == 2
    assert "file/r.json cannot be written" in done.output
