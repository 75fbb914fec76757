"""Which of 03/04/2026 is the day: what the document shows, says, or what is usual where it comes from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from coaverify.extract.values.dates import Order, dates_in, orders_shown
from coaverify.extract.vocabulary import CODES, language, languages
from coaverify.extract.writing import writing

_LONGEST_LINE = 300  # characters: an address is shorter
_OTHER = "other"  # a country that writes the year first, or both orders: it settles nothing, and agrees with none


def order_of(texts: Iterable[str]) -> Order | None:
    """The order of day and month in the document's dates of figures; None where nothing, or a contradiction, tells.

    What the document itself shows decides: dates that can be read in one order only, and words such as "MM/DD/YYYY".
    Where there is neither, what is usual decides: in the document's languages and in the countries of the
    addresses on it. Hints that contradict each other leave a date ambiguous.
    """
    lines = [text[:_LONGEST_LINE] for text in texts]
    dates = [found for line in lines for found in dates_in(line) if found.parts is not None]
    shown = orders_shown(dates)
    if not any(found.date.alternative for found in dates):
        return shown.pop() if len(shown) == 1 else None
    shown |= _said(lines)
    if shown:
        return shown.pop() if len(shown) == 1 else None
    usual = _usual_in_language() | _usual_in_countries(lines)
    only = usual.pop() if len(usual) == 1 else None
    return Order(only) if only and only != _OTHER else None


def _said(lines: Iterable[str]) -> set[Order]:
    """The orders that the document names: "DD/MM/YYYY", "TT.MM.JJJJ", "month-day-year"."""
    day_first, month_first = _orders_in_words()
    found = set()
    for line in lines:
        if day_first.search(line):
            found.add(Order.DAY_FIRST)
        if month_first.search(line):
            found.add(Order.MONTH_FIRST)
    return found


@cache
def _orders_in_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the words of either order, from each language's letters for day, month and year."""
    day_first, month_first = [], []
    for one in languages():
        if one.letters.isascii() or one.letters == "ДМГ":
            day, month, year = tuple(one.letters)
            ends = f"(?:{year}{{4}}|{year}{{2}})"
            day_first.append(rf"{day}{{1,2}}[./\- ]{month}{{2,3}}[./\- ]{ends}")
            month_first.append(rf"{month}{{2}}[./\- ]{day}{{1,2}}[./\- ]{ends}")
    day_first.append(r"day[ /-]month[ /-]year")
    month_first.append(r"month[ /-]day[ /-]year")
    first, second = (rf"(?<!\w)(?:{'|'.join(dict.fromkeys(ways))})(?!\w)" for ways in (day_first, month_first))
    return re.compile(first, re.IGNORECASE), re.compile(second, re.IGNORECASE)


def _usual_in_language() -> set[str]:
    """German, French, Spanish, Russian ... write the day first. English is written in both orders."""
    return {Order.DAY_FIRST.value for code in writing().languages if code in CODES and language(code).day_first}


def _usual_in_countries(lines: Iterable[str]) -> set[str]:
    """The orders that are usual in the countries of the addresses on the document."""
    names, state = _country(), _state()
    orders = _countries()
    found = set()
    for line in lines:
        found |= {orders[match["name"].casefold()] for match in names.finditer(line)}
        if state.search(line):
            found.add(Order.MONTH_FIRST.value)
    return found


@cache
def _country() -> re.Pattern[str]:
    """A country at the end of an address: behind a comma or first in its line, and nothing but the end behind it."""
    names = "|".join(sorted(map(re.escape, _countries()), key=len, reverse=True))
    return re.compile(rf"(?:^|[,|·•–\-\n]|\d)\s*(?P<name>{names})\s*(?:$|[,.;|·•–\n])", re.IGNORECASE)


@cache
def _state() -> re.Pattern[str]:
    """A state of the USA with its ZIP code: "Austin, TX 78701"."""
    return re.compile(rf",\s*(?:{'|'.join(_places()['states'].split(', '))})\.?,?\s+\d{{5}}(?:-\d{{4}})?(?!\d)")


@cache
def _countries() -> Mapping[str, str]:
    places = _places()
    return {
        name.strip().casefold(): order
        for order in (Order.DAY_FIRST.value, Order.MONTH_FIRST.value, _OTHER)
        for name in places[order].replace("\n", " ").split(",")
    }


@cache
def _places() -> Mapping[str, str]:
    raw = tomllib.loads(files("coaverify.extract").joinpath("countries.toml").read_text("utf-8"))
    return {name: str(text).strip() for name, text in raw.items()}
