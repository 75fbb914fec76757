"""What differs between two reports on one document: verdicts, checks, claims. Places and wording do not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from coaverify.model.finding import Verdict
from coaverify.report.model import CertificateReport, CheckEntry, Report


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that came out otherwise. before, after: "outcome code", "" where there was no such check.

    certificate: counted from 1. message: why, as the later report says it.
    """

    certificate: int
    id: str
    before: str
    after: str
    message: str

    @property
    def sentence(self) -> str:
        """The change, for people."""
        return f"{self.id}: {self.before or 'not made'} -> {self.after or 'not made'}" + (
            f". {self.message}" if self.message else ""
        )


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that was read otherwise: the words as printed before and after, "" for none."""

    certificate: int
    claim: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The change, for people."""
        return f"{self.claim}: {_quoted(self.before)} -> {_quoted(self.after)}"


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between an earlier and a later report."""

    verdict_before: Verdict
    verdict_after: Verdict
    checks: tuple[CheckChange, ...]
    claims: tuple[ClaimChange, ...]
    error: str  # what the later report could not be made for, where that is new

    @property
    def verdict_changed(self) -> bool:
        return self.verdict_before is not self.verdict_after

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that differs beside the verdict, for people."""
        changes = [*(one.sentence for one in self.claims), *(one.sentence for one in self.checks)]
        return (self.error, *changes) if self.error else tuple(changes)

    def __bool__(self) -> bool:
        return bool(self.verdict_changed or self.checks or self.claims or self.error)


def differences(before: Report, after: Report) -> Differences:
    """What differs between two reports on one document."""
    pairs = list(enumerate(zip_longest(before.certificates, after.certificates), start=1))
    error = after.error.message if after.error and after.error != before.error else ""
    return Differences(
        before.verdict,
        after.verdict,
        tuple(change for number, (old, new) in pairs for change in _checks(number, old, new)),
        tuple(change for number, (old, new) in pairs for change in _claims(number, old, new)),
        error,
    )


def _checks(number: int, old: CertificateReport | None, new: CertificateReport | None) -> Iterator[CheckChange]:
    earlier = {check.id: check for check in old.checks} if old else {}
    later = {check.id: check for check in new.checks} if new else {}
    for name in dict.fromkeys([*later, *earlier]):
        was, now = _outcome(earlier.get(name)), _outcome(later.get(name))
        if was != now:
            yield CheckChange(number, name, was, now, later[name].message if name in later else "")


def _outcome(check: CheckEntry | None) -> str:
    return f"{check.outcome.value} ({check.code})" if check else ""


def _claims(number: int, old: CertificateReport | None, new: CertificateReport | None) -> Iterator[ClaimChange]:
    earlier = old.claims.model_dump(mode="json", exclude_none=True) if old else {}
    later = new.claims.model_dump(mode="json", exclude_none=True) if new else {}
    for name in dict.fromkeys([*later, *earlier]):
        was, now = earlier.get(name), later.get(name)
        if _values(was) != _values(now):
            yield ClaimChange(number, name, _printed(was), _printed(now))


def _each(claim: Any) -> list[dict[str, Any]]:  # claims as JSON
    if claim is None:
        return []
    return claim if isinstance(claim, list) else [claim]


def _values(claim: Any) -> list[dict[str, Any]]:
    """Values and doubts: not where they stand, nor by which means they were read."""
    return [
        {name: value for name, value in one.items() if name not in ("evidence", "source", "template")}
        for one in _each(claim)
    ]


def _printed(claim: Any) -> str:
    return "; ".join(dict.fromkeys(str(one["evidence"]["text"]) for one in _each(claim)))


def _quoted(text: str) -> str:
    return f'"{text}"' if text else "not stated"
