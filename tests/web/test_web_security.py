from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import coaverify_web
from coaverify_web.security import CONTENT_SECURITY_POLICY
from web.fake_verifier import CRASHING, LOCKED, SOUND, WRONG
from web.visitor import Visitor

PACKAGE = Path(coaverify_web.__file__).parent
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))


@pytest.fixture
def pages(visitor: Visitor) -> dict[str, str]:
    found = {path: visitor.client.get(path).text for path in ("/", "/samples/", "/checks/", "/nothing")}
    for documents in ((SOUND,), (WRONG,), (LOCKED,), (CRASHING,), (SOUND, WRONG)):
        found[repr(documents)] = visitor.upload(*documents).text
    return found


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/site.css", "/samples/semax-amide-sound.pdf"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_policy_lets_nothing_in_but_the_page_itself() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY


def test_results_are_kept_by_no_cache(visitor: Visitor) -> None:
    page = visitor.upload(SOUND)
    assert page.headers["Cache-Control"] == "private, no-store"


def test_no_page_holds_inline_scripts_styles_or_foreign_addresses(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), name
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), name
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page), name


def test_the_cookie_is_for_this_site_and_out_of_reach_of_scripts(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_no_template_switches_escaping_off() -> None:
    assert TEMPLATES
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert "| safe" not in text, template.name
        assert "autoescape" not in text, template.name


def test_a_large_upload_touches_no_disk(visitor: Visitor) -> None:
    written: list[str] = []
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        flags = arguments[2] if watching and event == "open" else 0
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
            written.append(str(arguments[0]))

    sys.addaudithook(watch)  # cannot be taken off again, only put to sleep
    page = visitor.upload(SOUND + bytes(900_000))
    watching = False
    assert page.status_code == 200
    assert written == []


def test_nothing_in_the_package_names_a_host_or_keeps_a_secret() -> None:
    for file in [*TEMPLATES, *PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.css")]:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!\{name\})", text), file.name
        assert not re.search(r"secret_key\s*=\s*[\"']", text), file.name
