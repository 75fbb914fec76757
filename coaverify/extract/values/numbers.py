"""Printed numbers: comparators, decimal commas, digit grouping, tolerances, units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from coaverify.extract.values.comparators import comparator_before
from coaverify.extract.writing import writing
from coaverify.model.certificate import Amount

_SPACES = "\u00a0\u2007\u2009\u200a\u202f"

# A number that does not stand inside a word or a longer number: not the 37 of C37, the 157 of BPC-157,
# nor the 98.7 of 1.98.7
_DIGITS = (
    r"\d{1,3}(?:[ ,'’]\d{3})+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?"
)
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-zÀ-ɏА-яЁё_.,])(?<![^\W\d_]-)(?P<number>{_DIGITS})(?![A-Za-z_À-ɏА-яЁё]*\d|\.\d)",
)
_TOLERANCE = re.compile(r"\s*\(?\s*(?:±|\+/-|\+-)\s*(?P<number>\d+(?:[.,]\d+)?)")
# "5-10 %" is a range, not a value
_UPPER_END = re.compile(r"\d\s*%?\s*(?:-|–|~)\s*$")
_RANGE = re.compile(r"\s*(?:-|–|to|bis|à|до|~|至)\s*\d|\s*%\s*(?:-|–|~|to|bis|à|до|至)\s*\d+(?:[.,]\d+)?\s*%")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[. ]\d{3})+|\d+),\d{1,2}(?![\d,.])")
_DECIMAL_POINT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[, ]\d{3})+|\d+)\.\d{1,2}(?![\d,.])")
_MAJORITY = 4  # times as many of the one kind decide: a German certificate may cite a column of 4.6 mm
_UNDECIDED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def _folded() -> dict[int, str]:
    """Characters that stand for another one of the same meaning, one for one: full-width forms, thin spaces, half-width
    kana, and the radicals that fonts of Chinese put in the place of characters. Raised and lowered digits stay."""
    ranges = ((0xFF01, 0xFF9F), (0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x3000, 0x3000))
    table = {ord(space): " " for space in _SPACES} | {ord("−"): "-"}
    for first, last in ranges:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                table[code] = plain
    return table


_FOLDED = _folded()


def normalise(text: str) -> str:
    """Full-width forms folded, thin spaces plain. The text keeps its length, and the printed digits stay."""
    return text if text.isascii() else text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Found:
    """A number inside a text: where it starts and ends, and what it says."""

    start: int
    end: int
    amount: Amount
    is_range: bool = False
    ambiguous: bool = False  # its one comma may part decimals or thousands, and the document does not tell


def parse_decimal(text: str, *, grouping: bool = True) -> Decimal | None:
    """A printed number as Decimal with its printed digits; None where it is not one.

    One comma followed by other than three digits is a decimal comma. Followed by exactly three
    it is a grouping sign ("1,419"), unless the number begins with zero ("0,125"), the document writes its
    decimals with commas (then a point is: "1.419"), or `grouping` is False, as for a percentage or a time,
    which never reach a thousand.
    """
    text = text.strip().replace(" ", "").replace("'", "").replace("’", "")
    if "," in text and "." in text:
        text = text.replace(",", "") if text.rfind(".") > text.rfind(",") else text.replace(".", "").replace(",", ".")
    elif text.count(",") == 1:
        groups = grouping and _UNDECIDED.fullmatch(text) and not writing().decimal_comma
        text = text.replace(",", "" if groups else ".")
    elif text.count(".") == 1:
        groups = grouping and _UNDECIDED.fullmatch(text) and writing().decimal_comma
        text = text.replace(".", "") if groups else text
    else:
        text = text.replace(",", "").replace(".", "")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def other_reading(text: str) -> Decimal | None:
    """What the number in a text, with one comma or point before three digits, is in the other convention: where it
    was read as 1419 it is 1.419. None where it allows one reading only."""
    printed = re.search(r"\d[\d.,]*", text)
    if printed is None or not _UNDECIDED.fullmatch(printed[0]):
        return None
    value, plain = parse_decimal(printed[0]), Decimal(re.sub("[.,]", "", printed[0]))
    return Decimal(printed[0].replace(",", ".")) if value == plain else plain


def numbers_in(text: str, *, grouping: bool = True) -> Iterator[Found]:
    """All numbers of a text with comparator and tolerance, in order. The text should be `normalise`d.

    `grouping`: whether a comma before three digits may be a grouping sign (see `parse_decimal`).
    """
    position = 0
    while match := _NUMBER.search(text, position):
        value = parse_decimal(match["number"], grouping=grouping)
        end = match.end("number")
        before = position
        position = max(end, match.start() + 1)
        if value is None:
            continue
        start, comparator = comparator_before(text, match.start(), before)
        tolerance = _TOLERANCE.match(text, end)
        plus_minus = parse_decimal(tolerance["number"], grouping=False) if tolerance else None
        if tolerance:
            end = position = tolerance.end()
        open_comma = grouping and "," in match["number"] and writing().decimal_comma is None
        yield Found(
            start,
            end,
            Amount(value, comparator, tolerance=plus_minus),
            is_range=bool(_RANGE.match(text, end) or _UPPER_END.search(text[max(0, start - 8) : start])),
            ambiguous=open_comma and bool(_UNDECIDED.fullmatch(match["number"])),
        )


def decimal_comma_used(texts: Iterable[str]) -> bool | None:
    """Whether the numbers that allow one reading only have their decimals behind a comma; None: none tells, or both."""
    commas = points = 0
    for text in texts:
        commas += len(_DECIMAL_COMMA.findall(text))
        points += len(_DECIMAL_POINT.findall(text))
    if min(commas, points) * _MAJORITY > max(commas, points):
        return None
    return commas > points if commas != points else None
