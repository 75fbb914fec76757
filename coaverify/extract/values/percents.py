"""Percentages: purity, contents, limits."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from coaverify.extract.values.comparators import comparator_behind
from coaverify.extract.values.numbers import Found, normalise, numbers_in
from coaverify.extract.vocabulary import languages, pattern_of
from coaverify.model.certificate import Amount, Comparator

_BEFORE_UNIT = r"[⁰¹²³⁴-⁹*†‡]*\s*(?:area|peak\s+area|w/w|a/a|m/m|flächen|fl[.,]*)?\s*-?\s*"


_SPREAD = re.compile(r"^[\s(]*(?:±|\+/-|\+-)\s*$")


@cache
def _unit() -> re.Pattern[str]:
    """The sign of a percentage or its name in one of the languages."""
    names = pattern_of(name for language in languages() for name in language.percent)
    return re.compile(f"{_BEFORE_UNIT}(?:%|{names.pattern})", re.IGNORECASE)


@cache
def _second() -> re.Pattern[str]:
    """Words that say of the percentage behind them that it is a limit."""
    return pattern_of(name for language in languages() for name in language.limits)


def percents_in(text: str) -> list[Found]:
    """All percentages of a text, in order."""
    text = normalise(text)
    found: list[Found] = []
    for number in numbers_in(text, grouping=False):
        unit = _unit().match(text, number.end)
        if found and unit and _SPREAD.search(text[found[-1].end : number.start]):
            last = found[-1]  # "99.1 % ± 0.2 %": how far the one before may be off, and no second one
            spread = replace(last.amount, tolerance=number.amount.value)
            found[-1] = replace(last, end=unit.end(), amount=spread)
            continue
        if unit and 0 <= number.amount.value <= 1000:
            end, amount = _compared(text, unit.end(), number.amount)
            found.append(replace(number, end=end, amount=replace(amount, unit="%")))
    return found


def _compared(text: str, end: int, amount: Amount) -> tuple[int, Amount]:
    """An amount that ends at `end` with the words of comparison behind it: "98.0 % 以上"."""
    behind = comparator_behind(text, end) if amount.comparator is Comparator.EQUAL else None
    return (behind[0], replace(amount, comparator=behind[1])) if behind else (end, amount)


def bare_percent(text: str) -> Amount | None:
    """A lone number from 0 to 100 without its sign, as under a header "Purity (%)"."""
    text = normalise(text).strip()
    numbers = list(numbers_in(text, grouping=False))
    if len(numbers) != 1 or numbers[0].start > 0:
        return None
    end, amount = _compared(text, numbers[0].end, numbers[0].amount)
    if text[end:].strip() not in ("", "a/a", "(a/a)"):
        return None
    if Decimal("0.5") < amount.value <= 1 and amount.decimals >= 3:
        return replace(amount, value=amount.value.scaleb(2), unit="%")  # "0.992" is a fraction of one
    return replace(amount, unit="%") if 0 <= amount.value <= 100 else None


def split_result_and_limit(text: str) -> tuple[list[Amount], Amount | None]:
    """A cell such as "98.07 % (limit: ≥95 %)": the results, and the limit where one is named as such."""
    text = normalise(text)
    results: list[Amount] = []
    limit: Amount | None = None
    for found in percents_in(text):
        if _second().search(text[max(0, found.start - 25) : found.start]) and limit is None:
            limit = found.amount
        elif not found.is_range:
            results.append(found.amount)
    return results, limit


def mean_of(replicates: list[Amount]) -> Amount:
    """Replicates as one amount: their mean at the printed precision (half up), the list kept."""
    if len(replicates) == 1:
        return replicates[0]
    values = tuple(amount.value for amount in replicates)
    places = max(amount.decimals for amount in replicates)
    mean = (sum(values, Decimal(0)) / len(values)).quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    censored = next((a.comparator for a in replicates if a.comparator is not Comparator.EQUAL), Comparator.EQUAL)
    return Amount(mean, censored, "%", replicates=values)
