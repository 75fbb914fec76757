"""identity.formula: the printed molecular formula is that of the claimed form."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, doubtful, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.explanations import FORM_NAMES
from coaverify.chemistry.formulas import Formula, FormulaError, parse_formula

# What makes a salt or hydrate of the free base, in the words of the trade
_COUNTER = {
    "acetic acid": "C2H4O2",
    "trifluoroacetic acid": "C2HF3O2",
    "hydrogen chloride": "HCl",
    "water": "H2O",
}
_MOST = 6  # counter-ions: more sites than any peptide of the reference offers


def _run(case: Case) -> Answer:
    reading = case.certificate.molecular_formula
    if reading is None:
        return Answer("not-stated", "No molecular formula is printed.")
    masses = case.claimed.masses
    if masses is None:
        return Answer("nothing-to-compare", case.claimed.why, evidence_of(reading), claimed=reading.value)
    try:
        printed = parse_formula(reading.value)
    except FormulaError as error:
        return Answer("not-a-formula", str(error), evidence_of(reading), claimed=reading.value, expected=masses.formula)
    code, message = _compare(case, printed, masses.formula)
    if code in ("formula-agrees", "formula-differs") and doubtful([reading]):
        code = "read-with-doubt"
    return Answer(code, message, evidence_of(reading), claimed=reading.value, expected=masses.formula)


def _compare(case: Case, printed: Formula, expected: str) -> tuple[str, str]:
    base = parse_formula(expected)
    if printed == base:
        return "formula-agrees", f"{printed.hill} is the formula of {case.claimed.name}."
    salt = _salt(printed, base)
    if salt:
        return "salt-counted", f"{printed.hill} is {expected} with {salt} counted in."
    message = f"Printed is {printed.hill}, but {case.claimed.name} is {expected}."
    for form, masses in case.claimed.by_form.items():
        if printed == parse_formula(masses.formula):
            message += f" It is the formula of {FORM_NAMES[form]}."
    return ("formula-differs" if case.claimed.trusted else "low-confidence-reference"), message


def _salt(printed: Formula, base: Formula) -> str:
    rest = printed - base
    for name, formula in _COUNTER.items():
        for count in range(1, _MOST + 1):
            if rest == parse_formula(formula) * count:
                return f"{count} × {name}" if count > 1 else name
    return ""


CHECK = Check(
    id="identity.formula",
    title="The printed molecular formula is that of the claimed form",
    rationale=(
        "The molecular formula follows from the sequence and the ends of the chain. It is computed from the reference "
        "sequence in the claimed form and compared element by element. A formula with acetic acid, "
        "trifluoroacetic acid, "
        "hydrogen chloride or water counted in is recognised as a salt or hydrate of the same peptide."
    ),
    concerns=(
        "The formula names another composition than the label: another molecule, another form, or a salt that is "
        "not named."
    ),
    ask="Ask which molecule the formula is of, and whether a salt or water is counted in.",
    sources=("Composition of the residues and of both ends", "Hill order for formulas"),
    codes={
        "formula-agrees": passes("The printed formula is that of the claimed form."),
        "salt-counted": passes("The printed formula is that of a salt or hydrate of the claimed form."),
        "formula-differs": fails("The printed formula is not that of the claimed form."),
        "low-confidence-reference": open_(
            "The formula differs from a reference entry that is not certain enough to judge by."
        ),
        "not-a-formula": open_("What is printed cannot be read as a formula."),
        "nothing-to-compare": open_("The peptide is not known, so no formula can be computed."),
        "read-with-doubt": open_("The formula was read with doubt."),
        "not-stated": not_applicable("No molecular formula is printed."),
    },
    function=_run,
)
