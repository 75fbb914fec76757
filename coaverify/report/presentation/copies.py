"""The certificate beside the laboratory's own copy, claim by claim; differences first."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.report.entries import CopyLine
from coaverify.report.model import CertificateReport
from coaverify.report.presentation.words import claim_label


@dataclass(frozen=True, slots=True)
class CopyRow:
    label: str
    here: str
    there: str
    word: str  # what comes of comparing them
    tone: str  # "pass", "fail" or "none"


def copy_rows(certificate: CertificateReport) -> tuple[CopyRow, ...]:
    """A row for every claim that one of the two states; none where no copy was given."""
    rows = [_row(line) for line in certificate.portal_copy]
    order = ("fail", "pass", "none")
    return tuple(sorted(rows, key=lambda row: order.index(row.tone)))


def _row(line: CopyLine) -> CopyRow:
    word, tone = {True: ("the same", "pass"), False: ("differs", "fail"), None: ("stated once", "none")}[line.agrees]
    return CopyRow(claim_label(line.claim), line.here, line.there, word, tone)
