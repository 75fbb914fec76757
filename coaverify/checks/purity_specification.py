"""purity.specification: the HPLC purity reaches the limit that holds for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from coaverify.checks.base import Answer, Check, doubtful, evidence_of, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Amount, Comparator
from coaverify.model.evidence import Doubt, Reading
from coaverify.model.finding import Hint, Level
from coaverify.model.settings import DEFAULT_MINIMUM_PURITY

_LOWER_BOUNDS = (Comparator.GREATER, Comparator.AT_LEAST)
_UPPER_BOUNDS = (Comparator.LESS, Comparator.AT_MOST)


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit that counts, percent, and whose it is. `strict`: the purity has to be above it."""

    value: Decimal
    why: str
    strict: bool = False


def limit_of(case: Case) -> Limit:
    """The stricter of the printed limit and the user's; without either the default."""
    limits = []
    printed = case.certificate.purity_specification
    if printed is not None and printed.value.comparator not in _UPPER_BOUNDS:
        strict = printed.value.comparator is Comparator.GREATER
        limits.append(Limit(printed.value.value, "the printed specification", strict))
    if case.settings.min_purity is not None:
        limits.append(Limit(case.settings.min_purity, "your limit"))
    if not limits:
        return Limit(DEFAULT_MINIMUM_PURITY, "coaverify's default: the paper prints no limit and you gave none")
    return max(limits, key=lambda limit: (limit.value, limit.strict))


def _run(case: Case) -> Answer:
    certificate, limit = case.certificate, limit_of(case)
    reading = certificate.hplc_purity
    if reading is None:
        return Answer("not-stated", "No HPLC purity is stated.", expected=float(limit.value))
    amount = reading.value
    code, message = _judge(amount, limit)
    if code == "approximate":
        code, message = _by_table(case, limit, message)
    if code == "reaches-limit" and (doubtful([reading, certificate.purity_specification])):
        code, message = "read-with-doubt", f"{message} It was read with doubt; compare it with the paper."
    if code == "below-limit" and _two_values([reading, certificate.purity_specification]):
        code, message = "read-with-doubt", f"{message} The paper can be read in two ways; compare it with the paper."
    low = [other for other in certificate.further_purities if _judge(other.value, limit)[0] != "reaches-limit"]
    if code == "reaches-limit" and low:
        code = "several-purities"
        message = f"{message} The paper also states {low[0].value.value} %, which does not."
    lowest = min((*amount.replicates, amount.value))
    return Answer(
        code,
        message,
        evidence_of(reading, *low, certificate.purity_specification),
        claimed=float(lowest),
        expected=float(limit.value),
        deviation=round(float(lowest - limit.value), 4),
        hints=_hints(amount),
    )


def _two_values(readings: Iterable[Reading[Amount] | None]) -> bool:
    """Whether one of the readings is not the only one that the paper allows: the other may reach the limit."""
    return any(reading is not None and Doubt.AMBIGUOUS in reading.doubts for reading in readings)


def _by_table(case: Case, limit: Limit, message: str) -> tuple[str, str]:
    """ "About 98 %" is settled by the main peak of the printed table, where there is one."""
    shares = [row.value.area_percent.value for row in case.certificate.peak_table if row.value.area_percent]
    if not shares:
        return "approximate", message
    code, _ = _judge(Amount(max(shares)), limit)
    return (
        "reaches-limit" if code == "reaches-limit" else "approximate"
    ), f"{message} The peak table says {max(shares)} %."


def _judge(amount: Amount, limit: Limit) -> tuple[str, str]:
    lowest = min((*amount.replicates, amount.value))
    sign = ">" if limit.strict else "≥"
    stated = f"{'' if amount.comparator is Comparator.EQUAL else amount.comparator.value + ' '}{lowest} %"
    against = f"{sign} {limit.value} % ({limit.why})"
    if lowest > 100:
        return "impossible", f"A purity of {stated} cannot be."
    if amount.comparator is Comparator.ABOUT and float(lowest - limit.value) < amount.half_digit:
        return (
            "approximate",
            f"The purity is stated as about {lowest} %; that does not decide about {limit.value} %.",
        )
    if amount.comparator in _UPPER_BOUNDS:
        if lowest <= limit.value:
            return "below-limit", f"The purity is stated as {stated}; the limit is {against}."
        return "only-a-bound", f"“{stated}” does not say whether the limit {against} is reached."
    reached = (
        lowest > limit.value if limit.strict and amount.comparator is not Comparator.GREATER else lowest >= limit.value
    )
    if reached:
        return "reaches-limit", f"{stated} reaches {against}."
    if amount.comparator in _LOWER_BOUNDS:
        return "only-a-bound", f"“{stated}” does not say whether the limit {against} is reached."
    return "below-limit", f"{stated} is below {against}."


def _hints(amount: Amount) -> tuple[Hint, ...]:
    if amount.comparator in _LOWER_BOUNDS:
        message = "The result is itself a limit (“greater than”); the measured figure is not stated."
        return (Hint(Level.WARN, "censored", message),)
    if amount.comparator is Comparator.ABOUT:
        return (Hint(Level.WARN, "about", "The purity is stated as “about”; the measured figure is not."),)
    if amount.value >= Decimal("99.99"):
        return (Hint(Level.WARN, "too-good", "A purity of 99.99 % or more is rarely measured."),)
    return ()


CHECK = Check(
    id="purity.specification",
    title="The HPLC purity reaches its limit",
    rationale=(
        "The stated purity is held against the limit that the certificate prints and against yours; the "
        "stricter one counts. "
        "Where neither is given a default of 95 % is used and named. Of several vials the lowest counts. A purity that "
        "is itself a bound (“> 98 %”) or “about” a figure passes a limit that it clearly reaches, with a hint. "
        "HPLC purity is area percent of what the detector sees: it says nothing of water, salt or identity."
    ),
    concerns=(
        "Less of what the detector saw is the main substance than the limit demands, or nobody says how much it is."
    ),
    ask=("Ask for the chromatogram of this lot with its peak table, and for the limit that the vendor releases by."),
    sources=("ICH Q7 11.4: results against acceptance limits",),
    codes={
        "reaches-limit": passes("The purity reaches the limit."),
        "below-limit": fails("The purity is below the limit."),
        "impossible": fails("A purity above 100 % cannot be."),
        "only-a-bound": open_("The bound that is stated does not decide."),
        "approximate": open_("The purity is stated as about the limit."),
        "several-purities": open_("The paper states several purities, and not all reach the limit."),
        "read-with-doubt": open_("The figure was read with doubt."),
        "not-stated": open_("No HPLC purity is stated."),
    },
    function=_run,
)
