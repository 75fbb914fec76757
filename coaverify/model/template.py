"""What a user teaches about one issuer's paper, and what came of it. A template says where to read, never what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coaverify.model.evidence import Box, Evidence


class Position(StrEnum):
    """Where a value stands, seen from its label."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that stands on every certificate of an issuer: words, or a regular expression.

    `page` is counted from 1 within the certificate; None: any page.
    """

    text: str
    is_pattern: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on a page of the certificate, in PDF points from the top left. `page` is counted from 1."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one claim stands: at one of the labels, or in a region.

    instead: the user's word that this reading counts where coaverify's own reading differs.
    """

    claim: str
    labels: tuple[str, ...] = ()
    position: Position | None = None
    region: Region | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One file of the user's. It holds for a certificate that bears all of its signs."""

    file: str  # name without folders
    sha256: str  # of the file
    issuer: str  # the user's name for whose paper this is
    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...] = ()
    ignored: tuple[str, ...] = ()  # labels that name no claim on this paper


class TaughtOutcome(StrEnum):
    """How a template's reading of a claim stands to what was read without it."""

    READ = "read"  # nothing was read without the template
    CONFIRMED = "confirmed"  # both read the same
    CONTRADICTED = "contradicted"  # they differ: the reading without the template stays, in doubt
    INSTEAD = "instead"  # they differ, and the template says that its reading counts
    NOT_FOUND = "not_found"  # the template found nothing


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of one rule; the evidence is the template's own, None where it found nothing."""

    claim: str
    outcome: TaughtOutcome
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A template that holds for a certificate, and what came of its rules."""

    file: str
    sha256: str
    issuer: str
    claims: tuple[Taught, ...]
    ignored: tuple[str, ...] = ()
