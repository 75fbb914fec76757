"""Reports by their words, newest first: through FTS5 or PostgreSQL's index, with the same results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, Connection, String, TextClause, bindparam, text

from coaverify.archive.database import is_sqlite
from coaverify.archive.search_words import Word

_FIRST, _MOST = 64, 512  # rows that are read at a time
_RARE = 500  # reports with the words that are put into order; of more, windows are gone through


def numbers_with(connection: Connection, words: Sequence[Word], before: int) -> Iterator[int]:
    """Numbers of the reports in which all these words stand, below a number, newest first."""
    return (_lite if is_sqlite(connection) else _postgres)(connection, words, before)


def those_with(connection: Connection, words: Sequence[Word], numbers: Sequence[int]) -> set[int]:
    """Those of a few reports in which all these words stand."""
    between = {"first": min(numbers), "below": max(numbers) + 1}
    if is_sqlite(connection):
        found = connection.execute(_LITE_BETWEEN, {"words": _for_sqlite(words), **between}).scalars()
        return set(found) & set(numbers)
    return set(_asked(connection, _POSTGRES_BETWEEN, {"words": _for_postgresql(words), **between})) & set(numbers)


# --- SQLite: FTS5 itself goes from the newest row backwards -----------------------------------------

_LITE = text(
    "SELECT rowid FROM search_words WHERE search_words MATCH :words AND rowid < :before ORDER BY rowid DESC LIMIT :size"
)
_LITE_BETWEEN = text(
    "SELECT rowid FROM search_words WHERE search_words MATCH :words AND rowid >= :first AND rowid < :below"
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

# The very expression of the index. The words stand in the statement itself, so that each is planned for how often it
# occurs: a plan for any words goes through the whole table.
_HOLDS = "FROM search_text WHERE to_tsvector('simple', text) @@ to_tsquery('simple', :words)"
_WORDS = bindparam("words", type_=String, literal_execute=True)
_POSTGRES_SOME = text(f"SELECT report {_HOLDS} LIMIT :most").bindparams(
    _WORDS, bindparam("most", type_=BigInteger, literal_execute=True)
)
_POSTGRES_BETWEEN = text(
    f"SELECT report {_HOLDS} AND report >= :first AND report < :below ORDER BY report DESC"
).bindparams(
    _WORDS,
    bindparam("first", type_=BigInteger, literal_execute=True),
    bindparam("below", type_=BigInteger, literal_execute=True),
)

# The planner takes splitting a text into words for as cheap as comparing two numbers; and what is read here is read
# through the two indexes, or it is slow.
_COSTS = {"enable_seqscan": "off", "enable_indexscan": "off", "cpu_operator_cost": "0.25"}
_PLAN_SO = "; ".join(f"SET LOCAL {name} = {value}" for name, value in _COSTS.items())
_PLAN_AS_BEFORE = "; ".join(f"SET LOCAL {name} = DEFAULT" for name in _COSTS)


def _postgres(connection: Connection, words: Sequence[Word], before: int) -> Iterator[int]:
    asked = {"words": _for_postgresql(words)}
    some = _asked(connection, _POSTGRES_SOME, {**asked, "most": _RARE + 1})
    if len(some) <= _RARE:
        yield from sorted((number for number in some if number < before), reverse=True)
        return
    # As wide as twice _FIRST of them lie apart; the newest report is no farther than the end of the trail.
    width = max(_FIRST, 2 * _FIRST * (max(some) - min(some) + 1) // len(some))
    below = min(before, int(connection.execute(text("SELECT MAX(report) FROM search_text")).scalar_one()) + 1)
    while below > 0:
        yield from _asked(connection, _POSTGRES_BETWEEN, {**asked, "first": max(0, below - width), "below": below})
        below, width = below - width, 2 * width


def _asked(connection: Connection, statement: TextClause, given: dict[str, str | int]) -> Sequence[int]:
    connection.exec_driver_sql(_PLAN_SO)
    found = connection.execute(statement, given).scalars().all()
    connection.exec_driver_sql(_PLAN_AS_BEFORE)
    return found


def _for_postgresql(words: Sequence[Word]) -> str:
    return " & ".join(f"'{word.text}'{':*' if word.begins else ''}" for word in words)
