"""content.water: the water is not more than what drying took away."""

from __future__ import annotations

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
from coaverify.model.certificate import Amount, Comparator

ERROR = 1.0  # percentage points: both methods, on a powder that takes up water while it is weighed
SHARE = 0.2  # of the loss on drying, for powders that hold much


def _run(case: Case) -> Answer:
    water, loss = case.certificate.water_content, case.certificate.loss_on_drying
    if water is None or loss is None:
        return Answer("not-both", "Water and loss on drying are not both printed.")
    allowed = max(ERROR, SHARE * float(loss.value.value))
    least, most = _least(water.value), _most(loss.value)
    evidence = evidence_of(water, loss)
    if most is None:
        return Answer("not-both", "The loss on drying is printed as a lower bound only.", evidence)
    stated = f"{water.value.value} % water, {loss.value.value} % loss on drying"
    if least > most + allowed:
        code, message = "water-above-loss", f"{stated}: drying takes the water away, too, so it cannot be less."
    else:
        code, message = "agree", f"{stated}: the loss contains the water."
    if doubtful((water, loss)):
        code = READ_WITH_DOUBT
    return Answer(code, message, evidence, float(water.value.value), float(loss.value.value),
                  round(float(water.value.value - loss.value.value), 4), allowed)  # fmt: skip


def _least(amount: Amount) -> float:
    if amount.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return 0.0
    return float(amount.value) - amount.half_digit - float(amount.tolerance or 0)


def _most(amount: Amount) -> float | None:
    if amount.comparator in (Comparator.GREATER, Comparator.AT_LEAST):
        return None
    return float(amount.value) + amount.half_digit + float(amount.tolerance or 0)


CHECK = Check(
    id="content.water",
    title="The loss on drying contains the water",
    rationale=(
        "Drying a powder takes away its water and other volatile matter, so that the loss on drying is at "
        "least the water "
        "that a titration finds, within the error of both. A certificate that prints more water than loss on drying "
        "contradicts itself. One percentage point, or a fifth of the loss where that is more, is left to the two "
        "methods and to the moisture of the air. Loss without water in it is possible: solvents leave, too."
    ),
    concerns=(
        "The two figures for the moisture of the powder exclude each other; one of them is not of this lot or is wrong."
    ),
    ask="Ask for the titration's and the balance's raw figures for water and loss on drying of this lot.",
    sources=("Ph. Eur. 2.2.32: loss on drying", "Ph. Eur. 2.5.12: water", "USP <731> and <921>"),
    codes={
        "agree": passes("The loss on drying contains the water."),
        "water-above-loss": fails("More water is printed than drying took away."),
        "read-with-doubt": open_("A figure was read with doubt."),
        "not-both": not_applicable("Water and loss on drying are not both printed."),
    },
    function=_run,
)
