"""Where a report stands: what it follows, what superseded it, who said what about it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.filing import Origin
from coaverify.archive.tables import Entry, ReportRow
from coaverify.archive.trail import Kind
from coaverify.model.folding import folded


class State(StrEnum):
    """Where a report stands, in a word."""

    FILED = "filed"
    APPROVED = "approved"
    REJECTED = "rejected"
    CORRECTED = "corrected"  # a later report rests on a reviewer's correction of this one
    VERIFIED_AGAIN = "verified again"  # a later report was made by another version, or on another day


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of the trail about a report. at: UTC, ISO 8601. words: what was said, "" for nothing."""

    seq: int
    at: str
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class Decision(Act):
    """An approval or a rejection."""

    approved: bool


@dataclass(frozen=True, slots=True)
class CorrectionMade(Act):
    """A reviewer's correction; `words` say why. report: the one that was corrected. certificate: counted from 1.

    old, new: the words as read before and as the reviewer reads them; "" where nothing is stated.
    """

    report: int
    certificate: int
    claim: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a report stands.

    line: the numbers of the reports that it follows, oldest first, and its own. corrections: those of its line that
    it rests on. decisions: one a person, the latest.
    """

    number: int
    document: str
    verdict: str
    origin: str
    filed_at: str
    by: str
    line: tuple[int, ...]
    superseded_by: int | None
    state: State
    comments: tuple[Act, ...]
    decisions: tuple[Decision, ...]
    corrections: tuple[CorrectionMade, ...]

    @property
    def sentence(self) -> str:
        """Where the report stands, for people."""
        approved = ", ".join(f"{one.by} ({one.at[:10]})" for one in self.decisions if one.approved)
        rejected = ", ".join(f"{one.by} ({one.at[:10]})" for one in self.decisions if not one.approved)
        said = [f"Report {self.number}: {self.verdict}, filed by {self.by} ({self.filed_at[:10]})"]
        if self.superseded_by is not None:
            said.append(f"{self.state.value}, superseded by report {self.superseded_by}")
        if approved:
            said.append(f"approved by {approved}")
        if rejected:
            said.append(f"rejected by {rejected}")
        return "; ".join(said) + "."


def status_of(archive: Archive, number: int) -> Status:
    """Where report `number` stands.

    Raises:
        NotInArchive: where there is none of this number.
    """
    with archive.reading() as connection:
        return status_in(connection, number)


def status_in(connection: Connection, number: int) -> Status:
    """`status_of` inside a transaction."""
    row = connection.execute(_ROWS.where(ReportRow.seq == number)).first()
    if row is None:
        raise NotInArchive(f"There is no report {number} in this archive.")
    line = (*reversed([seq for seq, _origin in _earlier(connection, row.document, row.follows)]), number)
    follower = connection.execute(
        _ROWS.where(ReportRow.document == row.document, ReportRow.follows == number).order_by(ReportRow.seq)
    ).first()
    about = list(_entries(connection, number))
    decisions = _decisions(about)
    filed = next(entry for entry in about if entry.seq == number)
    return Status(
        number=number,
        document=row.document,
        verdict=row.verdict,
        origin=row.origin,
        filed_at=filed.at,
        by=filed.by,
        line=line,
        superseded_by=follower.seq if follower else None,
        state=_state(follower.origin if follower else None, decisions),
        comments=tuple(
            Act(entry.seq, entry.at, entry.by, str(entry.payload["words"]))
            for entry in about
            if entry.kind == Kind.COMMENT
        ),
        decisions=decisions,
        corrections=tuple(
            _correction(entry, one)
            for one in line[:-1]
            for entry in _entries(connection, one)
            if entry.kind == Kind.CORRECTION
        ),
    )


def hands_on(connection: Connection, number: int) -> set[str]:
    """Who filed the report, those that it follows and their corrections: names, folded."""
    status = status_in(connection, number)
    kinds = (Kind.REPORT.value, Kind.CORRECTION.value)
    found = select(Entry.by).where(Entry.report.in_(status.line), Entry.kind.in_(kinds))
    return {_folded(name) for name in connection.execute(found).scalars()}


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, as far as names can tell."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    """A name without what readers do not see: case, spaces, signs, widths, and characters that are invisible."""
    plain = unicodedata.normalize("NFKC", name)
    seen = "".join(character for character in plain if unicodedata.category(character)[0] != "C")
    return folded(seen) or seen.strip()


@dataclass(frozen=True, slots=True)
class _About:
    seq: int
    kind: str
    at: str
    by: str
    payload: dict[str, object]


_ROWS = select(ReportRow.seq, ReportRow.document, ReportRow.verdict, ReportRow.origin, ReportRow.follows)


def _entries(connection: Connection, number: int) -> Iterator[_About]:
    found = select(Entry.seq, Entry.kind, Entry.at, Entry.by, Entry.payload).where(Entry.report == number)
    for row in connection.execute(found.order_by(Entry.seq)):
        yield _About(row.seq, row.kind, row.at, row.by, json.loads(row.payload))


def _earlier(connection: Connection, document: str, follows: int | None) -> Iterator[tuple[int, str]]:
    """The reports of a line, newest first."""
    known = {row.seq: row for row in connection.execute(_ROWS.where(ReportRow.document == document))}
    while follows is not None and follows in known:
        yield follows, known[follows].origin
        follows = known[follows].follows


def _decisions(about: list[_About]) -> tuple[Decision, ...]:
    latest: dict[str, Decision] = {}
    for entry in about:
        if entry.kind == Kind.APPROVAL:
            approved = entry.payload["decision"] == "approved"
            words = str(entry.payload.get("words") or "")
            latest[_folded(entry.by)] = Decision(entry.seq, entry.at, entry.by, words, approved)
    return tuple(sorted(latest.values(), key=lambda one: one.seq))


def _correction(entry: _About, report: int) -> CorrectionMade:
    payload = entry.payload
    certificate = payload["certificate"]
    return CorrectionMade(
        seq=entry.seq,
        at=entry.at,
        by=entry.by,
        words=str(payload["why"]),
        report=report,
        certificate=certificate if isinstance(certificate, int) else 1,
        claim=str(payload["claim"]),
        old=_printed(payload["old"]),
        new=_printed(payload["new"]),
    )


def _printed(stated: object) -> str:
    return str(stated["printed"]) if isinstance(stated, dict) else ""


def _state(follower: str | None, decisions: tuple[Decision, ...]) -> State:
    if follower is not None:
        return State.CORRECTED if follower == Origin.CORRECTION else State.VERIFIED_AGAIN
    if not decisions:
        return State.FILED
    return State.APPROVED if all(one.approved for one in decisions) else State.REJECTED
