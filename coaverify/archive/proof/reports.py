"""The rows of documents and reports against what their entries say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pydantic import ValidationError
from sqlalchemy import Connection

from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.proof.links import Link
from coaverify.archive.proof.naming import Names
from coaverify.archive.proof.raw_rows import RowsByNumber
from coaverify.archive.rows import Columns, Rows, digest_of_rows, rows_of
from coaverify.archive.tables import Base
from coaverify.report.model import Report

# The tables that hold a report's rows and are signed by its entry, and how these are called for people.
SPOKEN = {
    "report": "row",
    "report_content": "text",
    "certificate": "certificates",
    "trait": "traits",
    "search_text": "words to look for",
}
_LIKENESS = "likeness"  # follows from the traits: no digest is signed of it
_ALL = SPOKEN | {_LIKENESS: "traits' places among sketches"}
_OF_THE_ENTRY = ("seq", "filed_at", "origin", "follows", "content_sha256")  # the report's row repeats them


def digest_of_table(table: str, rows: list[Columns]) -> str:
    """The digest of a table's rows of one report, as its entry holds it."""
    if table == "report_content":
        return sha256_of(str(rows[0]["content"])) if rows else ""
    return digest_of_rows(signed_columns(table, rows))


def signed_columns(table: str, rows: list[Columns]) -> list[Columns]:
    """What the digest of a table is made of: the columns that follow from the report, where they are not empty."""
    left_out = _OF_THE_ENTRY if table == "report" else ("report",)
    return [{name: value for name, value in row.items() if name not in left_out and value is not None} for row in rows]


@dataclass(slots=True)
class DocumentRows:
    """Documents' rows, in step with the trail."""

    rows: RowsByNumber
    tell: Tell

    def prove(self, link: Link, *, gone: bool) -> None:
        """Hold the row of a document's entry against it. gone: a deletion stands behind it."""
        found = list(self._own(link.seq))
        about = f"document {link.document}"
        name = f" ({link.fields().get('name')})"
        if gone:
            if found:
                says = f"The row of document {link.document}{name} is still there, though it was deleted."
                self.tell(Finding(Code.NOT_REMOVED, about, says))
        elif not found:
            self.tell(Finding(Code.ROWS_MISSING, about, f"The row of document {link.document}{name} is missing."))
        else:
            expected: dict[str, Json] = {**link.fields(), "sha256": link.document, "seq": link.seq}
            wrong = sorted(column for column, value in found[0].items() if value != expected.get(column))
            if wrong:
                says = f"The row of document {link.document}{name} was altered: {', '.join(wrong)}."
                self.tell(Finding(Code.ROWS_ALTERED, about, says))

    def end(self) -> None:
        """Tell of rows behind the last entry."""
        for _row in self._own(None):
            pass

    def _own(self, seq: int | None) -> Iterator[Columns]:
        for number, rows in self.rows.up_to(seq):
            if number == seq:
                yield from rows
                continue
            sha256 = rows[0]["sha256"]
            says = f"The row of document {sha256} ({rows[0]['name']}) belongs to no entry of the trail."
            self.tell(Finding(Code.ROWS_STRAY, f"document {sha256}", says))


class ReportRows:
    """The rows of reports in all tables, in step with the trail."""

    def __init__(self, connection: Connection, names: Names, tell: Tell) -> None:
        self._tables = [
            RowsByNumber(connection, Base.metadata.tables[name], "seq" if name == "report" else "report")
            for name in _ALL
        ]
        self._names, self._tell = names, tell

    def prove(self, link: Link, *, gone: bool) -> None:
        """Hold all rows of a report's entry against it. gone: a deletion of its document stands behind it."""
        found = {table.table: self._own(table, link.seq) for table in self._tables}
        digests = link.fields().get("digests")
        signed = digests if isinstance(digests, dict) else {}
        for table, rows in found.items():
            if gone and rows:
                self._find(Code.NOT_REMOVED, link, f"its {_ALL[table]} are still there, though it was deleted")
            if gone or table not in signed or digest_of_table(table, rows) == signed[table]:
                continue
            if rows:
                what = _difference(table, rows, found["report_content"], cast("dict[str, Json]", signed))
                self._find(Code.ROWS_ALTERED, link, f"its {_ALL[table]} are not what was filed{what}")
            else:
                self._find(Code.ROWS_MISSING, link, f"its {_ALL[table]} are missing")
        if not gone:
            self._against_traits(link, found)
        if found["report"] and not gone:
            self._against_entry(link, found["report"][0])

    def end(self) -> None:
        """Tell of rows behind the last entry."""
        for table in self._tables:
            self._own(table, None)

    def _own(self, table: RowsByNumber, seq: int | None) -> list[Columns]:
        own: list[Columns] = []
        for number, rows in table.up_to(seq):
            if number == seq:
                own = rows
            else:
                says = f"There are {_ALL[table.table]} of a report {number}, which no entry of the trail names."
                self._tell(Finding(Code.ROWS_STRAY, f"report {number}", says))
        return own

    def _against_traits(self, link: Link, found: dict[str, list[Columns]]) -> None:
        """Where sketches lie follows from the traits: no digest is signed of it."""
        expected = [{"report": link.seq, **row} for trait in found["trait"] for row in likenesses_of(trait)]
        if sorted(map(canonical, expected)) != sorted(map(canonical, found[_LIKENESS])):
            self._find(Code.ROWS_ALTERED, link, f"its {_ALL[_LIKENESS]} are not those of its traits")

    def _against_entry(self, link: Link, row: Columns) -> None:
        fields = link.fields()
        digests = fields.get("digests")
        expected: dict[str, Json] = {
            "document": link.document, "filed_at": link.at, "origin": fields.get("origin"),
            "follows": fields.get("follows"), "run": fields.get("run"), "verdict": fields.get("verdict"),
            "content_sha256": digests.get("report_content") if isinstance(digests, dict) else None,
        }  # fmt: skip
        wrong = sorted(column for column, value in expected.items() if row[column] != value)
        if wrong:
            self._find(Code.ROWS_ALTERED, link, f"its row is not what its entry says: {', '.join(wrong)}")

    def _find(self, code: Code, link: Link, what: str) -> None:
        self._tell(Finding(code, f"report {link.seq}", f"{self._names.report(link.seq)}: {what}."))


def _difference(table: str, rows: list[Columns], content: list[Columns], signed: dict[str, Json]) -> str:
    """What exactly was altered, where the report's text is sound and the rows can be made again from it."""
    if table in ("report_content", "trait") or not content:
        return ""
    if digest_of_table("report_content", content) != signed.get("report_content"):
        return ""
    try:
        made = rows_of(Report.from_json(str(content[0]["content"])))
    except (ValidationError, ValueError):
        return ""
    if made.digests()[table] != signed[table]:  # this version makes other rows than the one that filed them
        return ""
    return _columns(rows, _expected(table, made))


def _expected(table: str, made: Rows) -> list[Columns]:
    if table == "report":
        return [cast("Columns", dict(made.fields))]
    return [{"text": made.words}] if table == "search_text" else list(made.certificates)


def _columns(rows: list[Columns], expected: list[Columns]) -> str:
    if len(rows) != len(expected):
        return f": {len(rows)} stand there, {len(expected)} were filed"
    wrong = [
        f"{column} of certificate {place + 1}" if "number" in filed else column
        for place, (row, filed) in enumerate(zip(rows, expected, strict=True))
        for column, value in filed.items()
        if row.get(column) != value
    ]
    return f": {', '.join(wrong)}" if wrong else ""
