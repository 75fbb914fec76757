"""Percentages: purity, contents, limits."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from coaverify.extract.values.numbers import Found, normalise, numbers_in
from coaverify.model.certificate import Amount, Comparator

_UNIT = re.compile(
    r"[⁰¹²³⁴-⁹*†‡]*\s*(?:area|peak\s+area|w/w|a/a|m/m|flächen|fl[.,]*)?\s*-?\s*(?:%|percent\b|pct\b|prozent\b)",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\b(?:limit|spec(?:ification)?s?|required|requirement|threshold|target|grenzwert)\b", re.IGNORECASE
)


def percents_in(text: str) -> list[Found]:
    """All percentages of a text, in order."""
    text = normalise(text)
    found = []
    for number in numbers_in(text, grouping=False):
        unit = _UNIT.match(text, number.end)
        if unit and 0 <= number.amount.value <= 1000:
            found.append(replace(number, end=unit.end(), amount=replace(number.amount, unit="%")))
    return found


def bare_percent(text: str) -> Amount | None:
    """A lone number from 0 to 100 without its sign, as under a header "Purity (%)"."""
    text = normalise(text).strip()
    numbers = list(numbers_in(text, grouping=False))
    if len(numbers) != 1 or numbers[0].start > 0 or text[numbers[0].end :].strip() not in ("", "a/a", "(a/a)"):
        return None
    amount = numbers[0].amount
    if Decimal("0.5") < amount.value <= 1 and amount.decimals >= 3:
        return replace(amount, value=amount.value.scaleb(2), unit="%")  # "0.992" is a fraction of one
    return replace(amount, unit="%") if 0 <= amount.value <= 100 else None


def split_result_and_limit(text: str) -> tuple[list[Amount], Amount | None]:
    """A cell such as "98.07 % (limit: ≥95 %)": the results, and the limit where one is named as such."""
    text = normalise(text)
    results: list[Amount] = []
    limit: Amount | None = None
    for found in percents_in(text):
        if _SECOND.search(text[max(0, found.start - 25) : found.start]) and limit is None:
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
