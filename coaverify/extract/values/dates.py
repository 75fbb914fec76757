"""Printed dates in all orders and several languages, to ISO 8601."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from coaverify.extract.vocabulary import languages, spellings
from coaverify.model.certificate import PrintedDate

_FULL_YEAR = r"(?P<y>(?:19|20)\d{2})"
_YEAR = r"(?P<y>(?:19|20)\d{2}|['’]?\d{2})"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before an era's first
_ROMAN_NAMES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = {name: month for month, name in enumerate(_ROMAN_NAMES, start=1)}
# without which there is no date: a whole year, figures in three parts, or two figures behind letters or a day
_FIGURES = re.compile(
    r"(?:19|20)\d\d|年|(?:令和|平成|昭和)|\d[^\w]{1,3}\d{1,2}[^\w]{1,3}['’]?\d\d|[^\W\d_]\.?[\s\-,./]*['’]?\d\d"
    r"|\d\w{0,3}(?:\s*,\s*|\s+|-)['’]?\d\d"
)
_FIGURE = re.compile(r"[\d年令平昭]")  # without one of which there is none of those; asked first, as it costs far less
_LETTERS = re.compile(r"[^\W\d_]+")
_COMPACT = re.compile(r"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


class Order(StrEnum):
    """How day and month stand in a date of figures such as 03/04/2026."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a text. `parts` are (first, second, year) of a date in figures, else None."""

    start: int
    end: int
    date: PrintedDate
    parts: tuple[int, int, int] | None = None
    dotted: bool = False


@cache
def _months() -> Mapping[str, int]:
    """The names of the months, in all languages and spellings, in lower case."""
    return {
        spelling: number
        for language in languages()
        for number, names in enumerate(language.months, start=1)
        for name in names
        for spelling in (name.casefold(), *spellings(name))
    }


def _words(*texts: str) -> str:
    return "|".join(sorted((re.escape(text) for text in dict.fromkeys(texts)), key=len, reverse=True))


@cache
def _month_runs() -> frozenset[str]:
    """The names of the months as runs of letters, as they are and right behind the mark of an ordinal: "thMay"."""
    marks = ("", *(mark.casefold() for language in languages() for mark in language.ordinals if mark.isalpha()))
    return frozenset(mark + name for mark in marks for name in _months())


def _patterns_for(text: str) -> Iterable[re.Pattern[str]]:
    """The patterns that may find a date in a text: those of months by name only where there is such a name."""
    if any(run in _month_runs() for run in _LETTERS.findall(text.casefold())):
        return _patterns()
    return _patterns_of_figures()


@cache
def _patterns_of_figures() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for pattern in _patterns() if "name" not in pattern.groupindex)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    known = languages()
    name = f"(?P<name>{_words(*_months())})"
    roman = f"(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
    day = rf"(?P<d>\d{{1,2}})(?:{_words('.', *(mark for one in known for mark in one.ordinals))})?"
    between = rf"(?:(?:{_words(*(word for one in known for word in one.between))})\s+)?"
    era = rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<e>\d{{1,2}}|元)"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{era}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?",
            rf"{era}\s?[./-]\s?(?P<m>\d{{1,2}})\s?[./-]\s?(?P<d>\d{{1,2}})(?!\d)",
            rf"(?<!\d){_FULL_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?",
            rf"(?<![\d.]){_FULL_YEAR}\s?[-/.]\s?(?P<m>\d{{1,2}})\s?[-/.]\s?(?P<d>\d{{1,2}})(?![\d])",
            rf"(?<![\w]){day}[\s\-./]*{between}{name}\.?[\s\-,./]*{between}{_YEAR}(?!\d|[-/]\d|:)",
            rf"(?<![\w]){name}\.?[\s\-]*{day}(?:\s*,\s*|\s+|-){_YEAR}(?!\d|:)",
            rf"(?<![\w./-])(?P<d>\d{{1,2}})(?P<dot>\.\s?|[ /-]){roman}(?P=dot){_FULL_YEAR}(?!\d)",
            rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>\.\s|[./-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?![\d/-]|\.\d)",
            rf"(?<![\w]){name}\.?[\s\-/,]*{between}{_FULL_YEAR}(?!\d)",
            rf"(?<![\d-]){_FULL_YEAR}[-/](?P<m>0[1-9]|1[0-2])(?![\d/-])",
            r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d{2})(?![\d/.-])",
        )
    )


def _year(groups: Mapping[str, str | None]) -> int:
    if groups.get("era"):
        return _ERAS[groups["era"] or ""] + (1 if groups["e"] == "元" else int(groups["e"] or 0))
    digits = (groups["y"] or "").lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _figures(match: re.Match[str], order: Order | None) -> PrintedDate | None:
    first, second, year = int(match["a"]), int(match["b"]), _year(match.groupdict())
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if match["sep"].startswith(".") and day_first and order is not Order.MONTH_FIRST:
        return PrintedDate(day_first)  # points are used with the day first (de, ru, fr, ch)
    if day_first is None or month_first is None or day_first == month_first:
        only = day_first or month_first
        return PrintedDate(only) if only else None
    if order is Order.DAY_FIRST:
        return PrintedDate(day_first)
    if order is Order.MONTH_FIRST and match["sep"] in "/-":
        return PrintedDate(month_first)
    return PrintedDate(month_first, alternative=day_first)


def _month(groups: Mapping[str, str | None]) -> int:
    if name := groups.get("name"):
        return _months()[name.casefold()]
    if roman := groups.get("roman"):
        return _ROMAN[roman.upper()]
    return int(groups["m"] or 0)


def _read(match: re.Match[str], order: Order | None) -> PrintedDate | None:
    groups = match.groupdict()
    if "a" in groups:
        return _figures(match, order)
    iso = _iso(_year(groups), _month(groups), int(groups["d"]) if groups.get("d") else None)
    return PrintedDate(iso) if iso else None


def dates_in(text: str, order: Order | None = None, *, compact: bool = False) -> list[FoundDate]:
    """All dates of a text, in order of place; figures are read in `order`, None: ambiguous ones say so.

    `compact`: also dates of eight figures ("20250510"), which are dates only where a label says so: most are lots.
    """
    found: list[FoundDate] = []
    if not (_FIGURE.search(text) and _FIGURES.search(text)):
        return found
    for pattern in (*_patterns_for(text), *((_COMPACT,) if compact else ())):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            date = _read(match, order)
            if date is None:
                continue
            figures = "a" in match.groupdict()
            parts = (int(match["a"]), int(match["b"]), _year(match.groupdict())) if figures else None
            found.append(FoundDate(match.start(), match.end(), date, parts, figures and match["sep"].startswith(".")))
    return sorted(found, key=lambda date: date.start)


def is_range(between: str) -> bool:
    """Whether what stands between two dates makes them a range: "2026-06-01 to 2026-06-04"."""
    word = between.strip().casefold()
    return word in ("-", "–", "—", "~", "/") or word in _range_words()


@cache
def _range_words() -> frozenset[str]:
    return frozenset(word.casefold() for language in languages() for word in language.to)


def orders_shown(dates: Iterable[FoundDate]) -> set[Order]:
    """The orders that the unambiguous ones among a document's dates in figures show."""
    orders = set()
    for date in dates:
        if date.parts is None:
            continue
        first, second, _ = date.parts
        if first > 12 >= second and not date.dotted:
            orders.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            orders.add(Order.MONTH_FIRST)
    return orders
