"""identity.expected: the certificate is for what was ordered."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.explanations import FORM_NAMES
from coaverify.model.form import Form


def _run(case: Case) -> Answer:
    expected = case.settings.expect
    if expected is None:
        return Answer("nothing-ordered", "You did not say what was ordered.")
    claimed = case.claimed
    evidence = evidence_of(case.certificate.product_name, case.certificate.sequence)
    ordered = expected.peptide + (f":{expected.form}" if expected.form else "")
    if claimed.entry is None:
        return Answer(
            "not-told",
            f"What the certificate is for cannot be told. {claimed.why}",
            evidence,
            expected=ordered,
        )
    stated = claimed.entry.id + (f":{claimed.form.value}" if claimed.form else "")
    if claimed.entry.id != expected.peptide:
        return Answer(
            "other-peptide",
            f"The certificate is for {claimed.name}, not for {ordered}.",
            evidence,
            stated,
            ordered,
        )
    if expected.form and claimed.form is None:
        return Answer("not-told", claimed.why, evidence, stated, ordered)
    if expected.form and claimed.form is not None and claimed.form is not Form(expected.form):
        message = f"The certificate claims {FORM_NAMES[claimed.form]}, ordered was {FORM_NAMES[Form(expected.form)]}."
        return Answer("other-form", message, evidence, stated, ordered)
    return Answer("as-ordered", f"The certificate is for {claimed.name}.", evidence, stated, ordered)


CHECK = Check(
    id="identity.expected",
    title="The certificate is for what was ordered",
    rationale=(
        "A sound certificate of another product is no certificate of yours. Where you say what was ordered, the "
        "peptide and the form that the certificate claims are held against it."
    ),
    concerns="The paper may be sound and still be none for what you bought.",
    ask="Ask for the certificate of the product that you ordered, with its full name and form.",
    sources=("Your own entry",),
    codes={
        "as-ordered": passes("Peptide and form are those ordered."),
        "other-peptide": fails("The certificate is for another peptide."),
        "other-form": fails("The certificate is for another form of the peptide."),
        "not-told": open_("What the certificate is for cannot be told."),
        "nothing-ordered": not_applicable("Nothing was said about the order."),
    },
    function=_run,
    required=True,
)
