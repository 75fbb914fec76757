"""The templates of whoever runs the web page are used for every upload, and a reading by one says so."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coaverify.batch.local import Verifier
from coaverify.templates.folder import templates_from
from coaverify_web import WebConfig, create_app
from coaverify_web.desk import EXTENSION
from coaverify_web.serve import CannotServe, serve
from web.visitor import Visitor

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEMPLATE = "larkfield-fine-peptides.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates"
    made.mkdir()
    shutil.copy(SAMPLES / TEMPLATE, made)
    return made


def test_the_environment_names_the_folder(folder: Path) -> None:
    config = WebConfig.from_environment({"COAVERIFY_TEMPLATES": str(folder)})
    assert [template.file for template in config.templates] == [TEMPLATE]
    assert WebConfig.from_environment({}).templates == ()
    assert WebConfig.from_environment({"COAVERIFY_TEMPLATES": str(folder)}, templates=()).templates == ()


def test_a_broken_template_keeps_the_server_from_starting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "broken.yaml").write_text("issuer: [")
    monkeypatch.setenv("COAVERIFY_TEMPLATES", str(folder))
    with pytest.raises(CannotServe, match=r"broken\.yaml"):
        serve(port=0)


def test_an_upload_is_read_with_the_templates_and_the_page_says_which_claims(config: WebConfig, folder: Path) -> None:
    with Verifier(jobs=1) as verifier:
        app = create_app(replace(config, templates=templates_from(folder), patience_seconds=60), verifier)
        page = Visitor(app.test_client()).upload((SAMPLES / "semax-amide-in-words-of-its-own.pdf").read_bytes()).text
        app.extensions[EXTENSION].close()
    assert "LF-26-031" in page
    assert f"read with the template {TEMPLATE}" in page
