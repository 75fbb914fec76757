"""A template held against its example: claim by claim, what is expected and what is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coaverify.batch.local import Submission, Verifier
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Settings
from coaverify.report.model import Claims
from coaverify.templates.loading import TemplateFile
from coaverify.templates.printed import agrees, in_words, readings_of


class Agreement(StrEnum):
    """How a line of a trial comes out. Only `DIFFERS` speaks against the template."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKED = "unchecked"  # taught, and the example does not say what is to be read


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
    return Trial((*lines, *_claims(file, survey.claims)))


def _claims(file: TemplateFile, claims: Claims) -> Iterator[Line]:
    expected = file.example.claims
    for claim, words in expected.items():
        read = in_words(claims, claim)
        if not agrees(words, read):
            message = f"expected {_listed(words)}, read {_listed(read) or 'nothing'}{_doubts(claims, claim)}"
            yield Line(Agreement.DIFFERS, claim, message)
        else:
            yield Line(Agreement.AGREES, claim, f"{_listed(read)}{_how(claims, claim)}{_doubts(claims, claim)}")
    for rule in file.template.rules:
        if rule.claim not in expected:
            read = in_words(claims, rule.claim)
            message = f"read {_listed(read) or 'nothing'}{_how(claims, rule.claim)}; example.claims does not state it"
            yield Line(Agreement.UNCHECKED, rule.claim, message)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _how(claims: Claims, claim: str) -> str:
    found = readings_of(claims, claim)
    if not found:
        return ""
    by = "this template" if found[0].template else "the general mechanism"
    return f" (page {found[0].evidence.page}, by {by})"


def _doubts(claims: Claims, claim: str) -> str:
    doubts = dict.fromkeys(doubt.value for reading in readings_of(claims, claim) for doubt in reading.doubts)
    return f" (in doubt: {', '.join(doubts)})" if doubts else ""
