"""content.mass_balance: what the powder is said to consist of adds up to no more than the powder."""

from __future__ import annotations

from dataclasses import dataclass

from coaverify.checks.base import (
    READ_WITH_DOUBT,
    Answer,
    Check,
    doubtful,
    evidence_of,
    fails,
    not_applicable,
    open_,
    passes,
)
from coaverify.checks.case import Case
from coaverify.checks.content_hints import hints_on_content
from coaverify.model.certificate import Amount, Certificate, Comparator, Number
from coaverify.model.finding import Hint, Level

IMPOSSIBLE = 110.0  # percent: no error of three sound measurements explains a larger sum
USUAL = (95.0, 105.0)  # percent: the mass balance that makers of peptides release within
UNEXPLAINED = 90.0  # percent: less leaves a tenth of the powder without a name
_UPPER = (Comparator.LESS, Comparator.AT_MOST)
_LOWER = (Comparator.GREATER, Comparator.AT_LEAST)
_NAMES = {
    "net_peptide_content": "Peptide",
    "water_content": "water",
    "loss_on_drying": "loss on drying",
    "acetate_content": "acetate",
    "tfa_content": "TFA",
    "chloride_content": "chloride",
    "residual_solvents": "solvents",
}
_COUNTER_IONS = {"acetate_content", "tfa_content", "chloride_content"}
_VOLATILE = {"water_content", "loss_on_drying"}


@dataclass(frozen=True, slots=True)
class _Sum:
    """The terms that are printed and the least and most that they can add up to, percent."""

    terms: dict[str, Number]
    value: float
    low: float
    high: float

    @property
    def whole(self) -> bool:
        """Whether peptide, water and a counter-ion are all stated."""
        return bool(_VOLATILE & set(self.terms)) and bool(_COUNTER_IONS & set(self.terms))

    @property
    def errors_stated(self) -> bool:
        return all(term.value.tolerance is not None for term in self.terms.values())

    @property
    def text(self) -> str:
        parts = [f"{_NAMES[name]} {_printed(term.value)} %" for name, term in self.terms.items()]
        return f"{' + '.join(parts)} = {self.value:g} %"


def _run(case: Case) -> Answer:
    certificate = case.certificate
    if certificate.net_peptide_content is None or certificate.net_peptide_content.value.unit not in ("", "%"):
        return Answer("no-content", "No net peptide content in percent is printed.")
    found = _sum(certificate)
    hints = (*hints_on_content(case), *_hints(found))
    code, message = _judge(found, certificate.mass_balance)
    readings = (*found.terms.values(), *([certificate.mass_balance] if certificate.mass_balance else []))
    if code != "single-term" and doubtful(readings):
        code, message = READ_WITH_DOUBT, f"{message} A figure was read with doubt; compare it with the paper."
    evidence = evidence_of(*readings)
    return Answer(code, message, evidence, claimed=found.value, expected=100.0,
                  deviation=round(found.value - 100.0, 4), hints=hints)  # fmt: skip


def _sum(certificate: Certificate) -> _Sum:
    terms = {name: reading for name in _NAMES if (reading := getattr(certificate, name)) is not None}
    if "loss_on_drying" in terms:  # it contains the water and the solvents: none of them is counted twice
        if "water_content" in terms:
            del terms["loss_on_drying"]
        else:
            terms.pop("residual_solvents", None)
    bounds = [_bounds(reading.value) for reading in terms.values()]
    exact = [r.value.value for r in terms.values() if r.value.comparator not in _UPPER]
    value = round(float(sum(exact)), 4)
    return _Sum(terms, value, sum(low for low, _ in bounds), sum(high for _, high in bounds))


def _bounds(amount: Amount) -> tuple[float, float]:
    """The least and most that a printed figure stands for, by its sign, its rounding and its stated error."""
    value, error = float(amount.value), amount.half_digit + float(amount.tolerance or 0)
    if amount.comparator in _UPPER:
        return 0.0, value
    return value - error, max(100.0, value) if amount.comparator in _LOWER else value + error


def _judge(found: _Sum, printed: Number | None) -> tuple[str, str]:
    most = 100.0 if found.errors_stated else IMPOSSIBLE
    if found.low > most:
        return "above-hundred", f"{found.text}: there cannot be more in the powder than the powder."
    if printed is not None and len(found.terms) > 1 and found.low > _bounds(printed.value)[1] + 0.05:
        total = printed.value.value
        return "sum-differs", f"{found.text}; the paper prints a sum of {total} %, which is less than its own terms."
    if len(found.terms) == 1:
        return "single-term", "Neither water nor a counter-ion is printed beside the net peptide content."
    if found.low > USUAL[1]:
        return "above-usual", f"{found.text}: more than the 105 % within which makers release; something is too high."
    if found.whole:
        return "balanced", f"{found.text}."
    return "not-above", f"{found.text}; a term is not printed, so that only the upper bound was judged."


def _hints(found: _Sum) -> tuple[Hint, ...]:
    if not found.whole or found.high >= USUAL[0]:
        return ()
    level = Level.WARN if found.high < UNEXPLAINED else Level.INFO
    message = f"{found.text}: {100 - found.value:.3g} % of the powder is not accounted for."
    return (Hint(level, "not-accounted-for", message, evidence_of(*found.terms.values())),)


def _printed(amount: Amount) -> str:
    return f"{'' if amount.comparator is Comparator.EQUAL else amount.comparator.value + ' '}{amount.value}"


CHECK = Check(
    id="content.mass_balance",
    title="Peptide, water and counter-ion are not more than the powder",
    rationale=(
        "A lyophilised peptide is peptide, water and the salt that it was made as, and some solvent. Each is a "
        "share of "
        "the same powder, so that together they cannot be more than all of it. The printed shares are added with "
        "their own rounding and the errors that the paper states; without stated errors a sum above 110 % is called a "
        "contradiction, and one above 105 %, which makers do not release, stays open. Where a term is not "
        "printed only the upper bound can "
        "be judged. A low sum is shown and never fails: mannitol, sodium and what else was not measured may be "
        "the rest. "
        "HPLC purity is no term of it: it is a share of what absorbs light, not of the powder."
    ),
    concerns=(
        "The paper gives away more than the vial can hold, so at least one of its figures is wrong. You cannot "
        "tell from "
        "it how much peptide you would weigh in."
    ),
    ask=(
        "Ask by which method peptide content, water and counter-ion were each determined on this lot, and for the raw "
        "figures of all three."
    ),
    sources=(
        "Ph. Eur. 2.5.12 and 2.5.32: water",
        "USP <1503>: quality attributes of synthetic peptide drug substances",
        "USP <503.1>: trifluoroacetic acid in peptides; <503>: acetic acid in peptides",
    ),
    codes={
        "balanced": passes("Peptide, water and counter-ion add up to no more than the powder."),
        "not-above": passes("The printed terms are no more than the powder; one is not printed."),
        "above-hundred": fails("The printed terms are more than the powder."),
        "sum-differs": fails("The printed sum is less than its own terms."),
        "above-usual": open_("The printed terms add up to more than makers release."),
        "single-term": not_applicable("Only the net peptide content is printed."),
        "no-content": not_applicable("No net peptide content in percent is printed."),
        "read-with-doubt": open_("A figure was read with doubt."),
    },
    function=_run,
    required=True,
)
