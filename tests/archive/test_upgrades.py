"""An archive that an earlier release made is brought to the newest schema when it is opened: nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select, text
from sqlalchemy.schema import SchemaItem

import coaverify.archive
from archived_reports import certified, document, filed, report_on
from certificate_builder import SETTINGS
from coaverify.archive import database, likenesses
from coaverify.archive.archive import Archive
from coaverify.archive.canonical import sha256_of
from coaverify.archive.database import NEWEST
from coaverify.archive.duplicates import Duplicates
from coaverify.archive.errors import NewerSchema
from coaverify.archive.filing import file
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.location import Location, located
from coaverify.archive.query import Query
from coaverify.archive.search import find
from coaverify.archive.shelf import filed_report
from coaverify.archive.storage import originals_at
from coaverify.archive.tables import FOLLOWING, Base, Entry, Likeness, ReportRow, TraitRow
from coaverify.archive.trail import BEFORE_THE_FIRST, header
from coaverify.verify import verify
from plot_pictures import certificate, picture_of, run

PRINTS = replace(SETTINGS, fingerprints=True)
OF_THE_FIRST_RELEASE = ("entry", "document", "report", "report_content", "certificate", "trait", "search_text")
LINES = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")
OPEN = "import sys; from coaverify.archive.archive import Archive; from coaverify.archive.location import located\n"
Rows = list[dict[str, Any]]


@pytest.fixture(autouse=True)
def no_text_is_read_in_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plots hold nothing to read, and looking for it takes seconds."""
    monkeypatch.setattr("coaverify.verify.recogniser_installed", lambda: False)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Location:
    return located(str(tmp_path / "elsewhere"))


@pytest.fixture
def old(location: Location, elsewhere: Location) -> Location:
    """An archive as the first release left it: its schema, and the rows that it wrote."""
    with Archive(elsewhere) as source:
        for number in range(3):
            filed(source, number, certified(lot=f"L-{number}"))
        for number, drawn in enumerate(
            (certificate(*LINES, signal=run(1)), certificate(*LINES, picture=picture_of(run(2))))
        ):
            file(source, verify(drawn, f"drawn {number}.pdf", PRINTS), drawn, "first person")
        rows = {name: rows_in(source._engine, name) for name in OF_THE_FIRST_RELEASE}
        originals = [source.originals.get(one["sha256"]) for one in rows["document"]]
    made = at_revision(location, "0001")
    with made.begin() as connection:
        for name, filed_rows in rows.items():
            for row in filed_rows:
                columns = ", ".join(f'"{column}"' for column in row)
                values = ", ".join(f":{column}" for column in row)
                connection.execute(text(f'INSERT INTO "{name}" ({columns}) VALUES ({values})'), row)
    made.dispose()
    for data in originals:
        originals_at(location.originals).put(data)
    return location


def at_revision(location: Location, revision: str) -> Engine:
    """An empty archive with the schema of a revision."""
    database._prepare_folder(location, create=True)
    engine = database._engine(location)
    config = Config()
    config.set_main_option("script_location", str(scripts()))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return engine


def scripts() -> Path:
    return Path(coaverify.archive.__path__[0], "migrations")


def rows_in(engine: Engine, table: str) -> Rows:
    """All rows of a table as the database holds them, in the order of their keys."""
    with engine.connect() as connection:
        keys = inspect(connection).get_pk_constraint(table)["constrained_columns"]
        order = "seq" if table == "document" else ", ".join(keys)
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY {order}")).mappings()]


def revision_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def test_every_row_of_the_first_release_is_there_after_the_upgrade(old: Location) -> None:
    before = database._engine(old)
    rows = {name: rows_in(before, name) for name in OF_THE_FIRST_RELEASE}
    before.dispose()
    with Archive(old) as archive:
        assert revision_of(archive._engine) == NEWEST
        assert {name: rows_in(archive._engine, name) for name in OF_THE_FIRST_RELEASE} == rows
    assert all(rows.values())


def test_the_trail_holds_and_goes_on_after_the_upgrade(old: Location) -> None:
    with Archive(old) as archive:
        filed(archive, 77)
        with archive.reading() as connection:
            entries = connection.execute(select(Entry.__table__).order_by(Entry.seq)).all()
    before = BEFORE_THE_FIRST
    for place, one in enumerate(entries, start=1):
        line = header(seq=place, kind=one.kind, at=one.at, by=one.by, document=one.document, report=one.report,
                      payload=one.payload, prev=before, key=one.key)  # fmt: skip
        assert (one.seq, one.hash) == (place, sha256_of(line))
        before = one.hash
    assert entries[-1].kind == "report"


def test_what_was_filed_before_is_read_and_found_by_its_words_after_the_upgrade(old: Location) -> None:
    with Archive(old) as archive:
        with archive.reading() as connection:
            numbers = connection.execute(select(ReportRow.seq).order_by(ReportRow.seq)).scalars().all()
        assert filed_report(archive, numbers[0]) == report_on(document(0), certified(lot="L-0"), name="0.pdf")
        assert archive.originals.get(filed_report(archive, numbers[0]).document.sha256) == document(0)
        found = find(archive, Query(words="814.4", current_only=False)).hits
    assert sorted(hit.number for hit in found) == numbers[3:]


def test_traces_and_plots_that_the_first_release_filed_are_known_again(old: Location) -> None:
    other = ("Product: Semax", "Lot: AB5678", *LINES[2:])
    with Archive(old) as archive:
        with archive.reading() as connection:
            traits = connection.execute(select(TraitRow.__table__).order_by(TraitRow.report, TraitRow.number))
            made = [
                {"report": one["report"], **row} for one in map(dict, traits.mappings()) for row in likenesses_of(one)
            ]
        assert rows_in(archive._engine, "likeness") == made
        comparing = Duplicates(archive, "x")
        for data, code in (
            (certificate(*other, signal=run(1), height=140), "same-trace"),
            (certificate(*other, picture=picture_of(run(2)), quality=70), "same-picture"),
        ):
            (one,) = comparing.filed(verify(data, "copy.pdf", PRINTS), data).certificates
            assert next(check.code for check in one.checks if check.id == "archive.duplicate") == code


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(old: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = database._engine(old)
    rows = {name: rows_in(engine, name) for name in OF_THE_FIRST_RELEASE}

    def fails(_trait: object) -> list[dict[str, int]]:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(likenesses, "likenesses_of", fails)
        with pytest.raises(RuntimeError, match="the power went"):
            Archive(old)
    assert revision_of(engine) == "0001"
    assert not inspect(engine).has_table("likeness")
    assert {name: rows_in(engine, name) for name in OF_THE_FIRST_RELEASE} == rows
    engine.dispose()
    with Archive(old) as archive:
        assert revision_of(archive._engine) == NEWEST


def test_an_archive_of_a_newer_coaverify_is_left_alone(location: Location) -> None:
    with Archive(location) as archive, archive._writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchema, match="newer coaverify"):
        Archive(location)


def test_a_program_that_has_the_archive_open_while_a_newer_one_upgrades_it_adds_nothing_more(archive: Archive) -> None:
    filed(archive, 1)
    with archive._writing.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerSchema, match="newer coaverify"):
        filed(archive, 2)
    with archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ReportRow)).scalar() == 1


def test_two_processes_that_open_an_old_archive_at_once_both_go_on(old: Location) -> None:
    address = str(old.folder) if old.folder else old.database
    program = f"{OPEN}with Archive(located(*sys.argv[1:])) as archive: print(archive.location.shown)"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program, address, old.originals],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        for _ in range(2)
    ]  # fmt: skip
    ended = [one.communicate(timeout=120) for one in both]
    assert [one.returncode for one in both] == [0, 0], ended
    with Archive(old) as archive:
        assert revision_of(archive._engine) == NEWEST
        likeness_rows = rows_in(archive._engine, "likeness")
    assert len(likeness_rows) == len({(one["report"], one["number"], one["grid"]) for one in likeness_rows}) > 0


def test_the_newest_revision_is_the_one_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(scripts()))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_the_tables_are_those_that_the_migrations_make(archive: Archive) -> None:
    with archive._engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _is_ours, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        made = set(inspect(connection).get_table_names())
    assert {table.__tablename__ for table in (Entry, *FOLLOWING)} == set(Base.metadata.tables) <= made
    assert Likeness.__tablename__ in made


def _is_ours(_thing: SchemaItem, name: str | None, _kind: str, _reflected: bool, _other: SchemaItem | None) -> bool:
    """The index of words is no table of a model: it is made by statements of its own."""
    return not (name or "").startswith("search_words")
