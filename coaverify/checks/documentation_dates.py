"""documentation.dates: made before tested, tested before reported, nothing reported from the future."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import PrintedDate
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

_NAMES = {
    "manufacture_date": "manufactured",
    "received_date": "received",
    "analysis_date": "analysed",
    "issue_date": "issued",
    "retest_date": "retest",
    "expiry_date": "expiry",
}
# each of a pair must not lie after the other
_ORDER = (
    ("manufacture_date", "received_date"),
    ("manufacture_date", "analysis_date"),
    ("manufacture_date", "issue_date"),
    ("analysis_date", "issue_date"),
    ("received_date", "analysis_date"),
    ("received_date", "issue_date"),
    ("manufacture_date", "retest_date"),
    ("manufacture_date", "expiry_date"),
    ("issue_date", "retest_date"),
    ("issue_date", "expiry_date"),
    ("analysis_date", "retest_date"),
    ("analysis_date", "expiry_date"),
)
_PAST = ("manufacture_date", "received_date", "analysis_date", "issue_date")


def _run(case: Case) -> Answer:
    dates = {name: getattr(case.certificate, name) for name in _NAMES}
    stated: dict[str, Reading[PrintedDate]] = {name: date for name, date in dates.items() if date is not None}
    if not stated:
        return Answer("no-dates", "No dates are printed.")
    today = case.settings.as_of.isoformat()
    for name in _PAST:
        if name in stated and _earliest(stated[name]) > today:
            message = f"The date “{_NAMES[name]}” {stated[name].value.iso} lies after {today}."
            return _fault("in-the-future", message, [stated[name]], today)
    for early, late in _ORDER:
        if early in stated and late in stated and _earliest(stated[early]) > _latest(stated[late]):
            first, second = stated[early], stated[late]
            message = f"“{_NAMES[early]}” {first.value.iso} lies after “{_NAMES[late]}” {second.value.iso}."
            return _fault("order", message, [first, second], second.value.iso)
    evidence = tuple(date.evidence for date in stated.values())
    open_dates = [date for date in stated.values() if date.doubts]
    if open_dates:
        message = f"{open_dates[0].evidence.text} can be read in two ways; nothing on the page settles it."
        return Answer("ambiguous", message, evidence, hints=_age(stated, today))
    return Answer("in-order", "The dates are in order.", evidence, hints=_age(stated, today))


def _fault(code: str, message: str, dates: list[Reading[PrintedDate]], expected: str) -> Answer:
    doubt = any(date.doubts and date.value.alternative is None for date in dates)
    evidence = tuple(date.evidence for date in dates)
    return Answer("read-with-doubt" if doubt else code, message, evidence, dates[0].value.iso, expected)


def _readings(date: Reading[PrintedDate]) -> list[str]:
    return [iso for iso in (date.value.iso, date.value.alternative) if iso]


def _earliest(date: Reading[PrintedDate]) -> str:
    """The earliest day that the printed words allow; of a month its first."""
    return min(iso if len(iso) > 7 else f"{iso}-01" for iso in _readings(date))


def _latest(date: Reading[PrintedDate]) -> str:
    return max(iso if len(iso) > 7 else f"{iso}-31" for iso in _readings(date))


def _age(stated: dict[str, Reading[PrintedDate]], today: str) -> tuple[Hint, ...]:
    hints = []
    for name in ("retest_date", "expiry_date"):
        if name in stated and _latest(stated[name]) < today:
            message = f"The date “{_NAMES[name]}” {stated[name].value.iso} has passed on {today}."
            hints.append(Hint(Level.WARN, "date-passed", message, (stated[name].evidence,)))
    return tuple(hints)


CHECK = Check(
    id="documentation.dates",
    title="The dates are in order",
    rationale=(
        "Material is made before it is received and tested, tested before it is reported, and retested or "
        "expired after that; "
        "none of the first can lie in the future of the day on which you look. Only what the printed words "
        "leave no doubt about is called a contradiction: a date that can be read in two ways is given both."
    ),
    sources=("ISO/IEC 17025:2017 7.8.2.1 h to j", "ISO 8601"),
    codes={
        "in-order": passes("All printed dates are in order."),
        "order": fails("Two dates contradict each other."),
        "in-the-future": fails("A date of something done lies in the future."),
        "ambiguous": open_("A date can be read in two ways."),
        "read-with-doubt": open_("A date was read with doubt."),
        "no-dates": not_applicable("No dates are printed."),
    },
    function=_run,
)
