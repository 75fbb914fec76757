"""content.vial_amount: the milligrams found, the labelled ones, their share and their mean agree."""

from __future__ import annotations

import re
from decimal import Decimal

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
from coaverify.model.certificate import Amount, Certificate, Comparator, Number, Text
from coaverify.model.finding import Hint, Level

USUAL = (0.90, 1.30)  # of the label: fills of test laboratories' reports lie within, a little over the label mostly
OTHER_AMOUNT = 5.0  # times the label: a pack or a bulk amount, and no vial
OTHER_LABEL = 1.5  # a share that is off by more is of another amount: of the pack, of one component
_PER_MILLIGRAM = {"mg": Decimal(1), "毫克": Decimal(1), "мг": Decimal(1), "g": Decimal(1000), "г": Decimal(1000),
                  "克": Decimal(1000), "µg": Decimal("0.001"), "ug": Decimal("0.001"), "mcg": Decimal("0.001"),
                  "мкг": Decimal("0.001")}  # fmt: skip
_ONE_AMOUNT = re.compile(
    r"\s*(?P<figure>\d+(?:[.,]\d+)?)\s*(?P<unit>mg|毫克|мг|g|г|克|µg|ug|mcg|мкг)\b(?P<rest>[^\d]*)$", re.IGNORECASE
)


def _run(case: Case) -> Answer:
    certificate = case.certificate
    found, share = certificate.measured_content, certificate.label_claim_percent
    if found is None:
        return Answer("not-found", "No content in mg per vial is printed.", evidence_of(share))
    label = labelled(certificate.quantity)
    hints = _hints(found, label, certificate)
    wrong_mean = _wrong_mean(found.value)
    readings = (found, certificate.quantity, share)
    if wrong_mean is not None:
        code, message = "mean-differs", wrong_mean
        readings = (found, None, None)
    elif label is None:
        code, message = "no-label", f"{found.value.value} mg were found; no single labelled amount is printed."
    else:
        code, message = _compare(found.value, label, share)
    if code in ("mean-differs", "share-differs", "agrees") and doubtful(readings):
        code = READ_WITH_DOUBT
    return Answer(code, message, evidence_of(*readings), float(found.value.value),
                  None if label is None else float(label), hints=hints)  # fmt: skip


def labelled(quantity: Text | None) -> Decimal | None:
    """The labelled amount in mg; None where it is not one mass (several, a volume, units of activity)."""
    match = _ONE_AMOUNT.match(quantity.value) if quantity is not None else None
    if match is None or re.search(r"/\s*(?:ml|мл|l)\b", match["rest"], re.IGNORECASE):
        return None
    milligrams = Decimal(match["figure"].replace(",", ".")) * _PER_MILLIGRAM[match["unit"].lower()]
    return milligrams or None


def _compare(found: Amount, label: Decimal, share: Number | None) -> tuple[str, str]:
    ratio = 100 * float(found.value / label)
    stated = f"{found.value} mg of {label.normalize():f} mg are {ratio:.1f} %"
    if share is None or share.value.comparator is not Comparator.EQUAL:
        return "agrees", f"{stated} of the label."
    allowed = 100 * found.half_digit / float(label) + share.value.half_digit
    printed = float(share.value.value)
    if printed <= 0 or not 1 / OTHER_LABEL < ratio / printed < OTHER_LABEL:
        return "other-label", f"{stated}; the printed {share.value.value} % must be of another amount."
    if abs(printed - ratio) > allowed + 1e-9:
        return "share-differs", f"{stated} of the label, printed are {share.value.value} %."
    return "agrees", f"{stated} of the label, as printed."


def _wrong_mean(found: Amount) -> str | None:
    """What is wrong with a printed mean: the vials' own figures, each within its rounding, do not give it."""
    if len(found.replicates) < 2 or found.comparator is not Comparator.EQUAL:
        return None
    mean = sum(found.replicates, Decimal(0)) / len(found.replicates)
    rounding = max(Amount(one).half_digit for one in found.replicates)
    if abs(float(mean - found.value)) <= found.half_digit + rounding + 1e-9:
        return None
    vials = ", ".join(str(one) for one in found.replicates)
    return f"The mean of {vials} mg is {mean:.4g} mg; printed is {found.value} mg."


def _hints(found: Number, label: Decimal | None, certificate: Certificate) -> tuple[Hint, ...]:
    if label is None or found.value.comparator is not Comparator.EQUAL:
        return ()
    ratio = float(found.value.value / label)
    if not 1 / OTHER_AMOUNT < ratio < OTHER_AMOUNT:
        return ()
    where = evidence_of(found, certificate.quantity)
    if ratio < USUAL[0]:
        message = f"The vial holds {100 * ratio:.0f} % of the labelled amount."
        return (Hint(Level.WARN, "underfilled", message, where),)
    if ratio > USUAL[1]:
        message = f"The vial holds {100 * ratio:.0f} % of the labelled amount: a blend, another unit or another vial?"
        return (Hint(Level.WARN, "overfilled", message, where),)
    return ()


CHECK = Check(
    id="content.vial_amount",
    title="What was found in the vial, its mean and its share of the label agree",
    rationale=(
        "Test laboratories print how many milligrams they found in a vial, beside what its label says, often with the "
        "share of the label and with several vials and their mean. The share and the mean are recomputed from "
        "the printed "
        "figures; where they differ by more than rounding explains, the paper contradicts itself. How much was found "
        "is for you to judge: less than 90 % or more than 130 % of the label is shown as a hint and never fails. "
        "Blends, whose amounts are several, are not compared."
    ),
    concerns=(
        "The paper's own arithmetic on what the vial holds is wrong: a figure was changed or belongs to another vial."
    ),
    ask=(
        "Ask the laboratory that is named for the figures of each vial, and the vendor which of the printed ones holds."
    ),
    sources=("USP <905>: uniformity of dosage units", "ISO/IEC 17025:2017 7.11: control of data"),
    codes={
        "agrees": passes("The printed figures on the vial's content agree."),
        "share-differs": fails("The printed share of the label is not what the milligrams give."),
        "mean-differs": fails("The printed mean is not that of the vials."),
        "other-label": open_("The printed share is of another amount than the printed label."),
        "no-label": not_applicable("No single labelled amount is printed."),
        "not-found": not_applicable("No content in mg per vial is printed."),
        "read-with-doubt": open_("A figure was read with doubt."),
    },
    function=_run,
)
