"""Entries that hold an authority's token (RFC 3161) over the hash of an earlier entry."""

from __future__ import annotations

import base64
import binascii

from coaverify.archive.errors import Altered
from coaverify.archive.proof.chain import Anchor
from coaverify.archive.proof.findings import Code, Finding, Tell
from coaverify.archive.proof.links import Link


def anchor_of(link: Link) -> Anchor | None:
    """The entry and hash that a token was got for: they have to be in the chain."""
    fields = link.fields()
    digest, seq = fields.get("hash"), fields.get("entry")
    if not isinstance(digest, str) or not isinstance(seq, int):
        return None
    return Anchor(digest, f"the time stamp in entry {link.seq}", seq)


def prove_token(link: Link, tell: Tell) -> None:
    """Hold an entry's token against the hash that it is over."""
    from coaverify.archive.timestamps import checked  # pyHanko takes most of a second, and most trails have none

    fields = link.fields()
    try:
        token = base64.b64decode(str(fields.get("token")), validate=True)
    except binascii.Error:
        says = f"{link.named}: it holds no time stamp."
        tell(Finding(Code.TIMESTAMP_WRONG, link.subject, says))
        return
    try:
        checked(token, str(fields.get("hash")))
    except Altered as error:
        tell(Finding(Code.TIMESTAMP_WRONG, link.subject, f"{link.named}: {error}"))
