"""purity.peak_table: headline purity and peak table agree, and the table with itself."""

from __future__ import annotations

import re
from dataclasses import replace

from coaverify.checks.base import Answer, Check, doubtful, fails, not_applicable, open_, passes
from coaverify.checks.case import Case
from coaverify.checks.purity_impurities import impurity_contradiction, table_hints
from coaverify.model.certificate import Amount, Certificate, Comparator, Peak
from coaverify.model.evidence import Reading
from coaverify.model.finding import Hint, Level

Rows = tuple[Reading[Peak], ...]
_LEAST_LABELS = 2
_BLEND = re.compile(r"\bblend\b|\bmix(?:ture)?\b|\s[+&/]\s|/", re.IGNORECASE)
_LARGE = 5.0  # percent: a second peak of a blend
_SAME_TIME = 0.02  # minutes: apices and their labels are rounded differently


def _run(case: Case) -> Answer:
    rows = case.certificate.peak_table
    contradiction = impurity_contradiction(case.certificate)
    if contradiction is not None and (not rows or not _faults(case, rows)):
        return contradiction
    if not rows:
        return Answer("no-table", "No peak table is printed.")
    answer = _judged(case, rows)
    if answer.code == "headline-differs" and _is_of_several(case.certificate, rows):
        return Answer("blend", "The product is a blend: no single peak is its purity.", answer.evidence)
    return replace(answer, hints=(*_other_times(case, rows), *table_hints(case.certificate)))


def _is_of_several(certificate: Certificate, rows: Rows) -> bool:
    """Whether the product's name names several peptides and several peaks are large."""
    name = certificate.product_name.value if certificate.product_name is not None else ""
    shares = sorted(float(row.value.area_percent.value) for row in rows if row.value.area_percent is not None)
    return bool(_BLEND.search(name)) and len(shares) > 1 and shares[-2] >= _LARGE


def _judged(case: Case, rows: Rows) -> Answer:
    headline = case.certificate.hplc_purity
    for code, message, bad, claimed, expected in _faults(case, rows):
        evidence = tuple(row.evidence for row in bad)
        # a sum of areas is as doubtful as the most doubtful of its rows
        unsure = doubtful((*bad, headline) if code == "headline-differs" and headline else rows)
        if unsure:
            return Answer("read-with-doubt", message, evidence, claimed, expected)
        return Answer(code, message, evidence, claimed, expected)
    main = _main(rows)
    evidence = (main.evidence,) if main is not None else (rows[0].evidence,)
    if headline is None:
        return Answer("no-headline", "The table agrees with itself; no purity is stated to hold against it.", evidence)
    if doubtful(rows) or headline.doubts:
        return Answer("read-with-doubt", "The table agrees as read, but was read with doubt.", evidence)
    return Answer("table-agrees", "Areas, percentages and the stated purity agree.", (headline.evidence, *evidence))


def _other_times(case: Case, rows: Rows) -> tuple[Hint, ...]:
    """A hint where a chromatogram labels its peaks and not one of them is in the table."""
    labels = [label for label in case.certificate.retention_labels if not label.doubts]
    times = [row.value.retention_time for row in rows if row.value.retention_time is not None]
    if len(labels) < _LEAST_LABELS or not times or doubtful(rows):
        return ()
    if any(_same_time(label.value, time) for label in labels for time in times):
        return ()
    shown = ", ".join(str(label.value.value) for label in labels)
    message = f"The chromatogram labels its peaks at {shown} min; the table has a peak at none of these times."
    return (Hint(Level.WARN, "chromatogram-of-other-peaks", message, tuple(label.evidence for label in labels)),)


def _same_time(label: Amount, time: Amount) -> bool:
    return abs(float(label.value - time.value)) <= label.half_digit + time.half_digit + _SAME_TIME


_Fault = tuple[str, str, Rows, float | None, float | None]


def _faults(case: Case, rows: Rows) -> list[_Fault]:
    return [fault for fault in (_arithmetic(rows), _sum(rows), _headline(case, rows)) if fault is not None]


def _arithmetic(rows: Rows) -> _Fault | None:
    """Area percents recomputed from the areas: within half the last digit, plus one for their rounding."""
    pairs = [(row, row.value.area, row.value.area_percent) for row in rows]
    complete = [(row, area, percent) for row, area, percent in pairs if area is not None and percent is not None]
    if len(complete) != len(rows) or len(rows) < 2:
        return None
    total = sum(float(area.value) for _, area, _ in complete)
    if total <= 0:
        return None
    for row, area, percent in complete:
        computed = 100 * float(area.value) / total
        slack = percent.half_digit * 2 + 100 * area.half_digit * (len(rows) + 1) / total
        if abs(computed - float(percent.value)) > slack + 1e-9:
            message = f"An area of {area.value} in {total:.6g} is {computed:.3f} %; printed is {percent.value} %."
            return "areas-contradict-percent", message, (row,), float(percent.value), round(computed, 4)
    return None


def _sum(rows: Rows) -> _Fault | None:
    percents = [row.value.area_percent for row in rows]
    known = [percent for percent in percents if percent is not None]
    if len(known) != len(rows) or len(rows) < 2:
        return None
    total = sum(float(percent.value) for percent in known)
    slack = sum(2 * percent.half_digit for percent in known)
    if total > 100 + slack + 1e-9:
        message = f"The area percentages add up to {total:.2f} %."
        return "sum-over-hundred", message, rows, round(total, 4), 100.0
    return None


def _headline(case: Case, rows: Rows) -> _Fault | None:
    """The stated purity is the main peak's share after rounding; replicates have several tables."""
    purity, main = case.certificate.hplc_purity, _main(rows)
    if purity is None or main is None or purity.value.replicates:
        return None
    share = main.value.area_percent
    if share is None or _is_of_another_table(case.certificate, purity.value):
        return None
    value, shown = float(purity.value.value), float(share.value)
    slack = purity.value.half_digit + share.half_digit + 1e-9
    comparator = purity.value.comparator
    if comparator in (Comparator.GREATER, Comparator.AT_LEAST):
        agrees = shown + share.half_digit >= value
    elif comparator is Comparator.EQUAL:
        agrees = abs(value - shown) <= slack
    else:
        return None
    if agrees:
        return None
    message = f"The stated purity is {purity.value.value} %, the main peak of the table has {share.value} %."
    return "headline-differs", message, (main,), value, shown


def _is_of_another_table(certificate: Certificate, purity: Amount) -> bool:
    """Whether another injection's table gives the purity, or the mean of all of them does."""
    tables = (certificate.peak_table, *certificate.further_peak_tables)
    mains = [row for table in tables if (row := _main(table)) is not None]
    shares = [row.value.area_percent for row in mains if row.value.area_percent is not None and not row.doubts]
    if len(shares) < len(tables) or len(tables) < 2:
        return False
    values = [float(share.value) for share in shares]
    slack = purity.half_digit + max(share.half_digit for share in shares) + 1e-9
    return any(abs(value - float(purity.value)) <= slack for value in (*values[1:], sum(values) / len(values)))


def _main(rows: Rows) -> Reading[Peak] | None:
    """The main peak: the largest area, else the largest percentage."""
    with_area = [row for row in rows if row.value.area is not None]
    if len(with_area) == len(rows):
        return max(with_area, key=lambda row: row.value.area.value if row.value.area else 0)
    with_percent = [row for row in rows if row.value.area_percent is not None]
    return max(
        with_percent,
        key=lambda row: row.value.area_percent.value if row.value.area_percent else 0,
        default=None,
    )


CHECK = Check(
    id="purity.peak_table",
    title="The stated purity follows from the peak table",
    rationale=(
        "Purity by area normalisation is the main peak's area in the sum of all areas. Where a peak table is printed, "
        "its percentages are recomputed from its areas, their sum must not pass 100 %, and the stated purity "
        "must be the main "
        "peak's share after rounding. Where the largest impurity or the sum of the impurities is stated, it must find "
        "room in what the purity leaves of 100 %. Of several injections one table or their mean has to give the "
        "purity; that of a blend is no single peak. A headline better than its own table is the commonest retouch."
    ),
    concerns=(
        "The stated purity and the figures that it is computed from do not agree: one of them was changed or mistyped."
    ),
    ask="Ask for the integration report of the run as the instrument's software printed it.",
    sources=(
        "Ph. Eur. 2.2.46, USP <621>: area normalisation, disregard limit",
        "ICH Q3A(R2): reporting thresholds and the sum of impurities",
    ),
    codes={
        "table-agrees": passes("Table and headline agree."),
        "no-headline": passes("The table agrees with itself; no purity is stated."),
        "areas-contradict-percent": fails("A percentage does not follow from the areas."),
        "sum-over-hundred": fails("The percentages add up to more than 100."),
        "headline-differs": fails("The stated purity is not the main peak's share."),
        "impurities-contradict": fails("The stated impurities find no room beside the stated purity."),
        "read-with-doubt": open_("The table was read with doubt."),
        "blend": not_applicable("The product is a blend; no single peak is its purity."),
        "no-table": not_applicable("No peak table is printed."),
    },
    function=_run,
    required=True,
)
