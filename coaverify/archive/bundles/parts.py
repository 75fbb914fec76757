"""What a bundle consists of. The names are part of the format: never changed."""

from __future__ import annotations

import re

from coaverify.archive.canonical import canonical

FORMAT = 1

README = "README.txt"
RECIPE = "prove.sh"
ABOUT = "bundle.json"  # what the bundle is: whole or a selection, its head, who signed it
TRAIL = "trail.jsonl"  # of every entry the line that was hashed
SIGNATURES = "signatures.txt"  # the signature of the entry in the same line of the trail, hexadecimal
PAYLOADS = "payloads.jsonl"  # what entries record: {"payload":…,"seq":…}
HEAD = "head.json"  # the last entry's line, without an end of line
HEAD_SIGNATURE = "head.sig"
MANIFEST = "manifest.sha256"  # as sha256sum writes it
MANIFEST_SIGNATURE = "manifest.sig"

_PAYLOAD = re.compile(r'\{"payload":(.*),"seq":([1-9][0-9]*)\}')


def original_part(sha256: str) -> str:
    return f"originals/{sha256}"


def report_part(number: int) -> str:
    """The report as it was filed."""
    return f"reports/{number}.json"


def rows_part(number: int) -> str:
    """The columns that it is found by, and its traits."""
    return f"reports/{number}.rows.json"


def key_part(identifier: str) -> str:
    return f"keys/{identifier}.pem"


def payload_line(seq: int, payload: str) -> str:
    """A payload with its entry's number. The payload stands in it as it was hashed."""
    return f'{{"payload":{payload},"seq":{seq}}}'


def payload_of(line: str) -> tuple[int, str] | None:
    """The entry's number and the payload that a line holds; None where it is no such line."""
    found = _PAYLOAD.fullmatch(line)
    return (int(found[2]), found[1]) if found else None


def about_text(*, whole: bool, head: str, seq: int, signed_by: str, coaverify: str) -> str:
    """What the bundle is, in one line of JSON."""
    return canonical(
        {"coaverify": coaverify, "entries": seq, "format": FORMAT, "head": head, "signed_by": signed_by, "whole": whole}
    )
