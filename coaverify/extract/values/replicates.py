"""Several results of one test in one text: vials and injections, with or without their average."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from coaverify.extract.values.numbers import Found
from coaverify.extract.values.percents import mean_of
from coaverify.model.certificate import Amount, Comparator

_MEAN = re.compile(
    r"(?:\b(?:average|avg|mean|mittelwert|moyenne|media|promedio|среднее)|ø|x̄|平均值?)[\s:=.]*\(?\s*$", re.IGNORECASE
)
_SERIES = re.compile(
    r"\b(?:vials?|replicates?|injections?|runs?|preparations?|aliquots?|samples?|tests?|average|avg|mean|and|und|et|per|total|"
    r"found|content|net|measured|peptide|purity|area|fläschchen|mg|ml)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def replicated(text: str, found: Sequence[Found], unit: str) -> Amount | None:
    """The results of a text as one amount: the printed average, else their mean, with all in `replicates`.

    None where they have names before them: then they are components of a mixture, not replicates. A single
    purity may have one ("RP-HPLC 99.1 %").
    """
    means = [one for one in found if _MEAN.search(text[max(0, one.start - 24) : one.start])]
    singles = [one for one in found if one not in means] or list(found)
    if _named(text, singles) > (1 if unit == "%" else 0):
        return None
    amount = mean_of([one.amount for one in singles])
    if means and len(singles) > 1:
        return replace(amount, value=means[0].amount.value)
    return replace(means[0].amount) if means else amount


def _named(text: str, found: Sequence[Found]) -> int:
    """How many of the results have a name of their own before them."""
    names = set()
    start = 0
    for one in found:
        words = _WORD.findall(_SERIES.sub(" ", text[start : one.start]))
        if words:
            names.add(" ".join(words).casefold())
        start = one.end
    return len(names)


def with_replicates(amount: Amount, others: Sequence[Amount]) -> Amount:
    """A result with the replicates that another statement of the document gives for it.

    They are its own where it is their mean, as far as its digits tell, and it states none itself.
    """
    if amount.replicates or amount.comparator is not Comparator.EQUAL:
        return amount
    for other in others:
        if len(other.replicates) > 1 and other.unit == amount.unit:
            mean = float(sum(other.replicates)) / len(other.replicates)
            if abs(mean - float(amount.value)) <= 1.2 * amount.half_digit:
                return replace(amount, replicates=other.replicates)
    return amount
