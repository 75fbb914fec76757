from __future__ import annotations

import json
import re

from coaverify.model.finding import Verdict
from coaverify.report.model import Report
from web.fake_verifier import CRASHING, LOCKED, SOUND, WRONG, FakeVerifier
from web.visitor import Visitor


def test_a_failing_certificate_says_so_in_words_with_its_reason(visitor: Visitor) -> None:
    page = visitor.upload(WRONG).text
    assert re.search(r'class="verdict-word">Fail', page)
    assert "excludes the claimed amide and fits the free acid" in page
    assert "Contradiction" in page
    assert "fraud" not in page.lower()
    assert "fake" not in page.lower()


def test_a_passing_certificate_is_consistent_and_what_it_does_not_prove_is_said(visitor: Visitor) -> None:
    page = visitor.upload(SOUND).text
    assert re.search(r'class="verdict-word">Pass', page)
    assert "Consistent with its claims" in page
    assert "What this does not prove" in page
    assert "D from L amino acids" in page


def test_checks_stand_in_the_order_of_what_needs_attention(visitor: Visitor) -> None:
    page = visitor.upload(WRONG).text
    places = [page.index(title) for title in ("Contradictions", "Open questions", ">Passed ", "Not applicable to")]
    assert places == sorted(places)


def test_every_figure_of_a_check_is_shown(visitor: Visitor) -> None:
    page = visitor.upload(WRONG).text
    for words in (
        "amide",
        "813.3712",
        "+0.9888",
        "± 0.3",
        "Only one ion is printed.",
        "/checks/identity.form",
    ):
        assert words in page


def test_each_value_leads_to_a_frame_and_each_frame_back_to_something(visitor: Visitor) -> None:
    page = visitor.upload(WRONG).text
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    forward = re.findall(r'data-place="([^"]+)"', page)
    back = re.findall(r'data-back="([^"]+)"', page)
    assert len(forward) > 8
    assert len(back) == 5
    assert set(forward) | set(back) <= set(identifiers)


def test_all_four_forms_are_set_beside_the_printed_values(visitor: Visitor) -> None:
    page = visitor.upload(WRONG).text
    for words in ("C37H51N9O10S", "854.3745", "855.3818", "fits what was observed", "+0.989", "+0.003"):
        assert words in page


def test_the_json_download_is_the_report(visitor: Visitor) -> None:
    path = visitor.upload_path(WRONG)
    answer = visitor.client.get(f"{path}/1/report.json")
    assert answer.mimetype == "application/json"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Report.from_json(answer.data).verdict is Verdict.FAIL
    assert json.loads(answer.data)["schema_version"] == "1.0"


def test_all_reports_come_as_json_lines(visitor: Visitor) -> None:
    path = visitor.upload_path(SOUND, CRASHING, WRONG)
    lines = visitor.client.get(f"{path}/reports.jsonl").text.splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["pass", "fail"]


def test_a_page_is_rendered_once_and_only_if_the_document_has_it(visitor: Visitor, verifier: FakeVerifier) -> None:
    path = visitor.upload_path(SOUND)
    for _ in range(2):
        answer = visitor.client.get(f"{path}/1/pages/2.png")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        assert answer.data.startswith(b"\x89PNG")
    assert verifier.rendered == [2]
    assert visitor.client.get(f"{path}/1/pages/3.png").status_code == 404
    assert visitor.client.get(f"{path}/1/pages/0.png").status_code == 404
    assert visitor.client.get(f"{path}/2/pages/1.png").status_code == 404


def test_a_page_that_cannot_be_rendered_is_not_found(visitor: Visitor) -> None:
    path = visitor.upload_path(LOCKED)
    assert visitor.client.get(f"{path}/1/pages/1.png").status_code == 404


def test_an_unreadable_document_says_what_to_do_and_gives_no_verdict(visitor: Visitor) -> None:
    page = visitor.upload(LOCKED)
    assert page.status_code == 200
    assert "The document is locked" in page.text
    assert "protected with a password. Remove it first." in page.text
    assert "neither a pass nor a contradiction" in page.text


def test_a_crash_is_a_fault_of_the_program_and_never_shows_its_trace(visitor: Visitor) -> None:
    page = visitor.upload(CRASHING)
    assert page.status_code == 500
    assert "fault of the program" in page.text
    assert "secret detail" not in page.text
    assert "Traceback" not in page.text
    path = page.request.path
    assert visitor.client.get(f"{path}/report.json").status_code == 404


def test_the_overview_lists_each_document_with_verdict_and_reason(visitor: Visitor) -> None:
    page = visitor.upload(("a.pdf", WRONG), ("b.pdf", SOUND)).text
    assert page.index("a.pdf") < page.index("b.pdf")
    assert "SX-2231" in page
    assert "99.31 %" in page
    assert re.search(r'href="/results/[\w-]{20,}/1"', page)


def test_words_of_the_paper_and_file_names_are_never_taken_for_html(visitor: Visitor) -> None:
    page = visitor.upload(("<img src=x onerror=alert(1)>.pdf", SOUND)).text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
