"""A filed report -> the settings that it was made with, so that its document can be verified again in the same way."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from coaverify.model.correction import Correction
from coaverify.model.errors import CoaverifyError
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import Expectation, Settings
from coaverify.model.template import Template
from coaverify.report.generator import listed_copy, listed_templates
from coaverify.report.model import Generator

_LINE = re.compile(r"certificate (?P<certificate>\d+): (?P<claim>\w+) = (?P<text>.+)")


class NotRepeatable(CoaverifyError):
    """The report was made with something that is not at hand; the message says what to give."""


def settings_of(
    made_by: Generator, templates: tuple[Template, ...] = (), portal_copy: PortalCopy | None = None
) -> Settings:
    """The settings of a report. Templates and the laboratory's own copy are used where the report had used them.

    Raises:
        NotRepeatable: where those given are not those that the report was made with.
    """
    used = made_by.settings
    try:
        as_of = datetime.date.fromisoformat(str(used.get("as_of")))
    except ValueError as error:
        raise NotRepeatable("The report does not say on which day its dates were judged.") from error
    peptide, _, form = str(used.get("expect") or "").partition(":")
    return Settings(
        as_of=as_of,
        expect=Expectation(peptide, form or None) if peptide else None,
        lot=_text(used.get("lot")),
        min_purity=_figure(used.get("min_purity")),
        mass_tolerance=_figure(used.get("mass_tolerance")),
        templates=_same_templates(_text(used.get("templates")), templates),
        portal_copy=_same_copy(_text(used.get("portal_copy")), portal_copy),
        corrections=corrections_of(made_by),
        fingerprints=True,
    )


def corrections_of(made_by: Generator) -> tuple[Correction, ...]:
    """The corrections that a report was made with."""
    lines = str(made_by.settings.get("corrections") or "").splitlines()
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    return tuple(Correction(int(match["certificate"]), match["claim"], match["text"]) for match in found)


def _text(value: str | float | None) -> str | None:
    return None if value is None else str(value)


def _figure(value: str | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _same_templates(used: str | None, given: tuple[Template, ...]) -> tuple[Template, ...]:
    if used is None:
        return ()
    if not given or listed_templates(given) != used:
        raise NotRepeatable(
            f"The report was made with templates that are not at hand ({used}): name their folder with --templates."
        )
    return given


def _same_copy(used: str | None, given: PortalCopy | None) -> PortalCopy | None:
    if used is None:
        return None
    if given is None or listed_copy(given) != used:
        raise NotRepeatable(
            f"The report was made with the laboratory's own copy ({used}), which is not at hand: "
            "name the very file with --portal-copy."
        )
    return given
