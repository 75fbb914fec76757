"""Every test of the archive runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coaverify.archive.archive import Archive
from coaverify.archive.location import Location, located
from postgresql_server import Server, running


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def a_key_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests sign with a key of theirs, and never with that of the user who runs them."""
    monkeypatch.setenv("COAVERIFY_SIGNING_KEY", str(tmp_path / "signing-key.pem"))
    for name in ("COAVERIFY_ARCHIVE", "COAVERIFY_ORIGINALS", "COAVERIFY_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Where an archive can be made: nothing is there yet."""
    if request.param == "sqlite":
        return located(str(tmp_path / "archive"))
    server: Server = request.getfixturevalue("postgresql")
    return located(server.new_database(), str(tmp_path / "originals"))


@pytest.fixture
def archive(location: Location) -> Iterator[Archive]:
    with Archive(location) as made:
        yield made
