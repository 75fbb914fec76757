"""Parts of the report that stand in several places: evidence, codes, templates, copies, fingerprints."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from coaverify.model.fingerprint import Trait
from coaverify.model.template import TaughtOutcome

# A JSON number; the digits as printed stand in the evidence's text.
Number = Annotated[
    Decimal, PlainSerializer(float, return_type=float, when_used="json"), WithJsonSchema({"type": "number"})
]
BoxList = tuple[float, float, float, float]


def is_empty(value: object) -> bool:
    """Whether a field that was added later has nothing to say: it is then absent, as in older reports."""
    return not value


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceEntry(Part):
    page: int = Field(ge=1, description="counted from 1")
    box: BoxList = Field(description="x0, top, x1, bottom in PDF points from the page's top left corner")
    text: str = Field(description="the words as printed")


class CodeEntry(Part):
    text: str
    kind: str = Field(description="the symbology, e.g. QR Code")
    evidence: EvidenceEntry


class PictureEntry(Part):
    page: int
    box: BoxList = Field(description="x0, top, x1, bottom in PDF points from the page's top left corner")


class TaughtEntry(Part):
    """What came of one claim that a template teaches."""

    claim: str
    outcome: TaughtOutcome = Field(
        description="contradicted: the reading without the template stands, in doubt; instead: the template's counts"
    )
    evidence: EvidenceEntry | None = Field(default=None, description="the template's own")


class TemplateEntry(Part):
    """A template of the user's that holds for the certificate."""

    file: str
    sha256: str
    issuer: str
    claims: tuple[TaughtEntry, ...] = ()
    ignored_labels: tuple[str, ...] = ()


class CopyLine(Part):
    """One claim on the certificate and on the laboratory's own copy, as printed; "" where it is not stated."""

    claim: str
    here: str = ""
    there: str = ""
    agrees: bool | None = Field(default=None, description="null unless both state it")
    evidence: EvidenceEntry | None = Field(default=None, description="on the certificate")


class FingerprintEntry(Part):
    """One trait by which certificates are compared with each other."""

    trait: Trait
    digest: str = ""
    sketch: str = Field(default="", description="base64: of what is the same although it was scaled or saved anew")
    evidence: EvidenceEntry
