"""integrity.annotations: form fields, notes and stamps state what the page shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.evidence import Evidence
from coaverify.model.file_facts import CarriedValue, CarrierKind
from coaverify.model.finding import Hint, Level

_STATING = (CarrierKind.FIELD, CarrierKind.NOTE)  # what a stamp states beside its picture is a comment on it
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _run(case: Case) -> Answer:
    if case.certificate.file is None:
        return Answer("no-file", "The certificate is a picture: it has no form fields and no notes.")
    carried = case.certificate.carried
    differing = [one for one in carried if _differs(one)]
    replacing = [one for one in carried if _replaces(one)]
    hints = tuple(_hints(carried))
    for code, concerned in (("field-differs", differing), ("value-over-value", replacing)):
        claimed = [one for one in concerned if one.claim]
        if claimed:
            message = "; ".join(_sentence(one, code) for one in claimed[:4]) + "."
            return Answer(
                code, message, _evidence(claimed), claimed[0].shown.text, _other(claimed[0], code), hints=hints
            )
    noted = [one for one in carried if one.claim and one.kind is not CarrierKind.FIELD]
    if noted:
        listed = ", ".join(f"“{one.shown.text}” ({one.claim.replace('_', ' ')}, {one.kind})" for one in noted[:4])
        message = f"What is read there lies on the page and is no part of it: {listed}. Anybody can add it to a file."
        return Answer("value-in-note", message, _evidence(noted), hints=hints, required=True)
    message = "No value rests on a note or a stamp, and no form field states another value than it shows."
    return Answer("no-other-value", message, hints=hints)


def _hints(carried: Iterable[CarriedValue]) -> Iterable[Hint]:
    fields = []
    for one in carried:
        if not one.claim and (_differs(one) or _replaces(one)):
            sentence = _sentence(one, "field-differs" if _differs(one) else "value-over-value")
            yield Hint(Level.WARN, "other-field-differs", f"{sentence}.", (one.shown,))
        elif one.kind is CarrierKind.FIELD and one.stated and not one.shown.text and _NUMBER.search(one.stated):
            message = f"A form field states “{one.stated}” and shows nothing."
            yield Hint(Level.WARN, "field-not-shown", message, (one.shown,))
        elif one.claim and one.kind is CarrierKind.FIELD:
            fields.append(one)
    if fields:
        names = ", ".join(dict.fromkeys(one.claim.replace("_", " ") for one in fields))
        message = f"Read from form fields, which may still be filled in otherwise: {names}."
        yield Hint(Level.INFO, "value-in-field", message, _evidence(fields))


def _differs(one: CarriedValue) -> bool:
    """Whether the value that the file gives holds other figures than what is shown."""
    if one.kind not in _STATING or not one.stated or not one.shown.text:
        return False
    stated, shown = _folded(one.stated), _folded(one.shown.text)
    if not (_NUMBER.search(stated) or _NUMBER.search(shown)) or _packed(stated) == _packed(shown):
        return False
    if _packed(shown) in _packed(stated) and len(shown) > 3:  # cut off at the field's edge
        return False
    return not _numbers(shown) <= _numbers(stated) and not _numbers(stated) <= _numbers(shown)


def _replaces(one: CarriedValue) -> bool:
    """Whether figures of the page lie beneath, and others, as many as these, are shown in their place."""
    beneath, shown = _folded(one.beneath), _folded(one.shown.text)
    if not _numbers(beneath) - _numbers(shown) or not _numbers(shown) - _numbers(beneath):
        return False
    return 0.6 <= len(_packed(shown)) / len(_packed(beneath)) <= 1.7


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _packed(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _numbers(text: str) -> set[Decimal]:
    return {_value(match[0]) for match in _NUMBER.finditer(text)}


def _value(figures: str) -> Decimal:
    """A number with one sign in it has decimals; with several ("1,234.5", "04.03.2026") its figures are compared."""
    signs = figures.count(",") + figures.count(".")
    return Decimal(figures.replace(",", ".") if signs < 2 else re.sub(r"[.,]", "", figures))


def _other(one: CarriedValue, code: str) -> str:
    return one.stated if code == "field-differs" else one.beneath


def _sentence(one: CarriedValue, code: str) -> str:
    claim = f" ({one.claim.replace('_', ' ')})" if one.claim else ""
    if code == "field-differs":
        return f"A {one.kind} shows “{one.shown.text}”{claim} and states “{one.stated}”"
    return f"A {one.kind} shows “{one.shown.text}”{claim} over “{one.beneath}” on the page itself"


def _evidence(carried: Iterable[CarriedValue]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(one.shown for one in carried))


CHECK = Check(
    id="integrity.annotations",
    title="Form fields, notes and stamps state what is shown",
    rationale=(
        "A form field keeps its value beside the picture of it, and the two may differ: a viewer shows the one, a "
        "program that reads the field takes the other. A typed note or a stamp can be laid over a figure of the page."
        " Both values are compared. Forms that a laboratory filled in are usual: a field that shows what it states is"
        " no more than a hint. Comments and highlights are not looked at."
    ),
    concerns=(
        "A value on this page was laid over the page with a note or a form field, or the file states another one "
        "beside what is shown. The document as it was first made may say something else."
    ),
    ask="Ask for the certificate as the laboratory issued it, without notes and with its form fields closed.",
    sources=(
        "ISO 32000-1 12.5 annotations and their appearances",
        "ISO 32000-1 12.7 interactive forms: a field's value and its appearance",
    ),
    codes={
        "no-other-value": passes("No value lies over another one, and fields show what they state."),
        "field-differs": fails("A form field or a note shows another value than it states."),
        "value-over-value": fails("A note, a stamp or a field shows a value over another one of the page."),
        "value-in-note": open_("A value stands in a note or a stamp, which is no part of the page."),
        "no-file": not_applicable("The certificate is a picture."),
    },
    function=_run,
)
