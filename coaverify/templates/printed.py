"""Claims in the few words in which a template's example states them, and the comparison of the two."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from coaverify.report.model import Claims, DateClaim, IonClaim, NumberClaim, ReadingEntry, TextClaim

_SIGNS = {"≥": ">=", "≤": "<=", "≈": "~", "": "="}
_NUMBER = re.compile(r"^(?P<sign>>=|<=|[<>=~≥≤≈])?\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>\D.*)?$")


def readings_of(claims: Claims, claim: str) -> tuple[ReadingEntry, ...]:
    """The readings of a claim; () where it was not read."""
    found = getattr(claims, claim, None)
    if found is None:
        return ()
    return found if isinstance(found, tuple) else (found,)


def in_words(claims: Claims, claim: str) -> tuple[str, ...]:
    """A claim as an example states it: "99.31 %", "2026-03-04", "407.7 2+"."""
    return tuple(_words(reading) for reading in readings_of(claims, claim))


def _words(reading: ReadingEntry) -> str:
    match reading:
        case NumberClaim():
            sign = "" if reading.comparator == "=" else f"{reading.comparator} "
            return f"{sign}{reading.value} {reading.unit}".strip()
        case IonClaim():
            charge = "" if reading.charge is None else f" {abs(reading.charge)}{'-' if reading.charge < 0 else '+'}"
            return f"{reading.mz}{charge}"
        case DateClaim() | TextClaim():
            return reading.value
        case _:
            return reading.evidence.text


def agrees(expected: tuple[str, ...], read: tuple[str, ...]) -> bool:
    """Whether an example's words and what was read state the same: figures by value, words by their letters."""
    return len(expected) == len(read) and all(
        _same(one, other) for one, other in zip(sorted(expected, key=_order), sorted(read, key=_order), strict=True)
    )


def _order(text: str) -> tuple[Decimal, str]:
    found = re.search(r"\d+(?:\.\d+)?", text)
    return (Decimal(found[0]) if found else Decimal(0), text)


def _same(expected: str, read: str) -> bool:
    one, other = _NUMBER.match(expected.strip()), _NUMBER.match(read.strip())
    if one is None or other is None:
        return _folded(expected) == _folded(read)
    try:
        equal = Decimal(one["value"]) == Decimal(other["value"])
    except InvalidOperation:
        return False
    unit = _folded(one["unit"] or "")  # one that the example leaves out is not asked for
    return equal and _sign(one) == _sign(other) and unit in ("", _folded(other["unit"] or ""))


def _sign(match: re.Match[str]) -> str:
    sign = match["sign"] or ""
    return _SIGNS.get(sign, sign)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
