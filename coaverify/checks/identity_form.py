"""identity.form: of the four forms, the observed values allow the claimed one and no other."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.explanations import FORM_NAMES, other_peptides
from coaverify.model.finding import Hint, Level
from coaverify.model.form import Form


def _run(case: Case) -> Answer:
    claimed, fits = case.claimed, case.fits
    evidence = tuple(value.evidence for value in fits.observed)
    if not fits.observed:
        return Answer("nothing-observed", "Without an observed mass the form cannot be told.", evidence)
    if claimed.sequence is None:
        return Answer(claimed.code or "not-named", claimed.why, evidence)
    possible = fits.possible
    if not possible:
        message = "No form of the peptide fits the observed values (see identity.observed_mass)."
        return Answer("no-form-fits", message, evidence)
    names = " and ".join(FORM_NAMES[form] for form in possible)
    if claimed.form is None:
        return Answer("ambiguous-name", f"{claimed.why} The observed values fit {names}.", evidence)
    code, message = _judge(case, claimed.form, possible, names)
    return Answer(
        code,
        message,
        evidence,
        claimed=claimed.form.value,
        expected=", ".join(form.value for form in possible),
        hints=_hints(case, claimed.form) if code == "form-agrees" else (),
    )


def _judge(case: Case, form: Form, possible: tuple[Form, ...], names: str) -> tuple[str, str]:
    """Code and message for a claimed form and the forms that the observed values allow."""
    if form not in possible:
        if not case.claimed.trusted:
            return "low-confidence-reference", f"The observed values fit {names}."
        if case.fits.doubtful:
            return "read-with-doubt", f"As read, the values fit {names}; compare with the paper."
        if not case.fits.refuted(form):
            return "figure-differs", f"The labels of the spectrum fit {names}, but are not far from {FORM_NAMES[form]}."
        return "other-form", f"The certificate claims {FORM_NAMES[form]}; the observed values fit {names}."
    if len(possible) > 1:
        return "forms-not-told-apart", _undecided(case, possible)
    other = case.claimed.other_name
    if other is not None:
        return (
            "several-names",
            f"Only {names} fits, but the paper also calls the material “{other.value}”, another molecule.",
        )
    if case.fits.doubtful:
        return "read-with-doubt", f"As read, the values fit only {names}; compare with the paper."
    return "form-agrees", f"Of the four forms only {names} fits."


def _undecided(case: Case, possible: tuple[Form, ...]) -> str:
    names = " and ".join(FORM_NAMES[form] for form in possible)
    widest = max(case.fits.observed, key=lambda value: value.tolerance.at(value.value))
    within = f"±{widest.tolerance.at(widest.value):.3f} ({widest.tolerance.why})"
    message = f"The observed values fit {names}. Within {within} they cannot be told apart."
    if {form.amidated for form in possible} == {True, False}:
        message += " An acid and its amide lie 0.984 Da apart."
    unnamed = [value for value in case.fits.observed if not value.ion_known]
    if unnamed:
        message += (
            f" The paper does not say which ion {unnamed[0].amount.value} is: "
            "as a neutral mass and as an ion it speaks of different molecules."
        )
    return message


def _hints(case: Case, form: Form) -> tuple[Hint, ...]:
    only = len(case.fits.by_form) == 1  # ends that can be closed in one way alone leave no other form
    hints = [] if only else [Hint(Level.INFO, "runner-up", _runner_up(case, form))]
    if len(case.fits.observed) == 1:
        message = "One ion decides between the forms; an expert would ask for two (for example 1+ and 2+)."
        hints.append(Hint(Level.INFO, "one-ion", message))
    others = [candidate.name for candidate in other_peptides(case)]
    if others:
        message = (
            f"The observed values would fit {' and '.join(others)} as well: the mass is consistent with what is "
            "claimed, and does not tell it from that."
        )
        hints.append(Hint(Level.WARN, "other-peptide-fits", message))
    return tuple(hints)


def _runner_up(case: Case, form: Form) -> str:
    """By how much the nearest of the other forms loses: how often the tolerance its worst value is off."""
    fits, observed = case.fits, case.fits.observed
    lost = []
    for other in fits.by_form:
        if other is not form:
            pairs = zip(observed, fits.of(other), strict=True)
            worst = max(pairs, key=lambda pair: abs(pair[1].deviation) / pair[0].tolerance.at(pair[1].reading.expected))
            lost.append((abs(worst[1].deviation) / worst[0].tolerance.at(worst[1].reading.expected), worst, other))
    times, (value, fit), other = min(lost, key=lambda one: one[0])
    return (
        f"Next comes {FORM_NAMES[other]}: {value.amount.value} is {fit.deviation:+.3f} off its "
        f"{fit.reading.expected:.4f}, {times:.1f} times what is allowed ({value.tolerance.why})."
    )


CHECK = Check(
    id="identity.form",
    title="The observed mass tells the claimed form from the other three",
    rationale=(
        "Plain, N-acetyl, amide and N-acetyl amide are four different molecules, sold under names that are easily "
        "mixed up. An acid and its amide lie only 0.984 Da apart, so a tolerance of one dalton passes both. A form is "
        "possible when every observed value fits it in some admissible reading: ion or neutral where the paper does "
        "not say, any usual charge where none is printed, monoisotopic or average where the label leaves it open. "
        "The check passes only when the claimed form is the one that is possible."
    ),
    concerns=(
        "What is in the vial may be another one of four molecules. A study on one of them says nothing of the others."
    ),
    ask=(
        "Ask which form was measured, for the observed ions with charge and at least two decimals, and for the "
        "tolerance of the instrument; acid and amide need better than half a dalton."
    ),
    sources=(
        "Difference of an acid and its amide: 0.98402 Da (OH less NH2)",
        "PSI-MOD and Unimod for the terminal groups",
    ),
    codes={
        "form-agrees": passes("Only the claimed form fits."),
        "other-form": fails("The claimed form is excluded, and another form fits."),
        "forms-not-told-apart": open_("The claimed form fits, and so does another."),
        "ambiguous-name": open_("The name stands for more than one form."),
        "several-names": open_("The paper names the material in ways that mean different molecules."),
        "nothing-observed": open_("No observed mass is stated."),
        "not-named": open_("The paper does not say what the material is."),
        "unknown-peptide": open_("The reference does not know the peptide and no sequence is printed."),
        "blend": open_("Several peptides in one product."),
        "low-confidence-reference": open_(
            "Another form fits, but the reference entry is not certain enough to judge by."
        ),
        "figure-differs": open_("Labels of a spectrum fit another form, by too little to exclude the claimed one."),
        "read-with-doubt": open_("The figures were read with doubt."),
        "no-form-fits": not_applicable("No form fits; identity.observed_mass says so."),
    },
    function=_run,
)
