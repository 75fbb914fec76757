"""Traits in the archive that are the same as a given one, to the last digit or as far as two drawings of one thing
can be. Nothing here grows with the archive: what is compared is looked up by an index first.

Of a document its newest reading counts, and what it is about is told by its newest report, corrections included.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, select, tuple_
from sqlalchemy.orm import aliased

from coaverify.archive.errors import Altered
from coaverify.archive.likenesses import SKETCHED
from coaverify.archive.tables import Likeness, ReportContent, ReportRow, TraitRow
from coaverify.model.fingerprint import Material, Trait
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import Report
from coaverify.report.resemblance import material_of

if TYPE_CHECKING:
    from coaverify.report.sketch_cells import Lookup

CORRECTION = "correction"  # reports of this origin were made from an earlier one: they have no traits of their own
FEW = 64  # sketches that are compared without looking for a narrower grid
_AT_A_TIME = 500

_Thing = TypeVar("_Thing")
Place = tuple[int, int]  # a trait's report and number


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A certificate of another document. report: the document's newest. certificate: its place in that report."""

    report: int
    document: str
    name: str
    certificate: int


def lookalikes(connection: Connection, trait: FingerprintEntry, sha256: str) -> Iterator[Lookalike]:
    """Certificates with this trait, oldest first, on documents with another SHA-256."""
    if trait.digest:
        same = and_(TraitRow.digest == trait.digest, TraitRow.trait == trait.trait.value)
        found = False
        for one in _current(connection, same, sha256):
            found = True
            yield one
        if found:
            return
    if trait.sketch and trait.trait in SKETCHED:
        for places in _batched(sorted(set(_alike(connection, trait.trait, trait.sketch)))):
            yield from _current(connection, _at(places), sha256)


def material_in(connection: Connection, one: Lookalike) -> Material:
    """What a certificate says it is about, by the newest report on its document; nothing where that has it no more."""
    text = connection.execute(select(ReportContent.content).where(ReportContent.report == one.report)).scalar_one()
    certificates = Report.from_json(text).certificates
    return material_of(certificates[one.certificate]) if one.certificate < len(certificates) else Material()


def _current(connection: Connection, same: ColumnElement[bool], sha256: str) -> Iterator[Lookalike]:
    """Of the traits that are the same, those of the newest reading of each other document."""
    later, newest = aliased(ReportRow), aliased(ReportRow)
    read_last = (
        select(func.max(later.seq))
        .where(later.document == ReportRow.document, later.origin != CORRECTION)
        .scalar_subquery()
    )
    told_last = select(func.max(newest.seq)).where(newest.document == ReportRow.document).scalar_subquery()
    rows = connection.execute(
        select(told_last.label("newest"), ReportRow.document, ReportRow.name, TraitRow.certificate)
        .join(ReportRow, ReportRow.seq == TraitRow.report)
        .where(same, ReportRow.document != sha256, ReportRow.seq == read_last)
        .order_by(TraitRow.report, TraitRow.number),
        execution_options={"yield_per": _AT_A_TIME},
    )
    with rows:
        for row in rows:
            yield Lookalike(row.newest, row.document, row.name, row.certificate)


def _alike(connection: Connection, trait: Trait, sketch: str) -> Iterator[Place]:
    """Where sketches lie that are alike."""
    from coaverify.report.sketches import SAME_PLOT, SAME_PLOT_MEAN, SAME_TRACE, alike, plot_of, trace_of

    read = trace_of if trait is Trait.TRACE else plot_of
    bounds = (SAME_TRACE, SAME_TRACE) if trait is Trait.TRACE else (SAME_PLOT, SAME_PLOT_MEAN)
    own = read(sketch)
    for places in _batched(_neighbours(connection, trait, sketch)):
        rows = connection.execute(
            select(TraitRow.report, TraitRow.number, TraitRow.sketch).where(_at(places), TraitRow.trait == trait.value)
        ).all()
        try:
            sketches = [read(row.sketch) for row in rows]
        except ValueError as error:
            raise Altered("A filed trait was altered: run `coaverify archive audit`.") from error
        for place in alike(own, sketches, *bounds):
            yield rows[place].report, rows[place].number


def _neighbours(connection: Connection, trait: Trait, sketch: str) -> Iterator[Place]:
    """Where sketches lie that may be alike: all that are, by the grid with few others."""
    from coaverify.report.sketch_cells import lookups_of

    lookups = sorted(lookups_of(trait, sketch), key=lambda one: len(one.cells))
    for lookup in lookups:
        found = list(itertools.islice(_in_cells(connection, lookup, FEW + 1), FEW + 1))
        if len(found) <= FEW:
            yield from found
            return
    for lookup in lookups[:1]:
        yield from _in_cells(connection, lookup)


def _in_cells(connection: Connection, lookup: Lookup, most: int | None = None) -> Iterator[Place]:
    for cells in _batched(lookup.cells):
        wanted = select(Likeness.report, Likeness.number).where(
            Likeness.cell.in_(cells),
            Likeness.signs.bitwise_and(lookup.never) == 0,
            Likeness.signs.bitwise_and(lookup.always) == lookup.always,
        )
        if most is not None:
            wanted = wanted.limit(most)
        with connection.execute(wanted, execution_options={"yield_per": _AT_A_TIME}) as rows:
            for row in rows:
                yield row.report, row.number


def _at(places: Sequence[Place]) -> ColumnElement[bool]:
    return tuple_(TraitRow.report, TraitRow.number).in_(places)


def _batched(things: Iterable[_Thing]) -> Iterator[list[_Thing]]:
    rest = iter(things)
    while batch := list(itertools.islice(rest, _AT_A_TIME)):
        yield batch
