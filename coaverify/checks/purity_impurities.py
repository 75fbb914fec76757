"""Stated impurities beside the stated purity, and what is odd about a peak table without contradicting itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coaverify.checks.base import READ_WITH_DOUBT, Answer, doubtful, evidence_of
from coaverify.model.certificate import Amount, Certificate, Comparator
from coaverify.model.finding import Hint, Level


def impurity_contradiction(certificate: Certificate) -> Answer | None:
    """The purity, the largest impurity and the sum of impurities as they contradict each other; None: they do not.

    Limits ("≤ 1.0 %") are no results and contradict nothing; a sum below what the purity leaves may be owed to a
    reporting threshold.
    """
    purity, largest, total = certificate.hplc_purity, certificate.largest_impurity, certificate.total_impurities
    for larger, smaller, rest in ((largest, purity, True), (total, purity, True), (largest, total, False)):
        if larger is None or smaller is None or not (_is_result(larger.value) and _is_result(smaller.value)):
            continue
        room = 100 - float(smaller.value.value) if rest else float(smaller.value.value)
        slack = larger.value.half_digit + smaller.value.half_digit + 1e-9
        if float(larger.value.value) <= room + slack:
            continue
        name = "largest impurity" if larger is largest else "sum of the impurities"
        leaves = f"a purity of {smaller.value.value} % leaves {room:.6g} %"
        if not rest:
            leaves = f"the sum of the impurities is {smaller.value.value} %"
        code = READ_WITH_DOUBT if doubtful((larger, smaller)) else "impurities-contradict"
        message = f"The {name} is stated as {larger.value.value} %; {leaves}."
        return Answer(code, message, evidence_of(smaller, larger), float(larger.value.value), round(room, 6))
    return None


def _is_result(amount: Amount) -> bool:
    return amount.comparator is Comparator.EQUAL


def table_hints(certificate: Certificate) -> Iterator[Hint]:
    """Times out of order, peaks after the end of the run, percentages that leave something out."""
    rows = certificate.peak_table
    if doubtful(rows):
        return
    times = [(row, row.value.retention_time.value) for row in rows if row.value.retention_time is not None]
    if any(later < earlier for (_, earlier), (_, later) in pairwise(times)):
        yield Hint(Level.INFO, "times-out-of-order", "The retention times of the table do not rise from row to row.")
    end = max((trace.minutes[-1] for trace in certificate.traces), default=None)
    late = [row for row, time in times if end is not None and float(time) > 1.02 * end]
    if late and end is not None:
        message = f"The table has a peak after the end of the drawn run at {end:.1f} min."
        yield Hint(Level.WARN, "peak-after-run", message, tuple(row.evidence for row in late))
    shares = [row.value.area_percent for row in rows if row.value.area_percent is not None]
    total = sum(float(share.value) for share in shares)
    if len(shares) == len(rows) > 1 and total < 100 - sum(2 * share.half_digit for share in shares) - 1e-9:
        message = f"The area percentages add up to {total:.2f} %: peaks were left out, as a reporting threshold allows."
        yield Hint(Level.INFO, "sum-below-hundred", message, tuple(row.evidence for row in rows))
