"""Somebody who owns the database and the disk, but not the key: nothing refuses what they do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, text

from coaverify.archive.location import Location
from coaverify.archive.proof.findings import Finding

OF_A_REPORT = ("report_content", "certificate", "trait", "search_text")


@contextmanager
def attacking(location: Location) -> Iterator[Connection]:
    """A connection that no trigger and no foreign key hinders. Afterwards the triggers are all there again."""
    engine = create_engine(location.database)
    if location.folder:
        event.listen(engine, "connect", _unhindered)
    try:
        with engine.begin() as connection:
            if location.folder:
                triggers = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
                for name, _ in triggers:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
                yield connection
                for _, sql in triggers:
                    connection.exec_driver_sql(sql)
            else:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
                yield connection
    finally:
        engine.dispose()


def _unhindered(raw: sqlite3.Connection, _record: object) -> None:
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA synchronous=OFF")


def execute(location: Location, *statements: str) -> None:
    """Run statements as the one who owns the database."""
    with attacking(location) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def cut(connection: Connection, first: int) -> list[str]:
    """Cut the trail off before an entry, with all rows that follow from it. Returns the originals of the rest."""
    where = f"SELECT sha256 FROM document WHERE seq >= {first}"
    originals = [str(row[0]) for row in connection.exec_driver_sql(where)]
    if connection.dialect.name == "sqlite":
        forget = "INSERT INTO search_words(search_words, rowid, text) SELECT 'delete', report, text FROM search_text"
        connection.exec_driver_sql(f"{forget} WHERE report >= {first}")
    for table in OF_A_REPORT:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE report >= {first}")
    for table in ("report", "document", "entry"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE seq >= {first}")
    return originals


def original_of(location: Location, sha256: str) -> Path:
    return Path(location.originals, sha256[:2], sha256)


def names(findings: list[Finding], subject: str) -> bool:
    """Whether a finding that is no note is about a subject ("entry 12"), be it in a row of entries."""
    for one in findings:
        if one.is_note:
            continue
        if one.subject == subject or subject in one.subject:
            return True
        what, _, number = subject.partition(" ")
        if what == "entry" and one.subject.startswith("entries "):
            first, _, last = one.subject.removeprefix("entries ").partition(" to ")
            if int(first) <= int(number) <= int(last):
                return True
    return False
