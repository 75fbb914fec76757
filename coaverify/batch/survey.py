"""What a template can be started from: a document's claims, its headings and the labels that nothing knows."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.headings import is_title
from coaverify.extract.labels import interpret
from coaverify.extract.layout import Layout, lay_out
from coaverify.extract.teaching.candidates import Candidate, candidates, names_material, unread
from coaverify.extract.teaching.signs import missing_signs
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.evidence import Box, Evidence
from coaverify.model.settings import Settings
from coaverify.model.template import Position
from coaverify.report.claims import claims_of, evidence_entry, taught_entry
from coaverify.report.entries import EvidenceEntry, TaughtEntry
from coaverify.report.model import Claims

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

    unread: texts with a figure from which nothing was read, and beside no unknown label.
    taught: what came of the asked templates on that certificate.
    missing: the signs of the asked templates that do not stand on it, by the template's file.
    """

    claims: Claims = Claims()
    certificates: int = 0
    headings: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    unread: tuple[EvidenceEntry, ...] = ()
    missing: dict[str, tuple[str, ...]] = {}
    taught: tuple[TaughtEntry, ...] = ()


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
    claims = claims_of(certificates[0]) if certificates else Claims()
    uses = certificates[0].templates if certificates else ()
    read_places = list(_read(claims))
    unknown = candidates(layouts, read_places)
    survey = Survey(
        claims=claims,
        certificates=len(certificates),
        headings=_headings(layouts[0]),
        unknown=tuple(_unknown(candidate) for candidate in unknown),
        unread=tuple(evidence_entry(one) for one in unread(layouts, [*read_places, *(one.value for one in unknown)])),
        missing=missing,
        taught=tuple(taught_entry(one) for use in uses for one in use.claims),
    )
    return survey.model_dump_json().encode()


def _headings(layout: Layout) -> tuple[str, ...]:
    """The texts at the head of the first page that name no material, the largest first."""
    upper = [
        cell for cell in layout.cells if cell.box.top < _UPPER * layout.page.height and not _says_nothing(cell.text)
    ]
    return tuple(cell.text for cell in sorted(upper, key=lambda cell: -cell.size)[:_MOST_HEADINGS])


def _says_nothing(text: str) -> bool:
    """Whether a text tells nothing of its issuer: a title, a known label, the material."""
    return is_title(text) or interpret(text) is not None or names_material(text)


def _read(claims: Claims) -> Iterator[Evidence]:
    """The places of all claims."""
    for name in Claims.model_fields:
        found = getattr(claims, name) or ()
        for entry in found if isinstance(found, tuple) else (found,):
            yield Evidence(entry.evidence.page, Box(*entry.evidence.box), entry.evidence.text)


def _unknown(candidate: Candidate) -> Unknown:
    return Unknown(
        label=candidate.label,
        value=evidence_entry(candidate.value),
        position=candidate.position,
        fits=candidate.fits,
    )
