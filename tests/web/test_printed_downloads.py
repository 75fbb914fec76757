"""Reports to take along from the page: PDF, HTML and XLSX."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from coaverify_web.printing import Form, NotMade, Press
from printed_dossiers import on
from web.fake_verifier import CRASHING, LOCKED, SOUND, WRONG
from web.report_builder import report
from web.visitor import Visitor


def test_the_page_leads_to_every_file(visitor: Visitor) -> None:
    page = visitor.upload(WRONG)
    for form in Form:
        assert f'/1/report.{form}"' in page.text


def test_the_pdf_carries_the_document(visitor: Visitor) -> None:
    answer = visitor.client.get(f"{visitor.upload_path(WRONG)}/1/report.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "coaverify-report-1.pdf" in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as made:
        assert made.attachments["original.pdf"].get_file().read_bytes() == WRONG


def test_html_and_workbook_are_files_to_keep(visitor: Visitor) -> None:
    path = visitor.upload_path(SOUND)
    page = visitor.client.get(f"{path}/1/report.html")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "data:image/png;base64," in page.text
    book = visitor.client.get(f"{path}/1/report.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(book.data)).sheetnames == ["Certificates", "Checks", "Claims"]


def test_a_locked_document_has_a_report_and_a_crash_has_none(visitor: Visitor) -> None:
    assert visitor.client.get(f"{visitor.upload_path(LOCKED)}/1/report.pdf").status_code == 200
    path = visitor.upload_path(CRASHING)
    assert visitor.client.get(f"{path}/1/report.pdf").status_code == 404
    assert visitor.client.get(f"{path}/1/report.exe").status_code == 404


def test_a_file_that_cannot_be_made_is_a_message_and_the_report_stands(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> bytes:
        raise NotMade("secret detail")

    path = visitor.upload_path(WRONG)
    monkeypatch.setattr(Press, "print", refused)
    answer = visitor.client.get(f"{path}/1/report.pdf")
    assert answer.status_code == 500
    assert "No PDF file could be made of this report" in answer.text
    assert "secret detail" not in answer.text
    assert visitor.client.get(f"{path}/1").status_code == 200


def test_a_process_that_takes_too_long_or_says_no_is_over() -> None:
    with pytest.raises(NotMade, match="no file after"):
        Press(seconds=0.0).print(on(report()), Form.PDF)
    broken = on(report()).report.model_copy(update={"certificates": (None,)})
    with pytest.raises(NotMade, match="AttributeError"):
        Press().print(on(report().model_copy(update={"certificates": broken.certificates})), Form.HTML)


def test_a_workbook_leaves_no_file_behind(visitor: Visitor) -> None:
    before = {path.name for path in temporary()}
    assert visitor.client.get(f"{visitor.upload_path(SOUND)}/1/report.xlsx").status_code == 200
    assert not [path for path in temporary() if path.name.startswith("openpyxl") and path.name not in before]


def temporary() -> list[Path]:
    folders = [Path(tempfile.gettempdir()), Path("/dev/shm")]
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
