"""Whose signatures count. A key that introduces itself proves nothing: whoever can write to the database can do that.

What counts is the key of this installation and those that the auditor names, and every key that one of these has
vouched for in the trail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coaverify.archive.canonical import sha256_of
from coaverify.archive.errors import ArchiveError
from coaverify.archive.keys import Keyring, key_id
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.proof.links import Link


@dataclass(slots=True)
class Trust:
    """ring: all keys that are known. vouched: those that count, by their id, with the reason in words."""

    ring: Keyring = field(default_factory=Keyring)
    vouched: dict[str, str] = field(default_factory=dict)
    own: str | None = None


def trusted(
    introductions: Iterable[Link], named: Sequence[str], own: str | None, *, on_trust: bool, tell: Tell
) -> Trust:
    """The keys that count.

    introductions: the entries that introduce keys. named: keys as PEM that the auditor trusts. own: this
        installation's. on_trust: take the trail's first key where none of these has signed anything.

    Raises:
        ArchiveError: where what the auditor named is no Ed25519 key.
    """
    trust = Trust(own=key_id(own) if own else None)
    for pem in named:
        trust.vouched[_added(trust.ring, pem)] = "named by the auditor"
    if own:
        trust.vouched[_added(trust.ring, own)] = "of this installation"
    introduced = [(link.key, found, link) for link in introductions if (found := _introduced(trust.ring, link))]
    signing = [link.key for _, _, link in introduced]
    if introduced and not trust.vouched.keys() & set(signing) and on_trust and not named:
        _take_the_first(trust, introduced[0][2], tell)
    waiting = [(signer, found, link) for signer, found, link in introduced if signer != found]
    while reached := [one for one in waiting if one[0] in trust.vouched and one[1] not in trust.vouched]:
        for signer, found, link in reached:
            if not trust.ring.verifies(signer, link.line, link.signature) or sha256_of(link.line) != link.hash:
                waiting.remove((signer, found, link))
                continue
            trust.vouched[found] = f"vouched for by key {signer} in entry {link.seq}"
    return trust


def _take_the_first(trust: Trust, link: Link, tell: Tell) -> None:
    trust.vouched[link.key] = "taken on trust"
    tell(
        Finding(
            Code.KEY_TAKEN_ON_TRUST,
            f"key {link.key}",
            f"That the key {link.key} is the right one is taken on trust: compare it with the one that was noted, or "
            "name the key's file with --key.",
        )
    )


def _added(ring: Keyring, pem: str) -> str:
    try:
        return ring.add(pem)
    except ValueError as error:
        raise ArchiveError(f"This is no public key to prove signatures with: {error}") from error


def _introduced(ring: Keyring, link: Link) -> str | None:
    """The id of the key that an entry introduces."""
    pem = link.fields().get("public_key")
    try:
        return ring.add(pem) if isinstance(pem, str) else None
    except ValueError:
        return None
