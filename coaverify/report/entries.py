"""Parts of the report that stand in several places: evidence, codes, templates, copies, fingerprints."""

from __future__ import annotations

from pydantic import Field

from coaverify.model.fingerprint import Trait
from coaverify.model.template import TaughtOutcome
from coaverify.report.parts import BoxList, Part


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


class ElementEntry(Part):
    """Something that a standard asks a certificate to state."""

    name: str
    stated: bool
    asked_by: str = Field(description="the standards that ask for it")
    expected: bool = Field(description="whether this kind of document should state it")


class CopyLine(Part):
    """One claim on the certificate and on the laboratory's own copy, as printed; "" where it is not stated."""

    claim: str
    here: str = ""
    there: str = ""
    agrees: bool | None = Field(default=None, description="null unless both state it")
    evidence: EvidenceEntry | None = Field(default=None, description="on the certificate")


class CorrectionEntry(Part):
    """A claim that a reviewer read in the program's stead; who and why stand in the archive's trail."""

    claim: str
    read: str = Field(default="", description="the words that the program had read; empty for none")
    corrected: str = Field(description="as the reviewer reads it; 'not stated': the certificate does not claim it")


class FingerprintEntry(Part):
    """One trait by which certificates are compared with each other."""

    trait: Trait
    digest: str = ""
    sketch: str = Field(default="", description="base64: of what is the same although it was scaled or saved anew")
    evidence: EvidenceEntry
