"""A web app with a fake verifier, over HTTP as tests call it and as a browser does."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from coaverify_web import WebConfig, create_app
from coaverify_web.desk import EXTENSION
from web.fake_verifier import FakeVerifier
from web.visitor import Visitor

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A samples folder of two certificates and something that is none."""
    folder = tmp_path / "samples"
    (folder / "expected").mkdir(parents=True)
    (folder / "semax-amide-sound.pdf").write_bytes(b"sound")
    (folder / "n-acetyl-semax-wrong-form.pdf").write_bytes(b"wrong")
    (folder / "notes.txt").write_text("not a sample")
    (folder / "expected" / "verdicts.toml").write_text('[semax-amide-sound]\nverdict = "pass"\n')
    return folder


@pytest.fixture
def verifier() -> FakeVerifier:
    return FakeVerifier()


@pytest.fixture
def config(samples: Path) -> WebConfig:
    return WebConfig(
        secret_key="for tests only",
        upload_megabytes=1,
        files_per_upload=6,
        samples=samples,
        patience_seconds=2,
    )


@pytest.fixture
def app(config: WebConfig, verifier: FakeVerifier) -> Iterator[Flask]:
    made = create_app(config, verifier)
    yield made
    verifier.release.set()
    made.extensions[EXTENSION].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    """Somebody at the page, with CSRF protection on as for everybody."""
    return Visitor(client)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The app on a port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Missing is a failure: a page that no browser opened was not tested."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Debian's chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()
