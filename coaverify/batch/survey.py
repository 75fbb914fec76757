"""What a template can be started from: a document's claims, its headings and the labels that nothing knows."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.layout import Layout, lay_out
from coaverify.extract.teaching.candidates import Candidate, candidates
from coaverify.extract.teaching.signs import missing_signs
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Settings
from coaverify.model.template import Position
from coaverify.report.claims import claims_of, evidence_entry
from coaverify.report.model import Claims, EvidenceEntry

_UPPER = 0.25  # of the first page's height: where its headings stand
_MOST_HEADINGS = 8


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Unknown(_Part):
    """Words like a label that mean no claim, with the words beside them and the claims that these could be."""

    label: str
    value: EvidenceEntry
    position: Position
    fits: tuple[str, ...]


class Survey(_Part):
    """A document as a template sees it. `claims`: of its first certificate.

    missing: the signs of the asked templates that do not stand on it, by the template's file.
    """

    claims: Claims = Claims()
    certificates: int = 0
    headings: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    missing: dict[str, tuple[str, ...]] = {}


def survey_to_json(data: bytes, name: str, settings: Settings) -> bytes:
    """The survey of a document, for a worker process.

    Raises:
        Unreadable: where the document cannot be read. That nothing on it reads like a certificate is no reason.
    """
    document = read(data, name, settings.limits)
    layouts = [lay_out(page) for page in document.pages]
    try:
        certificates = extract(document, settings.templates)
    except Unreadable as error:
        if error.code is not ErrorCode.NOT_A_CERTIFICATE:
            raise
        certificates = []
    missing = {one.file: tuple(sign.text for sign in missing_signs(one, layouts)) for one in settings.templates}
    survey = Survey(
        claims=claims_of(certificates[0]) if certificates else Claims(),
        certificates=len(certificates),
        headings=_headings(layouts[0]),
        unknown=tuple(_unknown(candidate) for candidate in candidates(layouts)),
        missing=missing,
    )
    return survey.model_dump_json().encode()


def _headings(layout: Layout) -> tuple[str, ...]:
    """The texts at the head of the first page, the largest first."""
    upper = [cell for cell in layout.cells if cell.box.top < _UPPER * layout.page.height and cell.text.strip()]
    return tuple(cell.text for cell in sorted(upper, key=lambda cell: -cell.size)[:_MOST_HEADINGS])


def _unknown(candidate: Candidate) -> Unknown:
    return Unknown(
        label=candidate.label,
        value=evidence_entry(candidate.value),
        position=candidate.position,
        fits=candidate.fits,
    )
