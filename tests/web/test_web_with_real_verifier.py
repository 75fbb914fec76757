"""The page with the real verifier and the real samples: what a stranger sees who tries it."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from coaverify.batch.local import Verifier
from coaverify.report.model import Report
from coaverify.report.presentation.words import VERDICTS
from coaverify_web import WebConfig, create_app
from coaverify_web.desk import EXTENSION
from web.accessibility import flaws
from web.visitor import Visitor

SAMPLES = Path(__file__).parents[2] / "samples"
WRONG_FORM = "semax-amide-ions-of-the-acid"
EXPECTED = tomllib.loads((SAMPLES / "expected" / "verdicts.toml").read_text(encoding="utf-8"))
WORDS = {verdict.value: wording.word for verdict, wording in VERDICTS.items()}


@pytest.fixture(scope="module")
def real_client() -> Iterator[FlaskClient]:
    with Verifier() as verifier:
        app = create_app(WebConfig(samples=SAMPLES, patience_seconds=30), verifier)
        yield app.test_client()
        app.extensions[EXTENSION].close()


@pytest.fixture
def real_visitor(real_client: FlaskClient) -> Visitor:
    return Visitor(real_client)


def sample(stem: str) -> bytes:
    return (SAMPLES / f"{stem}.pdf").read_bytes()


@pytest.mark.parametrize("stem", sorted(EXPECTED))
def test_each_sample_shows_the_verdict_that_it_was_made_for(real_visitor: Visitor, stem: str) -> None:
    page = real_visitor.client.post(
        f"/samples/{stem}.pdf/check", data={"csrf_token": real_visitor.token()}, follow_redirects=True
    )
    assert page.status_code == 200
    assert f'class="verdict-word">{WORDS[EXPECTED[stem]["verdict"]]}<' in page.text


def test_page_images_and_json_come_from_the_document(real_visitor: Visitor) -> None:
    path = real_visitor.upload_path(sample(WRONG_FORM))
    image = real_visitor.client.get(f"{path}/1/pages/1.png")
    assert image.data.startswith(b"\x89PNG")
    report = Report.from_json(real_visitor.client.get(f"{path}/1/report.json").data)
    assert report.verdict.value == "fail"


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\n" * 100_000, sample(WRONG_FORM)[:900]],
    ids=["empty", "text", "nothing in it", "newlines", "cut off"],
)
def test_what_is_no_certificate_is_unreadable_and_says_what_to_do(real_visitor: Visitor, data: bytes) -> None:
    page = real_visitor.upload(("odd.pdf", data))
    assert page.status_code == 200
    assert 'class="verdict-word">Not readable<' in page.text


def test_what_was_ordered_is_held_against_the_certificate(real_visitor: Visitor) -> None:
    sound = sample("semax-amide-sound")
    assert 'class="verdict-word">Pass<' in real_visitor.upload(sound).text
    assert 'class="verdict-word">Fail<' in real_visitor.upload(sound, lot="ANOTHER-LOT-1").text
    assert 'class="verdict-word">Fail<' in real_visitor.upload(sound, min_purity="99.99").text
    assert 'class="verdict-word">Pass<' not in real_visitor.upload(sound, peptide="selank").text
    assert 'class="verdict-word">Pass<' not in real_visitor.upload(sound, peptide="semax", form="plain").text


@pytest.mark.browser
def test_in_the_browser_every_value_of_a_sample_leads_to_its_frame_and_back(
    real_client: FlaskClient, browser: Browser
) -> None:
    server = make_server("127.0.0.1", 0, real_client.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, base_url=f"http://127.0.0.1:{server.server_port}"
    )
    try:
        page = context.new_page()
        page.goto("/")
        page.set_input_files("input[type=file]", SAMPLES / f"{WRONG_FORM}.pdf")
        page.click("[data-submit]")
        page.wait_for_url("**/results/**")
        assert flaws(page) == []
        links = page.locator(".claims-table .claim-value")
        assert links.count() > 5
        for number in range(links.count()):
            row = links.nth(number).locator("xpath=ancestor::tr")
            links.nth(number).click()
            expect(page.locator("a.mark:focus")).to_be_in_viewport()
            page.keyboard.press("Enter")
            expect(page.locator("tr:focus")).to_be_in_viewport()
            expect(row).to_have_class("is-shown")
    finally:
        context.close()
        server.shutdown()
        thread.join()
        server.server_close()
