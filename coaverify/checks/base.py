"""What a check is: an id, the text that explains it, its message codes, and one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from coaverify.checks.case import Case
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.finding import Element, Finding, Hint, Outcome, Scalar

READ_WITH_DOUBT = "read-with-doubt"  # the code of every check whose figures were not read for certain

ASK_FOR_ORIGINAL = "Ask for the laboratory's original file: on this copy a figure cannot be read for certain."


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check's function returns; `Check.run` makes a Finding of it."""

    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    claimed: Scalar = None
    expected: Scalar = None
    deviation: float | None = None
    tolerance: float | None = None
    hints: tuple[Hint, ...] = ()
    elements: tuple[Element, ...] = ()
    required: bool = False  # what is open here keeps the certificate from a pass, whatever the check is otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A distinct way in which a check can come out. Codes are public and never renamed."""

    outcome: Outcome
    meaning: str  # one sentence, for the reader
    ask: str = ""  # what to ask the vendor where the certificate comes out so; "": what the check asks


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check. `rationale` is the one text that the command line, the web and the manual show.

    concerns: what it means for the reader where the check does not pass, in plain words.
    ask: what to ask the vendor then.

    Raises:
        KeyError: from `run` and `finding`, where the answer's code is not declared.
    """

    id: str
    title: str
    rationale: str
    concerns: str = ""
    ask: str = ""
    sources: tuple[str, ...]
    codes: Mapping[str, Code]
    function: Callable[[Case], Answer] = field(repr=False)
    required: bool = False

    def run(self, case: Case) -> Finding:
        return self.finding(self.function(case))

    def finding(self, answer: Answer) -> Finding:
        """The finding that an answer makes."""
        code = self.codes[answer.code]
        return Finding(
            id=self.id,
            outcome=code.outcome,
            code=answer.code,
            message=answer.message,
            claimed=answer.claimed,
            expected=answer.expected,
            deviation=answer.deviation,
            tolerance=answer.tolerance,
            evidence=answer.evidence,
            hints=answer.hints,
            elements=answer.elements,
            # What was not read for certain was not checked: that keeps any certificate from a pass.
            required=self.required or answer.required or answer.code == READ_WITH_DOUBT,
            ask=self._question(answer.code),
        )

    def _question(self, name: str) -> str:
        """What to ask the vendor where the check came out so; "" where nothing is open."""
        code = self.codes[name]
        if code.outcome not in (Outcome.FAIL, Outcome.INCONCLUSIVE):
            return ""
        return code.ask or (ASK_FOR_ORIGINAL if name == READ_WITH_DOUBT else self.ask)


def passes(meaning: str) -> Code:
    return Code(outcome=Outcome.PASS, meaning=meaning)


def fails(meaning: str, *, ask: str = "") -> Code:
    return Code(outcome=Outcome.FAIL, meaning=meaning, ask=ask)


def open_(meaning: str, *, ask: str = "") -> Code:
    """A code that leaves the question inconclusive."""
    return Code(outcome=Outcome.INCONCLUSIVE, meaning=meaning, ask=ask)


def not_applicable(meaning: str) -> Code:
    return Code(outcome=Outcome.NOT_APPLICABLE, meaning=meaning)


def evidence_of(*readings: Reading[object] | None) -> tuple[Evidence, ...]:
    """The places of the readings that were found, in the given order."""
    return tuple(reading.evidence for reading in readings if reading is not None)


def doubtful(readings: Iterable[Reading[object] | None]) -> bool:
    """Whether any of the readings may not be relied on."""
    return any(reading is not None and reading.doubts for reading in readings)
