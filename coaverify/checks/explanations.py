"""What fits an observed value that the claim does not fit: another form, another peptide, a known change."""

from __future__ import annotations

from coaverify.checks.case import Case
from coaverify.checks.fitting import Fit, Observed
from coaverify.chemistry.ions import Ion
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.modifications import explain
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form

FORM_NAMES = {
    Form.PLAIN: "the plain peptide (free acid)",
    Form.N_ACETYL: "the N-acetyl form",
    Form.AMIDE: "the amide",
    Form.N_ACETYL_AMIDE: "the N-acetyl amide",
}


def what_fits_instead(case: Case, value: Observed, fit: Fit) -> str:
    """One or two sentences; "" where nothing known fits. Never proof: equal masses are not equal molecules."""
    if case.fits.possible:
        names = " and ".join(FORM_NAMES[form] for form in case.fits.possible)
        return f"All observed values fit {names}."
    peptides = other_peptides(case)
    if peptides:
        return f"They would fit {' or '.join(peptides[:3])}."
    return _known_change(case, value, fit)


def other_peptides(case: Case) -> list[str]:
    """Names of other peptides of the reference, as they are sold, that all observed values would fit."""
    found = []
    for entry in case.library.entries:
        if case.claimed.entry is not None and entry.id == case.claimed.entry.id:
            continue
        chain = parse_sequence(entry.sequence)
        for form in entry.forms:
            if all(one.within for one in case.fits.of_masses(masses_of(chain.with_form(form)))):
                suffix = "" if form is entry.native_form else f" ({form.value})"
                found.append(f"{entry.name}{suffix}")
    return found


def _known_change(case: Case, value: Observed, fit: Fit) -> str:
    claimed = case.claimed
    if claimed.sequence is None:
        return ""
    charge = _charge(fit)
    delta = fit.deviation * max(charge, 1)
    tolerance = value.tolerance.at(fit.reading.expected) * max(charge, 1)
    known = explain(delta, tolerance, claimed.sequence, average=fit.reading.kind == "average")
    if not known:
        return "No known form, peptide of the reference or common change fits."
    first = known[0]
    return f"The difference of {delta:+.3f} Da fits {first.message} ({first.delta:+.3f} Da)."


def _charge(fit: Fit) -> int:
    label = fit.reading.label
    if label == "neutral":
        return 1
    return next((ion.charge for ion in _IONS if ion.label == label), 1)


_IONS = tuple(Ion("H", charge) for charge in range(1, 9))
