"""documentation.dates: made before tested, tested before reported, nothing reported from the future."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Certificate, Date, PrintedDate
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
_ONLY_ONE = ("manufacture_date", "retest_date", "expiry_date")  # of one lot; it may be analysed and reported twice
_OLD = 730  # days since the last test: two years
_Stated = Mapping[str, Sequence[Reading[PrintedDate]]]


def _run(case: Case) -> Answer:
    stated = _stated(case.certificate)
    if not stated:
        return Answer("no-dates", "No dates are printed.")
    today = case.settings.as_of.isoformat()
    wrong = _in_the_future(stated, today) or _out_of_order(stated) or _differing(stated)
    if wrong is not None:
        return wrong
    dates = [date for several in stated.values() for date in several]
    evidence = tuple(date.evidence for date in dates)
    hints = (*_age(stated, case.settings.as_of), *_issued_twice(stated))
    open_dates = [date for date in dates if date.doubts]
    if open_dates:
        message = f"{open_dates[0].evidence.text} can be read in two ways; nothing on the page settles it."
        return Answer("ambiguous", message, evidence, hints=hints)
    return Answer("in-order", "The dates are in order.", evidence, hints=hints)


def _stated(certificate: Certificate) -> dict[str, list[Date]]:
    """Every date that is printed under a label on any page, the claim's own first, each value once."""
    stated: dict[str, list[Date]] = {}
    for name in _NAMES:
        own: Date | None = getattr(certificate, name)
        others = [Reading(one.value.value, one.evidence, one.doubts) for one in certificate.all_dates
                  if one.value.claim == name]  # fmt: skip
        by_value: dict[PrintedDate, Date] = {}
        for date in [*([own] if own is not None else []), *others]:
            by_value.setdefault(date.value, date)
        if by_value:
            stated[name] = list(by_value.values())
    return stated


def _in_the_future(stated: _Stated, today: str) -> Answer | None:
    for name in _PAST:
        for date in stated.get(name, ()):
            if _earliest(date) > today:
                message = f"The date “{_NAMES[name]}” {date.value.iso} lies after {today}."
                return _fault("in-the-future", message, [date], today)
    return None


def _out_of_order(stated: _Stated) -> Answer | None:
    """A date that lies after all dates of what comes later: a lot may be tested again after its first report."""
    for early, late in _ORDER:
        if early not in stated or late not in stated:
            continue
        last = max(stated[late], key=_latest)
        for first in stated[early]:
            if _earliest(first) > _latest(last):
                message = f"“{_NAMES[early]}” {first.value.iso} lies after “{_NAMES[late]}” {last.value.iso}."
                return _fault("order", message, [first, last], last.value.iso)
    return None


def _differing(stated: _Stated) -> Answer | None:
    """Two days of manufacture, retest or expiry: one lot has one of each."""
    for name in _ONLY_ONE:
        if (two := _two_days(stated.get(name, ()))) is not None:
            first, other = two
            message = f"“{_NAMES[name]}” is {first.value.iso} in one place and {other.value.iso} in another."
            return _fault("dates-differ", message, [first, other], other.value.iso)
    return None


def _two_days(dates: Sequence[Date]) -> tuple[Date, Date] | None:
    """The first date and one that cannot be the same day: "03/2026" and 2026-03-14 can."""
    for other in dates[1:]:
        if not any(a.startswith(b) or b.startswith(a) for a in _readings(dates[0]) for b in _readings(other)):
            return dates[0], other
    return None


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


def _age(stated: _Stated, as_of: datetime.date) -> list[Hint]:
    hints, today = [], as_of.isoformat()
    for name in ("retest_date", "expiry_date"):
        for date in stated.get(name, ())[:1]:
            if _latest(date) < today:
                message = f"The date “{_NAMES[name]}” {date.value.iso} has passed on {today}."
                hints.append(Hint(Level.WARN, "date-passed", message, (date.evidence,)))
    tested = [*stated.get("analysis_date", ()), *stated.get("issue_date", ())]
    oldest = (as_of - datetime.timedelta(days=_OLD)).isoformat()
    if tested and not hints and max(map(_latest, tested)) < oldest:
        last = max(tested, key=_latest)
        message = f"The last test or report is of {last.value.iso}, more than two years before {today}."
        hints.append(Hint(Level.INFO, "long-ago", message, (last.evidence,)))
    return hints


def _issued_twice(stated: _Stated) -> list[Hint]:
    two = _two_days(stated.get("issue_date", ()))
    if two is None:
        return []
    first, other = two
    message = f"The paper is of {first.value.iso} and of {other.value.iso}; ask which part belongs to which report."
    return [Hint(Level.INFO, "several-issue-dates", message, (first.evidence, other.evidence))]


CHECK = Check(
    id="documentation.dates",
    title="The dates are in order",
    rationale=(
        "Material is made before it is received and tested, tested before it is reported, and retested or "
        "expired after that; none of the first can lie in the future of the day on which you look. All dates under a "
        "label on any page are compared, and one lot has one day of manufacture, one of retest and one of expiry. Only "
        "what the printed words leave no doubt about is called a contradiction: a date that can be read in two ways is "
        "given both."
    ),
    concerns=(
        "What the paper says was done cannot have been done in that order: one of the dates is wrong, or is "
        "not of this "
        "lot. You cannot tell from it how old the material and its test are."
    ),
    ask="Ask when this lot was made, tested and released, and for the original report of the test.",
    sources=("ISO/IEC 17025:2017 7.8.2.1 h to j", "ICH Q7 11.4", "ISO 8601"),
    codes={
        "in-order": passes("All printed dates are in order."),
        "order": fails("Two dates contradict each other."),
        "in-the-future": fails("A date of something done lies in the future."),
        "dates-differ": fails("The paper gives two days of manufacture, retest or expiry for one lot."),
        "ambiguous": open_("A date can be read in two ways."),
        "read-with-doubt": open_("A date was read with doubt."),
        "no-dates": not_applicable("No dates are printed."),
    },
    function=_run,
)
