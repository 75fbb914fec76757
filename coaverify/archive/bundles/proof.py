"""The proof of a bundle, by itself: no archive is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from coaverify.archive.bundles import parts
from coaverify.archive.bundles.manifest import Contents, about, prove_files, prove_signature
from coaverify.archive.bundles.reading import Source, contents, lines_of, opened
from coaverify.archive.canonical import canonical, sha256_of
from coaverify.archive.keys import own_public_key
from coaverify.archive.proof.chain import Anchor, Chain
from coaverify.archive.proof.findings import Code, Finding, Tally, Tell
from coaverify.archive.proof.links import Link, link_of_line
from coaverify.archive.proof.reports import SPOKEN
from coaverify.archive.proof.timestamps import anchor_of, prove_token
from coaverify.archive.proof.trust import Trust, trusted
from coaverify.archive.trail import Kind


def audit_bundle(path: Path, tell: Tell, *, heads: Sequence[Anchor] = (), keys: Sequence[str] = ()) -> Tally:
    """Prove a bundle, a folder or a zip. tell, heads, keys: as with an archive.

    Raises:
        NotInArchive: where there is no bundle.
        ArchiveError: where it cannot be read at all.
    """
    with opened(path) as source:
        return prove_bundle(source, tell, heads=heads, keys=keys)


def prove_bundle(source: Source, tell: Tell, *, heads: Sequence[Anchor] = (), keys: Sequence[str] = ()) -> Tally:
    """Prove a bundle that was opened."""
    tally = Tally()
    telling = tally.counting(tell)
    found = prove_files(source, telling)
    said = about(source)
    first = list(_special(source))
    trust = _trust(source, [link for link in first if link.kind == Kind.KEY.value], keys, telling)
    prove_signature(source, trust, str(said.get("signed_by")), telling)
    anchors = [anchor for link in first if link.kind == Kind.TIMESTAMP.value and (anchor := anchor_of(link))]
    chain = Chain(trust, telling, [*heads, *anchors])
    deleted = {str(link.document): link.seq for link in first if link.kind == Kind.DELETION.value}
    subjects = _Subjects(source, found, tally, telling)
    for link in links(source, telling):
        chain.follow(link)
        tally.entries, tally.head = tally.entries + 1, chain.head
        if link.payload is None:
            tally.withheld += 1
            if said.get("whole") is not False:
                says = f"{link.named}: what it records is missing from the bundle, which says that it is whole."
                telling(Finding(Code.ROWS_MISSING, link.subject, says))
        else:
            subjects.prove(link, gone=deleted.get(str(link.document), 0) > link.seq)
    tally.keys = chain.end()
    _prove_head(source, chain, telling)
    return tally


def links(source: Source, tell: Tell) -> Iterator[Link]:
    """The trail of a bundle in order."""
    payloads = _payloads(source, tell)
    waiting = next(payloads, None)
    both = zip_longest(lines_of(source, parts.TRAIL), lines_of(source, parts.SIGNATURES))
    for number, (line, signature) in enumerate(both, 1):
        own = None
        if waiting and waiting[0] == number:
            own, waiting = waiting[1], next(payloads, None)
        link = link_of_line(line or "", signature or "", own)
        if link is None:
            says = f"Line {number} of the trail is no entry."
            tell(Finding(Code.ENTRY_ALTERED, f"entry {number}", says))
            continue
        if own is not None and link.payload is None:
            tell(Finding(Code.ENTRY_ALTERED, link.subject, f"{link.named}: what it records was altered."))
        yield link
    if waiting:
        says = f"Something is recorded of entry {waiting[0]}, which is not in the trail there."
        tell(Finding(Code.ENTRY_ALTERED, f"entry {waiting[0]}", says))


def _payloads(source: Source, tell: Tell) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines_of(source, parts.PAYLOADS), 1):
        found = parts.payload_of(line)
        if found:
            yield found
        else:
            says = f"Line {number} of {parts.PAYLOADS} is none."
            tell(Finding(Code.FILE_ALTERED, f"file {parts.PAYLOADS}", says))


def _special(source: Source) -> Iterator[Link]:
    """The entries that have to be known before all others: keys, time stamps, deletions."""
    kinds = {Kind.KEY.value, Kind.TIMESTAMP.value, Kind.DELETION.value}
    return (link for link in links(source, lambda _finding: None) if link.kind in kinds)


def _trust(source: Source, introductions: list[Link], keys: Sequence[str], tell: Tell) -> Trust:
    """The keys that count. A bundle comes from elsewhere: its first key is taken on trust where none is named."""
    trust = trusted(introductions, keys, own_public_key(), on_trust=True, tell=tell)
    for name in source.names():
        pem = contents(source, name) if name.startswith("keys/") else None
        try:
            if pem is not None and parts.key_part(trust.ring.add(pem.decode("ascii"))) != name:
                raise ValueError
        except ValueError:
            tell(Finding(Code.FILE_ALTERED, f"file {name}", f"The file {name} is not the key that its name says."))
    return trust


def _prove_head(source: Source, chain: Chain, tell: Tell) -> None:
    line = (contents(source, parts.HEAD) or b"").decode("ascii", "replace")
    signature = (contents(source, parts.HEAD_SIGNATURE) or b"").hex()
    if chain.head is None or sha256_of(line) != chain.head.hash or signature != chain.head.signature:
        tell(Finding(Code.HEAD_MISSING, f"file {parts.HEAD}", "The trail does not end with the head of the bundle."))


@dataclass(slots=True)
class _Subjects:
    """What entries are about: originals and reports."""

    source: Source
    found: Contents
    tally: Tally
    tell: Tell

    def prove(self, link: Link, *, gone: bool) -> None:
        if link.kind == Kind.DOCUMENT.value:
            self.tally.removed, self.tally.documents = self.tally.removed + gone, self.tally.documents + (not gone)
            if not gone:
                self._original(link)
        elif link.kind == Kind.REPORT.value:
            self.tally.reports += not gone
            if not gone:
                self._report(link)
        elif link.kind == Kind.TIMESTAMP.value:
            prove_token(link, self.tell)

    def _original(self, link: Link) -> None:
        name, fields = parts.original_part(str(link.document)), link.fields()
        about_it, called = f"original {link.document}", f"The original {link.document} ({fields.get('name')})"
        digest = self.found.digests.get(name)
        if not digest:
            self.tell(Finding(Code.ORIGINAL_MISSING, about_it, f"{called} is missing."))
        elif digest != link.document or self.found.sizes[name] != fields.get("size_bytes"):
            self.tell(Finding(Code.ORIGINAL_ALTERED, about_it, f"{called} was altered."))

    def _report(self, link: Link) -> None:
        digests = link.fields().get("digests")
        signed = digests if isinstance(digests, dict) else {}
        own = {"report_content": self.found.digests.get(parts.report_part(link.seq), ""), **self._rows(link.seq)}
        for table in SPOKEN:
            if own.get(table) != signed.get(table):
                code = Code.ROWS_ALTERED if own.get(table) else Code.ROWS_MISSING
                says = f"Report {link.seq}: its {SPOKEN[table]} are not what was filed."
                self.tell(Finding(code, f"report {link.seq}", says))

    def _rows(self, number: int) -> dict[str, str]:
        """The digests of a report's rows, by table."""
        try:
            tables = json.loads(contents(self.source, parts.rows_part(number)) or b"{}")
            return {table: sha256_of(canonical(rows)) for table, rows in tables.items()}
        except (ValueError, AttributeError, RecursionError):
            return {}
