"""The web page with an archive: uploads are filed as they come, and are found again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from archived_reports import certified, filed
from coaverify.archive.archive import Archive
from coaverify.archive.location import located
from coaverify.batch.local import Submission
from coaverify.model.settings import Settings
from coaverify.report.generator import generator_of
from coaverify.report.model import Report
from coaverify_web import WebConfig, create_app
from coaverify_web.desk import EXTENSION
from web.accessibility import flaws
from web.fake_verifier import LOCKED, SOUND, WRONG, FakeVerifier
from web.visitor import Visitor


class HonestVerifier(FakeVerifier):
    """A verifier whose reports are on the very bytes, by the versions in use: they can be filed."""

    def verify(self, submission: Submission, settings: Settings) -> Report:
        made = super().verify(submission, settings)
        digest = hashlib.sha256(submission.data).hexdigest()
        document = made.document.model_copy(update={"sha256": digest, "size_bytes": len(submission.data)})
        return made.model_copy(update={"document": document, "generator": generator_of(settings)})


@pytest.fixture
def verifier() -> FakeVerifier:
    return HonestVerifier()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "key.pem"))
    for name in ("COAVERIFY_ARCHIVE", "COAVERIFY_ORIGINALS", "COAVERIFY_USER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "archive"


@pytest.fixture
def app(config: WebConfig, verifier: FakeVerifier, folder: Path) -> Iterator[Flask]:
    made = create_app(replace(config, archive=str(folder), by="first person"), verifier)
    yield made
    made.extensions[EXTENSION].close()


@pytest.fixture
def filled(folder: Path, client: FlaskClient) -> FlaskClient:
    """Somebody at an archive with some certificates of two vendors."""
    with Archive(located(str(folder))) as archive:
        for number in range(30):
            purity = "99.30" if number % 3 else f"9{number % 7 + 1}.{number:02}"
            filed(archive, number, certified(lot=f"SX-24/{number:02}", purity=purity, failing=number % 9 == 0))
        filed(archive, 90, certified(lot="SX-24/07", vendor="Другой & <Söhne>", purity="97.10"))
    return client


def report_number(page: str) -> int:
    found = re.search(r'/archive/reports/(\d+)"', page)
    assert found
    return int(found[1])


def test_an_upload_is_filed_and_its_page_says_where(visitor: Visitor) -> None:
    page = visitor.upload(("semax.pdf", WRONG)).text
    assert "Archived as" in page
    number = report_number(page)
    shown = visitor.client.get(f"/archive/reports/{number}").text
    assert "excludes the claimed amide and fits the free acid" in shown
    assert "first person" in shown
    assert f"Report {number} filed: fail." in shown
    assert "never written to disk" not in shown
    assert "never stored" not in visitor.client.get("/").text


def test_a_known_document_is_linked_and_not_verified_again(visitor: Visitor, verifier: FakeVerifier) -> None:
    first = report_number(visitor.upload(("a.pdf", SOUND)).text)
    page = visitor.upload(("b.pdf", SOUND)).text
    assert report_number(page) == first
    assert "was not checked again" in page
    assert len([one for one, _ in verifier.asked if one.data]) == 1
    assert "came again as b.pdf" in visitor.client.get(f"/archive/documents/{hashlib.sha256(SOUND).hexdigest()}").text


def test_of_an_upload_of_several_all_are_filed(visitor: Visitor) -> None:
    page = visitor.upload(("a.pdf", SOUND), ("b.pdf", WRONG), ("c.pdf", LOCKED)).text
    assert "3 of 3 documents are in the" in page
    assert len(set(re.findall(r"/archive/reports/(\d+)", page))) == 3


def test_what_could_not_be_filed_is_said_and_its_result_shown(visitor: Visitor, folder: Path) -> None:
    visitor.upload(SOUND)
    (folder / "archive.db").rename(folder / "away.db")
    (folder / "archive.db").mkdir()
    for name in ("archive.db-wal", "archive.db-shm"):
        (folder / name).unlink(missing_ok=True)
    visitor.client.application.extensions[EXTENSION].archive.close()
    page = visitor.upload(("semax.pdf", WRONG)).text
    assert "Not archived." in page
    assert 'class="verdict-word">Fail' in page
    assert "Archived as" not in page
    several = visitor.upload(("a.pdf", WRONG), ("b.pdf", SOUND)).text
    assert "Not archived: a.pdf." in several
    assert visitor.client.get("/archive/").status_code == 503
    assert visitor.client.get("/api/archive/reports").status_code == 503


def test_an_archived_report_has_its_page_images_and_json(visitor: Visitor, folder: Path) -> None:
    number = report_number(visitor.upload(SOUND).text)
    base = f"/archive/reports/{number}"
    image = visitor.client.get(f"{base}/pages/1.png")
    assert image.data.startswith(b"\x89PNG")
    assert (
        visitor.client.get(f"{base}/pages/1.png", headers={"If-None-Match": image.headers["ETag"]}).status_code == 304
    )
    assert visitor.client.get(f"{base}/pages/9.png").status_code == 404
    assert Report.from_json(visitor.client.get(f"{base}/report.json").data).verdict.value == "pass"
    assert f'src="{base}/pages/1.png"' in visitor.client.get(base).text
    (original,) = [path for path in (folder / "originals").rglob("*") if path.is_file()]
    original.chmod(0o600)
    original.write_bytes(b"altered")
    assert visitor.client.get(f"{base}/pages/1.png").status_code == 503


def test_reports_are_searched_and_paged(filled: FlaskClient) -> None:
    page = filled.get("/archive/").text
    assert "31 reports" in page
    assert page.count('role="rowheader"') == 25
    older = re.search(r'href="(/archive/\?[^"]*after=[^"]+)"', page)
    assert older
    rest = filled.get(older[1].replace("&amp;", "&")).text
    assert rest.count('role="rowheader"') == 6
    found = filled.get("/archive/?lot=sx+24+07&words=99.30").text
    assert "1 report<" in found
    assert "Nothing was found" in filled.get("/archive/?words=nowhere").text
    assert "these begin so" in filled.get("/archive/?lot=SX").text


def test_what_is_asked_stays_in_the_address_of_older_ones(filled: FlaskClient) -> None:
    page = filled.get("/archive/?lot=SX*&min_purity=90&filed_from=2020-01-01&all_versions=y").text
    older = re.search(r'href="(/archive/\?[^"]*after=[^"]+)"', page)
    assert older
    for words in ("lot=SX", "min_purity=90", "filed_from=2020-01-01", "all_versions="):
        assert words in older[1]


@pytest.mark.parametrize(
    "asked", ["filed_from=x", "min_purity=x", "min_purity=101", "verdict=maybe", f"lot={'x' * 301}"]
)
def test_what_makes_no_sense_is_told_beside_its_field(filled: FlaskClient, asked: str) -> None:
    assert filled.get(f"/archive/?{asked}").status_code == 422
    assert filled.get(f"/api/archive/reports?{asked}").status_code == 422


def test_the_histories_show_what_is_known(filled: FlaskClient) -> None:
    vendor = filled.get("/archive/vendors/examplepeptides").text
    for words in (
        "Example Peptides",
        "30 certificates",
        "histogram-bar",
        "99.30 %",
        "A hint to look closer",
        "figures end in",
    ):
        assert words in vendor
    assert "Example Laboratory" in filled.get("/archive/laboratories/examplelaboratory").text
    lot = filled.get("/archive/lots/sx2407").text
    assert "Другой &amp; &lt;Söhne&gt;" in lot
    assert "Purity, %" in lot
    for path in ("vendors/nobody", "laboratories/nobody", "lots/nothing", "documents/ffffffff", "reports/99999",
                 "reports/99999999999999999999", "reports/3/pages/9.png", "?after=x"):  # fmt: skip
        assert filled.get(f"/archive/{path}").status_code == 404, path


def test_programs_ask_for_the_same(filled: FlaskClient) -> None:
    first = filled.get("/api/archive/reports?vendor=example+peptides&limit=20").get_json()
    rest = filled.get(f"/api/archive/reports?vendor=example+peptides&limit=20&after={first['after']}").get_json()
    assert len(first["reports"]) == 20
    assert (len(rest["reports"]), rest["after"]) == (10, None)
    number = first["reports"][0]["number"]
    made = Report.from_json(filled.get(f"/api/archive/reports/{number}").data)
    assert made.document.name == "29.pdf"
    assert filled.get("/api/archive/reports?lot=SX").get_json()["widened"] == ["lot"]
    assert filled.get("/api/archive/reports/99999").status_code == 404
    for wrong in ("after=x", "limit=0", "limit=201", "limit=x"):
        assert filled.get(f"/api/archive/reports?{wrong}").status_code == 422
    assert "error" in json.loads(filled.get("/api/archive/reports/99999").data)


def test_without_an_archive_there_are_no_such_pages(config: WebConfig, verifier: FakeVerifier) -> None:
    made = create_app(config, verifier)
    client = made.test_client()
    assert client.get("/archive/").status_code == 404
    assert client.get("/api/archive/reports").status_code == 404
    assert "never written to disk" in client.get("/").text
    assert "/archive/" not in Visitor(client).upload(SOUND).text
    made.extensions[EXTENSION].close()


def test_the_environment_names_the_archive() -> None:
    config = WebConfig.from_environment(
        {"COAVERIFY_ARCHIVE": "/a", "COAVERIFY_ORIGINALS": "/o", "COAVERIFY_USER": "a person"}
    )
    assert (config.archive, config.originals, config.by) == ("/a", "/o", "a person")
    assert WebConfig.from_environment({}).archive == ""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_archive_can_be_read_by_everybody(browser: Browser, address: str, filled: FlaskClient, width: int) -> None:
    number = filled.get("/api/archive/reports?lot=SX-24/07").get_json()["reports"][0]["number"]
    context = browser.new_context(viewport={"width": width, "height": 844}, base_url=address)
    page = context.new_page()
    page.goto("/archive/")
    page.get_by_label("Lot", exact=True).fill("sx-24/07")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found")).to_have_text("2 reports")
    found = {}
    for path in (
        "/archive/", "/archive/?words=nowhere", "/archive/?min_purity=x", f"/archive/reports/{number}",
        "/archive/lots/sx2407", "/archive/vendors/examplepeptides", "/archive/vendors/nobody",
    ):  # fmt: skip
        page.goto(path)
        found[path] = flaws(page)
    page.goto(f"/archive/reports/{number}")
    page.get_by_role("link", name="This document's history").click()
    found["document"] = flaws(page)
    assert {where: what for where, what in found.items() if what} == {}
    context.close()
