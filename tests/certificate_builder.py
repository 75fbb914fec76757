"""Certificates for tests of checks, made of values without a page behind them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from coaverify.checks import examine
from coaverify.model.certificate import (
    Amount,
    Certificate,
    Comparator,
    MassKind,
    ObservedIon,
    ObservedMass,
    Peak,
    PrintedDate,
)
from coaverify.model.evidence import Box, Doubt, Evidence, Reading
from coaverify.model.finding import Finding, Verdict, verdict_of
from coaverify.model.settings import Settings
from coaverify.reference.library import library

T = TypeVar("T")
AS_OF = datetime.date(2026, 11, 21)
SETTINGS = Settings(as_of=AS_OF)


def reading(value: T, *, page: int = 1, doubts: tuple[Doubt, ...] = ()) -> Reading[T]:
    """A value as if read at the top of a page."""
    return Reading(value, Evidence(page, Box(60, 60, 120, 70), str(value)), doubts)


def amount(text: str, unit: str = "") -> Amount:
    """ ">=98.0" or "813.4±0.5" as an amount."""
    comparator = next((c for c in (">=", "<=", ">", "<", "~") if text.startswith(c)), "=")
    value, _, tolerance = text.removeprefix(comparator).partition("±")
    return Amount(Decimal(value), Comparator(comparator), unit, Decimal(tolerance) if tolerance else None)


def ion(mz: str, charge: int | None = 1, adduct: str | None = "H") -> Reading[ObservedIon]:
    return reading(ObservedIon(amount(mz), charge, adduct if charge is not None else None))


def mass(value: str, kind: MassKind = MassKind.UNSTATED) -> Reading[ObservedMass]:
    return reading(ObservedMass(amount(value, "Da"), kind))


def peaks(*rows: tuple[str, str, str]) -> tuple[Reading[Peak], ...]:
    """Rows of (retention time, area, area percent)."""
    return tuple(reading(Peak(amount(time), amount(area), amount(percent))) for time, area, percent in rows)


def date(iso: str, alternative: str | None = None) -> Reading[PrintedDate]:
    return reading(PrintedDate(iso, alternative), doubts=(Doubt.AMBIGUOUS,) if alternative else ())


def certificate(
    product: str | None = "Semax",
    *,
    lots: Sequence[tuple[str, int]] = (("AB1234", 1),),
    purity: str | None = "99.31",
    **claims: Any,
) -> Certificate:
    """A sound certificate of Semax; `claims` are fields of Certificate, `lots` are (lot, page)."""
    found = tuple(reading(lot, page=page) for lot, page in lots)
    fields: dict[str, Any] = {
        "pages": (1,),
        "product_name": reading(product) if product else None,
        "lots": found,
        "lot_number": found[0] if found else None,
        "hplc_purity": reading(amount(purity, "%")) if purity else None,
        "observed_ions": (ion("814.4"), ion("407.7", 2)),
    }
    return Certificate(**{**fields, **claims})


def findings(subject: Certificate, settings: Settings = SETTINGS) -> dict[str, Finding]:
    """What all checks say, by id."""
    return {finding.id: finding for finding in examine(subject, settings, library()).findings}


def code(check_id: str, subject: Certificate, settings: Settings = SETTINGS) -> str:
    """The message code with which a check comes out."""
    return findings(subject, settings)[check_id].code


def verdict(subject: Certificate, settings: Settings = SETTINGS) -> Verdict:
    return verdict_of(findings(subject, settings).values())
