"""What an audit has to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """What was found. Stored and compared by value, never renamed."""

    DATABASE_DAMAGED = "database-damaged"
    UNPROTECTED = "unprotected"  # the triggers that refuse changes are not all there
    NUMBER_MISSING = "number-missing"
    LINK_BROKEN = "link-broken"
    ENTRY_ALTERED = "entry-altered"
    NOT_SIGNED = "not-signed"
    KEY_UNKNOWN = "key-unknown"
    HEAD_MISSING = "head-missing"
    TIMESTAMP_WRONG = "timestamp-wrong"
    ROWS_ALTERED = "rows-altered"
    ROWS_MISSING = "rows-missing"
    ROWS_STRAY = "rows-stray"
    NOT_REMOVED = "not-removed"
    ORIGINAL_MISSING = "original-missing"
    ORIGINAL_ALTERED = "original-altered"
    WORDS_ALTERED = "words-altered"
    FILE_ALTERED = "file-altered"
    FILE_MISSING = "file-missing"
    FILE_STRAY = "file-stray"
    MANIFEST_ALTERED = "manifest-altered"
    # notes
    ORIGINAL_STRAY = "original-stray"
    KEY_TAKEN_ON_TRUST = "key-taken-on-trust"


NOTES = frozenset({Code.ORIGINAL_STRAY, Code.KEY_TAKEN_ON_TRUST})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. subject: what it is about, as "entry 12". message: a sentence or two for people.

    A note is worth knowing and is no alteration.
    """

    code: Code
    subject: str
    message: str

    @property
    def is_note(self) -> bool:
        return self.code in NOTES


Tell = Callable[[Finding], None]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a trail. Who notes it elsewhere can later prove that nothing behind it was cut off."""

    seq: int
    hash: str
    at: str
    key: str
    signature: str


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key that signs entries. since: the first of them. vouched: by whom, in words; None where nobody does."""

    id: str
    since: int
    entries: int
    vouched: str | None
    own: bool


@dataclass(slots=True)
class Tally:
    """What an audit went through."""

    entries: int = 0
    documents: int = 0
    reports: int = 0
    removed: int = 0
    withheld: int = 0
    findings: int = 0
    notes: int = 0
    head: Head | None = None
    keys: list[KeyUse] = field(default_factory=list)

    def counting(self, tell: Tell) -> Tell:
        """A listener that counts and passes on."""

        def told(finding: Finding) -> None:
            if finding.is_note:
                self.notes += 1
            else:
                self.findings += 1
            tell(finding)

        return told
