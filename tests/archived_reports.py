"""Documents with reports to file, made in no time: no PDF is read for them."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from cli_reports import certificate, evidence, report
from coaverify.archive.archive import Archive
from coaverify.archive.filing import Filed, file
from coaverify.model.finding import Outcome
from coaverify.report.model import CertificateReport, DateClaim, NumberClaim, Report, TextClaim


def document(number: int) -> bytes:
    """The bytes of a document; each number has its own."""
    return b"%%PDF-1.7 document %d" % number


def report_on(data: bytes, *certificates: CertificateReport, name: str = "a.pdf", as_of: str = "2026-11-22") -> Report:
    """A report on these bytes."""
    made = report(*(certificates or (certified(),)), name=name)
    entry = made.document.model_copy(update={"sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)})
    generator = made.generator.model_copy(update={"settings": {"as_of": as_of}})
    return made.model_copy(update={"document": entry, "generator": generator})


def certified(
    lot: str = "L-1",
    vendor: str = "Example Peptides",
    laboratory: str = "Example Laboratory",
    purity: str = "99.30",
    product: str = "Semax",
    issued: str = "2026-03-02",
    failing: bool = False,
) -> CertificateReport:
    """A certificate with what one looks for."""
    made = certificate(product=product, lot=lot, purity=purity)
    claims = made.claims.model_copy(
        update={
            "vendor": TextClaim(value=vendor, evidence=evidence(vendor)),
            "laboratory": TextClaim(value=laboratory, evidence=evidence(laboratory)),
            "hplc_purity": NumberClaim(value=Decimal(purity), unit="%", evidence=evidence(f"{purity} %")),
            "issue_date": DateClaim(value=issued, evidence=evidence(issued)),
        }
    )
    checks = tuple(
        one.model_copy(update={"outcome": Outcome.FAIL}) if failing and one.id == "identity.form" else one
        for one in made.checks
    )
    return made.model_copy(update={"claims": claims, "checks": checks})


def filed(archive: Archive, number: int, *certificates: CertificateReport, by: str = "first person") -> Filed:
    """File a report on document `number`."""
    data = document(number)
    return file(archive, report_on(data, *certificates, name=f"{number}.pdf"), data, by)
