"""A check explained: its own text, in paragraphs, and the ways in which it can come out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaverify.checks.base import Check
from coaverify.model.finding import NEEDED_FOR_A_PASS
from coaverify.report.presentation.checks import ORDER
from coaverify.report.presentation.words import OUTCOMES, Wording


@dataclass(frozen=True, slots=True)
class CodeLine:
    code: str
    wording: Wording
    meaning: str


@dataclass(frozen=True, slots=True)
class Explanation:
    id: str
    subject: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    concerns: str
    ask: str
    sources: tuple[str, ...]
    codes: tuple[CodeLine, ...]
    needed: bool


def explanation(check: Check) -> Explanation:
    paragraphs = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", check.rationale) if part.strip())
    codes = sorted(check.codes.items(), key=lambda item: ORDER.index(item[1].outcome))
    return Explanation(
        id=check.id,
        subject=check.id.split(".")[0],
        title=check.title,
        summary=_first_sentence(paragraphs[0]) if paragraphs else "",
        paragraphs=paragraphs,
        concerns=check.concerns,
        ask=check.ask,
        sources=check.sources,
        codes=tuple(CodeLine(name, OUTCOMES[code.outcome], code.meaning) for name, code in codes),
        needed=check.required or check.id in NEEDED_FOR_A_PASS,
    )


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.:!?])\s+(?=[A-Z])", text, maxsplit=1)[0]
