"""purity.chromatogram: the main peak's share of the drawn trace is the stated purity."""

from __future__ import annotations

from coaverify.checks.base import Answer, Check, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Comparator

WORST_UNCERTAINTY = 2.0  # percentage points: a coarser drawing cannot confirm anything
LEAST_DIFFERENCE = 0.5  # percentage points: a smaller difference is not called a contradiction
_BOUNDS = (Comparator.GREATER, Comparator.AT_LEAST)


def _run(case: Case) -> Answer:
    traces, purity = case.certificate.traces, case.certificate.hplc_purity
    if not traces:
        return Answer("no-trace", "No chromatogram is drawn as a line; one that is a picture was not read.")
    evidence = (*evidence_of(purity), *(trace.evidence for trace in traces))
    if purity is None:
        return Answer("no-headline", "No purity is stated to hold against the chromatogram.", evidence)
    if len(traces) > 1:
        return Answer(
            "several-traces",
            "Several chromatograms are drawn; which one gave the purity is not said.",
            evidence,
        )
    from coaverify.checks.integration import integrate  # scipy is loaded only where a trace is drawn

    result = integrate(traces[0])
    if result is None:
        return Answer("no-peaks", "No peak stands out of the drawn line.", evidence)
    amount = purity.value
    stated, tolerance = float(amount.value), max(LEAST_DIFFERENCE, 2 * result.uncertainty)
    difference = stated - result.share
    if amount.comparator in _BOUNDS:
        difference = max(difference, 0.0)
    message = (
        f"The main peak at {result.main.minute:.2f} min has {result.share:.2f} % (±{result.uncertainty:.2f}) "
        f"of the drawn area in {len(result.peaks)} peaks; stated are {amount.value} %."
    )
    code = _code(difference, tolerance, result.uncertainty, doubtful=bool(purity.doubts))
    numbers = (stated, round(result.share, 3), round(difference, 3), round(tolerance, 3))
    return Answer(code, message, evidence, *numbers)


def _code(difference: float, tolerance: float, uncertainty: float, *, doubtful: bool) -> str:
    if doubtful:
        return "read-with-doubt"
    if difference > tolerance:
        return "trace-differs"
    if uncertainty > WORST_UNCERTAINTY:
        return "too-uncertain"
    # a drawing may lose small peaks, so a trace purer than its headline contradicts nothing
    return "trace-agrees" if difference >= -tolerance else "trace-purer"


CHECK = Check(
    id="purity.chromatogram",
    title="The drawn chromatogram gives the stated purity",
    rationale=(
        "Where a chromatogram is drawn as a line, its points are in the file. The line is scaled by its "
        "axes, its peaks are "
        "integrated again, and the main peak's share is compared with the stated purity. The result comes with its own "
        "uncertainty from the noise and the resolution of the drawing; a difference below half a percentage "
        "point is never "
        "called a contradiction. A chromatogram that is a picture is not judged."
    ),
    sources=("Ph. Eur. 2.2.46, USP <621>: area normalisation", "scipy.signal: peak finding"),
    codes={
        "trace-agrees": passes("The drawn trace gives the stated purity."),
        "trace-differs": fails("The drawn trace shows more impurity than the stated purity allows."),
        "trace-purer": open_(
            "The drawn trace shows less impurity than stated; small peaks may be lost in the drawing."
        ),
        "too-uncertain": open_("The drawing is too coarse or noisy to decide."),
        "no-peaks": open_("No peak was found in the drawn line."),
        "several-traces": open_("Several chromatograms are drawn."),
        "read-with-doubt": open_("The purity was read with doubt."),
        "no-headline": not_applicable("No purity is stated."),
        "no-trace": not_applicable("No chromatogram is drawn as a line."),
    },
    function=_run,
)
