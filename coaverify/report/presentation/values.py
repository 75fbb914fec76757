"""Numbers and claims as a reader wants to see them."""

from __future__ import annotations

from decimal import Decimal

from coaverify.report.model import (
    DateClaim,
    IonClaim,
    MassClaim,
    NumberClaim,
    PeakClaim,
    ReadingEntry,
    ResidueClaim,
    TextClaim,
)

COMPARATORS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
MINUS = "−"


def number(value: float | Decimal) -> str:
    """A number without needless zeros or exponents: 854.3745, 98, 0.00012."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace("-", MINUS)
    text = f"{value:.4f}" if abs(value) >= 0.01 else f"{value:.3g}"
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", MINUS)


def scalar(value: str | float | None) -> str:
    """A check's figure; "" where it has none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else number(value)


def signed(value: float, decimals: int = 3) -> str:
    """A difference with its sign: +0.984, −0.002, 0.000."""
    text = f"{value:+.{decimals}f}"
    return text.lstrip("+-") if float(text) == 0 else text.replace("-", MINUS)


def ion_label(charge: int | None, adduct: str | None) -> str:
    """The ion in the notation of the report's masses: "[M+2H]2+"; "" where none is printed."""
    if charge is None or adduct is None or charge == 0:
        return ""
    if "+" in adduct:  # a mixture, "3H+Na", says its counts itself
        return f"[M+{adduct}]{charge}+"
    count = "" if abs(charge) == 1 else str(abs(charge))
    sign = "+" if charge > 0 else "-"
    return f"[M{sign}{count}{adduct}]{count}{sign}"


def claim_value(claim: ReadingEntry) -> str:
    """What was read, in one line."""
    match claim:
        case MassClaim():
            return " ".join(filter(None, [_amount(claim), "" if claim.kind == "unstated" else claim.kind]))
        case NumberClaim():
            return _amount(claim)
        case TextClaim():
            return claim.value
        case DateClaim():
            return f"{claim.value} or {claim.alternative}" if claim.alternative else claim.value
        case IonClaim():
            return _ion(claim)
        case PeakClaim():
            return _peak(claim)
        case ResidueClaim():
            expected = f" (expected {number(claim.expected)})" if claim.expected is not None else ""
            return f"{claim.residue} {number(claim.found)}{expected}"
        case _:
            return claim.evidence.text


def _amount(claim: NumberClaim) -> str:
    text = f"{COMPARATORS[claim.comparator]}{number(claim.value)}"
    if claim.tolerance is not None:
        text += f" ± {number(claim.tolerance)}"
    if claim.unit:
        text += f" {claim.unit}"
    if claim.replicates:
        text += f" (from {', '.join(number(value) for value in claim.replicates)})"
    return text


def _ion(claim: IonClaim) -> str:
    label = ion_label(claim.charge, claim.adduct)
    if not label and claim.charge is not None:
        label = f"charge {claim.charge:+d}"
    return f"m/z {number(claim.mz)}" + (f", {label}" if label else "")


def _peak(claim: PeakClaim) -> str:
    parts = [claim.name]
    if claim.retention_time_min is not None:
        parts.append(f"{number(claim.retention_time_min)} min")
    if claim.area is not None:
        parts.append(f"area {number(claim.area)}")
    if claim.area_percent is not None:
        parts.append(f"{number(claim.area_percent)} %")
    return ", ".join(filter(None, parts))
