"""Entries of the trail in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind

MOST_ENTRIES = 500  # of one list

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry. at: UTC, ISO 8601. by: as they named themselves. words: a sentence.

    report: the one that it is about. name: that under which a document came, where the entry is of that.
    """

    seq: int
    at: str
    by: str
    kind: str
    document: str
    report: int | None
    words: str
    name: str = ""


def entries_of_document(connection: Connection, sha256: str) -> tuple[EntryLine, ...]:
    """What was done with a document and its reports, the newest MOST_ENTRIES in the order in which it was done."""
    # Two questions, each of which an index answers; as one they would go through the whole trail.
    lines = _entries(connection, Entry.document == sha256)
    numbers = [line.seq for line in lines if line.kind == Kind.REPORT.value]
    lines += _entries(connection, Entry.report.in_(numbers))
    return tuple(line for _, line in sorted({line.seq: line for line in lines}.items()))[-MOST_ENTRIES:]


def entries_of_report(connection: Connection, number: int) -> tuple[EntryLine, ...]:
    """What was done with a report, the newest MOST_ENTRIES in the order in which it was done."""
    return _entries(connection, Entry.report == number)


def in_words(kind: str, payload: Payload, report: int | None = None) -> str:
    """An entry as a sentence. What this version has no words for is given field by field."""
    say = _WORDS.get(kind)
    if say is not None:
        try:
            return say(payload, report)
        except (KeyError, TypeError):  # written by another version, in other fields
            pass
    return _field_by_field(kind.capitalize(), payload)


def _entries(connection: Connection, condition: ColumnElement[bool]) -> tuple[EntryLine, ...]:
    columns = (Entry.seq, Entry.at, Entry.by, Entry.kind, Entry.document, Entry.report, Entry.payload)
    found = select(*columns).where(condition).order_by(Entry.seq.desc()).limit(MOST_ENTRIES)
    return tuple(reversed([_line(row) for row in connection.execute(found)]))


def _line(row: Row[*tuple[Any, ...]]) -> EntryLine:
    payload = json.loads(row.payload)
    came = row.kind in (Kind.DOCUMENT.value, Kind.SEEN.value)
    return EntryLine(
        seq=row.seq,
        at=row.at,
        by=row.by,
        kind=row.kind,
        document=row.document or "",
        report=row.report,
        words=in_words(row.kind, payload, row.report),
        name=str(payload.get("name", "")) if came else "",
    )


def _filed(payload: Payload, report: int | None) -> str:
    why = {"correction": " after a correction", "re-verification": " by verifying again"}.get(payload["origin"], "")
    follows = f", made again from report {payload['follows']}" if payload.get("follows") else ""
    return f"Report {report} filed{why}{follows}: {payload['verdict']}."


def _corrected(payload: Payload, _: int | None) -> str:
    claim = str(payload["claim"]).replace("_", " ")
    old, new = _stated(payload["old"]), _stated(payload["new"])
    return f"Certificate {payload['certificate']}, {claim}: read as {new} instead of {old}, because: {payload['why']}"


def _stated(value: object) -> str:
    """A claim's value: as printed, where the entry has the words."""
    if value is None:
        return "not stated"
    return f"“{value['printed']}”" if isinstance(value, dict) and value.get("printed") else _shown(value)


def _judged(payload: Payload, report: int | None) -> str:
    words = f": {payload['words']}" if payload.get("words") else "."
    return f"Report {report} {payload['decision']}{words}"


def _field_by_field(start: str, payload: Payload) -> str:
    fields = [
        f"{name.replace('_', ' ')}: {_shown(value)}" for name, value in payload.items() if value not in (None, "", [])
    ]
    return f"{start}: {'; '.join(fields)}." if fields else f"{start}."


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:299]}…"


_WORDS: dict[str, Callable[[Payload, int | None], str]] = {
    Kind.KEY.value: lambda payload, _: "A signing key was introduced.",
    Kind.DOCUMENT.value: lambda payload, _: f"Document stored as {payload['name']}, {payload['size_bytes']} bytes.",
    Kind.SEEN.value: lambda payload, _: f"The same document came again as {payload['name']}.",
    Kind.REPORT.value: _filed,
    Kind.CORRECTION.value: _corrected,
    Kind.COMMENT.value: lambda payload, _: f"Comment: {payload['words']}",
    Kind.APPROVAL.value: _judged,
    Kind.TIMESTAMP.value: lambda payload, _: f"The time was attested by {payload['authority']}.",
}
