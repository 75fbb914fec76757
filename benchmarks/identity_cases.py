"""Certificates made of values for the identity benchmarks: what a laboratory would print for a molecule it measured."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from decimal import Decimal

from coaverify.checks import Examined, examine, identity_form, identity_observed_mass
from coaverify.checks.case import Case
from coaverify.checks.claimed import claimed_by
from coaverify.checks.fitting import fits_of
from coaverify.chemistry.ions import Ion, mz
from coaverify.chemistry.masses import Masses
from coaverify.model.certificate import Amount, Certificate, InstrumentClass, MassKind, ObservedIon, ObservedMass
from coaverify.model.evidence import Box, Evidence, Reading
from coaverify.model.finding import Finding, Verdict, verdict_of
from coaverify.model.settings import Settings
from coaverify.reference.library import library

SETTINGS = Settings(as_of=datetime.date(2026, 11, 21))
BELOW_RESOLVED = 1500.0  # Da: ions of lighter molecules are labelled at the monoisotopic peak


@dataclass(frozen=True)
class Instrument:
    """A class of instrument: what it prints, and how far a value may be off."""

    name: str
    decimals: int
    tolerance: float = 0.0  # m/z or Da
    ppm: float = 0.0
    kind: InstrumentClass | None = None
    stated: bool = True  # whether the certificate states the tolerance with its result

    def at(self, value: float) -> float:
        return max(self.tolerance, 1e-6 * self.ppm * value)


LOW = Instrument("low-resolution 0.3 Da", 1, tolerance=0.3)
QUADRUPOLE = Instrument("quadrupole 0.1 Da", 2, tolerance=0.1)
TOF = Instrument("ToF 5 ppm", 4, ppm=5.0, kind=InstrumentClass.HIGH_RESOLUTION, stated=False)
INSTRUMENTS = (LOW, QUADRUPOLE, TOF)

IONS = {"[M+H]+": (1,), "[M+2H]2+": (2,), "both": (1, 2)}
NEUTRAL = {"neutral average": MassKind.AVERAGE, "neutral mono": MassKind.MONOISOTOPIC}
WAYS = (*IONS, *NEUTRAL)


def read_as(value: object) -> Reading[object]:
    return Reading(value, Evidence(1, Box(60, 60, 120, 70), str(value)), ())


def measured(masses: Masses, way: str, instrument: Instrument, noise: random.Random | None) -> dict[str, object]:
    """The fields of a certificate on which a molecule was measured in this way, off by at most the tolerance."""

    def printed(value: float) -> Amount:
        off = noise.uniform(-1, 1) * instrument.at(value) if noise is not None else 0.0
        return Amount(Decimal(f"{value + off:.{instrument.decimals}f}"))

    fields: dict[str, object] = {"instrument_class": instrument.kind}
    if instrument.stated:
        fields["mass_tolerance"] = read_as(Amount(Decimal(str(instrument.tolerance))))
    if way in NEUTRAL:
        mass = masses.average if way == "neutral average" else masses.monoisotopic
        fields["observed_mass"] = read_as(ObservedMass(printed(mass), NEUTRAL[way]))
        return fields
    exact = instrument.kind is InstrumentClass.HIGH_RESOLUTION or masses.monoisotopic < BELOW_RESOLVED
    seen = masses.monoisotopic if exact else masses.average
    fields["observed_ions"] = tuple(
        read_as(ObservedIon(printed(mz(seen, Ion("H", charge))), charge, "H")) for charge in IONS[way]
    )
    return fields


def certificate(product: str, fields: dict[str, object]) -> Certificate:
    """A sound certificate of a product with these results; purity 99.3 % against 98 %."""
    lot = read_as("AB-1234")
    purity, limit = read_as(Amount(Decimal("99.3"))), read_as(Amount(Decimal("98.0")))
    plain: dict[str, object] = {
        "pages": (1,),
        "product_name": read_as(product),
        "lots": (lot,),
        "lot_number": lot,
        "hplc_purity": purity,
        "purity_specification": limit,
    }
    return Certificate(**plain, **fields)  # type: ignore[arg-type]  # the fields are those of Certificate


def judged(paper: Certificate) -> tuple[Verdict, dict[str, Finding], Examined]:
    examined = examine(paper, SETTINGS, library())
    return verdict_of(examined.findings), {finding.id: finding for finding in examined.findings}, examined


def identified(paper: Certificate) -> list[Finding]:
    """What the claim is, what the observed values allow, and what else of the reference they would fit."""
    claimed = claimed_by(paper, library())
    case = Case(paper, claimed, fits_of(paper, claimed.by_form, SETTINGS), SETTINGS, library())
    return [identity_observed_mass.CHECK.run(case), identity_form.CHECK.run(case)]
