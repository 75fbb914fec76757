"""Reports by their words, newest first: through FTS5 or PostgreSQL's index, with the same results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, BindParameter, Connection, String, TextClause, bindparam, text

from coaverify.archive.database import is_sqlite
from coaverify.archive.search_words import Word

_FIRST, _MOST = 64, 512  # rows that are read at a time
_RARE = 500  # reports with the words that are put into order; of more, windows are gone through
_SCARCE = 4  # PostgreSQL: where the words stand in fewer than one report in so many, its index is quicker


def numbers_with(connection: Connection, words: Sequence[Word], before: int) -> Iterator[int]:
    """Numbers of the reports in which all these words stand, below a number, newest first."""
    return (_lite if is_sqlite(connection) else _postgres)(connection, words, before)


def those_with(connection: Connection, words: Sequence[Word], numbers: Sequence[int]) -> set[int]:
    """Those of a few reports in which all these words stand."""
    between = {"first": min(numbers), "before": max(numbers) + 1}
    if is_sqlite(connection):
        found = connection.execute(_LITE_BETWEEN, {"words": _for_sqlite(words), **between}).scalars()
        return set(found) & set(numbers)
    return set(_asked(connection, _POSTGRES_BETWEEN, {"words": _for_postgresql(words), **between})) & set(numbers)


# --- SQLite: FTS5 itself goes from the newest row backwards -----------------------------------------

_LITE = text(
    "SELECT rowid FROM search_words WHERE search_words MATCH :words AND rowid < :before ORDER BY rowid DESC LIMIT :size"
)
_LITE_BETWEEN = text(
    "SELECT rowid FROM search_words WHERE search_words MATCH :words AND rowid >= :first AND rowid < :before"
)


def _lite(connection: Connection, words: Sequence[Word], before: int) -> Iterator[int]:
    size, asked = _FIRST, _for_sqlite(words)
    while True:
        found = connection.execute(_LITE, {"words": asked, "before": before, "size": size}).scalars().all()
        yield from found
        if len(found) < size:
            return
        before, size = found[-1], min(2 * size, _MOST)


def _for_sqlite(words: Sequence[Word]) -> str:
    """FTS5's expression. The words hold letters and digits only, and stand in quotes all the same."""
    return " AND ".join(f'"{word.text}"{" *" if word.begins else ""}' for word in words)


# --- PostgreSQL: GIN knows no order -----------------------------------------------------------------
#
# So the newest reports are gone through one by one for as long as the words stand in many of them. What is rare is left
# to the index, which finds all of it at once.

# The very expression of the index. The words stand in the statement itself, so that each is planned for how often it
# occurs: a plan for any words goes through the whole table.
_HOLD = "to_tsvector('simple', text) @@ to_tsquery('simple', :words)"
_WORDS = bindparam("words", type_=String, literal_execute=True)


def _number(name: str) -> BindParameter[int]:
    return bindparam(name, type_=BigInteger, literal_execute=True)


_POSTGRES_NEWEST = text(
    f"SELECT report, {_HOLD} AS held FROM (SELECT report, text FROM search_text WHERE report < :before "
    "ORDER BY report DESC LIMIT :size) AS newest ORDER BY report DESC"
).bindparams(_WORDS, _number("before"), _number("size"))
_POSTGRES_SOME = text(f"SELECT report FROM search_text WHERE {_HOLD} LIMIT :most").bindparams(_WORDS, _number("most"))
_POSTGRES_BETWEEN = text(
    f"SELECT report FROM search_text WHERE {_HOLD} AND report >= :first AND report < :before ORDER BY report DESC"
).bindparams(_WORDS, _number("first"), _number("before"))

# The planner takes splitting a text into words for as cheap as comparing two numbers; and what is read here is read
# through the two indexes, or it is slow. Starting other processes takes longer than the reading.
_COSTS = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "cpu_operator_cost": "0.25",
    "max_parallel_workers_per_gather": "0",
}
_PLAN_SO = "; ".join(f"SET LOCAL {name} = {value}" for name, value in _COSTS.items())
_PLAN_AS_BEFORE = "; ".join(f"SET LOCAL {name} = DEFAULT" for name in _COSTS)


def _postgres(connection: Connection, words: Sequence[Word], before: int) -> Iterator[int]:
    size, asked = _FIRST, _for_postgresql(words)
    while True:
        given = {"words": asked, "before": before, "size": size}
        newest = connection.execute(_POSTGRES_NEWEST, given).all()
        held = [number for number, is_held in newest if is_held]
        yield from held
        if len(newest) < size:
            return
        before, size = newest[-1][0], min(2 * size, _MOST)
        if _SCARCE * len(held) < len(newest):
            break
    yield from _postgres_index(connection, asked, before)


def _postgres_index(connection: Connection, asked: str, before: int) -> Iterator[int]:
    some = _asked(connection, _POSTGRES_SOME, {"words": asked, "most": _RARE + 1})
    if len(some) <= _RARE:
        yield from sorted((number for number in some if number < before), reverse=True)
        return
    # As wide as twice _FIRST of them lie apart.
    width = max(_FIRST, 2 * _FIRST * (max(some) - min(some) + 1) // len(some))
    while before > 0:
        first = max(0, before - width)
        yield from _asked(connection, _POSTGRES_BETWEEN, {"words": asked, "first": first, "before": before})
        before, width = first, 2 * width


def _asked(connection: Connection, statement: TextClause, given: dict[str, str | int]) -> Sequence[int]:
    connection.exec_driver_sql(_PLAN_SO)
    found = connection.execute(statement, given).scalars().all()
    connection.exec_driver_sql(_PLAN_AS_BEFORE)
    return found


def _for_postgresql(words: Sequence[Word]) -> str:
    return " & ".join(f"'{word.text}'{':*' if word.begins else ''}" for word in words)
