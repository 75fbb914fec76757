"""The kinds of alteration that `archive_alterations` makes."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Row, create_engine, text
from sqlalchemy.exc import DatabaseError

from archive_attacker import attacking, cut, original_of
from coaverify.archive.canonical import sha256_of
from coaverify.archive.keys import Signer
from coaverify.archive.location import Location
from coaverify.archive.proof.links import link_of_columns
from coaverify.archive.trail import Kind, Trail

KEYS = {
    "entry": ("seq",),
    "document": ("sha256",),
    "report": ("seq",),
    "report_content": ("report",),
    "certificate": ("report", "number"),
    "trait": ("report", "number"),
    "search_text": ("report",),
}
BOTH = ("sqlite", "postgresql")


class NothingAltered(Exception):
    """The change that was chosen is none, or the database does not take it: another one is chosen."""


@dataclass(frozen=True, slots=True)
class Case:
    """What was done. subjects: all of them have to be named. needs_head: it can be seen against a noted head only."""

    what: str
    subjects: tuple[str, ...]
    needs_head: bool = False
    may_be_refused: bool = False


Alter = Callable[[Location, Location, random.Random], Case]


@dataclass(frozen=True, slots=True)
class Alteration:
    name: str
    alter: Alter
    databases: tuple[str, ...] = BOTH


# --- files ------------------------------------------------------------------------------------------


def _originals(place: Location, chance: random.Random, number: int) -> list[Path]:
    found = sorted(path for path in Path(place.originals).rglob("*") if path.is_file())
    return chance.sample(found, number)


def byte_of_an_original(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    (path,) = _originals(place, chance, 1)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= chance.randint(1, 255)
    path.write_bytes(data)
    return Case("a byte of an original changed", (f"original {path.name}",))


def original_cut_short(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    (path,) = _originals(place, chance, 1)
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])
    return Case("an original cut short", (f"original {path.name}",))


def original_removed(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    (path,) = _originals(place, chance, 1)
    path.unlink()
    return Case("an original removed", (f"original {path.name}",))


def originals_swapped(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    one, other = _originals(place, chance, 2)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    return Case("two originals swapped", (f"original {one.name}", f"original {other.name}"))


def byte_of_the_database(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """One byte of SQLite's file, where it changes anything that can be read from it."""
    assert place.folder  # noqa: S101  # for the type checker: it is always there in this case
    path = place.folder / "archive.db"
    before = _dump(path)
    data = bytearray(path.read_bytes())
    at = chance.randrange(len(data))
    data[at] ^= chance.randint(1, 255)
    path.write_bytes(data)
    if _dump(path) == before:
        raise NothingAltered
    return Case(f"byte {at} of the database's file changed", ("",), may_be_refused=True)


def _dump(path: Path) -> list[object] | str:
    """All that the file says, read without any index; the reason where it cannot be read.

    Of the index of words what it holds, and not its own directory: an entry of that for a segment of one page is not
    used, and SQLite's proof does not look at it.
    """
    tables = [*KEYS, "alembic_version", "search_words_data", "search_words_docsize"]
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.text_factory = bytes
            said: list[object] = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
            return said + [connection.execute(f"SELECT * FROM {table} NOT INDEXED").fetchall() for table in tables]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error)


# --- rows -------------------------------------------------------------------------------------------


def _chosen(connection: Connection, table: str, chance: random.Random, number: int = 1) -> list[Row[Any]]:
    rows = connection.execute(text(f"SELECT * FROM {table} ORDER BY {', '.join(KEYS[table])}")).all()
    return chance.sample(list(rows), number)


def _subject(table: str, row: Row[Any]) -> str:
    if table == "entry":
        return f"entry {row.seq}"
    return f"document {row.sha256}" if table == "document" else f"report {row.seq if table == 'report' else row.report}"


def _where(table: str) -> str:
    return " AND ".join(f"{key} = :key_{key}" for key in KEYS[table])


def _keys(table: str, row: Row[Any]) -> dict[str, object]:
    return {f"key_{key}": row._mapping[key] for key in KEYS[table]}


def _run(connection: Connection, statement: str, values: dict[str, object]) -> None:
    try:
        connection.execute(text(statement), values)
    except DatabaseError as error:
        raise NothingAltered from error


def _another(value: object, chance: random.Random) -> object:
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 1000])
    if isinstance(value, float):
        return value + chance.choice([0.1, -0.1, 1e-9])
    if value is None:
        return None
    words = str(value)
    at = chance.randrange(len(words) + 1)
    return chance.choice(
        [words[:at] + chance.choice("0aZ é") + words[at + 1 :], words[:at] + words[at + 1 :], words + "0"]
    )


def field(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    table = chance.choice(list(KEYS))
    with attacking(place) as connection:
        (row,) = _chosen(connection, table, chance)
        column = str(chance.choice(list(row._mapping)))
        old = row._mapping[column]
        new = _another(old, chance)
        if old is None:
            new = 1 if column in ("follows", "report") or column.startswith(("net", "water", "measured")) else "x"
            new = 1.5 if column in ("hplc_purity", "observed_mass") else new
        if new == old:
            raise NothingAltered
        _run(
            connection, f'UPDATE {table} SET "{column}" = :new WHERE {_where(table)}', {"new": new} | _keys(table, row)
        )
    return Case(f"{table}.{column}: {str(old)[:40]!r} -> {str(new)[:40]!r}", (_subject(table, row),))


def row_deleted(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    table = chance.choice(list(KEYS))
    with attacking(place) as connection:
        (row,) = _chosen(connection, table, chance)
        if table == "entry" and row.seq == _last(connection):
            raise NothingAltered  # a cut tail, which is a kind of its own
        _run(connection, f"DELETE FROM {table} WHERE {_where(table)}", _keys(table, row))
    return Case(f"a row of {table} deleted", (_subject(table, row),))


def rows_swapped(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """Two rows exchange all but their keys."""
    table = chance.choice(list(KEYS))
    with attacking(place) as connection:
        one, other = _chosen(connection, table, chance, 2)
        columns = [name for name in one._mapping if name not in KEYS[table]]
        if [one._mapping[name] for name in columns] == [other._mapping[name] for name in columns]:
            raise NothingAltered
        for row in (one, other):  # out of the way first: some columns are unique
            _run(connection, f"DELETE FROM {table} WHERE {_where(table)}", _keys(table, row))
        for row, source in ((one, other), (other, one)):
            values = dict(source._mapping) | {key: row._mapping[key] for key in KEYS[table]}
            _insert(connection, table, values)
    return Case(f"two rows of {table} swapped", tuple({_subject(table, one), _subject(table, other)}))


def row_inserted(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """A copy of a row under another number."""
    table = chance.choice([name for name in KEYS if name != "entry"])
    with attacking(place) as connection:
        (row,) = _chosen(connection, table, chance)
        values = dict(row._mapping)
        fresh = chance.choice([900, 901, 2])
        if table in ("certificate", "trait") and chance.random() < 0.5:
            values["number"] = 9
        elif table == "document":
            values |= {"sha256": f"{chance.getrandbits(256):064x}", "seq": fresh}
        elif table == "report":
            values |= {"seq": fresh, "run": f"{chance.getrandbits(256):064x}"}
        else:
            values["report"] = fresh
        _insert(connection, table, values)
    subject = (
        f"document {values['sha256']}" if table == "document" else f"report {values.get('report', values.get('seq'))}"
    )
    return Case(f"a row of {table} inserted", (subject,))


def _insert(connection: Connection, table: str, values: dict[str, object]) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    _run(connection, f"INSERT INTO {table}({columns}) VALUES ({', '.join(f':{name}' for name in values)})", values)


def _last(connection: Connection) -> int:
    return int(connection.execute(text("SELECT max(seq) FROM entry")).scalar_one())


# --- the trail --------------------------------------------------------------------------------------


def entry_by_a_foreign_key(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """At the end, well formed, by a key that introduced itself."""
    with attacking(place) as connection:
        last = _last(connection)
        trail = Trail(connection, Signer(Ed25519PrivateKey.generate()), "somebody")
        trail.introduce(trail.signer.public_pem)
        kind = chance.choice([Kind.COMMENT, Kind.APPROVAL, Kind.HOLD])
        trail.add(kind, {"words": "fine"}, report=chance.randint(3, last))
    return Case(f"a {kind.value} by a foreign key added", (f"entry {last + 1}", f"entry {last + 2}"))


def entry_under_a_known_name(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """At the end, hashed as it should be, in the name of the installation's key, which did not sign it."""
    with attacking(place) as connection:
        last = connection.execute(text("SELECT * FROM entry ORDER BY seq DESC LIMIT 1")).one()
        values = dict(last._mapping) | {"seq": last.seq + 1, "prev": last.hash, "kind": "approval"}
        _insert(connection, "entry", values | {"hash": sha256_of(link_of_columns(values).line)})
    return Case("an approval in the name of the key added", (f"entry {last.seq + 1}",))


def trail_written_anew(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """One entry changed, and all behind it linked and hashed anew, as one can who has no key."""
    with attacking(place) as connection:
        rows = connection.execute(text("SELECT * FROM entry ORDER BY seq")).all()
        first = chance.randint(2, len(rows))
        prev = rows[first - 2].hash
        for row in rows[first - 1 :]:
            _run(connection, "DELETE FROM entry WHERE seq = :seq", {"seq": row.seq})
        for row in rows[first - 1 :]:
            values = dict(row._mapping) | {"prev": prev}
            if row.seq == first:
                values["by"] = "somebody else"
            prev = values["hash"] = sha256_of(link_of_columns(values).line)
            _insert(connection, "entry", values)
    return Case(f"the trail written anew from entry {first} on", (f"entry {first}",))


def tail_cut(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    with attacking(place) as connection:
        first = chance.randint(2, _last(connection))
        gone = cut(connection, first)
    for sha256 in gone:
        original_of(place, sha256).unlink()
    return Case(f"the trail cut before entry {first}", ("head ",), needs_head=True)


def rolled_back(place: Location, yesterday: Location, _chance: random.Random) -> Case:
    """The database is yesterday's; the originals stay as they are or go back too."""
    if place.folder and yesterday.folder:
        shutil.copy(yesterday.folder / "archive.db", place.folder / "archive.db")
    else:
        _as_yesterday(place, yesterday)
    return Case("the database rolled back", ("head ",), needs_head=True)


def _as_yesterday(place: Location, yesterday: Location) -> None:
    engine = create_engine(yesterday.database)
    with engine.connect() as connection:
        last = _last(connection)
    engine.dispose()
    with attacking(place) as connection:
        cut(connection, last + 1)


# --- what surrounds it ------------------------------------------------------------------------------


def index_of_words(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    """A report's words taken out of the index, or others put in."""
    with attacking(place) as connection:
        (row,) = _chosen(connection, "search_text", chance)
        forget = "INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', :report, :text)"
        _run(connection, forget, {"report": row.report, "text": row.text})
        if chance.random() < 0.5:
            says = {"report": row.report, "text": f"{row.text} somewhere"}
            _run(connection, "INSERT INTO search_words(rowid, text) VALUES (:report, :text)", says)
    return Case(f"the index of words of report {row.report} changed", (f"report {row.report}",))


def trigger_dropped(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    table, what = chance.choice(list(KEYS)), chance.choice(["unchanged", "stays"])
    engine = create_engine(place.database)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {table}_{what}" + ("" if place.folder else f" ON {table}"))
    engine.dispose()
    return Case(f"the trigger {table}_{what} dropped", (f"trigger {table}_{what}",))


def revision(place: Location, _yesterday: Location, chance: random.Random) -> Case:
    with attacking(place) as connection:
        _run(connection, "UPDATE alembic_version SET version_num = :new", {"new": chance.choice(["9999", "x", ""])})
    return Case("the schema's revision changed", ("database",), may_be_refused=True)


KINDS = (
    Alteration("byte of an original", byte_of_an_original),
    Alteration("original cut short", original_cut_short),
    Alteration("original removed", original_removed),
    Alteration("originals swapped", originals_swapped),
    Alteration("byte of the database's file", byte_of_the_database, ("sqlite",)),
    *(Alteration("field", field) for _ in range(6)),
    *(Alteration("row deleted", row_deleted) for _ in range(2)),
    *(Alteration("rows swapped", rows_swapped) for _ in range(2)),
    *(Alteration("row inserted", row_inserted) for _ in range(2)),
    Alteration("entry by a foreign key", entry_by_a_foreign_key),
    Alteration("entry in the key's name", entry_under_a_known_name),
    Alteration("trail written anew", trail_written_anew),
    Alteration("tail cut", tail_cut),
    Alteration("rolled back", rolled_back),
    Alteration("index of words", index_of_words, ("sqlite",)),
    Alteration("trigger dropped", trigger_dropped),
    Alteration("revision of the schema", revision),
)
