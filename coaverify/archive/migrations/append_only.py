"""Triggers by which the database itself refuses to alter what was filed. Used by revisions: never changed either."""

from __future__ import annotations

from collections.abc import Iterator

# Tables whose rows follow a document, with the words that find the document and the entry of a row that is removed.
_DELETED = {
    "document": "d.document = OLD.sha256 AND d.seq > OLD.seq",
    "report": "d.document = OLD.document AND d.seq > OLD.seq",
}
_OF_REPORT = "d.seq > OLD.report AND d.document = (SELECT r.document FROM report r WHERE r.seq = OLD.report)"


def _tombstone(table: str) -> str:
    """True where a deletion stands in the trail that the row may follow."""
    return f"EXISTS (SELECT 1 FROM entry d WHERE d.kind = 'deletion' AND {_DELETED.get(table, _OF_REPORT)})"


_NEXT = "NEW.seq = (SELECT COALESCE(MAX(seq), 0) + 1 FROM entry)"
_LINKED = "NEW.prev = COALESCE((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), '" + "0" * 64 + "')"


def statements_for_sqlite(tables: tuple[str, ...]) -> Iterator[str]:
    """Entries are added at the end only; filed rows are not changed, and removed only behind a deletion's entry."""
    yield _sqlite(
        "entry_added_at_the_end", "INSERT", "entry", f"NOT ({_NEXT} AND {_LINKED})", "the trail has another end"
    )
    yield _sqlite("entry_stays", "DELETE", "entry", "1", "the trail is never shortened")
    for table in ("entry", *tables):
        yield _sqlite(f"{table}_unchanged", "UPDATE", table, "1", f"what was filed is never changed ({table})")
    for table in tables:
        says = f"what was filed is removed by a deletion only ({table})"
        yield _sqlite(f"{table}_stays", "DELETE", table, f"NOT {_tombstone(table)}", says)


def _sqlite(name: str, on: str, table: str, refused: str, says: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    )


def statements_for_postgresql(tables: tuple[str, ...]) -> Iterator[str]:
    """The same in PostgreSQL's words, and TRUNCATE is refused as well."""
    yield from _postgresql("entry_added_at_the_end", "INSERT", "entry", f"NOT ({_NEXT} AND {_LINKED})",
                           "the trail has another end")  # fmt: skip
    yield from _postgresql("entry_stays", "DELETE", "entry", "true", "the trail is never shortened")
    for table in ("entry", *tables):
        says = f"what was filed is never changed ({table})"
        yield from _postgresql(f"{table}_unchanged", "UPDATE", table, "true", says)
        yield from _postgresql(f"{table}_not_emptied", "TRUNCATE", table, "true", says)
    for table in tables:
        says = f"what was filed is removed by a deletion only ({table})"
        yield from _postgresql(f"{table}_stays", "DELETE", table, f"NOT {_tombstone(table)}", says)


def _postgresql(name: str, on: str, table: str, refused: str, says: str) -> Iterator[str]:
    row = {"INSERT": "NEW", "TRUNCATE": "NULL"}.get(on, "OLD")
    each = "STATEMENT" if on == "TRUNCATE" else "ROW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {refused} THEN RAISE EXCEPTION '{says}'; END IF; RETURN {row}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


def statements_for_table(table: str, *, sqlite: bool) -> Iterator[str]:
    """The triggers of a table that a later revision adds, whose rows follow a report by their column `report`."""
    changed = f"what was filed is never changed ({table})"
    removed = f"what was filed is removed by a deletion only ({table})"
    if sqlite:
        yield _sqlite(f"{table}_unchanged", "UPDATE", table, "1", changed)
        yield _sqlite(f"{table}_stays", "DELETE", table, f"NOT {_tombstone(table)}", removed)
        return
    yield from _postgresql(f"{table}_unchanged", "UPDATE", table, "true", changed)
    yield from _postgresql(f"{table}_not_emptied", "TRUNCATE", table, "true", changed)
    yield from _postgresql(f"{table}_stays", "DELETE", table, f"NOT {_tombstone(table)}", removed)
