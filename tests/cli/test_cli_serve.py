"""`coaverify serve` without the web page behind it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import coaverify_web.serve
from coaverify.cli import main
from coaverify_web import WebConfig


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("coaverify_web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "flask", None)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert "pip install 'coaverify[web]'" in result.stderr


def test_host_port_samples_and_templates_are_handed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(coaverify_web.serve, "serve", lambda *arguments: calls.append(arguments))
    arguments = ["serve", "--host", "127.0.0.1", "--port", "8123", "--samples", str(tmp_path), "--no-templates"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert calls == [("127.0.0.1", 8123, tmp_path, ())]


def test_an_address_that_cannot_be_served_is_a_usage_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise coaverify_web.serve.CannotServe("Choose another port.")

    monkeypatch.setattr(coaverify_web.serve, "serve", refuse)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert "Choose another port." in result.stderr


def test_the_archive_is_handed_on_through_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("COAVERIFY_ARCHIVE", "COAVERIFY_ORIGINALS", "COAVERIFY_USER"):
        monkeypatch.setenv(name, "")  # put back afterwards
    found: list[WebConfig] = []
    monkeypatch.setattr(coaverify_web.serve, "serve", lambda *_: found.append(WebConfig.from_environment()))
    arguments = ["serve", "--no-templates", "--archive", str(tmp_path), "--by", "a person"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert [(config.archive, config.originals, config.by) for config in found] == [(str(tmp_path), None, "a person")]


def test_an_archive_that_cannot_be_opened_is_exit_code_13(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("COAVERIFY_ARCHIVE", "COAVERIFY_ORIGINALS", "COAVERIFY_USER"):
        monkeypatch.setenv(name, "")
    (tmp_path / "archive.db").mkdir()
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--no-templates", "--archive", str(tmp_path)])
    assert result.exit_code == 13
    assert str(tmp_path) in result.stderr
