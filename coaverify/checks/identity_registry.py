"""identity.registry: the printed CAS number is that of the claimed form."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.reference.entry import CasNumber, Confidence, is_cas_number
from coaverify.reference.index import Match


def _run(case: Case) -> Answer:
    reading = case.certificate.cas_number
    if reading is None:
        return Answer("not-stated", "No CAS number is printed.")
    evidence, printed = evidence_of(reading), reading.value
    if not is_cas_number(printed):
        message = f"{printed} cannot be a CAS number: its check digit is wrong."
        return Answer("read-with-doubt" if reading.doubts else "check-digit", message, evidence, claimed=printed)
    claimed = case.claimed
    if claimed.entry is None:
        return Answer(
            "nothing-to-compare",
            claimed.why or "The reference does not know the peptide.",
            evidence,
            claimed=printed,
        )
    owner = case.library.by_cas(printed)
    known = _known(case)
    expected = ", ".join(cas.number for cas in known) or None
    if owner is not None and owner.entry is claimed.entry and owner.form in (claimed.form, None):
        return Answer(
            "number-agrees",
            f"{printed} is given for {claimed.name}.",
            evidence,
            claimed=printed,
            expected=printed,
        )
    if reading.doubts:
        return Answer(
            "read-with-doubt", "The number was read with doubt.", evidence, claimed=printed, expected=expected
        )
    if owner is not None:
        code, message = _belongs_elsewhere(case, printed, owner)
        return Answer(code, message, evidence, claimed=printed, expected=expected)
    if any(cas.confidence is not Confidence.LOW for cas in known) and claimed.trusted:
        message = f"The reference gives {expected} for {claimed.name}, not {printed}."
        return Answer("number-differs", message, evidence, claimed=printed, expected=expected)
    message = f"The reference has no certain CAS number for {claimed.name} to compare {printed} with."
    return Answer("not-in-reference", message, evidence, claimed=printed, expected=expected)


def _known(case: Case) -> tuple[CasNumber, ...]:
    if case.claimed.entry is None or case.claimed.form is None:
        return ()
    return case.claimed.entry.facts(case.claimed.form).cas


def _belongs_elsewhere(case: Case, printed: str, owner: Match) -> tuple[str, str]:
    kind = f", {owner.form.value} form" if owner.form is not None else ""
    message = f"{printed} is given for {owner.entry.name}{kind}, not for {case.claimed.name}."
    if owner.entry is case.claimed.entry:
        return "number-of-other-form", message
    return ("number-differs" if case.claimed.trusted else "not-in-reference"), message


CHECK = Check(
    id="identity.registry",
    title="The CAS number is that of the claimed peptide",
    rationale=(
        "A CAS registry number names one substance. Its last digit is a check digit, so many slips can be "
        "seen at once; "
        "whether the number belongs to the peptide is looked up in the reference, where only numbers that several "
        "sources agree on are kept as certain. The number of the plain peptide is often printed for its acetyl or "
        "amide form. That paper names two substances, and which of them is in the vial it does not say."
    ),
    concerns=(
        "The number is how customs, laboratories and catalogues know the substance; this one is another substance's."
    ),
    ask="Ask for the registry number of the form that is sold, and whether one has been assigned at all.",
    sources=("CAS registry number check digit",),
    codes={
        "number-agrees": passes("The number is given for the claimed form."),
        "number-differs": fails("The number belongs to another substance."),
        "check-digit": fails("The number's check digit is wrong."),
        "number-of-other-form": fails("The number is that of another form of the same peptide."),
        "not-in-reference": open_("The reference has no certain number to compare with."),
        "nothing-to-compare": open_("The peptide is not known."),
        "read-with-doubt": open_("The number was read with doubt."),
        "not-stated": not_applicable("No CAS number is printed."),
    },
    function=_run,
)
