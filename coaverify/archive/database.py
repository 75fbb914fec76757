"""The database: how it is opened, brought to the newest schema, and locked for writing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import NoSuchModuleError

from coaverify.archive.durable import force, make
from coaverify.archive.errors import ArchiveError, NewerSchema, NotInArchive
from coaverify.archive.failures import told
from coaverify.archive.location import Location

NEWEST = "0002"  # the schema's revision; a test holds it against the migrations
WAIT_SECONDS = 60  # for another process that writes
_NEWER = "{}: this archive was written by a newer coaverify. Install that version or a later one."
_LOCK = 7_205_759_403  # PostgreSQL's advisory lock of the trail; any number, the same for ever


def opened(location: Location, *, create: bool) -> Engine:
    """The engine of an archive, its schema the newest.

    Raises:
        NotInArchive: where there is no archive and none is to be made.
        NewerSchema: where a newer coaverify has written it.
        ArchiveError: where it cannot be opened.
    """
    with told(location.shown):
        _prepare_folder(location, create)
        engine = _engine(location)
        try:
            _bring_up_to_date(engine, location, create)
        except UnicodeDecodeError as error:  # SQLite quotes a damaged schema in bytes that are no text
            engine.dispose()
            raise ArchiveError(f"{location.shown}: the database's file is damaged: restore a backup.") from error
        except BaseException:
            engine.dispose()
            raise
    return engine


def _bring_up_to_date(engine: Engine, location: Location, create: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection)
    if revision is None and not create:
        raise NotInArchive(f"{location.shown}: there is no archive here.")
    if revision is not None and not revision.isalnum():
        raise ArchiveError(f"{location.shown}: the schema's revision {revision!r} is none: the database was altered.")
    if revision != NEWEST:
        _migrate(engine, location)


def reading(engine: Engine) -> Engine:
    """The engine for transactions that read: each sees one state throughout, as SQLite's do by themselves."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write: they begin with the lock, so that two never write at once."""
    return engine.execution_options(coaverify_writes=True)


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _prepare_folder(location: Location, create: bool) -> None:
    folder = location.folder
    if folder is None:
        return
    if not create and not folder.is_dir():
        raise NotInArchive(f"{location.shown}: there is no archive here.")
    make(folder)


def _engine(location: Location) -> Engine:
    try:
        if location.folder is not None:
            engine = create_engine(location.database, connect_args={"timeout": WAIT_SECONDS})
            event.listen(engine, "connect", _configure_sqlite)
        else:
            engine = create_engine(location.database, pool_pre_ping=True)
            event.listen(engine, "connect", _configure_postgresql)
    except (ImportError, NoSuchModuleError) as error:
        raise ArchiveError("PostgreSQL needs the extra: pip install 'coaverify[postgres]'") from error
    event.listen(engine, "begin", _begin)
    return engine


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin alone
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a commit is on the disk before it is acknowledged
        "foreign_keys=ON",
        "recursive_triggers=ON",  # or REPLACE would pass the triggers by
    ):
        connection.execute(f"PRAGMA {pragma}")


def _configure_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        cursor.execute(f"SET lock_timeout TO '{WAIT_SECONDS}s'")
    connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("coaverify_writes", False)
    if is_sqlite(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def refuse_another_schema(connection: Connection, location: Location) -> None:
    """Called before anything is added: a newer program may have changed the schema since the archive was opened.

    Raises:
        NewerSchema: where it has.
    """
    if connection.execute(text("SELECT version_num FROM alembic_version")).scalar() != NEWEST:
        raise NewerSchema(_NEWER.format(location.shown))


def _migrate(engine: Engine, location: Location) -> None:
    """Bring the schema to the newest revision, all in one transaction.

    Raises:
        NewerSchema: where the archive's revision is one that this program does not know.
    """
    # Imported here: Alembic takes a second, and only a new or an old archive has need of it.
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with writing(engine).begin() as connection:
        if _revision(connection) == NEWEST:  # another process was faster
            return
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, NEWEST)
        except CommandError as error:
            raise NewerSchema(_NEWER.format(location.shown)) from error
    if location.folder is not None:
        force(location.folder)
