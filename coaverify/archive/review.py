"""What people do with a report after it was filed: correct a reading, comment, approve, reject. All of it is added."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.errors import NotAllowed
from coaverify.archive.filing import Filed, Origin, file_rows
from coaverify.archive.rows import rows_of
from coaverify.archive.standing import Status, hands_on, same_person, status_in
from coaverify.archive.tables import ReportRow
from coaverify.archive.trail import Kind, Trail, Written
from coaverify.report.model import Claims, Report

LONGEST_WORDS = 10_000  # characters of a comment


@dataclass(frozen=True, slots=True)
class CorrectionNote:
    """What the trail says of a correction. certificate: counted from 1. old, new: `stated` before and after."""

    certificate: int
    claim: str
    old: Json
    new: Json
    why: str


def stated(claims: Claims, claim: str) -> Json:
    """A claim as the trail keeps it: the words as printed and the value; None where it is not stated."""
    reading = claims.model_dump(mode="json")[claim]
    if reading is None:
        return None
    several = reading if isinstance(reading, list) else [reading]
    values = [{name: value for name, value in one.items() if name not in ("evidence", "source")} for one in several]
    printed = "; ".join(dict.fromkeys(one["evidence"]["text"] for one in several))
    return {"printed": printed, "read": values if isinstance(reading, list) else values[0]}


def file_following(
    archive: Archive, report: Report, by: str, origin: Origin, follows: int, note: CorrectionNote | None = None
) -> Filed:
    """File a report that was made again from report `follows`, and with it the note of the correction it rests on.

    The document is in the archive already. Both are there to stay when this returns, or neither is.

    Raises:
        NotInArchive: where there is no report `follows`.
        NotAllowed: where another report follows it already, or the report is on another document.
        ArchiveError: where it could not be filed.
    """
    rows = rows_of(report)
    with archive.adding(by) as trail:
        status = demand_newest(trail.connection, follows)
        if status.document != rows.fields["document"]:
            raise NotAllowed(f"Report {follows} is on another document than the one that was verified again.")
        known = trail.connection.execute(select(ReportRow.seq).where(ReportRow.run == rows.fields["run"])).scalar()
        if known is not None and note is None:
            return Filed(known, is_new=False)
        if known is not None:
            raise NotAllowed(f"Report {known} was made with the same corrections already.")
        if note is not None:
            _add_correction(trail, note, status)
        return Filed(file_rows(trail, rows, origin, follows), is_new=True)


def demand_newest(connection: Connection, number: int) -> Status:
    """Where a report stands that none has superseded.

    Raises:
        NotInArchive: where there is no such report.
        NotAllowed: where another took its place.
    """
    status = status_in(connection, number)
    if status.superseded_by is not None:
        raise NotAllowed(f"Report {number} was superseded by report {status.superseded_by}: go on from that one.")
    return status


def _add_correction(trail: Trail, note: CorrectionNote, status: Status) -> None:
    payload: dict[str, Json] = {
        "certificate": note.certificate,
        "claim": note.claim,
        "new": note.new,
        "old": note.old,
        "why": demand_words(note.why, "why the reading is corrected"),
    }
    trail.add(Kind.CORRECTION, payload, document=status.document, report=status.number)


def comment(archive: Archive, number: int, words: str, by: str) -> Written:
    """Add a comment to report `number`; a report that was superseded may be commented on as well.

    Raises:
        NotInArchive: where there is no such report.
        NotAllowed: where nothing is said, or more than a comment holds.
        ArchiveError: where it could not be added.
    """
    words = demand_words(words, "what the comment says")
    with archive.adding(by) as trail:
        status = status_in(trail.connection, number)
        return trail.add(Kind.COMMENT, {"words": words}, document=status.document, report=number)


def approve(archive: Archive, number: int, by: str, words: str = "") -> Written:
    """Approve report `number`, as a second person.

    Raises:
        NotInArchive: where there is no such report.
        NotAllowed: where it was superseded, where this person filed or corrected it, or approved it before.
        ArchiveError: where it could not be added.
    """
    return _decide(archive, number, by, words.strip(), approved=True)


def reject(archive: Archive, number: int, by: str, why: str) -> Written:
    """Reject report `number`, as a second person. Who approved it may reject it later: what was said last counts.

    Raises:
        as `approve`; NotAllowed also where nothing is said of why.
    """
    return _decide(archive, number, by, demand_words(why, "why it is rejected"), approved=False)


def _decide(archive: Archive, number: int, by: str, words: str, *, approved: bool) -> Written:
    word = "approved" if approved else "rejected"
    with archive.adding(by) as trail:
        status = demand_newest(trail.connection, number)
        if any(same_person(by, name) for name in hands_on(trail.connection, number)):
            raise NotAllowed(f"{by} filed or corrected report {number}: it is for a second person to judge it.")
        if any(same_person(by, one.by) and one.approved is approved for one in status.decisions):
            raise NotAllowed(f"{by} has {word} report {number} already.")
        payload: dict[str, Json] = {"decision": word, "verdict": status.verdict, "words": words[:LONGEST_WORDS]}
        return trail.add(Kind.APPROVAL, payload, document=status.document, report=number)


def demand_words(words: str, what: str) -> str:
    """The words, where there are some.

    Raises:
        NotAllowed: where there are none, or too many.
    """
    words = words.strip()
    if not words:
        raise NotAllowed(f"Say {what}.")
    if len(words) > LONGEST_WORDS:
        raise NotAllowed(f"Say {what} in at most {LONGEST_WORDS} characters.")
    return words
