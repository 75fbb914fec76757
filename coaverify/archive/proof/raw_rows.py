"""Rows as they stand in the database, one by one, whatever somebody has put into them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, literal, select, tuple_, type_coerce
from sqlalchemy.sql.sqltypes import NullType

from coaverify.archive.paper_text import PaperText, original, storable
from coaverify.archive.rows import Columns, Value

AT_ONCE = 200  # rows that are held in memory of one table


@contextmanager
def forgiving(connection: Connection) -> Iterator[None]:
    """Text that is no text any more is read all the same, so that it can be told that it was altered."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def raw_rows(connection: Connection, table: Table, *where: ColumnElement[bool]) -> Iterator[Columns]:
    """All rows in the order of the primary key, documents in that of their entries; some hundred at a time."""
    key = [table.c.seq] if table.name == "document" else list(table.primary_key.columns)
    raw = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    place = [table.columns.keys().index(column.name) for column in key]
    statement = select(*raw).where(*where).order_by(*key).limit(AT_ONCE)
    rows = connection.execute(statement).all()
    while rows:
        for row in rows:
            yield {column.name: _plain(value, column.type) for column, value in zip(table.columns, row, strict=True)}
        behind = tuple_(*key) > tuple_(*(literal(rows[-1][index], NullType()) for index in place))
        rows = connection.execute(statement.where(behind)).all() if len(rows) == AT_ONCE else []


def _plain(value: object, kind: object) -> Value:
    if isinstance(value, str) and isinstance(kind, PaperText):
        # An escape where none is needed is another spelling, and so an alteration.
        return found if storable(found := original(value)) == value else value
    return value if value is None or isinstance(value, str | int | float) else repr(value)


class RowsByNumber:
    """The rows of one table by the number that they belong to, taken in rising order. column: where it stands."""

    def __init__(self, connection: Connection, table: Table, column: str) -> None:
        self.table = table.name
        self._groups = groupby(raw_rows(connection, table), key=lambda row: row[column])
        self._next: tuple[int, list[Columns]] | None = None
        self._advance()

    def up_to(self, number: int | None) -> Iterator[tuple[int, list[Columns]]]:
        """All that has not been taken yet, up to this number and including it; to the end where it is None."""
        while self._next and (number is None or self._next[0] <= number):
            taken = self._next
            self._advance()
            yield taken

    def _advance(self) -> None:
        found = next(self._groups, None)
        if found is None:
            self._next = None
        else:  # SQLite lets a number be a text: such are behind all numbers
            self._next = (found[0] if isinstance(found[0], int) else sys.maxsize, list(found[1]))
