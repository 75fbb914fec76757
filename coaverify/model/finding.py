"""What a check has to say, and how findings make a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coaverify.model.evidence import Evidence


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    INCONCLUSIVE = "inconclusive"


class Level(StrEnum):
    INFO = "info"
    WARN = "warn"


Scalar = str | float | None


@dataclass(frozen=True, slots=True)
class Hint:
    """Something worth knowing that never touches the verdict."""

    level: Level
    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a standard asks a certificate to state: whether it does, and whether this kind of paper should."""

    name: str
    stated: bool
    asked_by: str  # the standards that ask for it
    expected: bool  # of this kind of document


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's answer. The first evidence is the one to look at."""

    id: str
    outcome: Outcome
    code: str  # public: the distinct way in which the check came out
    message: str
    claimed: Scalar = None
    expected: Scalar = None
    deviation: float | None = None
    tolerance: float | None = None
    evidence: tuple[Evidence, ...] = ()
    hints: tuple[Hint, ...] = ()
    required: bool = False  # True: an inconclusive outcome keeps the verdict from being a pass
    elements: tuple[Element, ...] = ()  # what has to be stated, stated or not
    ask: str = ""  # what to ask the vendor; "" where nothing is open


# Without these three a certificate says nothing that can be passed: they are never "not applicable".
NEEDED_FOR_A_PASS = ("identity.observed_mass", "identity.form", "purity.specification")


class Judged(Protocol):
    """What a verdict is made of: a finding, or its entry in a report."""

    @property
    def id(self) -> str: ...
    @property
    def outcome(self) -> Outcome: ...
    @property
    def required(self) -> bool: ...


def verdict_of(findings: Iterable[Judged]) -> Verdict:
    """Derive the verdict: one failure fails; a pass needs the three pillars and no open required check."""
    listed = list(findings)
    if any(finding.outcome is Outcome.FAIL for finding in listed):
        return Verdict.FAIL
    passed = {finding.id for finding in listed if finding.outcome is Outcome.PASS}
    if not passed.issuperset(NEEDED_FOR_A_PASS):
        return Verdict.INCONCLUSIVE
    if any(finding.outcome is Outcome.INCONCLUSIVE and finding.required for finding in listed):
        return Verdict.INCONCLUSIVE
    return Verdict.PASS
