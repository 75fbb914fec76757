"""A query in the terms of the tables: through which indexes candidates come, and what has to hold of each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from coaverify.archive.numbers import (
    Condition,
    Source,
    begins,
    equal,
    in_range,
    of_peptides,
    reports,
    unindexed,
    with_words,
)
from coaverify.archive.paper_text import storable
from coaverify.archive.query import UNREADABLE, Query
from coaverify.archive.search_words import Word, asked_words, stand_in
from coaverify.archive.tables import CertificateRow, ReportRow
from coaverify.archive.word_search import those_with
from coaverify.model.folding import folded
from coaverify.reference.library import library

_KEYS = {
    "lot": CertificateRow.lot_key,
    "vendor": CertificateRow.vendor_key,
    "laboratory": CertificateRow.laboratory_key,
}
_HEXADECIMAL = re.compile(r"[0-9a-f]{1,64}")
_NEWER = aliased(ReportRow)

IS_CURRENT = ~(
    select(_NEWER.seq)
    .where(_NEWER.document == ReportRow.document, _NEWER.seq > ReportRow.seq)
    .correlate(ReportRow)
    .exists()
)


@dataclass(slots=True)
class Asked:
    """What a query asks. reports, certificates: conditions on the rows; contained: words in a column.

    widened, longer: as in `search.Page`. nothing: whether it can be told that there is no such report.
    """

    reports: list[ColumnElement[bool]] = field(default_factory=list)
    certificates: list[ColumnElement[bool]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    words: tuple[Word, ...] = ()
    contained: list[tuple[InstrumentedAttribute[Any], tuple[Word, ...]]] = field(default_factory=list)
    widened: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    nothing: bool = False

    def sifted(self, connection: Connection, numbers: Sequence[int]) -> list[int]:
        """Those of the numbers of which all holds, in their order."""
        left = set(numbers)
        for sift in (self._by_report, self._by_words, self._by_certificate):
            if not left:
                break
            left = sift(connection, sorted(left))
        return [number for number in numbers if number in left]

    def _by_report(self, connection: Connection, numbers: Sequence[int]) -> set[int]:
        names = [words for column, words in self.contained if column is ReportRow.name]
        if not self.reports and not names:
            return set(numbers)
        columns: list[Any] = [ReportRow.seq, *([ReportRow.name] if names else [])]
        fitting = connection.execute(select(*columns).where(ReportRow.seq.in_(numbers), *self.reports))
        return {row[0] for row in fitting if all(stand_in(words, row[1]) for words in names)}

    def _by_words(self, connection: Connection, numbers: Sequence[int]) -> set[int]:
        if not self.words or len(self.sources) == 1:  # the one source is that of the words
            return set(numbers)
        return those_with(connection, self.words, numbers)

    def _by_certificate(self, connection: Connection, numbers: Sequence[int]) -> set[int]:
        texts = [(column, words) for column, words in self.contained if column is not ReportRow.name]
        if not self.certificates and not texts:
            return set(numbers)
        columns = [CertificateRow.report, *(column for column, _ in texts)]
        fitting = select(*columns).where(CertificateRow.report.in_(numbers), *self.certificates)
        return {
            row[0]
            for row in connection.execute(fitting)
            if all(stand_in(words, value or "") for value, (_, words) in zip(row[1:], texts, strict=True))
        }


def asked_of(connection: Connection, query: Query, widened: Sequence[str] | None) -> Asked:
    """Work out a query. widened: what was found out on the first page, on a later one."""
    asked = Asked()
    _ask_for_words(connection, query, asked)
    for name, text in (("lot", query.lot), ("vendor", query.vendor), ("laboratory", query.laboratory)):
        if text.strip():
            _ask_for_key(connection, asked, name, text, widened)
    _ask_for_peptide(connection, query, asked)
    _ask_of_report(connection, query, asked)
    _ask_of_certificate(connection, query, asked)
    asked.sources = asked.sources or [_all(connection, asked)]
    return asked


def _all(connection: Connection, asked: Asked) -> Source:
    if asked.certificates:
        return equal(connection, *asked.certificates)
    return reports(connection, *asked.reports)


def _ask_for_words(connection: Connection, query: Query, asked: Asked) -> None:
    """Free text; what one column has to hold stands among the words of the report too, so the index serves for it."""
    columns = [
        (CertificateRow.product_name, query.product),
        (CertificateRow.task_number, query.task),
        (ReportRow.name, query.file),
    ]
    asked.contained = [(column, asked_words(text)) for column, text in columns if text.strip()]
    free = asked_words(query.words)
    asked.words = tuple(dict.fromkeys([*free, *(word for _, words in asked.contained for word in words)]))
    asked.nothing = (bool(query.words.strip()) and not free) or any(not words for _, words in asked.contained)
    if asked.words:
        asked.sources.append(with_words(connection, asked.words))


def _ask_for_key(connection: Connection, asked: Asked, name: str, text: str, widened: Sequence[str] | None) -> None:
    """A name without regard to case and signs: exactly, or, where nothing is called so, all that begin so."""
    column, key = _KEYS[name], folded(text)
    starred = text.rstrip().endswith("*")
    if not key:
        asked.nothing = asked.nothing or not starred
        asked.certificates.append(column.is_not(None))
        return
    widen = _is_there(connection, column == key) is False if widened is None else name in widened
    if widen and not starred:
        asked.widened += (name,)
    elif not starred and _is_there(connection, and_(begins(key)(column.expression), column > key)):
        asked.longer += (name,)
    if widen or starred:
        asked.certificates.append(begins(key)(unindexed(column)))
        asked.sources.append(in_range(connection, column, begins(key)))
    else:
        asked.certificates.append(unindexed(column) == key)
        asked.sources.append(equal(connection, column == key))


def _is_there(connection: Connection, condition: ColumnElement[bool]) -> bool:
    return connection.execute(select(CertificateRow.report).where(condition).limit(1)).first() is not None


def _ask_for_peptide(connection: Connection, query: Query, asked: Asked) -> None:
    form = storable(query.form.strip())
    if form:
        asked.certificates.append(unindexed(CertificateRow.form) == form)
    if not (typed := query.peptide.strip()):
        return
    peptides = sorted({typed, typed.casefold(), *(match.entry.id for match in library().find(typed))})
    asked.certificates.append(unindexed(CertificateRow.peptide).in_(peptides))
    asked.sources.append(of_peptides(connection, peptides, form or None))


def _ask_of_report(connection: Connection, query: Query, asked: Asked) -> None:
    conditions = asked.reports
    if query.verdict:
        verdict = "inconclusive" if query.verdict == UNREADABLE else query.verdict
        readable = ReportRow.error.is_not(None) if query.verdict == UNREADABLE else ReportRow.error.is_(None)
        conditions.extend(
            [ReportRow.verdict == storable(verdict), *([] if query.verdict in ("pass", "fail") else [readable])]
        )
    if query.error:
        conditions.append(ReportRow.error == storable(query.error))
    if query.filed_from:
        conditions.append(ReportRow.filed_at >= query.filed_from.isoformat())
    if query.filed_to:
        conditions.append(ReportRow.filed_at < _day_after(query.filed_to))
    if query.verdict or query.error:
        asked.sources.append(reports(connection, *conditions))
    if digits := query.document.strip().lower():
        asked.nothing = asked.nothing or not _HEXADECIMAL.fullmatch(digits)
        of_document = begins(digits)
        conditions.append(of_document(unindexed(ReportRow.document)))
        asked.sources.append(in_range(connection, ReportRow.document, of_document))
    if query.current_only:
        conditions.append(IS_CURRENT)


def _ask_of_certificate(connection: Connection, query: Query, asked: Asked) -> None:
    if query.min_purity is not None:
        asked.certificates.append(CertificateRow.hplc_purity >= float(query.min_purity))
    if query.max_purity is not None:
        asked.certificates.append(CertificateRow.hplc_purity <= float(query.max_purity))
    if query.issued_from or query.issued_to:
        issued = _issued(query.issued_from, query.issued_to)
        asked.certificates.append(issued(unindexed(CertificateRow.issue_date)))
        asked.sources.append(in_range(connection, CertificateRow.issue_date, issued))


def _issued(start: datetime.date | None, end: datetime.date | None) -> Condition:
    """Issued within these days; of a month without a day, where some day of it may be meant."""

    def holds(column: ColumnElement[Any]) -> ColumnElement[bool]:
        within = [column > ""]
        if start:
            within.append(or_(column >= start.isoformat(), column == start.isoformat()[:7]))
        if end:
            within.append(column <= end.isoformat())
        return and_(*within)

    return holds


def _day_after(day: datetime.date) -> str:
    return "9999-12-31T24" if day == datetime.date.max else (day + datetime.timedelta(days=1)).isoformat()
