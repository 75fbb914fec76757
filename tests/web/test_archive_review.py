"""An archived report on its page: corrected, commented on, approved, and taken along."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from coaverify.archive.archive import Archive
from coaverify.archive.location import located
from coaverify.archive.standing import State, status_of
from coaverify.batch.local import Verifier
from coaverify.cli import main
from coaverify.report.model import Report
from coaverify_web import WebConfig, create_app
from coaverify_web.desk import EXTENSION
from coaverify_web.printing import NotMade, Press
from web.accessibility import flaws
from web.visitor import Visitor

SAMPLE = (Path(__file__).parents[2] / "samples" / "semax-amide-ions-of-the-acid.pdf").read_bytes()
HEADER = "X-Signed-In"


@pytest.fixture(scope="module")
def real_verifier() -> Iterator[Verifier]:
    with Verifier(jobs=1) as verifier:
        yield verifier


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "key.pem"))
    return tmp_path / "archive"


class Reviewed:
    """The page at an archive with one report on it, filed by "first person"."""

    def __init__(self, config: WebConfig, verifier: Verifier) -> None:
        self.app = create_app(config, verifier)
        self.visitor = Visitor(self.app.test_client())
        self.number = int(re.findall(r"/archive/reports/(\d+)", self.visitor.upload(("semax.pdf", SAMPLE)).text)[0])

    @property
    def client(self) -> FlaskClient:
        return self.visitor.client

    def page(self, number: int | None = None) -> str:
        return self.client.get(f"/archive/reports/{number or self.number}").text

    def say(self, what: str, signed_in: str | None = None, **fields: str) -> TestResponse:
        """Send one of the forms."""
        data = {"csrf_token": self.visitor.token()} | {f"{what}-{name}": words for name, words in fields.items()}
        headers = {} if signed_in is None else {HEADER: signed_in}
        return self.client.post(f"/archive/reports/{self.number}/{what}", data=data, headers=headers)


@pytest.fixture
def opened(config: WebConfig, place: Path, real_verifier: Verifier) -> Iterator[list[Reviewed]]:
    made: list[Reviewed] = []
    yield made
    for one in made:
        one.app.extensions[EXTENSION].close()


@pytest.fixture
def archived(config: WebConfig, place: Path, real_verifier: Verifier, opened: list[Reviewed]) -> WebConfig:
    return replace(config, archive=str(place), by="first person", patience_seconds=60)


@pytest.fixture
def at(archived: WebConfig, real_verifier: Verifier, opened: list[Reviewed]) -> Reviewed:
    opened.append(Reviewed(replace(archived, review=True), real_verifier))
    return opened[-1]


def test_what_is_said_stands_in_the_trail_by_name(at: Reviewed, place: Path) -> None:
    sent = at.say("comment", words="the vial <b>is</b> here", by="Ann  Example")
    assert (sent.status_code, sent.location) == (303, f"/archive/reports/{at.number}#archive-trail")
    assert "Comment: the vial &lt;b&gt;is&lt;/b&gt; here" in at.page()
    with Archive(located(str(place))) as archive:
        (comment,) = status_of(archive, at.number).comments
    assert comment.by == "Ann Example"


def test_a_report_is_approved_by_a_second_person(at: Reviewed) -> None:
    refused = at.say("decision", decision="approve", by="First Person")
    assert refused.status_code == 409
    assert "it is for a second person to judge it" in refused.text
    assert 'value="First Person"' in refused.text
    assert 'id="decision" open' in refused.text
    assert at.say("decision", decision="approve", by="Ben Example", words="compared").status_code == 303
    assert "approved by Ben Example" in at.page()


def test_a_rejection_needs_its_reason(at: Reviewed) -> None:
    refused = at.say("decision", decision="reject", by="Ben Example")
    assert refused.status_code == 422
    assert "Say why it is rejected." in refused.text
    assert at.say("decision", decision="reject", by="Ben Example", words="another lot").status_code == 303
    assert "rejected by Ben Example" in at.page()


def test_a_corrected_reading_makes_a_report_beside_the_old_one(at: Reviewed, place: Path) -> None:
    assert "Purity (HPLC): 99.31" in at.page()
    sent = at.say("correction", reading="1:hplc_purity", text=" 97.1 % ", why="the 9 is a 7", by="Ben Example")
    assert sent.status_code == 303
    number = int(sent.location.rsplit("/", 1)[1])
    page = at.page(number)
    assert "97.1 % is below" in page
    assert "Ben Example read Purity (HPLC) of" in page
    assert "was superseded" in at.page()
    with Archive(located(str(place))) as archive:
        assert status_of(archive, at.number).state is State.CORRECTED
    before, after = (
        Report.from_json(at.client.get(f"/archive/reports/{one}/report.json").data) for one in (at.number, number)
    )
    assert [str(one.certificates[0].claims.hplc_purity.value) for one in (before, after)  # type: ignore[union-attr]  # it is printed
            ] == ["99.31", "97.1"]  # fmt: skip
    assert at.say("decision", decision="approve", by="Cleo").status_code == 409  # the superseded one


REFUSED: list[tuple[dict[str, str], int, str]] = [
    ({"text": "pure"}, 409, "cannot be read as hplc_purity"),
    ({"text": "≥ 98 %"}, 409, "is a limit, not a result"),
    ({"text": "99.31 %"}, 409, "has this reading of hplc_purity already"),
    ({"text": ""}, 422, "one of both"),
    ({"text": "97 %", "not_stated": "y"}, 422, "one of both"),
    ({"text": "97 %", "why": ""}, 422, "Say why the reading is corrected"),
    ({"text": "97 %", "by": " "}, 422, "Say who you are"),
    ({"text": "97 %", "by": "\u200b"}, 409, "it stands in the trail by name"),
    ({"text": "97 %", "reading": "1:peak_table"}, 422, "Not a valid choice"),
    ({"text": "97 %", "reading": "2:hplc_purity"}, 422, "Not a valid choice"),
]


def test_what_cannot_be_taken_is_said_and_changes_nothing(at: Reviewed) -> None:
    for fields, status, words in REFUSED:
        given = {"reading": "1:hplc_purity", "why": "misread", "by": "Ben Example", **fields}
        sent = at.say("correction", **given)
        assert (sent.status_code, words in sent.text) == (status, True), fields
    (report,) = at.client.get("/api/archive/reports?all_versions=y").get_json()["reports"]
    assert report["number"] == at.number


def test_a_claim_can_be_said_not_to_be_stated(at: Reviewed) -> None:
    sent = at.say("correction", reading="1:hplc_purity", not_stated="y", why="of another lot", by="Ben Example")
    assert "Purity (HPLC): not stated" in at.page(int(sent.location.rsplit("/", 1)[1]))


def test_nothing_is_taken_without_the_token_of_the_page(at: Reviewed) -> None:
    sent = at.client.post(f"/archive/reports/{at.number}/comment", data={"comment-words": "x", "comment-by": "Mallory"})
    assert sent.status_code == 400
    assert "Mallory" not in at.page()


def test_nobody_says_anything_where_that_is_not_allowed(
    archived: WebConfig, real_verifier: Verifier, opened: list[Reviewed]
) -> None:
    opened.append(closed := Reviewed(archived, real_verifier))
    assert "coaverify archive correct" in closed.page()
    assert "<form" not in closed.page()
    for what in ("comment", "decision", "correction"):
        assert closed.say(what, by="Eve", words="x", decision="approve").status_code == 404


def test_who_is_signed_in_is_taken_from_the_proxy_and_from_nowhere_else(
    archived: WebConfig, real_verifier: Verifier, opened: list[Reviewed], place: Path
) -> None:
    opened.append(signed := Reviewed(replace(archived, user_header=HEADER), real_verifier))
    assert "<form" not in signed.page()
    assert signed.say("comment", words="x", by="Eve").status_code == 403
    assert signed.say("comment", signed_in=" ", words="x").status_code == 403
    shown = signed.client.get(f"/archive/reports/{signed.number}", headers={HEADER: "Ann Example"}).text
    assert "In the name of Ann Example" in shown
    assert "Your name" not in shown
    for name in ("Ann Example", "Ärztin Müller"):
        sent = signed.say(
            "comment", signed_in=name.encode().decode("latin-1"), words="x", by="Eve"
        )  # as proxies send it
        assert sent.status_code == 303
    with Archive(located(str(place))) as archive:
        assert [one.by for one in status_of(archive, signed.number).comments] == ["Ann Example", "Ärztin Müller"]


def test_who_is_signed_in_files_in_their_own_name(
    archived: WebConfig, real_verifier: Verifier, opened: list[Reviewed]
) -> None:
    opened.append(signed := Reviewed(replace(archived, user_header=HEADER), real_verifier))
    signed.client.environ_base["HTTP_X_SIGNED_IN"] = "Ann Example"
    other = SAMPLE + b"\n% another copy"
    found = re.findall(r"/archive/reports/(\d+)", signed.visitor.upload(("copy.pdf", other)).text)
    signed.number = int(found[0])
    assert "filed by Ann Example" in signed.page()
    assert signed.say("decision", decision="approve").status_code == 409


def test_the_report_can_be_taken_along_with_its_place_in_the_trail(at: Reviewed) -> None:
    at.say("comment", words="seen by the second shift", by="Ann Example")
    base = f"/archive/reports/{at.number}"
    for form in ("pdf", "html", "xlsx"):
        assert f'href="{base}/report.{form}"' in at.page()
    answer = at.client.get(f"{base}/report.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.data)) as made:
        assert made.attachments["original.pdf"].get_file().read_bytes() == SAMPLE
    html = at.client.get(f"{base}/report.html").text
    assert "Comment: seen by the second shift" in html
    book = openpyxl.load_workbook(io.BytesIO(at.client.get(f"{base}/report.xlsx").data))
    assert book.sheetnames == ["Certificates", "Checks", "Claims"]
    assert at.client.get("/archive/reports/99/report.pdf").status_code == 404


def test_an_altered_document_is_not_printed(at: Reviewed, place: Path) -> None:
    (original,) = [path for path in (place / "originals").rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(b"altered")
    answer = at.client.get(f"/archive/reports/{at.number}/report.pdf")
    assert answer.status_code == 503
    assert "The archive cannot be used now" in answer.text


def test_a_file_that_cannot_be_made_is_a_message(at: Reviewed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> bytes:
        raise NotMade("secret detail")

    monkeypatch.setattr(Press, "print", refused)
    answer = at.client.get(f"/archive/reports/{at.number}/report.pdf")
    assert answer.status_code == 500
    assert "The PDF could not be made" in answer.text
    assert "secret detail" not in answer.text


def test_the_environment_says_who_may_review() -> None:
    assert not WebConfig.from_environment({}).may_review
    assert WebConfig.from_environment({"COAVERIFY_REVIEW": "1"}).may_review
    assert WebConfig.from_environment({"COAVERIFY_USER_HEADER": HEADER}).user_header == HEADER


def test_the_command_reviews_in_an_archive_only() -> None:
    refused = CliRunner().invoke(main, ["serve", "--review"], env={"COAVERIFY_ARCHIVE": ""})
    assert refused.exit_code == 2
    assert "--review needs an archive" in refused.output


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_reading_is_corrected_in_a_browser(browser: Browser, at: Reviewed, width: int) -> None:
    server = make_server("127.0.0.1", 0, at.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.port}"
    with browser.new_context(viewport={"width": width, "height": 844}, base_url=address) as context:
        page = context.new_page()
        page.goto(f"/archive/reports/{at.number}")
        for title in ("Approve or reject", "Correct a reading", "Add a comment"):
            page.locator("summary", has_text=title).click()
        assert flaws(page) == []
        form = page.locator("#correction form")
        form.get_by_label("What was misread").select_option("1:hplc_purity")
        form.get_by_label("What the paper prints").fill("97.1 %")
        form.get_by_label("Why").fill("the 9 is a 7")
        form.get_by_label("Your name").fill("Ben Example")
        form.get_by_role("button").click()
        page.wait_for_url(re.compile(rf"/reports/(?!{at.number}$)\d+$"), timeout=60_000)
        assert "below" in page.locator("main").inner_text()
        assert flaws(page) == []
    server.shutdown()
    thread.join()
