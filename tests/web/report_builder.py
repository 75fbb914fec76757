"""Reports made by hand, so that pages can be tested on every case, however rare in real documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from coaverify.model.errors import ErrorCode
from coaverify.model.finding import Level, Outcome
from coaverify.report.entries import EvidenceEntry
from coaverify.report.identification_entries import FormMasses, Identification
from coaverify.report.model import (
    CertificateReport,
    CheckEntry,
    Claims,
    DocumentEntry,
    ErrorEntry,
    Generator,
    HintEntry,
    IonClaim,
    NumberClaim,
    Report,
    TextClaim,
)

A4 = (595.28, 841.89)
PROTON = 1.007276

# Formula, monoisotopic and average mass of the four forms of Semax
SEMAX = {
    "plain": ("C37H51N9O10S", 813.3480, 813.921),
    "n-acetyl": ("C39H53N9O11S", 855.3585, 855.958),
    "amide": ("C37H52N10O9S", 812.3639, 812.937),
    "n-acetyl-amide": ("C39H54N10O10S", 854.3745, 854.973),
}


def evidence(text: str, line: int = 0, page: int = 1) -> EvidenceEntry:
    """Words on a line of their own, so that no two pieces of evidence share a box by chance."""
    top = 120.0 + 20 * line
    return EvidenceEntry(page=page, box=(220.0, top, 220.0 + 6 * len(text), top + 12), text=text)


PRODUCT = evidence("Semax Amide", 1)
LOT = evidence("SX-2231", 2)
ION = evidence("[M+H]+ 814.36", 4)
PURITY = evidence("99.31 %", 5, page=2)


def form(name: str) -> FormMasses:
    formula, mono, average = SEMAX[name]
    ions = {"[M+H]+": mono + PROTON, "[M+2H]2+": mono / 2 + PROTON, "[M+Na]+": mono + 22.989218}
    return FormMasses(
        form=name,
        name=f"Semax {name}",
        formula=formula,
        monoisotopic_mass=mono,
        average_mass=average,
        ions=ions,
    )


def identification(claimed: str = "amide", supported: tuple[str, ...] = ("plain",)) -> Identification:
    formula, mono, average = SEMAX[claimed]
    return Identification(
        peptide="semax",
        name="Semax",
        claimed_form=claimed,
        sequence="MEHFPGP-[Amidated]",
        formula=formula,
        monoisotopic_mass=mono,
        average_mass=average,
        supported_forms=supported,
        forms=tuple(form(name) for name in SEMAX),
    )


def claims(**changes: Any) -> Claims:
    usual: dict[str, Any] = {
        "product_name": TextClaim(value="Semax Amide", evidence=PRODUCT),
        "lot_number": TextClaim(value="SX-2231", evidence=LOT),
        "molecular_weight": NumberClaim(value=Decimal("812.94"), unit="g/mol", evidence=evidence("812.94 g/mol", 3)),
        "observed_ions": (IonClaim(mz=Decimal("814.36"), charge=1, adduct="H", evidence=ION),),
        "hplc_purity": NumberClaim(value=Decimal("99.31"), unit="%", evidence=PURITY),
    }
    return Claims(**{**usual, **changes})


def check(check_id: str, outcome: Outcome, message: str = "", **changes: Any) -> CheckEntry:
    words = message or f"{check_id} came out as {outcome.value}."
    return CheckEntry(id=check_id, outcome=outcome, code=f"code-{outcome.value}", message=words, **changes)


def passing_checks() -> tuple[CheckEntry, ...]:
    return (
        check("identity.observed_mass", Outcome.PASS, evidence=(ION,)),
        check("identity.form", Outcome.PASS, evidence=(ION,)),
        check("purity.specification", Outcome.PASS, evidence=(PURITY,)),
    )


def failing_checks() -> tuple[CheckEntry, ...]:
    """A certificate of the amide whose ion is the acid's."""
    return (
        check("documentation.lot", Outcome.PASS, evidence=(LOT,)),
        check(
            "identity.form",
            Outcome.FAIL,
            "The observed ion 814.36 excludes the claimed amide and fits the free acid.",
            claimed="amide",
            expected=813.3712,
            deviation=0.9888,
            tolerance=0.3,
            evidence=(ION, PRODUCT),
        ),
        check("purity.specification", Outcome.INCONCLUSIVE, evidence=(PURITY,)),
        check(
            "identity.observed_mass",
            Outcome.PASS,
            hints=(HintEntry(level=Level.WARN, code="one-ion", message="Only one ion is printed."),),
        ),
        check("content.mass_balance", Outcome.NOT_APPLICABLE),
    )


def certificate(checks: tuple[CheckEntry, ...] | None = None, printed: Claims | None = None) -> CertificateReport:
    return CertificateReport(
        identification=identification(),
        pages=(1, 2),
        claims=printed or claims(),
        checks=failing_checks() if checks is None else checks,
        not_proven=("A mass cannot tell D from L amino acids, nor the order of the residues.",),
    )


def report(
    name: str = "semax.pdf",
    certificates: tuple[CertificateReport, ...] | None = None,
    error: ErrorEntry | None = None,
    page_sizes: tuple[tuple[float, float], ...] = (A4, A4),
) -> Report:
    found = (certificate(),) if certificates is None else certificates
    return Report(
        generator=Generator(coaverify="0.1.0", reference="2026.1", settings={"as_of": "2026-11-21"}),
        document=DocumentEntry(
            name=name,
            sha256="ab" * 32,
            size_bytes=81_234,
            media_type="application/pdf",
            pages=2,
            text_source="embedded",
            page_sizes=page_sizes,
        ),
        error=error,
        certificates=() if error else found,
    )


def passing_report(name: str = "sound.pdf") -> Report:
    return report(name, (certificate(passing_checks()),))


def unreadable_report(name: str = "locked.pdf") -> Report:
    locked = ErrorEntry(code=ErrorCode.ENCRYPTED, message="It is protected with a password. Remove it first.")
    return report(name, error=locked)
