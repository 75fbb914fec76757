"""An entry as a link of the chain, from the database's columns or from the line that was hashed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.trail import header

_FIELDS = frozenset({"at", "by", "document", "key", "kind", "payload_sha256", "prev", "report", "seq"})


@dataclass(frozen=True, slots=True)
class Link:
    """line: what is hashed and signed. hash: what stands beside it as its hash. payload: None where it is withheld."""

    seq: int
    kind: str
    at: str
    by: str
    document: str | None
    report: int | None
    prev: str
    key: str
    hash: str
    signature: str
    line: str
    payload: str | None

    @property
    def subject(self) -> str:
        return f"entry {self.seq}"

    @property
    def named(self) -> str:
        """The entry in words, with what it is about."""
        about = f" on report {self.report}" if self.report and self.report != self.seq else ""
        document = f" of document {str(self.document)[:12]}…" if self.document else ""
        return f"Entry {self.seq} ({self.kind}{about}{document})"

    def fields(self) -> dict[str, Json]:
        """The payload's fields; none where it is withheld or cannot be read any more."""
        return fields_of(self.payload)


def fields_of(payload: str | None) -> dict[str, Json]:
    """A payload's fields; none where it cannot be read."""
    try:
        found = json.loads(payload or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def link_of_columns(columns: dict[str, str | int | float | None]) -> Link:
    """A link from a row of the database, whatever stands in its columns."""
    text = {
        name: str(columns[name]) for name in ("kind", "at", "by", "payload", "prev", "key", "hash", "signature", "seq")
    }
    document, report = columns["document"], columns["report"]
    line = header(
        seq=int(text["seq"]), kind=text["kind"], at=text["at"], by=text["by"],
        document=None if document is None else str(document), report=report,  # type: ignore[arg-type]  # as it stands
        payload=text["payload"], prev=text["prev"], key=text["key"],
    )  # fmt: skip
    return Link(
        seq=int(text["seq"]), kind=text["kind"], at=text["at"], by=text["by"],
        document=None if document is None else str(document), report=report if isinstance(report, int) else None,
        prev=text["prev"], key=text["key"], hash=text["hash"], signature=text["signature"], line=line,
        payload=text["payload"],
    )  # fmt: skip


def link_of_line(line: str, signature: str, payload: str | None) -> Link | None:
    """A link from its line in a bundle; None where that is no line of a trail."""
    try:
        head = json.loads(line)
        if not isinstance(head, dict) or set(head) != _FIELDS or canonical(head) != line:
            return None
        seq, report, document = head["seq"], head["report"], head["document"]
        if not isinstance(seq, int) or not isinstance(report, int | None) or not isinstance(document, str | None):
            return None
        return Link(
            seq=seq, kind=str(head["kind"]), at=str(head["at"]), by=str(head["by"]), document=document, report=report,
            prev=str(head["prev"]), key=str(head["key"]), hash=sha256_of(line), signature=signature, line=line,
            payload=payload if payload is not None and sha256_of(payload) == head["payload_sha256"] else None,
        )  # fmt: skip
    except (ValueError, RecursionError):
        return None
