"""Every check has a certificate that it passes and one that it objects to, a page that explains it, and a question."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from certificate_builder import SETTINGS, amount, certificate, date, ion, peaks, reading
from coaverify.checks import ALL_CHECKS, examine
from coaverify.checks.archive_duplicate import judge
from coaverify.checks.base import Check
from coaverify.cli import main
from coaverify.model.certificate import Certificate, Change, HiddenText, ResidueRatio, Trace
from coaverify.model.evidence import Box, Evidence, Reading
from coaverify.model.file_facts import (
    CarriedValue,
    CarrierKind,
    Difference,
    FileFacts,
    OddStyle,
    Origin,
    Signature,
    SignatureState,
)
from coaverify.model.finding import Finding, Outcome
from coaverify.model.fingerprint import Material, Resemblance, Trait
from coaverify.model.paperwork import Remark, Said
from coaverify.model.portal_copy import ReadCopy
from coaverify.model.settings import Expectation, Settings
from coaverify.reference.library import library

PLACE = Evidence(1, Box(60, 60, 120, 70), "99.31 %")
ORDER = Settings(as_of=SETTINGS.as_of, expect=Expectation("semax", "plain"), lot="AB1234")
RATIOS = {"Met": "0.97", "Glx": "1.01", "His": "0.99", "Phe": "1.00", "Pro": "2.02", "Gly": "1.0"}


def ratios(**others: str) -> tuple[Reading[ResidueRatio], ...]:
    """An amino acid analysis of Semax, some residues found otherwise."""
    return tuple(reading(ResidueRatio(residue, amount(found))) for residue, found in {**RATIOS, **others}.items())


SHEET = {
    "sequence": reading("H-Met-Glu-His-Phe-Pro-Gly-Pro-OH"),
    "cas_number": reading("80714-61-0"),
    "molecular_formula": reading("C37H51N9O10S"),
    "molecular_weight": reading(amount("813.92")),
    "purity_specification": reading(amount(">=98.0", "%")),
    "peak_table": peaks(("7.29", "69", "0.69"), ("9.94", "9931", "99.31")),
    "manufacture_date": date("2026-02-20"),
    "analysis_date": date("2026-02-26"),
    "issue_date": date("2026-03-22"),
    "retest_date": date("2028-03-22"),
    "appearance": reading("White powder"),
    "vendor": reading("Elm Peptides"),
    "file": FileFacts(Origin(), (Signature(SignatureState.INTACT, "A. Example", "2026-03-22T10:00:00"),)),
    "net_peptide_content": reading(amount("82.5", "%")),
    "water_content": reading(amount("5.1", "%")),
    "acetate_content": reading(amount("9.9", "%")),
    "loss_on_drying": reading(amount("6.0", "%")),
    "quantity": reading("5 mg"),
    "measured_content": reading(amount("5.06", "mg")),
    "label_claim_percent": reading(amount("101.2", "%")),
    "endotoxin": reading("0.4 EU/mg"),
    "endotoxin_limit": reading("< 5 EU/mg"),
    "task_number": reading("2603030053"),
    "verification_url": reading("https://elmpeptides.example/verify"),
    "remarks": (reading(Remark(Said.ONLY_ITEMS_TESTED, "relate only to the items tested")),),
    "amino_acids": ratios(),
}


def trace(impurity: float) -> Trace:
    """A main peak at 10 min and one at 7 min with so many percent of the area."""
    minutes = np.linspace(0, 20, 3000)
    signal = sum(
        share * np.exp(-0.5 * ((minutes - at) / 0.08) ** 2) for at, share in ((10.0, 100 - impurity), (7.0, impurity))
    )
    noisy = 10 * signal + np.random.default_rng(1).normal(0, 0.05, minutes.size)
    return Trace(tuple(minutes.tolist()), tuple(noisy.tolist()), PLACE)


def sheet(**changes: object) -> Certificate:
    return certificate(**{**SHEET, "traces": (trace(0.69),), **changes})  # type: ignore[arg-type]  # fields of Certificate


SOUND = sheet()
OBJECTED: dict[str, Certificate] = {
    "identity.observed_mass": sheet(observed_ions=(ion("856.4"), ion("428.7", 2))),
    "identity.form": sheet(observed_ions=(ion("813.4"), ion("407.2", 2))),
    "identity.expected": certificate("Selank"),
    "identity.theoretical_mass": sheet(molecular_weight=reading(amount("812.94"))),
    "identity.formula": sheet(molecular_formula=reading("C37H52N10O9S")),
    "identity.sequence": sheet(sequence=reading("H-Met-Glu-Phe-His-Pro-Gly-Pro-OH")),
    "identity.amino_acids": sheet(amino_acids=ratios(Met="2.97")),
    "identity.registry": sheet(cas_number=reading("129954-34-3")),
    "identity.agreement": sheet(cas_number=reading("129954-34-3")),
    "purity.specification": sheet(hplc_purity=reading(amount("97.2", "%"))),
    "purity.peak_table": sheet(hplc_purity=reading(amount("99.81", "%"))),
    "purity.chromatogram": sheet(traces=(trace(6.0),)),
    "content.mass_balance": sheet(acetate_content=reading(amount("29.9", "%"))),
    "content.water": sheet(water_content=reading(amount("9.1", "%"))),
    "content.vial_amount": sheet(label_claim_percent=reading(amount("121.2", "%"))),
    "content.endotoxin": sheet(endotoxin=reading("40 EU/mg")),
    "documentation.lot": sheet(lots=(("AB1234", 1), ("AB1243", 2))),
    "documentation.dates": sheet(analysis_date=date("2027-02-26")),
    "documentation.this_lot": sheet(remarks=(reading(Remark(Said.NOT_OF_THIS_LOT, "representative data")),)),
    "documentation.completeness": certificate(lots=()),
    "documentation.verification": sheet(codes=(reading("https://elmpeptides.example/r/2603030054"),)),
    "integrity.hidden_text": sheet(hidden=(reading(HiddenText("97.31 %", "covered")),)),
    "integrity.revisions": sheet(changes=(Change("hplc_purity", "96.4", PLACE),)),
    "integrity.fonts": sheet(
        odd_styles=(
            reading(OddStyle("hplc_purity", (Difference.FAMILY,), True, True, "9.3", "Times, 9.0 pt", "Arial, 9.0 pt")),
        )
    ),
    "integrity.annotations": sheet(carried=(CarriedValue(CarrierKind.FIELD, "97.0", "", PLACE, "hplc_purity"),)),
    "integrity.signature": sheet(file=FileFacts(Origin(), (Signature(SignatureState.BROKEN),))),
    "integrity.origin": sheet(file=FileFacts(Origin(created="2026-03-22", modified="2026-03-01"))),
}
NEVER_FAIL = {"identity.agreement", "documentation.completeness", "integrity.origin"}  # they tell, others decide
OF_SEVERAL = {"documentation.portal_copy", "archive.duplicate"}  # need a second paper


def finding(check_id: str, subject: Certificate) -> Finding:
    examined = examine(subject, ORDER, library(), ReadCopy("copy.pdf", (SOUND,)))
    return next(one for one in examined.findings if one.id == check_id)


@pytest.mark.parametrize("check", [one for one in ALL_CHECKS if one.id != "archive.duplicate"], ids=lambda c: c.id)
def test_the_sound_certificate_passes_every_check(check: Check) -> None:
    assert finding(check.id, SOUND).outcome is Outcome.PASS, finding(check.id, SOUND)


@pytest.mark.parametrize("check", [check for check in ALL_CHECKS if check.id not in OF_SEVERAL], ids=lambda c: c.id)
def test_every_check_objects_to_a_certificate_with_what_it_looks_for(check: Check) -> None:
    found = finding(check.id, OBJECTED[check.id])
    assert found.outcome is (Outcome.INCONCLUSIVE if check.id in NEVER_FAIL else Outcome.FAIL), found
    assert found.ask
    assert found.message[0].isupper() or not found.message[0].isalpha()


def test_the_checks_of_two_papers_have_both_answers() -> None:
    assert finding("documentation.portal_copy", SOUND).outcome is Outcome.PASS
    assert finding("documentation.portal_copy", OBJECTED["purity.peak_table"]).outcome is Outcome.FAIL
    other = Resemblance(Trait.TRACE, "b.pdf", Material(lot="B-7"), ("lot",), PLACE)
    assert [judge(found, 1).outcome for found in ([], [other])] == [Outcome.PASS, Outcome.FAIL]


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_check_says_what_it_means_for_the_reader_and_what_to_ask(check: Check) -> None:
    assert len(check.concerns) > 40
    assert len(check.ask) > 30
    assert check.ask.rstrip()[-1] in ".?"
    said = CliRunner().invoke(main, ["explain", check.id]).stdout
    words = " ".join(said.split())
    assert check.title in words
    assert " ".join(check.concerns.split()) in words
    assert " ".join(check.ask.split()) in words


def test_no_check_speaks_of_intent() -> None:
    """A contradiction is shown; what anybody meant by it, no paper tells."""
    accusing = ("fraud", "forged", "forger", "fake", "cheat", "liar", "scam", "counterfeit")
    for check in ALL_CHECKS:
        meanings = [code.meaning for code in check.codes.values()]
        text = " ".join([check.title, check.rationale, check.concerns, check.ask, *meanings])
        assert not [word for word in accusing if word in text.casefold()], check.id
