"""The verdict in words: one banner, one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.model.finding import Outcome, Verdict
from coaverify.report.model import CertificateReport, Report
from coaverify.report.presentation.words import ERROR_TITLES, UNREADABLE, VERDICTS, Wording
from coaverify.report.summary import reason_of


@dataclass(frozen=True, slots=True)
class Banner:
    """A verdict, the one sentence that explains it, and how many other checks came out the same way."""

    wording: Wording
    reason: str
    more: str = ""


def banner_of_certificate(certificate: CertificateReport) -> Banner:
    return Banner(VERDICTS[certificate.verdict], reason_of(certificate), _more(certificate))


def banner_of_report(report: Report) -> Banner:
    """The document's banner: its error, its one certificate, or the certificate that decides."""
    if report.error is not None:
        return Banner(UNREADABLE, report.error.message, ERROR_TITLES[report.error.code])
    wording = VERDICTS[report.verdict]
    total = len(report.certificates)
    if total == 0:
        return Banner(wording, "No certificate of analysis was found in this document.")
    if total == 1:
        return banner_of_certificate(report.certificates[0])
    deciding = [c for c in report.certificates if c.verdict is report.verdict]
    if report.verdict is Verdict.PASS:
        return Banner(wording, f"All {total} certificates in this document pass.")
    count = f"{len(deciding)} of the {total} certificates in this document"
    return Banner(wording, f"{reason_of(deciding[0])}", f"Verdict of {count}.")


def _more(certificate: CertificateReport) -> str:
    """What the sentence leaves out: further contradictions, or questions that stayed open."""
    outcomes = [check.outcome for check in certificate.checks]
    failed, open_ = outcomes.count(Outcome.FAIL), outcomes.count(Outcome.INCONCLUSIVE)
    parts = []
    if certificate.verdict is Verdict.FAIL and failed > 1:
        parts.append(f"{failed - 1} more contradiction{'' if failed == 2 else 's'}")
    remaining = open_ - 1 if certificate.verdict is Verdict.INCONCLUSIVE else open_
    if remaining > 0:
        noun = "open question" if remaining == 1 else "open questions"
        more = "more " if certificate.verdict is Verdict.INCONCLUSIVE else ""
        parts.append(f"{remaining} {more}{noun}")
    return f"Also: {' and '.join(parts)}." if parts else ""
