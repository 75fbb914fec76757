"""A backup is one state of an archive that is in use, and proves clean."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from archive_attacker import cut
from archived_reports import document, filed
from coaverify.archive.archive import Archive
from coaverify.archive.audit import audit, entries, head_of
from coaverify.archive.backup import backup
from coaverify.archive.bundles.restoring import restore
from coaverify.archive.errors import NotAllowed
from coaverify.archive.location import Location, located
from coaverify.archive.proof.findings import Finding
from coaverify.archive.proof.links import Link
from coaverify.archive.tables import FOLLOWING
from coaverify.archive.trail import Kind
from coaverify.cli import main


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Archive]:
    with Archive(located(str(tmp_path / "archive"))) as archive:
        for number in range(3):
            filed(archive, number)
        yield archive


def trail(archive: Archive) -> list[Link]:
    with archive.reading() as connection:
        return list(entries(connection))


def clean(archive: Archive, target: Path) -> int:
    """Back up; returns how many originals were copied. Nothing may be found."""
    found: list[Finding] = []
    done = backup(archive, target, found.append)
    assert found == []
    return done.copied


def test_a_backup_while_another_files_is_clean_and_holds_what_was_there(location: Location, tmp_path: Path) -> None:
    with Archive(location) as archive:
        for number in range(3):
            filed(archive, number)
        before = trail(archive)
        stop = threading.Event()

        def write() -> None:
            with Archive(location) as other:
                number = 100
                while not stop.is_set():
                    filed(other, number)
                    number += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            targets = [tmp_path / "backup"] * 3 if location.folder else [tmp_path / f"backup{n}.zip" for n in range(3)]
            for target in targets:
                clean(archive, target)
        finally:
            stop.set()
            writer.join()
        after = trail(archive)
        restored = located(str(targets[-1] if location.folder else tmp_path / "restored"))
        with Archive(restored) as copy:
            if location.folder is None:
                restore(copy, targets[-1], "x")
            copied = [link for link in trail(copy) if link.kind != Kind.RESTORED.value]
    assert len(before) < len(copied) <= len(after)
    assert copied == after[: len(copied)]


def test_a_second_backup_copies_what_is_new(sqlite: Archive, tmp_path: Path) -> None:
    assert clean(sqlite, tmp_path / "backup") == 3
    filed(sqlite, 9)
    assert clean(sqlite, tmp_path / "backup") == 1
    assert sorted(path.name for path in (tmp_path / "backup").iterdir()) == ["archive.db", "originals"]
    with Archive(located(str(tmp_path / "backup")), create=False) as copy:
        assert head_of(copy) == head_of(sqlite)


def test_what_was_deleted_by_the_rules_goes_from_the_backup_too(sqlite: Archive, tmp_path: Path) -> None:
    clean(sqlite, tmp_path / "backup")
    sha256 = trail(sqlite)[3].document
    assert sha256
    with sqlite.adding("x") as adding:
        adding.add(Kind.DELETION, {"sha256": sha256}, document=sha256)
        for model in FOLLOWING:
            name = model.__tablename__
            where = {"document": f"sha256 = '{sha256}'", "report": f"document = '{sha256}'"}.get(name, "report = 5")
            adding.connection.execute(text(f"DELETE FROM {name} WHERE {where}"))
    sqlite.originals.remove(sha256)
    clean(sqlite, tmp_path / "backup")
    assert not list((tmp_path / "backup").rglob(sha256))


def test_a_backup_that_holds_more_than_the_archive_is_kept(sqlite: Archive, tmp_path: Path) -> None:
    clean(sqlite, tmp_path / "backup")
    head = head_of(sqlite)
    with sqlite.locked() as connection:  # somebody cuts the archive's tail
        for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        cut(connection, 6)
    with pytest.raises(NotAllowed, match="rolled back"):
        backup(sqlite, tmp_path / "backup", print)
    with Archive(located(str(tmp_path / "backup")), create=False) as copy:
        assert head_of(copy) == head


def test_a_good_copy_is_not_replaced_by_an_altered_original(sqlite: Archive, tmp_path: Path) -> None:
    clean(sqlite, tmp_path / "backup")
    for path in Path(sqlite.location.originals).rglob("*"):
        if path.is_file():
            path.write_bytes(b"altered")
    clean(sqlite, tmp_path / "backup")


def test_an_original_that_is_altered_in_the_archive_is_told(sqlite: Archive, tmp_path: Path) -> None:
    sha256 = sqlite.originals.put(document(1))
    Path(sqlite.location.originals, sha256[:2], sha256).write_bytes(b"altered")
    found: list[Finding] = []
    done = backup(sqlite, tmp_path / "backup", found.append)
    assert {one.subject for one in found} == {f"original {sha256}"}
    assert done.tally.findings == 1


def test_what_an_interrupted_backup_left_does_no_harm(sqlite: Archive, tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    for name in ("archive.db.part", "archive.db.part-wal"):
        (tmp_path / "backup" / name).write_bytes(b"half")
    clean(sqlite, tmp_path / "backup")


def test_nothing_else_is_written_over(sqlite: Archive, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    for target in (tmp_path / "mine", tmp_path / "archive"):
        with pytest.raises(NotAllowed):
            backup(sqlite, target, print)
    with Archive(located(str(tmp_path / "other"))) as other:
        filed(other, 1)
    with pytest.raises(NotAllowed):
        backup(sqlite, tmp_path / "other", print)


def test_the_backup_is_an_archive_that_goes_on(sqlite: Archive, tmp_path: Path) -> None:
    clean(sqlite, tmp_path / "backup")
    with Archive(located(str(tmp_path / "backup"))) as copy:
        assert filed(copy, 9).is_new
        assert not filed(copy, 1).is_new
        assert audit(copy, print).findings == 0


def test_the_command_backs_up_and_says_what_it_holds(location: Location, tmp_path: Path) -> None:
    with Archive(location) as archive:
        filed(archive, 1)
    address = str(location.folder) if location.folder else location.database.replace("+psycopg", "")
    target = tmp_path / "backup"
    done = CliRunner().invoke(
        main, ["archive", "backup", str(target), "--archive", address, "--originals", location.originals]
    )
    assert done.exit_code == 0, done.output
    assert "1 originals copied" in done.output
    assert "Nothing altered" in done.output
