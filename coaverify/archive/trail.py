"""The trail: what an entry consists of, and how one is added.

An entry's header is one line of canonical JSON that names the hash of its payload and the hash of the entry before.
Its own hash is the SHA-256 of that line, its signature is over that line: `sha256sum` and `openssl` can prove both.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.keys import Signer
from coaverify.archive.tables import Entry

BEFORE_THE_FIRST = "0" * 64  # what the first entry names as the one before it


class Kind(StrEnum):
    """What an entry records. Stored by value, never renamed."""

    KEY = "key"  # a public key that signs from here on
    DOCUMENT = "document"  # an original was stored
    SEEN = "seen"  # a known original came again, under another name
    REPORT = "report"  # a verification was filed
    CORRECTION = "correction"  # a reviewer read a claim otherwise
    COMMENT = "comment"
    APPROVAL = "approval"  # a second person approved or rejected a report
    HOLD = "hold"  # a legal hold was set on a document
    RELEASE = "release"  # and was lifted
    RETENTION = "retention"  # how long documents are kept at least
    DELETION = "deletion"  # the tombstone of a document and its reports
    TIMESTAMP = "timestamp"  # an authority's token (RFC 3161) over an entry's hash
    RESTORED = "restored"  # the archive was made from a bundle


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it was added."""

    seq: int
    at: str
    hash: str


def header(
    *,
    seq: int,
    kind: str,
    at: str,
    by: str,
    document: str | None,
    report: int | None,
    payload: str,
    prev: str,
    key: str,
) -> str:
    """The line that is hashed and signed. Of the payload it holds the hash, so that it can be shown without it."""
    fields: dict[str, Json] = {
        "at": at,
        "by": by,
        "document": document,
        "key": key,
        "kind": kind,
        "payload_sha256": sha256_of(payload),
        "prev": prev,
        "report": report,
        "seq": seq,
    }
    return canonical(fields)


def now() -> str:
    """The time in UTC to the microsecond, ISO 8601."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Trail:
    """Adds entries inside one transaction, which holds the archive's lock.

    by: who does it, as they name themselves.
    """

    connection: Connection
    signer: Signer
    by: str

    def introduce(self, public_pem: str) -> Written:
        """Add a key that signs from here on: one's own, or another's that one vouches for."""
        return self.add(Kind.KEY, {"algorithm": "Ed25519", "public_key": public_pem})

    def add(
        self, kind: Kind, payload: Json, *, document: str | None = None, report: int | None = None, itself: bool = False
    ) -> Written:
        """Add an entry. `report` is the number of the report that it is about; `itself`: this entry is that report."""
        last = self.connection.execute(select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)).first()
        seq, prev = (last.seq + 1, last.hash) if last else (1, BEFORE_THE_FIRST)
        at, text = now(), canonical(payload)
        about = seq if itself else report
        line = header(
            seq=seq, kind=kind, at=at, by=self.by, document=document, report=about, payload=text, prev=prev,
            key=self.signer.id,
        )  # fmt: skip
        digest = sha256_of(line)
        self.connection.execute(
            insert(Entry).values(
                seq=seq,
                kind=kind.value,
                at=at,
                by=self.by,
                document=document,
                report=about,
                payload=text,
                prev=prev,
                hash=digest,
                key=self.signer.id,
                signature=self.signer.sign(line),
            )
        )
        return Written(seq, at, digest)
