"""How long documents are kept: retention periods and legal holds. Both are entries of the trail.

A period holds for what is in the archive and for what comes later. A shorter one holds for what is filed after it: what
was filed under a longer one stays for as long as was promised.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.documents import Filed, demand_there
from coaverify.archive.errors import NotAllowed
from coaverify.archive.filing import Origin
from coaverify.archive.newest import PAGE
from coaverify.archive.review import demand_words
from coaverify.archive.tables import Document, Entry, ReportRow
from coaverify.archive.trail import Kind, Written

LONGEST = 200  # years


@dataclass(frozen=True, slots=True)
class Period:
    """A retention period from entry `seq` on."""

    seq: int
    years: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold that stands. seq: the entry by which it was set, which is its name."""

    seq: int
    at: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a document is kept. until: the first day on which it may be deleted; None: no period was ever set.

    filed_at: when the last report that counts was filed; a re-verification does not prolong the period.
    """

    document: Filed
    filed_at: str
    until: datetime.date | None
    holds: tuple[Hold, ...]

    def is_over(self, today: datetime.date) -> bool:
        """Whether the document may be deleted on a day."""
        return self.until is not None and self.until <= today and not self.holds


def set_period(archive: Archive, years: int, why: str, by: str) -> Written:
    """Say for how many years documents are kept, counted from the day on which their last report was filed.

    Raises:
        NotAllowed: for no whole number of years between 1 and 200, and where nothing is said of why.
        ArchiveError: where it could not be filed.
    """
    if not 1 <= years <= LONGEST:
        raise NotAllowed(f"A retention period is 1 to {LONGEST} years.")
    with archive.adding(by) as trail:
        return trail.add(Kind.RETENTION, {"why": demand_words(why, "why the period is set"), "years": years})


def periods_in(connection: Connection) -> tuple[Period, ...]:
    """All periods that were set, oldest first."""
    found = select(Entry.seq, Entry.payload).where(Entry.kind == Kind.RETENTION.value).order_by(Entry.seq)
    return tuple(Period(row.seq, json.loads(row.payload)["years"]) for row in connection.execute(found))


def set_hold(archive: Archive, document: Filed, why: str, by: str) -> Written:
    """Set a legal hold on a document: it is not deleted while the hold stands. Several may stand at once.

    Raises:
        NotInArchive: where it was deleted meanwhile.
        NotAllowed: where nothing is said of why.
        ArchiveError: where it could not be filed.
    """
    with archive.adding(by) as trail:
        demand_there(trail.connection, document)
        return trail.add(Kind.HOLD, {"why": demand_words(why, "why it is held")}, document=document.sha256)


def release(archive: Archive, document: Filed, why: str, by: str, hold: int | None = None) -> Written:
    """Lift a hold of a document; `hold` names it by its entry where several stand.

    Raises:
        NotInArchive: where the document was deleted meanwhile.
        NotAllowed: where no such hold stands, or several do and none is named.
        ArchiveError: where it could not be filed.
    """
    with archive.adding(by) as trail:
        demand_there(trail.connection, document)
        standing = holds_on(trail.connection, document)
        named = [one for one in standing if hold in (None, one.seq)]
        if not named:
            which = f"hold {hold} does not stand" if hold is not None else "no hold stands"
            raise NotAllowed(f"There is nothing to release: {which} on document {document.sha256[:12]}.")
        if len(named) > 1:
            numbers = ", ".join(str(one.seq) for one in named)
            raise NotAllowed(f"Several holds stand on document {document.sha256[:12]}: name one of {numbers}.")
        payload: dict[str, Json] = {"hold": named[0].seq, "why": demand_words(why, "why it is released")}
        return trail.add(Kind.RELEASE, payload, document=document.sha256)


def holds_on(connection: Connection, document: Filed) -> tuple[Hold, ...]:
    """The holds that stand on a document. What was set before a deletion of the same bytes is of the past."""
    found = (
        select(Entry.seq, Entry.kind, Entry.at, Entry.by, Entry.payload)
        .where(
            Entry.document == document.sha256,
            Entry.seq > document.seq,
            Entry.kind.in_((Kind.HOLD.value, Kind.RELEASE.value)),
        )
        .order_by(Entry.seq)
    )
    standing: dict[int, Hold] = {}
    for row in connection.execute(found):
        payload = json.loads(row.payload)
        if row.kind == Kind.HOLD.value:
            standing[row.seq] = Hold(row.seq, row.at, row.by, payload["why"])
        else:
            standing.pop(payload["hold"], None)
    return tuple(standing.values())


def kept(connection: Connection, document: Filed, periods: Sequence[Period]) -> Kept:
    """Until when a document is kept."""
    counting = (
        select(ReportRow.seq, ReportRow.filed_at)
        .where(ReportRow.document == document.sha256, ReportRow.origin != Origin.REVERIFICATION.value)
        .order_by(ReportRow.seq.desc())
        .limit(1)
    )
    # a document without a report: it counts from its own entry
    own = select(Entry.seq, Entry.at.label("filed_at")).where(Entry.seq == document.seq)
    last = connection.execute(counting).first() or connection.execute(own).one()
    years = _years(last.seq, periods)
    until = _years_later(datetime.date.fromisoformat(last.filed_at[:10]), years) if years is not None else None
    return Kept(document, last.filed_at, until, holds_on(connection, document))


def _years(last: int, periods: Sequence[Period]) -> int | None:
    """The longest of the periods that held at an entry or were set after it."""
    before = [period.years for period in periods if period.seq < last]
    after = [period.years for period in periods if period.seq > last]
    return max([*before[-1:], *after], default=None)


def _years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day that many years later; of a leap day the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)


def expired(archive: Archive, today: datetime.date) -> Iterator[Kept]:
    """The documents that may be deleted on a day, in the order in which they were filed; page by page.

    Raises:
        ArchiveError: where the archive cannot be read.
    """
    last = 0
    while True:
        page = select(Document.sha256, Document.seq, Document.name).where(Document.seq > last)
        with archive.reading() as connection:
            periods = periods_in(connection)
            if not periods:
                return
            rows = connection.execute(page.order_by(Document.seq).limit(PAGE)).all()
            all_kept = [kept(connection, Filed(row.sha256, row.seq, row.name), periods) for row in rows]
        yield from (one for one in all_kept if one.is_over(today))
        if len(rows) < PAGE:
            return
        last = rows[-1].seq
