"""content.endotoxin: the endotoxin found is within the limit that the paper prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from coaverify.checks.base import (
    READ_WITH_DOUBT,
    Answer,
    Check,
    doubtful,
    evidence_of,
    fails,
    not_applicable,
    open_,
    passes,
)
from coaverify.checks.case import Case
from coaverify.model.certificate import Text
from coaverify.model.finding import Hint, Level

_PRINTED = re.compile(
    r"(?P<sign>[<>≤≥~]?)\s*(?P<figure>\d+(?:[.,]\d+)?)\s*(?P<unit>\D+?)\s*(?:/|\b(?:per|pro|par|por|je)\b|(?<=\s)(?:в|на)\b)\s*"
    r"(?P<per>\S.*)$",
    re.IGNORECASE,
)
# All of them are the same unit: one EU is one IU of endotoxin (WHO international standard, Ph. Eur. 2.6.14)
_UNITS = {"eu", "iu", "ue", "ie", "ui", "ее", "еэ", "ме"}
_PER = {"mg": ("mg", Decimal(1)), "мг": ("mg", Decimal(1)), "g": ("mg", Decimal("0.001")),
        "µg": ("mg", Decimal(1000)), "ug": ("mg", Decimal(1000)), "mcg": ("mg", Decimal(1000)),
        "ml": ("ml", Decimal(1)), "мл": ("ml", Decimal(1))}  # fmt: skip
_UPPER, _LOWER = ("<", "≤"), (">", "≥")


@dataclass(frozen=True, slots=True)
class _Endotoxin:
    """Endotoxin units per milligram, millilitre or container."""

    value: Decimal
    sign: str
    per: str


def _run(case: Case) -> Answer:
    result, limit = case.certificate.endotoxin, case.certificate.endotoxin_limit
    if result is None:
        return Answer("not-stated", "No endotoxin figure is printed.", evidence_of(limit))
    found = _parsed(result.value)
    hints = _hints(found, result)
    if limit is None:
        return Answer("no-limit", f"{result.value}; no limit is printed beside it.", evidence_of(result), hints=hints)
    allowed = _parsed(limit.value)
    code, message = _judge(found, allowed, result.value, limit.value)
    if doubtful((result, limit)) and code in ("within-limit", "above-limit"):
        code = READ_WITH_DOUBT
    return Answer(code, message, evidence_of(result, limit), result.value, limit.value, hints=hints)


def _parsed(text: str) -> _Endotoxin | None:
    match = _PRINTED.search(text)
    if match is None or re.sub(r"[.\s]", "", match["unit"]).casefold() not in _UNITS:
        return None
    per = match["per"].strip().lower().replace("\u03bc", "\u00b5")  # Greek mu, micro sign
    basis, factor = _PER.get(per, (per.rstrip("s"), Decimal(1)))
    return _Endotoxin(Decimal(match["figure"].replace(",", ".")) * factor, match["sign"], basis)


def _judge(found: _Endotoxin | None, allowed: _Endotoxin | None, result: str, limit: str) -> tuple[str, str]:
    if found is None or allowed is None or found.per != allowed.per:
        return "other-unit", f"Found are {result}, the limit is {limit}; the units do not compare as they stand."
    if found.value > allowed.value and found.sign not in _UPPER:
        return "above-limit", f"{result} is above the printed limit of {limit}."
    if found.sign in _LOWER or (found.sign in _UPPER and found.value > allowed.value):
        return "only-a-bound", f"“{result}” does not say whether the limit of {limit} is kept."
    return "within-limit", f"{result} is within {limit}."


def _hints(found: _Endotoxin | None, result: Text) -> tuple[Hint, ...]:
    if found is None or found.value != 0:
        return ()
    message = "No test of endotoxin measures zero: the least that it can tell is its own sensitivity."
    return (Hint(Level.WARN, "endotoxin-zero", message, (result.evidence,)),)


CHECK = Check(
    id="content.endotoxin",
    title="The endotoxin is within the printed limit",
    rationale=(
        "Where a certificate prints an endotoxin result and a limit, the result has to keep the limit. Units "
        "of endotoxin "
        "per milligram, per millilitre and per vial are different quantities and are never converted into each other: "
        "where result and limit are given in different ones, nothing is compared. Certificates of research peptides "
        "often print neither, which says nothing."
    ),
    concerns=(
        "The paper's own endotoxin figure does not keep, or does not show that it keeps, the limit printed beside it."
    ),
    ask="Ask for the endotoxin result of this lot in the unit of the limit, with the method and its sensitivity.",
    sources=("USP <85>: bacterial endotoxins test", "Ph. Eur. 2.6.14: bacterial endotoxins"),
    codes={
        "within-limit": passes("The endotoxin is within the printed limit."),
        "above-limit": fails("The endotoxin is above the printed limit."),
        "only-a-bound": open_("The bound that is stated does not decide."),
        "other-unit": open_("Result and limit are given in units that do not compare."),
        "no-limit": not_applicable("No limit is printed."),
        "not-stated": not_applicable("No endotoxin figure is printed."),
        "read-with-doubt": open_("A figure was read with doubt."),
    },
    function=_run,
)
