"""Rows as they stand in the database, one by one, whatever somebody has put into them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select, type_coerce
from sqlalchemy.sql.sqltypes import NullType

from coaverify.archive.paper_text import PaperText, original, storable
from coaverify.archive.rows import Columns, Value

AT_ONCE = 100  # rows that are held in memory of one table


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
    """All rows in the order of the primary key. Memory does not grow with their number."""
    columns = list(table.columns)
    key = [one for one in columns if one.primary_key] if table.name != "document" else [table.c.seq]
    statement = select(*(type_coerce(one, NullType()).label(one.name) for one in columns)).where(*where).order_by(*key)
    for row in connection.execute(statement, execution_options={"yield_per": AT_ONCE}):
        yield {one.name: _plain(value, one.type) for one, value in zip(columns, row, strict=True)}


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
        self._next = (int(found[0] or 0), list(found[1])) if found else None
