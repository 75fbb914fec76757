"""Builds reports for tests of what prints them: one certificate, its checks given by outcome."""

from __future__ import annotations

from decimal import Decimal

from coaverify.model.errors import ErrorCode
from coaverify.model.finding import NEEDED_FOR_A_PASS, Outcome
from coaverify.report.entries import EvidenceEntry
from coaverify.report.identification_entries import Identification
from coaverify.report.model import (
    CertificateReport,
    CheckEntry,
    Claims,
    DocumentEntry,
    ErrorEntry,
    Generator,
    NumberClaim,
    Report,
    TextClaim,
)

SOUND = dict.fromkeys(NEEDED_FOR_A_PASS, Outcome.PASS)


def evidence(text: str) -> EvidenceEntry:
    return EvidenceEntry(page=1, box=(10.0, 20.0, 30.0, 40.0), text=text)


def text_claim(value: str) -> TextClaim:
    return TextClaim(value=value, evidence=evidence(value))


def check(check_id: str, outcome: Outcome, message: str = "") -> CheckEntry:
    return CheckEntry(id=check_id, outcome=outcome, code="some-code", message=message or f"{check_id} is {outcome}.")


def certificate(
    outcomes: dict[str, Outcome] = SOUND, product: str = "Semax", lot: str = "L-1", purity: str = "99.30"
) -> CertificateReport:
    return CertificateReport(
        identification=Identification(peptide="semax", name="Semax", claimed_form="plain"),
        pages=(1,),
        claims=Claims(
            product_name=text_claim(product),
            lot_number=text_claim(lot),
            hplc_purity=NumberClaim(value=Decimal(purity), unit="%", evidence=evidence(purity)),
        ),
        checks=tuple(check(check_id, outcome) for check_id, outcome in outcomes.items()),
    )


def report(*certificates: CertificateReport, name: str = "a.pdf", error: ErrorCode | None = None) -> Report:
    return Report(
        generator=Generator(coaverify="0.1.0", reference="2026.1", settings={}),
        document=DocumentEntry(name=name, sha256="0" * 64, size_bytes=1, media_type="application/pdf", pages=1),
        error=ErrorEntry(code=error, message=f"It is {error}.\nTry another.") if error else None,
        certificates=certificates,
    )


def passed(name: str = "a.pdf") -> Report:
    return report(certificate(), name=name)


def failed(name: str = "a.pdf") -> Report:
    return report(certificate(SOUND | {"identity.form": Outcome.FAIL}), name=name)


def inconclusive(name: str = "a.pdf") -> Report:
    return report(certificate(SOUND | {"identity.form": Outcome.INCONCLUSIVE}), name=name)


def unreadable(name: str = "a.pdf") -> Report:
    return report(name=name, error=ErrorCode.ENCRYPTED)
