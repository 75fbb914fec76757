"""A certificate and another copy of it, held against each other claim by claim."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coaverify.model.certificate import Amount, Certificate, Comparator, ObservedIon, ObservedMass, Peak, PrintedDate
from coaverify.model.evidence import Evidence, Reading

# What a report is about and what it found: a difference here is a finding
DECISIVE = (
    "product_name", "sequence", "lot_number", "cas_number", "molecular_formula", "molecular_weight",
    "monoisotopic_mass", "observed_mass", "hplc_purity", "purity_specification", "net_peptide_content",
    "water_content", "acetate_content", "tfa_content", "measured_content", "endotoxin", "quantity", "received_date",
    "manufacture_date", "analysis_date", "issue_date", "retest_date", "expiry_date", "laboratory", "task_number",
    "verification_key",
)  # fmt: skip
# What laboratories leave out or shorten for a client, and what is worded freely: worth a look
BESIDE = ("vendor", "manufacturer", "client", "catalog_number", "appearance", "method", "instrument")
_NAMES = ("product_name", "laboratory", "vendor", "manufacturer", "client", "appearance", "method", "instrument")
_LISTS = ("observed_ions", "peak_table")
_MARKS = ("lot_number", "task_number", "verification_key", "product_name")  # what tells one report from another

_SIGNS = {
    Comparator.EQUAL: "", Comparator.ABOUT: "~ ", Comparator.GREATER: "> ", Comparator.AT_LEAST: "≥ ",
    Comparator.LESS: "< ", Comparator.AT_MOST: "≤ ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One claim on both copies, as printed; "" where it is not stated. `agrees` is None unless both state it."""

    claim: str
    here: str
    there: str
    agrees: bool | None
    decisive: bool
    doubtful: bool
    evidence: Evidence | None  # on the certificate


def counterpart(certificate: Certificate, copies: Sequence[Certificate]) -> Certificate | None:
    """The certificate of the copy that speaks of the same report: the one that shares most of what names it."""

    def shared(copy: Certificate) -> int:
        pairs = ((getattr(certificate, mark), getattr(copy, mark)) for mark in _MARKS)
        return sum(one is not None and other is not None and same(one.value, other.value) for one, other in pairs)

    return max(copies, key=shared, default=None)


def compared(certificate: Certificate, copy: Certificate) -> list[Line]:
    """A line for every claim that one of the two states."""
    lines = [_line(claim, getattr(certificate, claim), getattr(copy, claim)) for claim in (*DECISIVE, *BESIDE)]
    lists = [_list(claim, getattr(certificate, claim), getattr(copy, claim)) for claim in _LISTS]
    return [line for line in (*lines, *lists) if line is not None]


def _line(claim: str, here: Reading[Any] | None, there: Reading[Any] | None) -> Line | None:
    if here is None and there is None:
        return None
    agrees = same(here.value, there.value, loosely=claim in _NAMES) if here and there else None
    doubtful = bool(here and there and (here.doubts or there.doubts))
    shown, other = (printed(reading.value) if reading else "" for reading in (here, there))
    return Line(claim, shown, other, agrees, claim in DECISIVE, doubtful, here.evidence if here else None)


def _list(claim: str, here: tuple[Reading[Any], ...], there: tuple[Reading[Any], ...]) -> Line | None:
    """Ions and peaks, each of the shorter list having to stand in the longer: a portal may show fewer."""
    if not here and not there:
        return None
    short, long = sorted((here, there), key=len)
    agrees = all(any(same(one.value, other.value) for other in long) for one in short) if short else None
    doubtful = bool(short) and any(reading.doubts for reading in (*here, *there))
    return Line(claim, _listed(here), _listed(there), agrees, True, doubtful, here[0].evidence if here else None)


def _listed(readings: tuple[Reading[Any], ...]) -> str:
    return ", ".join(printed(reading.value) for reading in readings)


def same(one: object, other: object, *, loosely: bool = False) -> bool:
    """Whether two values state the same: numbers as far as the shorter one is printed, texts without case and signs.

    loosely: one text may be part of the other, as a name without its address.
    """
    match one, other:
        case Amount(), Amount():
            return _same_amount(one, other)
        case PrintedDate(), PrintedDate():
            return _same_day(one, other)
        case ObservedMass(), ObservedMass():
            return _same_amount(one.mass, other.mass)
        case ObservedIon(), ObservedIon():
            return _same_amount(one.mz, other.mz)
        case Peak(), Peak():
            pairs = ((getattr(one, name), getattr(other, name)) for name in ("retention_time", "area", "area_percent"))
            stated = [_same_amount(first, second) for first, second in pairs if first and second]
            return bool(stated) and all(stated)
        case _:
            first, second = sorted((_folded(str(one)), _folded(str(other))), key=len)
            return first == second or (loosely and bool(first) and first in second)


def _same_amount(one: Amount, other: Amount) -> bool:
    if one.comparator is not other.comparator:
        return False
    return one.value == other.value or float(abs(one.value - other.value)) <= _coarser(one, other)


def _coarser(one: Amount, other: Amount) -> float:
    """What rounding to the fewer printed digits explains; nothing where both are printed alike."""
    return max(one.half_digit, other.half_digit) if one.decimals != other.decimals else 0.0


def _same_day(one: PrintedDate, other: PrintedDate) -> bool:
    """Whether two dates may be one: of a month any day, of an ambiguous date either."""
    return any(
        first.startswith(second) or second.startswith(first)
        for first in (one.iso, one.alternative)
        for second in (other.iso, other.alternative)
        if first and second
    )


def printed(value: object) -> str:
    match value:
        case Amount():
            return f"{_SIGNS[value.comparator]}{value.value}{' ' + value.unit if value.unit else ''}"
        case PrintedDate():
            return value.iso
        case ObservedMass():
            return printed(value.mass)
        case ObservedIon():
            return str(value.mz.value)
        case Peak():
            amounts = (value.retention_time, value.area, value.area_percent)
            return " / ".join(str(amount.value) for amount in amounts if amount is not None)
        case _:
            return str(value)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))
