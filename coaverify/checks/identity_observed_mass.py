"""identity.observed_mass: the observed ions or mass are those of the claimed form."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, fails, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.explanations import what_fits_instead
from coaverify.checks.fitting import Fit, Observed
from coaverify.model.certificate import Amount, MassKind
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.finding import Hint, Level


def _run(case: Case) -> Answer:
    claimed, fits = case.claimed, case.fits
    if not fits.observed:
        return _nothing_observed(case)
    evidence = tuple(value.evidence for value in fits.observed)
    values = ", ".join(str(value.amount.value) for value in fits.observed)
    if claimed.sequence is None or claimed.form is None:
        code = claimed.code or "not-named"
        return Answer(code, f"Observed: {values}. {claimed.why} So nothing can be held against it.", evidence, values)
    pairs = list(zip(fits.observed, fits.of(claimed.form), strict=True))
    wrong = [(value, fit) for value, fit in pairs if not fit.within]
    if wrong:
        return _differs(case, wrong)
    value, fit = max(
        pairs,
        key=lambda pair: abs(pair[1].deviation) / max(pair[0].tolerance.at(pair[1].reading.expected), 1e-9),
    )
    against = fits.shown_against(claimed.form)
    if against:
        return _shown_otherwise(case, values, against)
    if fits.doubtful:
        message = f"Observed {values} agrees, but was read with doubt; compare it with the paper."
        return _answer("read-with-doubt", message, value, fit, evidence)
    message = f"Observed {values} agrees with {claimed.name} ({_expected(fit)})."
    return _answer("mass-agrees", message, value, fit, evidence, _hints(case, pairs))


def _nothing_observed(case: Case) -> Answer:
    certificate = case.certificate
    if certificate.mass_statement is not None:
        statement = certificate.mass_statement
        message = (
            f"The identity is asserted in words (“{statement.value}”) without a figure. "
            "Nothing on the paper lets anyone check it; ask for the spectrum or the observed m/z."
        )
        third_party = certificate.measured_content is not None or certificate.client is not None
        code = "identity-not-stated" if third_party else "statement-only"
        return Answer(code, message, (statement.evidence,), claimed=statement.value)
    message = "No observed mass or m/z was found in the text, and none could be read in a figure."
    return Answer("identity-not-stated", message)


def _differs(case: Case, wrong: list[tuple[Observed, Fit]]) -> Answer:
    value, fit = max(wrong, key=lambda pair: abs(pair[1].deviation))
    claimed = case.claimed
    instead = what_fits_instead(case)
    message = (
        f"Observed {value.amount.value}, but {claimed.name} gives {_expected(fit)}: "
        f"{fit.deviation:+.3f}, allowed are ±{value.tolerance.at(fit.reading.expected):.3f} "
        f"({value.tolerance.why}). {instead}"
    ).strip()
    evidence = tuple(value.evidence for value, _ in wrong)
    if not claimed.trusted:
        return _answer("low-confidence-reference", message, value, fit, evidence)
    if all(value.doubtful for value, _ in wrong):
        return _answer("read-with-doubt", message, value, fit, evidence)
    if not any(one.refuted_by(its) for one, its in wrong):
        return _answer("figure-differs", message, value, fit, evidence)
    return _answer("mass-differs", message, value, fit, evidence)


def _shown_otherwise(case: Case, values: str, against: tuple[tuple[Observed, Fit], ...]) -> Answer:
    """The text agrees with the claim, and the spectrum beside it does not."""
    value, fit = max(against, key=lambda pair: abs(pair[1].deviation))
    message = (
        f"The text states {values}, which agrees with {case.claimed.name}; but a peak of the spectrum is labelled "
        f"{value.evidence.text}, where {_expected(fit)} would be. Ask which of the two was measured."
    )
    return _answer("figure-differs", message, value, fit, tuple(one.evidence for one, _ in against))


def _answer(
    code: str,
    message: str,
    value: Observed,
    fit: Fit,
    evidence: tuple[Evidence, ...],
    hints: tuple[Hint, ...] = (),
) -> Answer:
    return Answer(
        code,
        message,
        evidence,
        claimed=value.value,
        expected=round(fit.reading.expected, 4),
        deviation=round(fit.deviation, 4),
        tolerance=round(value.tolerance.at(fit.reading.expected), 4),
        hints=hints,
    )


def _expected(fit: Fit) -> str:
    what = fit.reading.label if fit.reading.label != "neutral" else "neutral mass"
    return f"{fit.reading.expected:.4f}, {what}, {fit.reading.kind}"


def _hints(case: Case, pairs: list[tuple[Observed, Fit]]) -> tuple[Hint, ...]:
    hints = []
    if len(pairs) == 1:
        hints.append(Hint(Level.INFO, "one-value", "Only one observed value carries this; two ions would be stronger."))
    if any(value.in_figure for value, _ in pairs):
        message = "The values were read in the picture of a spectrum; the text states none."
        hints.append(Hint(Level.INFO, "read-in-figure", message, tuple(value.evidence for value, _ in pairs)))
    exact = [v for v, fit in pairs if v.amount.decimals >= 3 and abs(fit.deviation) < 0.5 * 10.0**-v.amount.decimals]
    if exact and len(exact) == len(pairs):
        message = "Every observed value equals the computed one to its last printed digit; measured values rarely do."
        hints.append(Hint(Level.INFO, "equals-theory", message, tuple(value.evidence for value in exact)))
    hints.append(Hint(Level.INFO, "how-read", _how_read(pairs), tuple(value.evidence for value, _ in pairs)))
    theory = _printed_as_found(case)
    if theory is not None:
        message = (
            f"Found and computed mass are printed as the same figure, {theory.value.value}; measured values rarely are."
        )
        hints.append(Hint(Level.INFO, "found-equals-computed", message, (theory.evidence,)))
    if case.certificate.instrument_class is None:
        hints.append(Hint(Level.INFO, "instrument-not-stated", "The class of mass spectrometer is not stated."))
    return tuple(hints)


def _how_read(pairs: list[tuple[Observed, Fit]]) -> str:
    """What kind of mass each figure was taken for, and what told so."""
    return " ".join(f"{value.amount.value}: {_kind(value, fit)}." for value, fit in pairs)


def _kind(value: Observed, fit: Fit) -> str:
    reading = fit.reading
    if reading.label == "neutral":
        what = f"the neutral {reading.kind} mass"
        if value.ion is not None:
            return f"{what}, since no ion is named and as an ion it would fit less"
        told = "as its label says" if value.kind is not MassKind.UNSTATED else "the kind that comes nearer"
        return f"{what}, {told}"
    what = f"the {reading.kind} {reading.label}"
    return f"{what}, the ion that is printed" if value.ion_known else f"{what}, the usual ion that comes nearest"


def _printed_as_found(case: Case) -> Reading[Amount] | None:
    """The computed mass on the paper whose figure, of two decimals or more, is that of the found one."""
    certificate = case.certificate
    found = certificate.observed_mass
    if found is None or found.value.mass.decimals < 2:
        return None
    printed = (certificate.molecular_weight, certificate.monoisotopic_mass)
    return next((one for one in printed if one is not None and one.value.value == found.value.mass.value), None)


CHECK = Check(
    id="identity.observed_mass",
    title="The observed mass is that of the claimed peptide",
    rationale=(
        "A purity says how much of the material is one substance, not which. Only the mass that was found tells "
        "whether it can be the peptide on the label. Every observed ion and mass is compared with the mass computed "
        "from the reference sequence in the claimed form: monoisotopic for ions below 1.5 kDa, monoisotopic or average "
        "where the label leaves it open. The tolerance is yours, else the one stated with the result, else that of the "
        "instrument class, else 0.3 for values of up to two decimals and 10 ppm for more. A word such as “conforms” "
        "is an assertion and leaves the question open. Where the text gives no value, ions that are labelled in a "
        "spectrum are taken, if their charge is written there and their place on the axis agrees; such a label fails "
        "only when it is off by more than 0.5 m/z. Beside values of the text, labels that contradict leave it open."
    ),
    concerns=(
        "What the instrument weighed is not the molecule on the label, or nothing on the paper lets anybody check "
        "that it is."
    ),
    ask="Ask for the mass spectrum with its labelled ions and the instrument, of this lot.",
    sources=(
        "Tolerances: accurate-mass practice (VIMMS 2004) and the trade's own for low resolution",
        "Atomic masses: NIST",
    ),
    codes={
        "mass-agrees": passes("Every observed value fits the claimed form within its tolerance."),
        "mass-differs": fails("An observed value does not fit the claimed form."),
        "statement-only": open_("The paper asserts the identity in a word, without a figure."),
        "identity-not-stated": open_("The paper gives no figure by which the identity could be checked."),
        "not-named": open_("The paper does not say what the material is."),
        "unknown-peptide": open_("The reference does not know the peptide and no sequence is printed."),
        "ambiguous-name": open_("The name stands for more than one form."),
        "blend": open_("Several peptides in one product."),
        "low-confidence-reference": open_(
            "The value differs from a reference entry that is not certain enough to judge by."
        ),
        "figure-differs": open_("A label of the spectrum does not agree, and it alone does not decide."),
        "read-with-doubt": open_("The figure was read with doubt."),
    },
    function=_run,
)
