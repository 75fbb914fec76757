"""purity.chromatogram: the main peak's share of the drawn trace is the stated purity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coaverify.checks.base import READ_WITH_DOUBT, Answer, Check, evidence_of, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.model.certificate import Amount, Comparator, Trace
from coaverify.model.evidence import Reading, Source
from coaverify.model.finding import Hint, Level

if TYPE_CHECKING:
    from coaverify.chromatography.integration import IntegratedPeak, Integration

WORST_UNCERTAINTY = 2.0  # percentage points: a coarser drawing cannot confirm anything
LEAST_DIFFERENCE = 0.5  # percentage points: a smaller difference is not called a contradiction
_BOUNDS = (Comparator.GREATER, Comparator.AT_LEAST)
_LEAST_SHOWN = 0.5  # percent: smaller peaks that the table or the drawing lacks are not spoken of
_SAME_TIME = 0.05  # minutes, and half a peak's width: tables and drawings are rounded differently


def _run(case: Case) -> Answer:
    traces, purity = case.certificate.traces, case.certificate.hplc_purity
    if not traces:
        return Answer("no-trace", "No chromatogram was found as a line that can be integrated.")
    evidence = (*evidence_of(purity), *(trace.evidence for trace in traces))
    if purity is None:
        return Answer("no-headline", "No purity is stated to hold against the chromatogram.", evidence)
    trace = _the_one(case, traces)
    if trace is None:
        return Answer(
            "several-traces",
            "Several chromatograms are drawn; which one gave the purity is not said.",
            evidence,
        )
    from coaverify.chromatography.integration import integrate  # scipy is loaded only where a trace is drawn

    result = integrate(trace)
    if result is None:
        return Answer("no-peaks", "No peak stands out of the drawn line.", evidence)
    return _judged(case, purity, trace, result)


def _the_one(case: Case, traces: Sequence[Trace]) -> Trace | None:
    """The trace that the purity is of: the only one, or the only one whose main peak is where the table has it."""
    if len(traces) == 1:
        return traces[0]
    expected = _time_of_main(case)
    if expected is None:
        return None
    from coaverify.chromatography.integration import integrate

    there = [trace for trace in traces if (found := integrate(trace)) is not None and _is_at(found.main, expected)]
    return there[0] if len(there) == 1 else None


def _judged(case: Case, purity: Reading[Amount], trace: Trace, result: Integration) -> Answer:
    amount, picture = purity.value, trace.evidence.source is not Source.TEXT
    stated, tolerance = float(amount.value), max(LEAST_DIFFERENCE, 2 * result.uncertainty)
    difference = stated - result.share
    if amount.comparator in _BOUNDS:
        difference = max(difference, 0.0)
    code = _code(difference, tolerance, result, doubtful=bool(purity.doubts))
    if picture and code == "trace-differs":
        code = "picture-differs"
    message = (
        f"The main peak at {result.main.minute:.2f} min has {result.share:.2f} % (±{result.uncertainty:.2f}) "
        f"of the {'digitised' if picture else 'drawn'} area in {len(result.peaks)} peaks; stated are {amount.value} %."
    )
    if code == "trace-clipped":
        message += " Its top is cut off, so that it is larger than it seems."
    evidence = (purity.evidence, trace.evidence)
    numbers = (stated, round(result.share, 3), round(difference, 3), round(tolerance, 3))
    hints = () if picture else _hints(case, trace, result)
    return Answer(code, message, evidence, *numbers, hints=hints, required=code == "picture-differs")


def _code(difference: float, tolerance: float, result: Integration, *, doubtful: bool) -> str:
    if doubtful:
        return READ_WITH_DOUBT
    if result.clipped:
        return "trace-clipped"
    if difference > tolerance:
        return "trace-differs"
    if result.uncertainty > WORST_UNCERTAINTY:
        return "too-uncertain"
    # a drawing may lose small peaks, so a trace purer than its headline contradicts nothing
    return "trace-agrees" if difference >= -tolerance else "trace-purer"


def _hints(case: Case, trace: Trace, result: Integration) -> tuple[Hint, ...]:
    """Where drawing and peak table do not show the same peaks."""
    rows = [row for row in case.certificate.peak_table if not row.doubts and row.value.retention_time is not None]
    if not rows or len(rows) != len(case.certificate.peak_table):
        return ()
    least = max(_LEAST_SHOWN, 3 * result.uncertainty)
    times = [float(row.value.retention_time.value) for row in rows if row.value.retention_time is not None]
    unlisted = [one for one in result.peaks if one.percent > least and not any(_is_at(one, time) for time in times)]
    missing = [
        row
        for row, time in zip(rows, times, strict=True)
        if row.value.area_percent is not None
        and float(row.value.area_percent.value) > least
        and trace.minutes[0] < time < trace.minutes[-1]
        and not any(_is_at(one, time) for one in result.peaks)
    ]
    hints = []
    if unlisted:
        shown = ", ".join(f"{one.minute:.2f} min ({one.percent:.1f} %)" for one in unlisted)
        message = f"The drawn line has a peak that the table does not list: {shown}."
        hints.append(Hint(Level.INFO, "peak-not-in-table", message, (trace.evidence,)))
    if missing:
        shown = ", ".join(f"{row.value.retention_time.value} min" for row in missing if row.value.retention_time)
        message = f"The table lists a peak where none is drawn: {shown}."
        hints.append(Hint(Level.WARN, "peak-not-drawn", message, (trace.evidence, *(row.evidence for row in missing))))
    return tuple(hints)


def _time_of_main(case: Case) -> float | None:
    """Where the peak table has its largest peak, minutes."""
    rows = [row.value for row in case.certificate.peak_table if row.value.area_percent and row.value.retention_time]
    main = max(rows, key=lambda row: row.area_percent.value if row.area_percent else 0, default=None)
    return float(main.retention_time.value) if main is not None and main.retention_time is not None else None


def _is_at(peak: IntegratedPeak, time: float) -> bool:
    slack = _SAME_TIME
    return peak.start - slack <= time <= peak.end + slack


CHECK = Check(
    id="purity.chromatogram",
    title="The drawn chromatogram gives the stated purity",
    rationale=(
        "Where a chromatogram is drawn as a line, its points are in the file; in a picture that was read, the line is "
        "followed pixel by pixel. It is scaled by its axes, its peaks are integrated again over a baseline of their "
        "own, those that overlap told apart by their shape, and the main peak's share is compared with the stated "
        "purity. The result comes with its own uncertainty: the noise of this very line, peaks that it may hide, and "
        "what the shapes leave unexplained. A difference below half a percentage point, or below twice the "
        "uncertainty, is never called a contradiction, nor is one that only pixels show."
    ),
    concerns=(
        "The chromatogram is the measurement itself. Where it shows more impurity than the number above it, the number "
        "does not describe this run."
    ),
    ask="Ask for the chromatogram with its integration report (peak table with areas) of this very lot.",
    sources=(
        "Ph. Eur. 2.2.46, USP <621>: area normalisation, resolution",
        "Grushka, Anal. Chem. 44 (1972) 1733: exponentially modified Gaussian peaks",
        "scipy.special: the scaled complementary error function of their shape",
    ),
    codes={
        "trace-agrees": passes("The trace gives the stated purity."),
        "trace-differs": fails("The drawn trace shows more impurity than the stated purity allows."),
        "picture-differs": open_(
            "The chromatogram's picture shows more impurity than the stated purity allows; pixels alone prove nothing."
        ),
        "trace-purer": open_(
            "The drawn trace shows less impurity than stated; small peaks may be lost in the drawing."
        ),
        "trace-clipped": open_("The main peak's top is cut off, so that its share cannot be told."),
        "too-uncertain": open_("The drawing is too coarse or noisy to decide."),
        "no-peaks": open_("No peak was found in the drawn line."),
        "several-traces": open_("Several chromatograms are drawn."),
        READ_WITH_DOUBT: open_("The purity was read with doubt."),
        "no-headline": not_applicable("No purity is stated."),
        "no-trace": not_applicable("No chromatogram is drawn as a line that can be followed."),
    },
    function=_run,
)
