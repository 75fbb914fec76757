"""The report model, schema 1.0. Public: names are never changed, fields are only added.

The verdicts are computed from the findings whenever they are asked for; nothing can set them.
"""

from __future__ import annotations

import json
from typing import Literal

from pydantic import Field, computed_field

from coaverify.model.errors import ErrorCode
from coaverify.model.evidence import Doubt, Source
from coaverify.model.finding import Level, Outcome, Verdict, verdict_of
from coaverify.report.chromatogram_entries import ChromatogramEntry
from coaverify.report.entries import (
    CodeEntry,
    CopyLine,
    CorrectionEntry,
    ElementEntry,
    EvidenceEntry,
    FingerprintEntry,
    PictureEntry,
    TemplateEntry,
)
from coaverify.report.identification_entries import Identification
from coaverify.report.parts import Number, Part, is_empty

SCHEMA_VERSION = "1.0"


class ReadingEntry(Part):
    """What all claims have: the evidence, the means of reading, and why the reading is in doubt, if it is."""

    evidence: EvidenceEntry
    source: Source = Source.TEXT
    doubts: tuple[Doubt, ...] = ()
    template: str = Field(
        default="", exclude_if=is_empty, description="the user's template by which it was read; absent where none was"
    )


class TextClaim(ReadingEntry):
    value: str


class NumberClaim(ReadingEntry):
    value: Number
    comparator: Literal["=", ">", ">=", "<", "<=", "~"] = "="
    unit: str = ""
    tolerance: Number | None = None
    replicates: tuple[Number, ...] = ()


class DateClaim(ReadingEntry):
    value: str = Field(description="ISO 8601: YYYY-MM-DD, or YYYY-MM where only the month is printed")
    alternative: str | None = Field(default=None, description="the other reading of an ambiguous date")


class MassClaim(NumberClaim):
    kind: Literal["monoisotopic", "average", "unstated"] = "unstated"


class IonClaim(ReadingEntry):
    mz: Number
    charge: int | None = None
    adduct: str | None = None


class PeakClaim(ReadingEntry):
    retention_time_min: Number | None = None
    area: Number | None = None
    area_percent: Number | None = None
    name: str = ""


class ResidueClaim(ReadingEntry):
    residue: str = Field(description="three-letter code; Asx and Glx for acid and amide together")
    found: Number
    expected: Number | None = None


class Claims(Part):
    """What the certificate prints. A claim that is not printed is absent."""

    product_name: TextClaim | None = None
    sequence: TextClaim | None = None
    catalog_number: TextClaim | None = None
    lot_number: TextClaim | None = None
    cas_number: TextClaim | None = None
    molecular_formula: TextClaim | None = None
    molecular_weight: NumberClaim | None = None
    monoisotopic_mass: NumberClaim | None = None
    observed_ions: tuple[IonClaim, ...] | None = None
    observed_mass: MassClaim | None = None
    hplc_purity: NumberClaim | None = None
    purity_specification: NumberClaim | None = None
    largest_impurity: NumberClaim | None = None
    total_impurities: NumberClaim | None = None
    peak_table: tuple[PeakClaim, ...] | None = None
    amino_acids: tuple[ResidueClaim, ...] | None = None
    net_peptide_content: NumberClaim | None = None
    water_content: NumberClaim | None = None
    acetate_content: NumberClaim | None = None
    tfa_content: NumberClaim | None = None
    chloride_content: NumberClaim | None = None
    residual_solvents: NumberClaim | None = None
    loss_on_drying: NumberClaim | None = None
    mass_balance: NumberClaim | None = None
    endotoxin: TextClaim | None = None
    endotoxin_limit: TextClaim | None = None
    quantity: TextClaim | None = None
    measured_content: NumberClaim | None = None
    label_claim_percent: NumberClaim | None = None
    appearance: TextClaim | None = None
    received_date: DateClaim | None = None
    manufacture_date: DateClaim | None = None
    analysis_date: DateClaim | None = None
    issue_date: DateClaim | None = None
    retest_date: DateClaim | None = None
    expiry_date: DateClaim | None = None
    laboratory: TextClaim | None = None
    vendor: TextClaim | None = None
    manufacturer: TextClaim | None = None
    client: TextClaim | None = None
    task_number: TextClaim | None = None
    verification_key: TextClaim | None = None
    verification_url: TextClaim | None = None
    method: TextClaim | None = None
    instrument: TextClaim | None = None


class HintEntry(Part):
    level: Level
    code: str
    message: str
    evidence: tuple[EvidenceEntry, ...] = ()


class CheckEntry(Part):
    id: str
    outcome: Outcome
    code: str
    message: str
    claimed: str | float | None = None
    expected: str | float | None = None
    deviation: float | None = None
    tolerance: float | None = None
    required: bool = Field(default=False, description="inconclusive here keeps the verdict from a pass")
    evidence: tuple[EvidenceEntry, ...] = ()
    hints: tuple[HintEntry, ...] = ()
    elements: tuple[ElementEntry, ...] = Field(
        default=(), exclude_if=is_empty, description="what a certificate has to state; absent in other checks"
    )
    ask: str = Field(
        default="", exclude_if=is_empty, description="what to ask the vendor; absent where nothing is open"
    )


class CertificateReport(Part):
    identification: Identification | None
    pages: tuple[int, ...] = ()
    claims: Claims
    checks: tuple[CheckEntry, ...]
    not_proven: tuple[str, ...] = Field(default=(), description="what no figure on this paper can prove")
    chromatograms: tuple[ChromatogramEntry, ...] = Field(
        default=(), exclude_if=is_empty, description="chromatograms as integrated again; absent where there is none"
    )
    templates: tuple[TemplateEntry, ...] = Field(
        default=(), exclude_if=is_empty, description="the user's templates that hold for it; absent where none does"
    )
    portal_copy: tuple[CopyLine, ...] = Field(
        default=(),
        exclude_if=is_empty,
        description="what the certificate and the laboratory's own copy state; absent where no copy was given",
    )
    fingerprints: tuple[FingerprintEntry, ...] = Field(
        default=(), exclude_if=is_empty, description="present where certificates are compared with each other"
    )

    corrections: tuple[CorrectionEntry, ...] = Field(
        default=(), exclude_if=is_empty, description="what a reviewer read otherwise; absent where nobody did"
    )

    @computed_field  # type: ignore[prop-decorator]  # mypy: decorators on top of @property (pydantic's own advice)
    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.checks)


class Generator(Part):
    coaverify: str
    reference: str
    settings: dict[str, str | float | None] = Field(description="tolerances and expectations used")


class DocumentEntry(Part):
    name: str
    sha256: str
    size_bytes: int
    media_type: str
    pages: int
    text_source: Literal["embedded", "ocr", "mixed"] | None = None
    page_sizes: tuple[tuple[float, float], ...] = Field(default=(), description="width, height in points")
    codes: tuple[CodeEntry, ...] = Field(
        default=(),
        exclude_if=is_empty,
        description="QR codes and barcodes, never followed; absent where there is none",
    )
    unread_pictures: tuple[PictureEntry, ...] = Field(
        default=(),
        exclude_if=is_empty,
        description="pictures whose text, if there is any, was not read; absent where there is none",
    )


class ErrorEntry(Part):
    code: ErrorCode
    message: str


class Report(Part):
    """One document's report."""

    schema_version: Literal["1.0"] = "1.0"
    generator: Generator
    document: DocumentEntry
    error: ErrorEntry | None = None
    certificates: tuple[CertificateReport, ...] = ()

    @computed_field  # type: ignore[prop-decorator]  # mypy: decorators on top of @property (pydantic's own advice)
    @property
    def verdict(self) -> Verdict:
        """The worst of the certificates; a document that could not be looked at is inconclusive."""
        verdicts = {certificate.verdict for certificate in self.certificates}
        if Verdict.FAIL in verdicts:
            return Verdict.FAIL
        if self.error is None and verdicts == {Verdict.PASS}:
            return Verdict.PASS
        return Verdict.INCONCLUSIVE

    def to_json(self, indent: int | None = None, *, ascii_only: bool = False) -> str:
        """The report as JSON: claims that are not printed are absent, `error` is null where there is none.

        ascii_only: all other characters stand as escapes, so that any store takes the text as it is.
        """
        data = self.model_dump(mode="json")
        for certificate in data["certificates"]:
            certificate["claims"] = {k: v for k, v in certificate["claims"].items() if v is not None}
        return json.dumps(data, ensure_ascii=ascii_only, indent=indent)

    def without_fingerprints(self) -> Report:
        """The report as it is shown: what certificates are compared with each other by has served."""
        certificates = tuple(one.model_copy(update={"fingerprints": ()}) for one in self.certificates)
        return self.model_copy(update={"certificates": certificates})

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Read a report back. The verdicts in the text are ignored: they are computed again."""
        data = json.loads(text)
        data.pop("verdict", None)
        for certificate in data.get("certificates", ()):
            certificate.pop("verdict", None)
        return cls.model_validate(data)
