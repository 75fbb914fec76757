"""documentation.completeness: what a certificate has to state is stated."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Certificate
from coaverify.model.evidence import Evidence

# What ICH Q7 11.4, ISO/IEC 17025 7.8 and the WHO model certificate have in common: any one claim of a line
_WANTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the material", ("product_name",)),
    ("the lot", ("lot_number",)),
    ("who issued it", ("vendor", "laboratory", "manufacturer")),
    ("a date of test or issue", ("analysis_date", "issue_date")),
    ("a retest or expiry date", ("retest_date", "expiry_date")),
    ("a purity with its figure", ("hplc_purity",)),
    ("the acceptance limit", ("purity_specification",)),
    ("an observed mass", ("observed_mass", "observed_ions")),
    ("the appearance", ("appearance",)),
)
_NEEDED = 4  # the first lines: without these a paper speaks of nothing, or nobody stands for it


def _run(case: Case) -> Answer:
    missing = [(number, name) for number, (name, claims) in enumerate(_WANTED) if not _stated(case.certificate, claims)]
    evidence = _evidence(case.certificate)
    names = ", ".join(name for _, name in missing)
    if not missing:
        return Answer("complete", "Everything that the formal standards have in common is stated.", evidence)
    if any(number < _NEEDED for number, _ in missing):
        return Answer("essentials-missing", f"Not stated: {names}.", evidence)
    return Answer("mostly-complete", f"The essentials are stated. Not stated: {names}.", evidence)


def _stated(certificate: Certificate, claims: tuple[str, ...]) -> bool:
    return any(getattr(certificate, claim) not in (None, ()) for claim in claims)


def _evidence(certificate: Certificate) -> tuple[Evidence, ...]:
    found = []
    for _, claims in _WANTED[:_NEEDED]:
        for claim in claims:
            reading = getattr(certificate, claim)
            if reading is not None:
                found.append(reading.evidence)
    return tuple(found)


CHECK = Check(
    id="documentation.completeness",
    title="What a certificate has to state is stated",
    rationale=(
        "Formal standards agree that a certificate names its material, the lot, who issued it, when, what "
        "was tested against "
        "which limit, and with what result. What is missing is listed. A gap is no contradiction: it never "
        "fails a certificate, "
        "and laboratories that test a single vial for a client rightly leave some of it out."
    ),
    sources=("ICH Q7 11.4", "ISO/IEC 17025:2017 7.8.2.1", "WHO TRS 1010 Annex 4"),
    codes={
        "complete": passes("Everything is stated."),
        "mostly-complete": passes("The essentials are stated."),
        "essentials-missing": open_("Material, lot, issuer or date is not stated."),
    },
    function=_run,
)
