"""No sound sample still passes once one of its claims is another: each that a check rests on is altered in turn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from certificate_builder import AS_OF
from coaverify.checks import examine
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Amount, Certificate, ObservedIon, ObservedMass, Peak, PrintedDate
from coaverify.model.evidence import Reading
from coaverify.model.finding import Verdict, verdict_of
from coaverify.model.settings import Expectation, Limits, Settings
from coaverify.reference.library import library
from coaverify.report.model import Claims

SAMPLES = Path(__file__).resolve().parents[2] / "samples"

# Claims that nothing on a single paper can be held against; what would show an alteration of each
NOTHING_TO_HOLD_AGAINST = {
    "catalog_number": "the vendor's own catalogue",
    "appearance": "the eye",
    "quantity": "a balance, or a content found that the paper states too",
    "endotoxin": "a limit that the paper states too",
    "vendor": "the order",
    "manufacturer": "the maker",
    "client": "the order",
    "laboratory": "the laboratory",
    "task_number": "the laboratory's own copy",
    "verification_key": "the laboratory's own copy",
    "verification_url": "the laboratory's own copy",
    "method": "the raw data",
    "instrument": "the raw data; where it gives the tolerance, the tolerance is tested by the mass",
    "water_content": "the other parts of the mass balance, where the paper states them",
    "acetate_content": "the other parts of the mass balance, where the paper states them",
    "tfa_content": "the other parts of the mass balance, where the paper states them",
    "net_peptide_content": "the other parts of the mass balance, where the paper states them",
    "chloride_content": "the other parts of the mass balance, where the paper states them",
    "residual_solvents": "the other parts of the mass balance, where the paper states them",
    "loss_on_drying": "the water, where the paper states it",
    "mass_balance": "its own terms, where the paper states them",
    "measured_content": "the labelled amount and its share, where the paper states them",
    "label_claim_percent": "the labelled and the found amount, where the paper states them",
    "endotoxin_limit": "the endotoxin found, where the paper states it",
    "largest_impurity": "the purity and the peak table, where the paper states them",
    "total_impurities": "the purity and the peak table, where the paper states them",
}


def _other_name(value: str) -> str:
    return "Selank" if "semax" in value.casefold() else "Semax"


def _other_sequence(value: str) -> str:
    """Two neighbouring residues in each other's place: no mass shows it."""
    residues = re.findall(r"Met|Glu|His|Phe|Thr|Lys|Arg|Pro|Gly", value)
    first = next(n for n, residue in enumerate(residues[1:]) if residue != residues[n])
    swapped = [*residues[:first], residues[first + 1], residues[first], *residues[first + 2 :]]
    return value.replace("-".join(residues), "-".join(swapped))


def _other_cas(value: str) -> str:
    return f"{value[:-1]}{(int(value[-1]) + 1) % 10}"


def _one_hydrogen_more(value: str) -> str:
    return re.sub(r"H(\d+)", lambda match: f"H{int(match[1]) + 1}", value)


def _more(by: str) -> Callable[[Amount], Amount]:
    return lambda amount: replace(amount, value=amount.value + Decimal(by))


def _heavier(value: ObservedMass) -> ObservedMass:
    return replace(value, mass=_more("1.0")(value.mass))


def _day(iso: str) -> Callable[[PrintedDate], PrintedDate]:
    return lambda _date: PrintedDate(iso)


ALTERED: dict[str, Callable[[Any], Any]] = {
    "product_name": _other_name,
    "sequence": _other_sequence,
    "lot_number": lambda lot: f"{lot}X",
    "cas_number": _other_cas,
    "molecular_formula": _one_hydrogen_more,
    "molecular_weight": _more("1.0"),
    "monoisotopic_mass": _more("1.0"),
    "observed_mass": _heavier,
    "hplc_purity": lambda purity: replace(purity, value=Decimal("91.20")),
    "purity_specification": lambda limit: replace(limit, value=Decimal("99.99")),
    "received_date": _day("2031-01-01"),
    "manufacture_date": _day("2026-11-20"),
    "analysis_date": _day("2031-01-01"),
    "issue_date": _day("2031-01-01"),
    "retest_date": _day("2019-01-01"),
    "expiry_date": _day("2019-01-01"),
}


def _sound() -> list[tuple[str, Certificate]]:
    certificates = []
    for path in sorted(SAMPLES.glob("*.pdf")):
        for certificate in extract(read(path.read_bytes(), path.name, Limits())):
            if _verdict(certificate, certificate) is Verdict.PASS:
                certificates.append((path.stem, certificate))
    return certificates


def _verdict(certificate: Certificate, original: Certificate) -> Verdict:
    """The verdict for somebody who ordered what the original was for, and has its lot in hand."""
    claimed = examine(original, Settings(as_of=AS_OF), library()).case.claimed
    expect = Expectation(claimed.entry.id, claimed.form.value if claimed.form else None) if claimed.entry else None
    lot = original.lot_number.value if original.lot_number else None
    return verdict_of(examine(certificate, Settings(as_of=AS_OF, expect=expect, lot=lot), library()).findings)


SOUND = _sound()
CASES = [
    pytest.param(certificate, claim, id=f"{name}-{claim}")
    for name, certificate in SOUND
    for claim in ALTERED
    if getattr(certificate, claim) is not None
]


def altered(certificate: Certificate, claim: str) -> Certificate:
    """The certificate with one claim of another value, wherever it states it."""
    reading = getattr(certificate, claim)
    other = replace(reading, value=ALTERED[claim](reading.value))
    assert other.value != reading.value
    lists = {"lot_number": "lots", "product_name": "products"}
    changes: dict[str, Any] = {claim: other}
    if claim in lists:
        changes[lists[claim]] = tuple(
            other if one.value == reading.value else one for one in getattr(certificate, lists[claim])
        )
    return replace(certificate, **changes)


def test_there_are_sound_samples_of_every_form() -> None:
    assert len(SOUND) >= 8


@pytest.mark.parametrize(("certificate", "claim"), CASES)
def test_a_sound_sample_with_one_claim_altered_does_not_pass(certificate: Certificate, claim: str) -> None:
    assert _verdict(altered(certificate, claim), certificate) is not Verdict.PASS


@pytest.mark.parametrize("name", [name for name, certificate in SOUND if certificate.observed_ions])
def test_a_sound_sample_with_one_ion_altered_does_not_pass(name: str) -> None:
    certificate = dict(SOUND)[name]
    for place, reading in enumerate(certificate.observed_ions):
        ion = reading.value
        heavier: Reading[ObservedIon] = replace(
            reading, value=replace(ion, mz=_more(str(Decimal(1) / abs(ion.charge or 1)))(ion.mz))
        )
        ions = (*certificate.observed_ions[:place], heavier, *certificate.observed_ions[place + 1 :])
        assert _verdict(replace(certificate, observed_ions=ions), certificate) is not Verdict.PASS


@pytest.mark.parametrize("name", [name for name, certificate in SOUND if certificate.peak_table])
@pytest.mark.parametrize("column", ["area", "area_percent"])
def test_a_sound_sample_with_one_figure_of_its_peak_table_altered_does_not_pass(name: str, column: str) -> None:
    certificate = dict(SOUND)[name]
    for place, reading in enumerate(certificate.peak_table):
        amount = getattr(reading.value, column)
        more: Peak = replace(reading.value, **{column: replace(amount, value=amount.value * Decimal("1.7"))})
        table = (*certificate.peak_table[:place], replace(reading, value=more), *certificate.peak_table[place + 1 :])
        assert _verdict(replace(certificate, peak_table=table), certificate) is not Verdict.PASS


@pytest.mark.parametrize("name", [name for name, certificate in SOUND if certificate.peak_table])
def test_a_higher_purity_than_the_peak_table_gives_does_not_pass(name: str) -> None:
    certificate = dict(SOUND)[name]
    assert certificate.hplc_purity is not None
    purity = replace(certificate.hplc_purity, value=_more("0.30")(certificate.hplc_purity.value))
    assert _verdict(replace(certificate, hplc_purity=purity), certificate) is not Verdict.PASS


def test_every_claim_is_altered_or_named_with_what_would_show_its_alteration() -> None:
    lists = {"observed_ions", "peak_table", "amino_acids"}
    assert set(Claims.model_fields) - lists == set(ALTERED) | set(NOTHING_TO_HOLD_AGAINST)
    assert not set(ALTERED) & set(NOTHING_TO_HOLD_AGAINST)
