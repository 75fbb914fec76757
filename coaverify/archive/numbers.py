"""Numbers of reports, newest first, each through an index of its own: the first step of every search.

No step sorts or counts all that fits: each reads on only as far as it is asked.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, null, select
from sqlalchemy.orm import InstrumentedAttribute

from coaverify.archive.search_words import Word
from coaverify.archive.tables import CertificateRow, ReportRow
from coaverify.archive.word_search import numbers_with

_FIRST, _MOST = 64, 512  # rows that are read at a time
_SORTED = 2_000  # rows of a range that are put into order; of more, the newest reports are gone through
_PROBED = 100
_AFTER_ALL = "\U0010ffff"

Texts = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]
Condition = Callable[[ColumnElement[Any]], ColumnElement[bool]]  # what has to hold of a column


@dataclass(frozen=True, slots=True)
class Source:
    """One way to candidates. below: makes the numbers below a number, newest first, each once."""

    below: Callable[[int], Iterator[int]]


def rarest(sources: Sequence[Source], before: int) -> Iterator[int]:
    """The numbers of the source that has the fewest: the one whose first numbers reach back farthest."""
    if len(sources) == 1:
        return sources[0].below(before)
    probes = [list(islice(source.below(before), _PROBED)) for source in sources]
    reach = [probe[-1] if len(probe) == _PROBED else -1 for probe in probes]
    return sources[reach.index(min(reach))].below(before)


def equal(connection: Connection, *conditions: ColumnElement[bool]) -> Source:
    """Certificates of which all this holds: an index has their reports in order."""
    return Source(lambda before: _read(connection, select(CertificateRow.report).where(*conditions), before))


def reports(connection: Connection, *conditions: ColumnElement[bool]) -> Source:
    """Reports of which all this holds."""
    return Source(lambda before: _read(connection, select(ReportRow.seq).where(*conditions), before))


def of_peptides(connection: Connection, peptides: Sequence[str], form: str | None) -> Source:
    """Reports on one form of peptides, or on any: each is read through the index, and all are merged."""

    def below(before: int) -> Iterator[int]:
        streams = [
            equal(connection, CertificateRow.peptide == peptide, _is(each)).below(before)
            for peptide in peptides
            for each in ([form] if form else _forms_of(connection, peptide))
        ]
        yield from _once(heapq.merge(*streams, reverse=True))

    return Source(below)


def in_range(connection: Connection, column: Texts, condition: Condition) -> Source:
    """Reports for a range of an index, where the index has them in another order."""
    number = ReportRow.seq if column.class_ is ReportRow else CertificateRow.report

    def below(before: int) -> Iterator[int]:
        within = select(number).where(condition(column.expression)).limit(_SORTED + 1)
        found = connection.execute(within).scalars().all()
        if len(found) <= _SORTED:
            return iter(sorted({one for one in found if one < before}, reverse=True))
        # So many that the newest reports hold some: gone through in order, with the index out of the way.
        return _read(connection, select(number).where(condition(unindexed(column))), before)

    return Source(below)


def with_words(connection: Connection, words: Sequence[Word]) -> Source:
    """Reports in which all these words stand."""
    return Source(lambda before: numbers_with(connection, words, before))


def unindexed(column: Texts) -> ColumnElement[Any]:
    """The column as an expression that no index of SQLite serves: for what is asked of a few rows, found otherwise."""
    return func.coalesce(column, null(), type_=column.type)


def begins(start: str) -> Condition:
    """What begins so, as a range of an index."""
    return lambda column: and_(column >= start, column < start + _AFTER_ALL)


def _read(connection: Connection, statement: Select[int], before: int) -> Iterator[int]:
    """A statement's numbers below one, newest first, each once, read in ever larger pieces."""
    (column,) = statement.selected_columns
    size = _FIRST
    while True:
        piece = statement.where(column < before).order_by(column.desc()).limit(size)
        found = connection.execute(piece).scalars().all()
        yield from _once(iter(found))
        if len(found) < size:
            return
        before, size = found[-1], min(2 * size, _MOST)


def _once(numbers: Iterator[int]) -> Iterator[int]:
    last = None
    for number in numbers:
        if number != last:
            yield number
        last = number


def _forms_of(connection: Connection, peptide: str) -> list[str | None]:
    """The forms of a peptide that there are, one step in the index for each."""
    forms: list[str | None] = [None]
    while True:
        of_peptide = select(func.min(CertificateRow.form)).where(CertificateRow.peptide == peptide)
        following = of_peptide if forms[-1] is None else of_peptide.where(CertificateRow.form > forms[-1])
        form = connection.execute(following).scalar()
        if form is None:
            return forms
        forms.append(form)


def _is(form: str | None) -> ColumnElement[bool]:
    return CertificateRow.form.is_(None) if form is None else CertificateRow.form == form
