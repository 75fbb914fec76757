"""`coaverify serve` without the web page behind it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import coaverify_web.serve
from coaverify.cli import main


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
