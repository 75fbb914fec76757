"""The chain: numbers without a gap, each entry naming the one before, hashes and signatures as they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coaverify.archive.canonical import sha256_of
from coaverify.archive.proof.findings import Code, Finding, Head, KeyUse, Tell
from coaverify.archive.proof.links import Link
from coaverify.archive.proof.trust import Trust
from coaverify.archive.trail import BEFORE_THE_FIRST, Kind, header


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry's hash that is known from elsewhere. seq: None where only the hash was noted. said_by: in words."""

    hash: str
    said_by: str
    seq: int | None = None


@dataclass(slots=True)
class _Use:
    since: int
    last: int
    entries: int = 0


@dataclass(slots=True)
class Chain:
    """Follows the entries one by one, from the first."""

    trust: Trust
    tell: Tell
    anchors: Sequence[Anchor] = ()
    head: Head | None = None
    _before: Link | None = None
    _used: dict[str, _Use] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def follow(self, link: Link) -> None:
        """Prove the next entry, as far as it can be proven by itself and the one before it."""
        digest = sha256_of(link.line)
        self._place(link)
        if self.trust.ring.verifies(link.key, link.line, link.signature):
            if digest != link.hash:
                self._find(Code.ENTRY_ALTERED, link, "the hash that stands beside it is not its own.")
        elif digest != link.hash:
            self._find(Code.ENTRY_ALTERED, link, f"{self._what_was_altered(link)}.")
        elif link.key in self.trust.ring:
            self._find(Code.NOT_SIGNED, link, f"its signature is not by the key {link.key} that it names.")
        use = self._used.setdefault(link.key, _Use(link.seq, link.seq))
        use.last, use.entries = link.seq, use.entries + 1
        if digest == link.hash and any(anchor.hash == digest for anchor in self.anchors):
            self._met.add(digest)
        self._before = link
        self.head = Head(link.seq, link.hash, link.at, link.key, link.signature)

    def end(self) -> list[KeyUse]:
        """What can be said at the end of the trail: keys that nobody vouches for, heads that were not met."""
        for key, use in self._used.items():
            if key not in self.trust.vouched:
                self._tell_of_key(key, use)
        for anchor in self.anchors:
            if anchor.hash not in self._met:
                self.tell(Finding(Code.HEAD_MISSING, f"head {anchor.hash}", self._missing(anchor)))
        return [
            KeyUse(key, use.since, use.entries, self.trust.vouched.get(key), key == self.trust.own)
            for key, use in self._used.items()
        ]

    def _find(self, code: Code, link: Link, what: str) -> None:
        self.tell(Finding(code, link.subject, f"{link.named}: {what}"))

    def _place(self, link: Link) -> None:
        before = self._before
        expected = before.seq + 1 if before else 1
        if link.seq > expected:
            last = link.seq - 1
            which = f"Entry {expected} is" if last == expected else f"Entries {expected} to {last} are"
            subject = f"entry {expected}" if last == expected else f"entries {expected} to {last}"
            self.tell(Finding(Code.NUMBER_MISSING, subject, f"{which} missing from the trail."))
        elif link.seq < expected:
            self._find(Code.LINK_BROKEN, link, f"it stands where entry {expected} should.")
        elif link.prev not in ({before.hash, sha256_of(before.line)} if before else {BEFORE_THE_FIRST}):
            self._find(Code.LINK_BROKEN, link, "it does not follow the entry before it.")

    def _what_was_altered(self, link: Link) -> str:
        """The field that was altered, where another in its place gives the hash that stands beside the entry."""
        for name, candidate in self._candidates(link):
            line = header(
                seq=candidate.seq, kind=candidate.kind, at=candidate.at, by=candidate.by, document=candidate.document,
                report=candidate.report, payload=candidate.payload or "", prev=candidate.prev, key=candidate.key,
            )  # fmt: skip
            if sha256_of(line) == link.hash:
                return f"{name} was altered"
        return "its time, its author, its subject or what it records was altered"

    def _candidates(self, link: Link) -> Iterator[tuple[str, Link]]:
        before = self._before
        yield "the hash of the entry before", replace(link, prev=before.hash if before else BEFORE_THE_FIRST)
        yield "its number", replace(link, seq=before.seq + 1 if before else 1)
        for kind in Kind:
            yield f"its kind (it was {kind.value})", replace(link, kind=kind.value)
        for report in (None, link.seq):
            yield "the report that it is about", replace(link, report=report)
        yield "the document that it is about", replace(link, document=None)
        for key in [*self._used, *self.trust.vouched]:
            yield f"the key that signed it (it was {key})", replace(link, key=key)

    def _tell_of_key(self, key: str, use: _Use) -> None:
        which, subject = f"Entry {use.since} is", f"entry {use.since}"
        if use.entries > 1:
            which = f"{use.entries} entries, {use.since} to {use.last}, are"
            subject = f"entries {use.since} to {use.last}"
        message = (
            f"{which} signed with the key {key}, which is neither of this installation nor vouched for by a key that "
            "is. If it is a colleague's, name its file with --key, or vouch for it: coaverify archive trust."
        )
        self.tell(Finding(Code.KEY_UNKNOWN, subject, message))

    def _missing(self, anchor: Anchor) -> str:
        end = f"The trail ends with entry {self.head.seq}." if self.head else "The trail is empty."
        place = f" of entry {anchor.seq}" if anchor.seq else ""
        return (
            f"The hash {anchor.hash}{place}, known from {anchor.said_by}, is not in the trail: entries were cut off or "
            f"rewritten, or the database is an older copy. {end}"
        )
