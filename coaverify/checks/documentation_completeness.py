"""documentation.completeness: what a certificate has to state is stated."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.documentation_kinds import WANTED, Kind, is_stated, kind_of
from coaverify.model.certificate import Certificate
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.finding import Element, Hint, Level
from coaverify.model.paperwork import Remark, Said


def _run(case: Case) -> Answer:
    certificate = case.certificate
    kind = kind_of(certificate)
    elements = _elements(certificate, kind)
    essential = {wanted.name for wanted in WANTED if wanted.essential}
    missing = [one.name for one in elements if one.expected and not one.stated]
    names = ", ".join(missing)
    if not missing:
        code, message = "complete", "Everything that the formal standards ask of it is stated."
    elif essential & set(missing):
        code, message = "essentials-missing", f"Not stated: {names}."
    else:
        code, message = "mostly-complete", f"The essentials are stated. Not stated: {names}."
    message = f"{message} It is read as {kind.value}."
    return Answer(code, message, _evidence(certificate), hints=_hints(certificate), elements=elements)


def _elements(certificate: Certificate, kind: Kind) -> tuple[Element, ...]:
    return tuple(
        Element(wanted.name, is_stated(certificate, wanted), wanted.asked_by, kind in wanted.of) for wanted in WANTED
    )


def _hints(certificate: Certificate) -> tuple[Hint, ...]:
    said: dict[Said, Reading[Remark]] = {one.value.said: one for one in reversed(certificate.remarks)}
    hints = []
    accredited = said.get(Said.ACCREDITED)
    if accredited is not None and Said.ACCREDITATION_NUMBER not in said:
        message = (
            f"“{accredited.value.text}” is claimed without the body and the number by which its scope could be "
            "looked up; "
            "a laboratory is accredited for methods, and not as a whole."
        )
        hints.append(Hint(Level.WARN, "accreditation-without-number", message, (accredited.evidence,)))
    conforms = said.get(Said.CONFORMS)
    if conforms is not None and Said.LIMITS not in said and certificate.purity_specification is None:
        message = f"“{conforms.value.text}” is said, but no limit is printed that it could be held against."
        hints.append(Hint(Level.WARN, "conformity-without-limits", message, (conforms.evidence,)))
    return tuple(hints)


def _evidence(certificate: Certificate) -> tuple[Evidence, ...]:
    claims = (claim for wanted in WANTED if wanted.essential for claim in wanted.claims)
    readings = (getattr(certificate, claim) for claim in claims)
    return tuple(reading.evidence for reading in readings if reading is not None)


CHECK = Check(
    id="documentation.completeness",
    title="What a certificate has to state is stated",
    rationale=(
        "Formal standards agree that a certificate names its material, the lot, who issued it, when, what was tested "
        "against which limit, and with what result. What is asked for depends on the paper: a maker states limits and "
        "a retest date, a laboratory that tests a vial for a client states the client, a number, when the "
        "sample came and that "
        "the results are of it alone, an instrument's sheet states little. The kind is told by what stands on the "
        "paper, and everything is listed with the standards that ask for it. A gap is no contradiction: it "
        "never fails a "
        "certificate. An accreditation without its number, and conformity without a limit, are hints."
    ),
    concerns=(
        "Without material, lot, issuer or date nobody can be asked about this paper, and it cannot be tied to what you "
        "hold. Other gaps leave out what a buyer would want to compare."
    ),
    ask="Ask for the items that are listed as not stated.",
    sources=("ICH Q7 11.4", "ISO/IEC 17025:2017 7.8.2.1 and 7.8.6", "WHO TRS 1010 Annex 4", "USP <1080>"),
    codes={
        "complete": passes("Everything is stated."),
        "mostly-complete": passes("The essentials are stated."),
        "essentials-missing": open_("Material, lot, issuer or date is not stated."),
    },
    function=_run,
)
