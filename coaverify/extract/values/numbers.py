"""Printed numbers: comparators, decimal commas, digit grouping, tolerances, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from coaverify.model.certificate import Amount, Comparator

SPACES = "\u00a0\u2007\u2009\u200a\u202f\u3000"

_COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    (r">=|≥|≧|⩾|=>|not\s+less\s+than|no\s+less\s+than|at\s+least|nlt\b|m[ií]n(?:imum|imo|destens|d)?\b\.?|不低于|не\s+менее|au\s+moins|al\s+menos|no\s+menos\s+de|pas\s+moins\s+de|以上",
     Comparator.AT_LEAST),
    (r"<=|≤|≦|⩽|=<|not\s+more\s+than|no\s+more\s+than|at\s+most|nmt\b|m[aá]x(?:imum|imal|imo)?\b\.?|höchstens|不高于|不超过|не\s+более|以下",
     Comparator.AT_MOST),
    (r">|＞|greater\s+than|more\s+than|über\b|大于|более", Comparator.GREATER),
    (r"<|＜|less\s+than|below\b|unter\b|小于|менее", Comparator.LESS),
    (r"~|≈|≃|∼|approx(?:imately)?\b\.?|about\b|ca\b\.?|circa\b|约|около", Comparator.ABOUT),
    (r"=", Comparator.EQUAL),
)  # fmt: skip
_COMPARATOR = "|".join(f"(?P<c{i}>{pattern})" for i, (pattern, _) in enumerate(_COMPARATORS))

# A number that does not stand inside a word or a longer number: not the 37 of C37, the 157 of BPC-157,
# nor the 98.7 of 1.98.7
_DIGITS = r"\d{1,3}(?:[ ,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?"
_NUMBER = re.compile(
    rf"(?:(?:{_COMPARATOR})\s*)?(?<![0-9A-Za-zÀ-ɏА-яЁё_.,])(?<![^\W\d_]-)(?P<number>{_DIGITS})(?![\w]*\d|\.\d)(?P<tail>[^\d\s]?)",
    re.IGNORECASE,
)
_TOLERANCE = re.compile(r"\s*\(?\s*(?:±|\+/-|\+-)\s*(?P<number>\d+(?:[.,]\d+)?)")
# "5-10 %" is a range, not a value
_UPPER_END = re.compile(r"\d\s*%?\s*(?:-|–|~|～)\s*$")
_RANGE = re.compile(r"\s*(?:-|–|to|bis|~|～)\s*\d|\s*%\s*(?:-|–|to|bis)\s*\d+(?:[.,]\d+)?\s*%")


def normalise(text: str) -> str:
    """Full-width forms folded, thin spaces plain; the printed digits stay."""
    table = {ord(space): " " for space in SPACES}
    table |= {0xFF10 + digit: str(digit) for digit in range(10)}
    table |= {ord("％"): "%", ord("："): ":", ord("（"): "(", ord("）"): ")", ord("．"): ".", ord("−"): "-"}
    return text.translate(table)


@dataclass(frozen=True, slots=True)
class Found:
    """A number inside a text: where it starts and ends, and what it says."""

    start: int
    end: int
    amount: Amount
    is_range: bool = False


def parse_decimal(text: str, *, grouping: bool = True) -> Decimal | None:
    """A printed number as Decimal with its printed digits; None where it is not one.

    One comma followed by other than three digits is a decimal comma. Followed by exactly three
    it is a grouping sign ("1,419"), unless the number begins with zero ("0,125") or `grouping` is
    False, as for a percentage or a time, which never reach a thousand.
    """
    text = text.strip().replace(" ", "").replace("'", "").replace("’", "")
    if "," in text and "." in text:
        text = text.replace(",", "") if text.rfind(".") > text.rfind(",") else text.replace(".", "").replace(",", ".")
    elif text.count(",") == 1:
        whole, _, fraction = text.partition(",")
        groups = grouping and len(fraction) == 3 and whole not in ("", "0") and len(whole) <= 3
        text = whole + fraction if groups else f"{whole}.{fraction}"
    elif text.count(",") > 1:
        text = text.replace(",", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def numbers_in(text: str, *, grouping: bool = True) -> Iterator[Found]:
    """All numbers of a text with comparator and tolerance, in order. The text should be `normalise`d.

    `grouping`: whether a comma before three digits may be a grouping sign (see `parse_decimal`).
    """
    position = 0
    while match := _NUMBER.search(text, position):
        value = parse_decimal(match["number"], grouping=grouping)
        end = match.end("number")
        position = max(end, match.start() + 1)
        if value is None:
            continue
        comparator = next((kind for i, (_, kind) in enumerate(_COMPARATORS) if match[f"c{i}"]), Comparator.EQUAL)
        tolerance = _TOLERANCE.match(text, end)
        plus_minus = parse_decimal(tolerance["number"], grouping=False) if tolerance else None
        if tolerance:
            end = position = tolerance.end()
        yield Found(
            match.start(),
            end,
            Amount(value, comparator, tolerance=plus_minus),
            is_range=bool(
                _RANGE.match(text, end) or _UPPER_END.search(text[max(0, match.start() - 8) : match.start()])
            ),
        )
