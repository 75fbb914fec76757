"""Looking for reports: the newest first, a page at a time, as quick in a large archive as in a small one.

Candidates come through the index that has the fewest of them (`numbers`) and are sifted in pieces by all that is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection

from coaverify.archive.archive import Archive
from coaverify.archive.hits import Hit, hits_of
from coaverify.archive.numbers import rarest
from coaverify.archive.query import Cursor, Query
from coaverify.archive.sifting import Asked, asked_of

MOST_HITS = 200  # of one page
COUNTED = 1_000  # hits; of more it is said that there are more
_EXAMINED = 5_000  # candidates that are looked at for a count
_LARGEST_PIECE = 400
_ALL = 2**62


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits. after: where the next page begins; "" where this is the last.

    widened: the names ("lot") that nothing bears exactly: what begins so is listed instead.
    longer: the names that are borne exactly, but longer ones begin so too, which are not listed.
    """

    hits: tuple[Hit, ...]
    after: str
    widened: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits there are: exactly, or at least so many."""

    hits: int
    exact: bool

    def __str__(self) -> str:
        return str(self.hits) if self.exact else f"{self.hits}+"


def find(archive: Archive, query: Query, *, limit: int = 50, after: str = "") -> Page:
    """A page of the reports of which all of the query holds, the newest first.

    limit: at most MOST_HITS. after: the cursor that the page before named.

    Raises:
        NoCursor: where `after` is none.
        ArchiveError: where the archive cannot be read.
    """
    limit = max(1, min(limit, MOST_HITS))
    cursor = Cursor.read(after) if after else None
    with archive.reading() as connection:
        asked = asked_of(connection, query, cursor.widened if cursor else None)
        numbers = list(islice(_matches(connection, asked, cursor.before if cursor else _ALL, limit + 1), limit + 1))
        hits = hits_of(connection, numbers[:limit], asked.certificates) if numbers else ()
    following = str(Cursor(numbers[limit - 1], asked.widened)) if len(numbers) > limit else ""
    return Page(hits, following, asked.widened, asked.longer)


def count(archive: Archive, query: Query) -> Count:
    """How many reports a query finds, as far as a short look tells.

    Raises:
        ArchiveError: where the archive cannot be read.
    """
    with archive.reading() as connection:
        asked = asked_of(connection, query, None)
        if asked.nothing:
            return Count(0, exact=True)
        candidates = rarest(asked.sources, _ALL)
        found = 0
        for piece in _pieces(islice(candidates, _EXAMINED), _LARGEST_PIECE):
            found += len(asked.sifted(connection, piece))
            if found > COUNTED:
                return Count(COUNTED, exact=False)
        return Count(found, exact=next(candidates, None) is None)


def _matches(connection: Connection, asked: Asked, before: int, first: int) -> Iterator[int]:
    if asked.nothing:
        return
    for piece in _pieces(rarest(asked.sources, before), first):
        yield from asked.sifted(connection, piece)


def _pieces(numbers: Iterator[int], size: int) -> Iterator[Sequence[int]]:
    """The numbers in pieces, each larger than the one before: what is rare is not looked for one by one."""
    while piece := list(islice(numbers, size)):
        yield piece
        size = min(2 * size, _LARGEST_PIECE)
