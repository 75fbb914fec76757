"""Printed dates in all orders and several languages, to ISO 8601."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coaverify.model.certificate import PrintedDate

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "january jan januar janvier janv enero ene января янв январь 1月",
        "february feb februar février fevrier févr febrero февраля фев февр февраль 2月",
        "march mar märz maerz mrz mars marzo марта мар март 3月",
        "april apr avril avr abril abr апреля апр апрель 4月",
        "may mai mayo мая май 5月",
        "june jun juni juin junio июня июн июнь 6月",
        "july jul juli juillet juil julio июля июл июль 7月",
        "august aug août aout agosto ago августа авг август 8月",
        "september sep sept septembre septiembre set сентября сен сент сентябрь 9月",
        "october oct oktober okt octobre octubre октября окт октябрь 10月",
        "november nov novembre noviembre ноября ноя нояб ноябрь 11月",
        "december dec dezember dez décembre decembre déc diciembre dic декабря дек декабрь 12月",
    ),
    start=1,
):
    for _name in _names.split():
        _MONTHS[_name] = _number

_NAME = "|".join(sorted((re.escape(name) for name in _MONTHS if not name[0].isdigit()), key=len, reverse=True))
_YEAR = r"(?P<y>(?:19|20)\d{2}|['’]?\d{2})"
_FULL_YEAR = r"(?P<y>(?:19|20)\d{2})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"


class Order(StrEnum):
    """How day and month stand in a date of figures such as 03/04/2026."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_FULL_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?",
        rf"(?<![\d.]){_FULL_YEAR}\s?[-/.]\s?(?P<m>\d{{1,2}})\s?[-/.]\s?(?P<d>\d{{1,2}})(?![\d])",
        rf"(?<![\w]){_DAY}[\s\-./]*(?:de\s+)?(?P<name>{_NAME})\.?[\s\-,./]*(?:de\s+)?{_YEAR}(?!\d|[-/]\d|:)",
        rf"(?<![\w])(?P<name>{_NAME})\.?[\s\-]*{_DAY}(?:\s*,\s*|\s+|-){_YEAR}(?!\d|:)",
        rf"(?<![\d./-])(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?![\d/-]|\.\d)",
        rf"(?<![\w])(?P<name>{_NAME})\.?[\s\-/,]*{_FULL_YEAR}(?!\d)",
        rf"(?<![\d-]){_FULL_YEAR}[-/](?P<m>0[1-9]|1[0-2])(?![\d/-])",
        rf"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.]{_FULL_YEAR}(?![\d/.-])",
    )
)


_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a text. `parts` are (first, second, year) of a date in figures, else None."""

    start: int
    end: int
    date: PrintedDate
    parts: tuple[int, int, int] | None = None
    dotted: bool = False


def _year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _figures(match: re.Match[str], order: Order | None) -> PrintedDate | None:
    first, second, year = int(match["a"]), int(match["b"]), _year(match["y"])
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if match["sep"] == "." and day_first:
        return PrintedDate(day_first)  # points are used with the day first (de, ru, fr, ch)
    if day_first is None or month_first is None or day_first == month_first:
        only = day_first or month_first
        return PrintedDate(only) if only else None
    if order is Order.DAY_FIRST:
        return PrintedDate(day_first)
    if order is Order.MONTH_FIRST:
        return PrintedDate(month_first)
    return PrintedDate(month_first, alternative=day_first)


def _read(match: re.Match[str], order: Order | None) -> PrintedDate | None:
    groups = match.groupdict()
    if "a" in groups:
        return _figures(match, order)
    month = _MONTHS[groups["name"].lower()] if groups.get("name") else int(groups["m"])
    day = int(groups["d"]) if groups.get("d") else None
    iso = _iso(_year(groups["y"]), month, day)
    return PrintedDate(iso) if iso else None


def dates_in(text: str, order: Order | None = None) -> list[FoundDate]:
    """All dates of a text, in order of place; figures are read in `order`, None: ambiguous ones say so."""
    found: list[FoundDate] = []
    if not _FIGURE.search(text):  # most texts hold none, and looking for names of months is slow
        return found
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            date = _read(match, order)
            if date is None:
                continue
            figures = "a" in match.groupdict()
            parts = (int(match["a"]), int(match["b"]), _year(match["y"])) if figures else None
            found.append(FoundDate(match.start(), match.end(), date, parts, figures and match["sep"] == "."))
    return sorted(found, key=lambda date: date.start)


def order_used(texts: Iterable[str]) -> Order | None:
    """The order that the document's unambiguous dates in figures show; None where they show none, or both."""
    orders = set()
    for text in texts:
        for found in dates_in(text):
            if found.parts is None or found.dotted:
                continue
            first, second, _ = found.parts
            if first > 12 >= second:
                orders.add(Order.DAY_FIRST)
            elif second > 12 >= first:
                orders.add(Order.MONTH_FIRST)
    return orders.pop() if len(orders) == 1 else None
