"""identity.theoretical_mass: printed molecular weight and exact mass are those of the claimed form."""

from __future__ import annotations

import re

from coaverify.checks.base import Answer, Check, doubtful, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.explanations import FORM_NAMES
from coaverify.checks.weights import WeightFit, average_fit, fits, monoisotopic_fit
from coaverify.chemistry.changes import Kind
from coaverify.chemistry.formulas import FormulaError
from coaverify.chemistry.masses import Masses, masses_of_formula
from coaverify.chemistry.modifications import explain
from coaverify.model.certificate import Amount
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

_SALT = re.compile(r"acetate|\btfa\b|trifluoro|hydrochlor|\bhcl\b|\bsalt\b|醋酸|三氟", re.IGNORECASE)


def _run(case: Case) -> Answer:
    certificate = case.certificate
    weight, exact = certificate.molecular_weight, certificate.monoisotopic_mass
    if weight is None and exact is None:
        return Answer("not-stated", "No theoretical mass is printed.")
    masses = case.claimed.masses
    if masses is None:
        return _against_formula(case, weight)
    answers = [_one(case, reading, masses, average) for reading, average in ((weight, True), (exact, False)) if reading]
    return min(answers, key=lambda answer: _ORDER.index(answer.code))


def _one(case: Case, reading: Reading[Amount], masses: Masses, average: bool) -> Answer:
    amount = reading.value
    best = average_fit(amount, masses) if average else monoisotopic_fit(amount, masses)
    if best.within:
        code = "read-with-doubt" if doubtful([reading]) else "weight-agrees"
        return _answer(
            code,
            f"{amount.value} is the {best.kind} mass of {case.claimed.name} ({best.expected:.4f}).",
            reading,
            best,
        )
    other = next(fits(amount, masses), None)
    if other is not None:
        message = (
            f"{amount.value} is the {other.kind} mass ({other.expected:.4f}), "
            f"printed where the {best.kind} mass should stand."
        )
        hint = Hint(Level.WARN, "other-kind", message, (reading.evidence,))
        return _answer("other-kind-of-mass", message, reading, other, (hint,))
    salt = _salt(case, amount, best)
    if salt is not None and (salt[0] == "salt-counted" or (case.claimed.trusted and not doubtful([reading]))):
        return _answer(*salt, reading, best)
    message = f"Printed is {amount.value}, but {case.claimed.name} has {best.expected:.4f} ({best.kind})."
    message = f"{message} {_instead(case, amount, best)}".strip()
    if not case.claimed.trusted:
        return _answer("low-confidence-reference", message, reading, best)
    return _answer("read-with-doubt" if doubtful([reading]) else "weight-differs", message, reading, best)


def _salt(case: Case, amount: Amount, fit: WeightFit) -> tuple[str, str] | None:
    """The code and message where counter-ions or water explain the weight."""
    if case.claimed.sequence is None or fit.kind != "average":
        return None
    known = [
        one
        for one in explain(fit.deviation, fit.tolerance, case.claimed.sequence, average=True)
        if one.kind is Kind.SALT
    ]
    if not known:
        return None
    first = known[0]
    count = f"{first.times} × " if first.times > 1 else ""
    message = f"{amount.value} is {fit.expected:.2f} {first.delta:+.2f}: {count}{first.message}."
    if _names_salt(case):
        return "salt-counted", message
    return "salt-not-named", f"{message} Name and formula do not say so."


def _names_salt(case: Case) -> bool:
    certificate = case.certificate
    texts = [certificate.product_name, certificate.salt]
    return any(reading is not None and _SALT.search(reading.value) for reading in texts)


def _instead(case: Case, amount: Amount, fit: WeightFit) -> str:
    for form, masses in case.claimed.by_form.items():
        if form is not case.claimed.form and next(fits(amount, masses), None):
            return f"It is the mass of {FORM_NAMES[form]}."
    if case.claimed.sequence is None:
        return ""
    known = explain(fit.deviation, fit.tolerance, case.claimed.sequence, average=fit.kind == "average")
    return f"The difference of {fit.deviation:+.3f} fits {known[0].message}." if known else ""


def _against_formula(case: Case, weight: Reading[Amount] | None) -> Answer:
    """For a material that cannot be computed: the printed weight against the printed formula."""
    printed = case.certificate.molecular_formula
    if printed is None or weight is None:
        return Answer("nothing-to-compare", f"{case.claimed.why} No formula to compare with.", evidence_of(weight))
    try:
        masses = masses_of_formula(printed.value)
    except FormulaError:
        return Answer(
            "nothing-to-compare",
            f"{case.claimed.why} The printed formula cannot be read.",
            evidence_of(weight, printed),
        )
    fit = average_fit(weight.value, masses)
    wide = max(fit.tolerance, 0.1, 1e-4 * fit.expected)  # the tables of atomic weights, and rounding
    if abs(fit.deviation) <= wide or next(fits(weight.value, masses), None):
        message = f"{weight.value.value} follows from the printed formula; the peptide itself could not be computed."
        return _answer("formula-gives-weight", message, weight, fit)
    message = f"The printed formula {printed.value} weighs {fit.expected:.2f}, printed is {weight.value.value}."
    return _answer("formula-contradicts-weight", message, weight, fit)


def _answer(code: str, message: str, reading: Reading[Amount], fit: WeightFit, hints: tuple[Hint, ...] = ()) -> Answer:
    return Answer(
        code,
        message,
        (reading.evidence,),
        claimed=float(reading.value.value),
        expected=round(fit.expected, 4),
        deviation=round(fit.deviation, 4),
        tolerance=round(fit.tolerance, 4),
        hints=hints,
    )


# The worst of two answers stands: failures first, then what is open, then what agrees
_ORDER = ("weight-differs", "salt-not-named", "low-confidence-reference", "read-with-doubt", "salt-counted",
          "other-kind-of-mass", "weight-agrees")  # fmt: skip

CHECK = Check(
    id="identity.theoretical_mass",
    title="The printed molecular weight is that of the claimed form",
    rationale=(
        "Formula and weight follow from the sequence and the form; a label cannot choose them. A printed weight that "
        "belongs to another form, or to nothing, shows that the paper was put together without looking at the "
        "molecule. The weight is compared with the average mass by the tables of atomic weights in use, an exact mass "
        "with the monoisotopic mass, each within its printed digits. Counter-ions counted into the weight "
        "are recognised. "
        "Where the peptide is not known, the weight is held against the printed formula."
    ),
    concerns=(
        "The weight is needed to work out how much of the substance a solution holds, and it is another molecule's."
    ),
    ask="Ask whether the weight counts in a salt or water, and for which form it was computed.",
    sources=("The weight follows from the composition", "Atomic weights: NIST, IUPAC/CIAAW"),
    codes={
        "weight-agrees": passes("The printed mass follows from sequence and form."),
        "other-kind-of-mass": passes("The figure is right, but it is the other kind of mass than its label says."),
        "salt-counted": passes("Counter-ions are counted in, and the paper says so."),
        "formula-gives-weight": open_("The weight follows from the printed formula; the peptide itself is not known."),
        "weight-differs": fails("The printed mass is not that of the claimed form."),
        "formula-contradicts-weight": fails("Printed formula and printed weight contradict each other."),
        "salt-not-named": fails("Counter-ions or water would explain the weight, but the paper does not name them."),
        "low-confidence-reference": open_(
            "The mass differs from a reference entry that is not certain enough to judge by."
        ),
        "read-with-doubt": open_("The figure was read with doubt."),
        "nothing-to-compare": open_("Neither peptide nor formula is known to compare with."),
        "not-stated": not_applicable("No theoretical mass is printed."),
    },
    function=_run,
)
