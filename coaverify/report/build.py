"""Document and examined certificates -> Report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coaverify.checks import Examined
from coaverify.checks.claimed import Claimed
from coaverify.checks.copies import Line
from coaverify.checks.documentation_portal_copy import lines_of
from coaverify.checks.unproven import not_proven
from coaverify.chemistry.ions import IONS, mz
from coaverify.model.correction import NOT_STATED, Corrected
from coaverify.model.document import Code, Document, Image, Page
from coaverify.model.errors import Unreadable
from coaverify.model.evidence import Evidence
from coaverify.model.finding import Finding, Hint
from coaverify.model.fingerprint import Fingerprint
from coaverify.model.form import Form
from coaverify.model.settings import Settings
from coaverify.model.template import TemplateUse
from coaverify.reference.entry import Entry
from coaverify.report.chromatograms import chromatograms_of
from coaverify.report.claims import box_list, claims_of, evidence_entry, taught_entry
from coaverify.report.entries import (
    CodeEntry,
    CopyLine,
    CorrectionEntry,
    ElementEntry,
    FingerprintEntry,
    PictureEntry,
    TemplateEntry,
)
from coaverify.report.fingerprints import fingerprints_of
from coaverify.report.generator import generator_of
from coaverify.report.identification_entries import FormMasses, Identification
from coaverify.report.model import (
    CertificateReport,
    CheckEntry,
    DocumentEntry,
    ErrorEntry,
    HintEntry,
    Report,
)
from coaverify.report.placing import as_shown


def build_report(document: Document, examined: Iterable[Examined], settings: Settings) -> Report:
    """The report of a document that could be read."""
    report = Report(
        generator=generator_of(settings),
        document=DocumentEntry(
            name=document.name,
            sha256=document.sha256,
            size_bytes=document.size_bytes,
            media_type=document.media_type,
            pages=len(document.pages),
            text_source=document.text_source,
            page_sizes=tuple(_size(page) for page in document.pages),
            codes=tuple(_code(page, code) for page in document.pages for code in page.codes),
            unread_pictures=tuple(_picture(page, image) for page in document.pages for image in page.unread),
        ),
        certificates=tuple(_certificate(one, document, settings) for one in examined),
    )
    return as_shown(report, document)


def _code(page: Page, code: Code) -> CodeEntry:
    return CodeEntry(
        text=code.text, kind=code.kind, evidence=evidence_entry(Evidence(page.number, code.box, code.text))
    )


def _picture(page: Page, image: Image) -> PictureEntry:
    return PictureEntry(page=page.number, box=box_list(image.box))


def _size(page: Page) -> tuple[float, float]:
    """Width and height of the page as it was sent in, points."""
    seen = page.straightened or page
    return round(seen.width, 2), round(seen.height, 2)


def error_report(error: Unreadable, name: str, size: int, sha256: str, settings: Settings) -> Report:
    """The report of a document that could not be looked at."""
    entry = DocumentEntry(name=name, sha256=sha256, size_bytes=size, media_type="", pages=0)
    return Report(
        generator=generator_of(settings),
        document=entry,
        error=ErrorEntry(code=error.code, message=error.message),
    )


def _certificate(examined: Examined, document: Document, settings: Settings) -> CertificateReport:
    case = examined.case
    prints = fingerprints_of(case.certificate, document) if settings.fingerprints else ()
    return CertificateReport(
        identification=_identification(case.claimed, case.fits.possible),
        pages=case.certificate.pages,
        claims=claims_of(case.certificate),
        checks=tuple(check_entry(finding) for finding in examined.findings),
        not_proven=(*not_proven(case), *_on_a_reviewers_word(case.certificate.corrections)),
        chromatograms=tuple(chromatograms_of(case.certificate)),
        templates=tuple(_template(use) for use in case.certificate.templates),
        portal_copy=tuple(_copy_line(line) for line in lines_of(case)),
        fingerprints=tuple(_fingerprint(one) for one in prints),
        corrections=tuple(
            CorrectionEntry(claim=one.claim, read=one.read, corrected=one.text) for one in case.certificate.corrections
        ),
    )


def _on_a_reviewers_word(corrections: Iterable[Corrected]) -> Iterator[str]:
    """Said beside every verdict that rests on a correction."""
    for one in corrections:
        read = f'"{one.read}"' if one.read else "nothing"
        stands = "is not stated" if one.text == NOT_STATED else f'is "{one.text}"'
        yield (
            f"A reviewer corrected the reading of {one.claim.replace('_', ' ')}: the program read {read}, by the "
            f"reviewer's word it {stands}. The checks were made on the reviewer's reading."
        )


def _copy_line(line: Line) -> CopyLine:
    place = evidence_entry(line.evidence) if line.evidence else None
    return CopyLine(claim=line.claim, here=line.here, there=line.there, agrees=line.agrees, evidence=place)


def _fingerprint(one: Fingerprint) -> FingerprintEntry:
    return FingerprintEntry(
        trait=one.trait, digest=one.digest, sketch=one.sketch, evidence=evidence_entry(one.evidence)
    )


def _template(use: TemplateUse) -> TemplateEntry:
    return TemplateEntry(
        file=use.file,
        sha256=use.sha256,
        issuer=use.issuer,
        claims=tuple(taught_entry(taught) for taught in use.claims),
        ignored_labels=use.ignored,
    )


def _identification(claimed: Claimed, possible: tuple[Form, ...]) -> Identification | None:
    if not claimed.name and claimed.sequence is None:
        return None
    masses = claimed.masses
    return Identification(
        peptide=claimed.entry.id if claimed.entry else None,
        name=claimed.entry.name if claimed.entry else claimed.name,
        claimed_form=claimed.form.value if claimed.form else None,
        sequence=claimed.sequence.proforma if claimed.sequence and claimed.form else None,
        formula=masses.formula if masses else None,
        monoisotopic_mass=round(masses.monoisotopic, 4) if masses else None,
        average_mass=round(masses.average, 3) if masses else None,
        supported_forms=tuple(form.value for form in possible),
        forms=tuple(
            FormMasses(
                form=form.value,
                name=form_name(claimed.entry, claimed.name, form),
                formula=one.formula,
                monoisotopic_mass=round(one.monoisotopic, 4),
                average_mass=round(one.average, 3),
                ions={ion.label: round(mz(one.monoisotopic, ion), 4) for ion in IONS},
            )
            for form, one in claimed.by_form.items()
        ),
    )


_SUFFIX = {
    Form.PLAIN: "",
    Form.N_ACETYL: ", N-acetyl",
    Form.AMIDE: ", amide",
    Form.N_ACETYL_AMIDE: ", N-acetyl, amide",
}


def form_name(entry: Entry | None, name: str, form: Form) -> str:
    """The name under which the form is sold, else the peptide's name with the form behind it."""
    if entry is None:
        return f"{name}{_SUFFIX[form]}"
    if form is entry.native_form:
        return entry.name
    names = entry.facts(form).names
    return names[0] if names else f"{entry.name}{_SUFFIX[form]}"


def check_entry(finding: Finding) -> CheckEntry:
    """A finding as a report has it."""
    return CheckEntry(
        id=finding.id,
        outcome=finding.outcome,
        code=finding.code,
        message=finding.message,
        claimed=finding.claimed,
        expected=finding.expected,
        deviation=finding.deviation,
        tolerance=finding.tolerance,
        required=finding.required,
        evidence=tuple(evidence_entry(evidence) for evidence in finding.evidence),
        hints=tuple(_hint(hint) for hint in finding.hints),
        elements=tuple(
            ElementEntry(name=one.name, stated=one.stated, asked_by=one.asked_by, expected=one.expected)
            for one in finding.elements
        ),
        ask=finding.ask,
    )


def with_answer(certificate: CertificateReport, finding: Finding) -> CertificateReport:
    """The certificate with this finding in place of the one of the same check."""
    entry = check_entry(finding)
    checks = tuple(entry if check.id == entry.id else check for check in certificate.checks)
    return certificate.model_copy(update={"checks": checks})


def _hint(hint: Hint) -> HintEntry:
    places = tuple(evidence_entry(evidence) for evidence in hint.evidence)
    return HintEntry(level=hint.level, code=hint.code, message=hint.message, evidence=places)
