"""Certificate -> the claims of a report."""

from __future__ import annotations

from typing import Any

from coaverify.model.certificate import Amount, Certificate, ObservedIon, ObservedMass, Peak, PrintedDate, ResidueRatio
from coaverify.model.evidence import Box, Evidence, Reading
from coaverify.model.template import Taught
from coaverify.report.entries import EvidenceEntry, TaughtEntry
from coaverify.report.model import (
    Claims,
    DateClaim,
    IonClaim,
    MassClaim,
    NumberClaim,
    PeakClaim,
    ResidueClaim,
    TextClaim,
)
from coaverify.report.parts import BoxList

_ENTRY = TextClaim | NumberClaim | DateClaim | MassClaim


def claims_of(certificate: Certificate) -> Claims:
    """Every claim that the certificate prints; those that it does not print stay absent."""
    single: dict[str, _ENTRY] = {}
    for name in Claims.model_fields:
        if name in ("observed_ions", "peak_table", "amino_acids"):
            continue
        reading = getattr(certificate, name)
        if reading is not None:
            single[name] = _entry(reading)
    ions = tuple(_ion(reading) for reading in certificate.observed_ions) or None
    peaks = tuple(_peak(reading) for reading in certificate.peak_table) or None
    residues = tuple(_residue(reading) for reading in certificate.amino_acids) or None
    lists = {"observed_ions": ions, "peak_table": peaks, "amino_acids": residues}
    return Claims.model_validate({**single, **lists})


def evidence_entry(evidence: Evidence) -> EvidenceEntry:
    return EvidenceEntry(page=evidence.page, box=box_list(evidence.box), text=evidence.text)


def box_list(box: Box) -> BoxList:
    """A box in points, rounded as reports give it."""
    return round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)


def taught_entry(taught: Taught) -> TaughtEntry:
    evidence = evidence_entry(taught.evidence) if taught.evidence else None
    return TaughtEntry(claim=taught.claim, outcome=taught.outcome, evidence=evidence)


def _common(reading: Reading[object]) -> dict[str, Any]:  # keyword arguments that all entries share
    return {
        "evidence": evidence_entry(reading.evidence),
        "source": reading.evidence.source,
        "doubts": reading.doubts,
        "template": reading.template,
    }


def _entry(reading: Reading[object]) -> _ENTRY:
    value = reading.value
    match value:
        case Amount():
            return NumberClaim(**_common(reading), **_number(value))
        case ObservedMass():
            return MassClaim(**_common(reading), **_number(value.mass), kind=value.kind.value)
        case PrintedDate():
            return DateClaim(**_common(reading), value=value.iso, alternative=value.alternative)
        case str():
            return TextClaim(**_common(reading), value=value)
        case _:
            raise TypeError(f"no entry for a claim of {type(value).__name__}")


def _number(amount: Amount) -> dict[str, Any]:  # keyword arguments that all numbers share
    return {
        "value": amount.value,
        "comparator": amount.comparator.value,
        "unit": amount.unit,
        "tolerance": amount.tolerance,
        "replicates": amount.replicates,
    }


def _ion(reading: Reading[ObservedIon]) -> IonClaim:
    ion = reading.value
    return IonClaim(**_common(reading), mz=ion.mz.value, charge=ion.charge, adduct=ion.adduct)


def _peak(reading: Reading[Peak]) -> PeakClaim:
    peak = reading.value
    return PeakClaim(
        **_common(reading),
        retention_time_min=peak.retention_time.value if peak.retention_time else None,
        area=peak.area.value if peak.area else None,
        area_percent=peak.area_percent.value if peak.area_percent else None,
        name=peak.name,
    )


def _residue(reading: Reading[ResidueRatio]) -> ResidueClaim:
    ratio = reading.value
    expected = ratio.expected.value if ratio.expected else None
    return ResidueClaim(**_common(reading), residue=ratio.residue, found=ratio.found.value, expected=expected)
