"""A report in few words: one row for each certificate, for tables and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.model.finding import NEEDED_FOR_A_PASS, Outcome, Verdict
from coaverify.model.template import TaughtOutcome
from coaverify.report.model import CertificateReport, CheckEntry, NumberClaim, Report, TextClaim

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """One certificate, or one document that could not be looked at. "" where nothing is printed."""

    document: str
    verdict: str  # "pass", "fail", "inconclusive" or "unreadable"
    reason: str  # the message of the check that decides, one sentence
    number: int = 0  # of the certificate in its document, from 1
    pages: tuple[int, ...] = ()
    peptide: str = ""
    product: str = ""
    form: str = ""
    lot: str = ""
    purity: str = ""
    specification: str = ""
    failing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    error: str = ""


def rows_of(report: Report) -> Iterator[Row]:
    """The rows of one report; a report with an error has one."""
    if report.error is not None:
        code, message = report.error.code.value, report.error.message
        yield Row(one_line(report.document.name), UNREADABLE, one_line(message), error=code)
    for number, certificate in enumerate(report.certificates, start=1):
        yield _row(report.document.name, number, certificate)


def _row(document: str, number: int, certificate: CertificateReport) -> Row:
    claims, identification = certificate.claims, certificate.identification
    return Row(
        document=one_line(document),
        verdict=certificate.verdict.value,
        reason=reason_of(certificate),
        number=number,
        pages=certificate.pages,
        peptide=(identification.peptide or "") if identification else "",
        product=_text(claims.product_name) or (identification.name if identification else ""),
        form=(identification.claimed_form or "") if identification else "",
        lot=_text(claims.lot_number),
        purity=number_as_text(claims.hplc_purity),
        specification=number_as_text(claims.purity_specification),
        failing=tuple(check.id for check in certificate.checks if check.outcome is Outcome.FAIL),
        open=tuple(check.id for check in certificate.checks if check.outcome is Outcome.INCONCLUSIVE),
    )


def reason_of(certificate: CertificateReport) -> str:
    """Why the verdict is what it is: the first check that failed, else the first that stayed open."""
    check = deciding_check(certificate)
    if check is not None:
        return one_line(check.message)
    if certificate.verdict is not Verdict.PASS:
        return "Not everything that a pass needs was checked."
    passed = sum(check.outcome is Outcome.PASS for check in certificate.checks)
    return f"Consistent with its claims in {passed} checks.{_taught(certificate)}"


def _taught(certificate: CertificateReport) -> str:
    """What a pass owes to templates of the user's."""
    counted = (TaughtOutcome.READ, TaughtOutcome.INSTEAD)
    claims = [taught.claim for use in certificate.templates for taught in use.claims if taught.outcome in counted]
    files = ", ".join(use.file for use in certificate.templates)
    return f" Read with {files}: {', '.join(claims)}." if claims else ""


def deciding_check(certificate: CertificateReport) -> CheckEntry | None:
    """The check that a verdict other than a pass hangs on."""
    if certificate.verdict is Verdict.PASS:
        return None
    outcome = Outcome.FAIL if certificate.verdict is Verdict.FAIL else Outcome.INCONCLUSIVE
    having = [check for check in certificate.checks if check.outcome is outcome]
    weighty = [check for check in having if check.required or check.id in NEEDED_FOR_A_PASS]
    return next(iter(weighty or having), None)


def one_line(text: str) -> str:
    """A text without line breaks and without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))


def number_as_text(claim: NumberClaim | None) -> str:
    """A number as printed: its comparator, its digits, its unit."""
    if claim is None:
        return ""
    comparator = "" if claim.comparator == "=" else claim.comparator
    return " ".join(f"{comparator}{claim.value} {claim.unit}".split())


def _text(claim: TextClaim | None) -> str:
    return one_line(claim.value) if claim else ""
