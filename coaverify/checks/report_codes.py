"""What the codes of a page hold: addresses, and numbers that the page prints too, or prints otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from coaverify.model.certificate import Certificate, Text

_LEAST = 5  # characters of a number that can be told from another
_ALIKE = 0.5  # of a number's characters, at its beginning or end: that much in common makes it one of the same series
_NAMED = {  # names of fields in an address, and the claim that they hold
    "lot_number": ("lot", "batch", "lotno", "lot_no", "batchno", "lotnumber", "batch_no"),
    "verification_key": ("key", "code", "unique_key", "verifykey", "verify_code", "accesscode"),
    "task_number": ("report", "reportno", "report_no", "task", "accession", "coa", "certificate", "sample", "sampleid"),
}


def code_addresses(codes: Sequence[Text]) -> list[tuple[str, Text]]:
    """The hosts that codes lead to, with the code of each."""
    found = []
    for code in codes:
        parts = _split(code.value)
        if parts is not None:
            found.append((parts, code))
    return found


def _split(text: str) -> str | None:
    text = text.strip()
    if not re.match(r"https?://|www\.", text, re.IGNORECASE):
        return None
    try:
        host = urlsplit(text if "://" in text else f"https://{text}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def contradiction(certificate: Certificate) -> tuple[Text, Text] | None:
    """A code and the printed number that it contradicts; None where nothing does.

    A code contradicts the page where it names a field and holds another value in it, or where it holds a number of
    the same make and series as a printed one, and none that is printed.
    """
    printed = _printed(certificate)
    for code in certificate.codes:
        held = list(_numbers(code.value))
        every = {_folded(reading.value) for _, reading in printed}
        if any(_folded(value) in every or any(one in _folded(value) for one in every) for _, value in held):
            held = [(name, value) for name, value in held if name]
        for claim, reading in printed:
            for name, value in held:
                if _folded(value) in every:
                    continue
                if _contradicts(name, value, claim, reading.value):
                    return code, reading
    return None


def _printed(certificate: Certificate) -> list[tuple[str, Text]]:
    claims = ("verification_key", "task_number", "lot_number")
    found = [(claim, getattr(certificate, claim)) for claim in claims]
    return [
        (claim, reading) for claim, reading in found if reading is not None and len(_folded(reading.value)) >= _LEAST
    ]


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """(claim or "", value) for what a code holds: the fields of an address, the parts of its path, or its "
    "whole text."""
    try:
        parts = urlsplit(text.strip())
        fields = parse_qsl(parts.query)
    except ValueError:
        parts, fields = urlsplit(""), []
    if not parts.scheme.startswith("http"):
        yield "", text.strip()
        return
    for name, value in fields:
        claim = next((claim for claim, names in _NAMED.items() if name.casefold() in names), "")
        yield claim, value
    for piece in re.split(r"[/#]", unquote(parts.path + "/" + parts.fragment)):
        bare = re.sub(r"\.(?:pdf|html?|png|jpe?g)$", "", piece, flags=re.IGNORECASE)
        if len(_folded(bare)) >= _LEAST and re.search(r"\d", bare):
            yield "", bare


def _contradicts(name: str, value: str, claim: str, printed: str) -> bool:
    """Whether a value that a code holds, under a field of this claim or of none, is another than the printed one."""
    one, other = _folded(value), _folded(printed)
    if name == claim:
        return _make(one) == _make(other) or (claim == "verification_key" and len(one) == len(other))
    return not name and _of_one_series(value, printed)


def _of_one_series(value: str, printed: str) -> bool:
    """Whether two numbers are built alike and share half of their characters at one end: 2603030053, 2603030054."""
    one, other = _folded(value), _folded(printed)
    if one == other or _make(one) != _make(other):
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
    behind = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=True)) if a != b), len(one))
    return max(same, behind) >= _ALIKE * len(one)


def _make(number: str) -> str:
    return re.sub(r"[^\W\d_]", "a", re.sub(r"\d", "9", number))


def _folded(number: str) -> str:
    return re.sub(r"[\W_]", "", number).casefold()
