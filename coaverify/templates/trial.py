"""A template held against its example: claim by claim, what is expected and what is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coaverify.batch.local import Submission, Verifier
from coaverify.batch.survey import Survey
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Settings
from coaverify.model.template import TaughtOutcome
from coaverify.report.model import Claims
from coaverify.templates.loading import TemplateFile
from coaverify.templates.printed import agrees, in_words, readings_of


class Agreement(StrEnum):
    """How a line of a trial comes out. Only `DIFFERS` speaks against the template."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"  # taught, and the example does not show it or does not say what is to be read


@dataclass(frozen=True, slots=True)
class Line:
    """One claim, or one thing to be said of the file or the template ("example", "applies_when")."""

    agreement: Agreement
    subject: str
    message: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a template on its example. `unreadable`: why the example could not be looked at, else ""."""

    lines: tuple[Line, ...] = ()
    unreadable: str = ""

    @property
    def agrees(self) -> bool:
        return not self.unreadable and all(line.agreement is not Agreement.DIFFERS for line in self.lines)


def tried(file: TemplateFile, verifier: Verifier, settings: Settings) -> Trial:
    """Read a template's example with this template alone, in a worker process.

    Raises:
        ProgramFault: where coaverify itself failed on the example.
    """
    path = file.example_path
    try:
        with path.open("rb") as opened:
            data = opened.read(settings.limits.max_bytes + 1)
    except OSError as error:
        return Trial(unreadable=f"{path.as_posix()}: {error.strerror}. Put the example beside the template.")
    try:
        survey = verifier.survey(Submission(path.name, data), settings)
    except Unreadable as error:
        return Trial(unreadable=f"{path.as_posix()}: {error.message}")
    lines = []
    digest = hashlib.sha256(data).hexdigest()
    if digest != file.example.sha256.lower():
        lines.append(Line(Agreement.DIFFERS, "example", f"another file than the template was written with: {digest}"))
    lines.extend(
        Line(Agreement.DIFFERS, "applies_when", f"{sign!r} does not stand on the example")
        for sign in survey.missing.get(file.template.file, ())
    )
    return Trial((*lines, *_expected(file, survey), *_rules(file, survey)))


def _expected(file: TemplateFile, survey: Survey) -> Iterator[Line]:
    """Every claim of the example: what is to be read, and what is."""
    for claim, words in file.example.claims.items():
        read = in_words(survey.claims, claim)
        if agrees(words, read):
            yield Line(Agreement.AGREES, claim, _read(survey.claims, claim))
        else:
            yield Line(Agreement.DIFFERS, claim, f"expected {', '.join(words)}; {_read(survey.claims, claim)}")


def _rules(file: TemplateFile, survey: Survey) -> Iterator[Line]:
    """What there is to be said of the template's rules themselves."""
    for taught in survey.taught:
        claim, own = taught.claim, taught.evidence
        if taught.outcome is TaughtOutcome.CONTRADICTED and own is not None:
            message = (
                f"the template reads {own.text!r} (page {own.page}), without it another value is read, which stays, in "
                "doubt; `instead: true` makes the template's count"
            )
            yield Line(Agreement.DIFFERS, claim, message)
        elif taught.outcome is TaughtOutcome.NOT_FOUND:
            yield Line(Agreement.UNCHECKED, claim, "the template finds nothing on the example")
        elif claim not in file.example.claims:
            message = f"{_read(survey.claims, claim)}; example.claims does not state it"
            yield Line(Agreement.UNCHECKED, claim, message)


def _read(claims: Claims, claim: str) -> str:
    found = readings_of(claims, claim)
    if not found:
        return "nothing was read"
    by = "by the template" if found[0].template else "without the template"
    doubts = dict.fromkeys(doubt.value for reading in found for doubt in reading.doubts)
    doubtful = f", in doubt: {', '.join(doubts)}" if doubts else ""
    return f"read {', '.join(in_words(claims, claim))} (page {found[0].evidence.page}, {by}{doubtful})"
