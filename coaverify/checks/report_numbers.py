"""Hints on how a report is numbered: its laboratory's way, and the day that a number holds."""

from __future__ import annotations

import datetime
import re

from coaverify.checks.base import evidence_of
from coaverify.model.certificate import Certificate, Date, Text
from coaverify.model.finding import Hint, Level
from coaverify.reference.laboratories import Laboratory

NEAR = 400  # days: a number with a day farther from all printed ones holds none
BOOKED = 92  # days that a sample may have waited for its first printed date
SLACK = 2  # days between the day in a number and a printed one: a sample that came on a Friday is booked on Monday
_DAY = re.compile(r"^[A-Za-z]{0,4}-?(?P<day>(?:20)?\d{6})(?:-?\d{2,5}|[-_].*)$")
_DATES = ("received_date", "analysis_date", "issue_date", "manufacture_date")


def hints_on_numbers(certificate: Certificate, known: Laboratory | None) -> tuple[Hint, ...]:
    """Hints on the report's number and key."""
    return (*_form(certificate, known), *_encoded(certificate, known))


def _form(certificate: Certificate, known: Laboratory | None) -> list[Hint]:
    if known is None:
        return []
    hints = []
    for reading, pattern, what in (
        (certificate.verification_key, known.key, "key"),
        (certificate.task_number, known.number, "number"),
    ):
        written = reading is not None and not reading.doubts and re.search(r"\d", reading.value)
        if reading is None or not written or not pattern or re.fullmatch(pattern, reading.value.strip()):
            continue
        message = f"{known.name} does not write its {what} as “{reading.value}”: a figure may be missing or changed."
        hints.append(Hint(Level.WARN, f"{what}-format", message, evidence_of(reading)))
    return hints


def _encoded(certificate: Certificate, known: Laboratory | None) -> list[Hint]:
    number = certificate.task_number
    if number is None or number.doubts:
        return []
    if known is not None and known.dated:
        match = re.fullmatch(known.dated, number.value.strip())
        reading: Date | None = getattr(certificate, known.dated_claim, None)
        dates = [reading] if reading is not None else []
        return _differs(number, match["day"] if match else "", dates, slack=0)
    match = _DAY.match(number.value.strip().lstrip("#"))
    readings: list[Date | None] = [getattr(certificate, name) for name in _DATES]
    return _differs(
        number,
        match["day"] if match else "",
        [one for one in readings if one is not None],
        slack=SLACK,
        booked=certificate.received_date is not None,
    )


def _differs(number: Text, day: str, dates: list[Date], *, slack: int, booked: bool = True) -> list[Hint]:
    encoded = _day(day)
    printed = [one for date in dates if (one := _iso(date)) is not None]
    if encoded is None or not printed:
        return []
    away = min(abs((encoded - one).days) for one in printed)
    if min(printed) <= encoded <= max(printed) or away <= slack or away > NEAR:
        return []
    if not booked and encoded < min(printed) and away <= BOOKED:
        return []  # the day on which the sample came, which the paper does not print
    message = (
        f"The number {number.value} holds the day {encoded.isoformat()}, and the nearest day that the paper "
        "prints beside it "
        f"is {away} {'day' if away == 1 else 'days'} from it."
    )
    return [Hint(Level.WARN, "encoded-date-differs", message, evidence_of(number, *dates))]


def _day(text: str) -> datetime.date | None:
    if len(text) not in (6, 8):
        return None
    try:
        return datetime.datetime.strptime(text if len(text) == 8 else f"20{text}", "%Y%m%d").date()
    except ValueError:
        return None


def _iso(date: Date) -> datetime.date | None:
    if len(date.value.iso) != 10 or date.value.alternative:
        return None
    return datetime.date.fromisoformat(date.value.iso)
