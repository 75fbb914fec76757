"""The database itself: its file, its index of words, and the triggers by which it refuses changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from coaverify.archive.archive import Archive
from coaverify.archive.database import is_sqlite
from coaverify.archive.migrations.append_only import statements_for_postgresql, statements_for_sqlite
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.tables import FOLLOWING

_MOST = 50  # places in a damaged file that are named
_FOLLOWING = tuple(model.__tablename__ for model in FOLLOWING)
_FRESH = (
    "CREATE VIRTUAL TABLE temp.fresh_words USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO temp.fresh_words(rowid, text) SELECT report, text FROM main.search_text",
    "CREATE VIRTUAL TABLE temp.fresh_places USING fts5vocab(temp, fresh_words, instance)",
    "CREATE VIRTUAL TABLE temp.filed_places USING fts5vocab(main, search_words, instance)",
)
_WORDS = 'SELECT term, doc, "offset" FROM temp.{}'
_DIFFERENT = (
    "SELECT DISTINCT doc FROM (SELECT * FROM ({fresh} EXCEPT {filed}) UNION SELECT * FROM ({filed} EXCEPT {fresh})) "
    "ORDER BY doc"
).format(fresh=_WORDS.format("fresh_places"), filed=_WORDS.format("filed_places"))  # fmt: skip


def prove_file(connection: Connection, tell: Tell) -> None:
    """SQLite's own proof of its file: pages, indexes against tables. PostgreSQL offers none to its users."""
    if not is_sqlite(connection):
        return
    for row in connection.execute(text(f"PRAGMA integrity_check({_MOST})")):
        if row[0] != "ok":
            tell(Finding(Code.DATABASE_DAMAGED, "database", f"The database's file is damaged: {row[0]}."))


def prove_protection(connection: Connection, tell: Tell) -> None:
    """All triggers there, as the schema made them."""
    expected, found = (
        (_expected_of_sqlite(), _found_in_sqlite(connection))
        if is_sqlite(connection)
        else (_expected_of_postgresql(), _found_in_postgresql(connection))
    )
    for name, body in expected.items():
        if name not in found or body not in (None, found[name]):
            how = "is not what it was made as" if name in found else "is missing"
            says = f"The trigger {name}, by which the database guards what was filed, {how}."
            tell(Finding(Code.UNPROTECTED, f"trigger {name}", says))


def prove_words(archive: Archive, tell: Tell) -> None:
    """The index of words against the texts that it was made from. Holds the archive's lock meanwhile.

    PostgreSQL's index is its own affair: there are no rows that one could change apart from the texts.
    """
    if archive.location.folder is None:
        return
    with archive.locked() as connection:
        try:
            connection.execute(text("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"))
            return
        except DatabaseError:
            reports = _indexed_otherwise(connection)
        connection.rollback()
    which = f" of report {', '.join(map(str, reports))}" if reports else ""
    says = f"The index of words says otherwise than the texts{which}: a search may miss reports."
    tell(Finding(Code.WORDS_ALTERED, f"words{which}", says))


def _indexed_otherwise(connection: Connection) -> list[int]:
    """The reports whose words stand otherwise in the index; none where it cannot even be read."""
    try:
        for statement in _FRESH:
            connection.exec_driver_sql(statement)
        return [int(row[0]) for row in connection.exec_driver_sql(_DIFFERENT)]
    except DatabaseError:
        return []


def _name(statement: str) -> str:
    return statement.split()[2].partition("(")[0]


def _expected_of_sqlite() -> dict[str, str | None]:
    """What each trigger says; of those that keep the index of words only that they are there."""
    says: dict[str, str | None] = {_name(statement): statement for statement in statements_for_sqlite(_FOLLOWING)}
    return says | {"search_text_indexed": None, "search_text_forgotten": None}


def _found_in_sqlite(connection: Connection) -> dict[str, str]:
    kept = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    return {row[0]: row[1] for row in kept}


def _expected_of_postgresql() -> dict[str, str | None]:
    return dict(_functions())


def _functions() -> Iterator[tuple[str, str]]:
    for statement in statements_for_postgresql(_FOLLOWING):
        if body := re.search(r"\$\$(.*)\$\$", statement, re.S):
            yield _name(statement), body[1].strip()


def _found_in_postgresql(connection: Connection) -> dict[str, str]:
    kept = connection.execute(
        text(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgname = p.proname"
        )
    )
    return {row[0]: row[1].strip() for row in kept}
