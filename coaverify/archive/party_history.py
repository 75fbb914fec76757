"""What is known of a vendor or a laboratory: over its newest certificates, so that it is as quick for a large one."""

from __future__ import annotations

import json
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.hits import printed_figure
from coaverify.archive.numbers import begins, equal, unindexed
from coaverify.archive.sifting import IS_CURRENT
from coaverify.archive.tables import CertificateRow, ReportContent, ReportRow
from coaverify.model.folding import folded

MOST_CERTIFICATES = 300  # that are looked at, the newest
FAILING_READ = 50  # reports whose failing checks are counted, the newest
ENDINGS_FROM = 20  # figures, before it is said in which digit they end
REPEATS_MEAN = (
    "A hint to look closer, and no finding: pure material lies close together, and the fewer digits are printed, the "
    "more figures agree by chance."
)
_BINS = 12
_WIDTHS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 1000.0)
_LISTED = 10


class Party(StrEnum):
    """Whose certificates: who sells, or who measured."""

    VENDOR = "vendor"
    LABORATORY = "laboratory"


@dataclass(frozen=True, slots=True)
class Bin:
    """Purities from `low` up to and without `high`, percent."""

    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Purities:
    """The purities that are stated as a figure and no limit, percent.

    quartiles: the least, that of a quarter, the median, that of three quarters, the greatest.
    """

    count: int
    quartiles: tuple[float, ...]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A purity that stands with the same digits, two decimals or more, on several lots."""

    figure: str
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """The last printed digit that most figures share; a tenth of them would by chance."""

    digit: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class PartyHistory:
    """What the newest certificates of a vendor or laboratory say; of each document the newest report counts.

    more: whether there are older ones that were not looked at. first_day, last_day: of filing. verdicts, peptides,
    others (the laboratories of a vendor, the vendors of a laboratory) and failing (ids of checks) with how often, the
    most frequent first. failing_of: the number of failing reports that `failing` is counted over.
    """

    party: Party
    name: str
    certificates: int
    more: bool
    first_day: str
    last_day: str
    verdicts: tuple[tuple[str, int], ...]
    peptides: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...]
    purities: Purities | None
    repeated: tuple[Repeated, ...]
    ending: Ending | None
    failing: tuple[tuple[str, int], ...]
    failing_of: int


def history_of_party(archive: Archive, party: Party, name: str, most: int = MOST_CERTIFICATES) -> PartyHistory:
    """The history of a vendor or a laboratory, its name written in any way.

    Raises:
        NotInArchive: where no certificate names it.
        ArchiveError: where the archive cannot be read.
    """
    with archive.reading() as connection:
        rows, more = _newest_of(connection, party, folded(name), most)
        if not rows:
            raise NotInArchive(_unknown(connection, party, name))
        failing, failing_of = _failing(connection, rows)
    figures = [(printed_figure(row.purity_printed, row.hplc_purity), row) for row in rows if _is_figure(row)]
    days = [row.filed_at[:10] for row in rows]
    return PartyHistory(
        party=party,
        name=_most(_named(row, party) for row in rows)[0][0],
        certificates=len(rows),
        more=more,
        first_day=min(days),
        last_day=max(days),
        verdicts=_most(row.verdict for row in rows),
        peptides=_most(row.peptide or row.product_name for row in rows),
        others=_most(_named(row, _OTHER[party]) for row in rows),
        purities=_purities([row.hplc_purity for _, row in figures]),
        repeated=_repeated(figures),
        ending=_ending([figure for figure, _ in figures]),
        failing=failing,
        failing_of=failing_of,
    )


_KEY = {Party.VENDOR: CertificateRow.vendor_key, Party.LABORATORY: CertificateRow.laboratory_key}
_OTHER = {Party.VENDOR: Party.LABORATORY, Party.LABORATORY: Party.VENDOR}

_Found = Row[*tuple[Any, ...]]


def _newest_of(connection: Connection, party: Party, key: str, most: int) -> tuple[list[_Found], bool]:
    """The newest certificates, and whether there are more."""
    certificate = CertificateRow
    columns = (certificate.report, certificate.number, certificate.verdict, certificate.peptide,
               certificate.product_name, certificate.vendor, certificate.client, certificate.manufacturer,
               certificate.laboratory, certificate.lot_number, certificate.lot_key, certificate.hplc_purity,
               certificate.purity_comparator, certificate.purity_printed, ReportRow.filed_at)  # fmt: skip
    numbers = equal(connection, _KEY[party] == key).below(2**62)
    rows: list[_Found] = []
    while (piece := list(islice(numbers, 200))) and len(rows) <= most:
        found = select(*columns).join(ReportRow, ReportRow.seq == certificate.report)
        found = found.where(certificate.report.in_(piece), unindexed(_KEY[party]) == key, IS_CURRENT)
        rows += connection.execute(found.order_by(certificate.report.desc(), certificate.number)).all()
    return rows[:most], len(rows) > most


def _failing(connection: Connection, rows: Sequence[_Found]) -> tuple[tuple[tuple[str, int], ...], int]:
    """Which checks fail how often, from the texts of the newest failing reports."""
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.verdict == "fail" and (row.report in numbers or len(numbers) < FAILING_READ):
            numbers[row.report].add(row.number)
    if not numbers:
        return (), 0
    texts = select(ReportContent.report, ReportContent.content).where(ReportContent.report.in_(sorted(numbers)))
    checks = [
        check["id"]
        for report, content in connection.execute(texts)
        for place, certificate in enumerate(json.loads(content)["certificates"])
        if place in numbers[report]
        for check in certificate["checks"]
        if check["outcome"] == "fail"
    ]
    return _most(checks), len(numbers)


def _is_figure(row: _Found) -> bool:
    return row.hplc_purity is not None and row.purity_comparator in (None, "=")


def _named(row: _Found, party: Party) -> str | None:
    name = row.laboratory if party is Party.LABORATORY else row.vendor or row.client or row.manufacturer
    return str(name) if name else None


def _most(values: Any) -> tuple[tuple[str, int], ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_LISTED])


def _purities(values: Sequence[float]) -> Purities | None:
    if not values:
        return None
    least, greatest = min(values), max(values)
    middle = statistics.quantiles(values, n=4, method="inclusive") if len(values) > 1 else [least] * 3
    return Purities(len(values), tuple(round(one, 4) for one in (least, *middle, greatest)), _bins(values))


def _bins(values: Sequence[float]) -> tuple[Bin, ...]:
    """The values by their size, in bins of a round width."""
    least, greatest = min(values), max(values)
    width = next((one for one in _WIDTHS if (greatest - least) / one < _BINS - 1), _WIDTHS[-1])
    places = Counter(math.floor(round(value / width, 6)) for value in values)
    return tuple(
        Bin(round(place * width, 4), round((place + 1) * width, 4), places[place])
        for place in range(min(places), max(places) + 1)
    )


def _repeated(figures: Sequence[tuple[str, _Found]]) -> tuple[Repeated, ...]:
    lots: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for figure, row in figures:
        if row.lot_key and len(figure.partition(".")[2]) >= 2:
            lots[figure].setdefault(row.lot_key, row.lot_number)
    several = [Repeated(figure, tuple(sorted(named.values()))) for figure, named in lots.items() if len(named) > 1]
    return tuple(sorted(several, key=lambda one: (-len(one.lots), one.figure))[:_LISTED])


def _ending(figures: Sequence[str]) -> Ending | None:
    """In which digit most figures end, of those that are printed with decimals."""
    digits = [figure[-1] for figure in figures if "." in figure]
    if len(digits) < ENDINGS_FROM:
        return None
    ((digit, count), *_) = _most(digits)
    return Ending(digit, count, len(digits))


def _unknown(connection: Connection, party: Party, name: str) -> str:
    column, key = _KEY[party], folded(name)
    near = select(column).where(begins(key)(column.expression)).distinct().limit(3) if key else None
    keys = connection.execute(near).scalars().all() if near is not None else []
    shown = CertificateRow.laboratory if party is Party.LABORATORY else CertificateRow.vendor
    names = [connection.execute(select(shown).where(column == one).limit(1)).scalar() for one in keys]
    some = ", ".join(one for one in names if one)
    return f"No certificate names the {party.value} {name}.{f' Some begin so: {some}.' if some else ''}"
