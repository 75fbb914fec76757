"""The forms by which people say what they hold of an archived report. What they say is added to the trail for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from coaverify.archive.review import LONGEST_WORDS
from coaverify.extract.corrections import CORRECTABLE
from coaverify.model.correction import NOT_STATED, Correction
from coaverify.report.model import CertificateReport, Report
from coaverify.report.presentation.claims import readings
from coaverify.report.presentation.words import CLAIM_GROUPS, claim_label

_LONGEST_NAME, _LONGEST_READING = 100, 1000
_SHOWN = 60  # characters of a reading in the list


class _ReviewForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who says it. Where the proxy in front has signed them in, there is no such field. kind: of what is said."""

    kind = ""
    by = StringField(
        "Your name",
        validators=[
            DataRequired(message="Say who you are: it stands in the trail for good."),
            Length(max=_LONGEST_NAME, message=f"A name has at most {_LONGEST_NAME} characters."),
        ],
        description="It stands in the trail as you give it.",
    )

    def __init__(self, signed_in: str | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix=self.kind, **kwargs)  # several stand on one page
        self.signed_in = signed_in
        if signed_in is not None:
            del self.by

    @property
    def person(self) -> str:
        return self.signed_in if self.signed_in is not None else " ".join((self.by.data or "").split())


def _words(label: str, description: str, *, asked: str = "") -> TextAreaField:
    """A field for words. asked: what is said where it stays empty; "": it may."""
    needed = [DataRequired(message=asked)] if asked else []
    at_most = Length(max=LONGEST_WORDS, message=f"At most {LONGEST_WORDS} characters.")
    return TextAreaField(label, validators=[*needed, at_most], description=description)


class CommentForm(_ReviewForm):
    """Words about a report."""

    kind = "comment"
    words = _words("Comment", "It stands in the trail for good.", asked="Say what the comment says.")


class DecisionForm(_ReviewForm):
    """An approval or a rejection."""

    kind = "decision"
    decision = RadioField(
        "Decision",
        choices={"approve": "Approve", "reject": "Reject"},
        validators=[InputRequired(message="Say whether you approve or reject it.")],
    )
    words = _words("Words beside it", "Needed for a rejection: why.")

    def validate_words(self, field: TextAreaField) -> None:
        if self.decision.data == "reject" and not (field.data or "").strip():
            raise ValidationError("Say why it is rejected.")


class CorrectionForm(_ReviewForm):
    """A reading that is wrong, and what the paper prints."""

    kind = "correction"
    reading = SelectField("What was misread", description="Everything that can be corrected, with what was read.")
    text = StringField(
        "What the paper prints",
        validators=[Length(max=_LONGEST_READING, message=f"At most {_LONGEST_READING} characters.")],
        description="With its unit, such as 813.4 Da.",
    )
    not_stated = BooleanField("The certificate does not state this")
    why = _words("Why", "It stands in the trail for good.", asked="Say why the reading is corrected.")

    def __init__(self, report: Report, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading.choices = _choices(report)

    def validate_text(self, field: StringField) -> None:
        if bool((field.data or "").strip()) is bool(self.not_stated.data):
            raise ValidationError("Say what the paper prints, or that the certificate does not state it: one of both.")

    def correction(self) -> Correction:
        """What is corrected; to be called on a valid form only."""
        number, claim = self.reading.data.split(":")
        return Correction(int(number), claim, NOT_STATED if self.not_stated.data else self.text.data.strip())


def _choices(report: Report) -> dict[str, dict[str, str]]:
    """The claims that can be corrected, by certificate and subject, each with what was read."""
    several = len(report.certificates) > 1
    return {
        f"Certificate {number}: {title}" if several else title: dict(_of_group(one, number, names))
        for number, one in enumerate(report.certificates, 1)
        for title, names in _groups()
    }


def _groups() -> Iterator[tuple[str, Sequence[str]]]:
    named = {title: [name for name in names if name in CORRECTABLE] for title, names in CLAIM_GROUPS.items()}
    yield from named.items()
    known = {name for names in named.values() for name in names}
    if rest := [name for name in CORRECTABLE if name not in known]:
        yield "Other", rest


def _of_group(one: CertificateReport, number: int, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        read = "; ".join(reading.evidence.text for reading in readings(one.claims, name)) or NOT_STATED
        shown = read if len(read) <= _SHOWN else f"{read[: _SHOWN - 1]}…"
        yield f"{number}:{name}", f"{claim_label(name)}: {shown}"
