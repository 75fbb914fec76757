"""What holds for every check: its text, its codes, its tests; and that no altered certificate passes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from certificate_builder import amount, certificate, date, findings, ion, mass, peaks, reading, verdict
from coaverify.checks import ALL_CHECKS, check_by_id
from coaverify.checks.base import Check
from coaverify.model.evidence import Doubt, Reading
from coaverify.model.finding import NEEDED_FOR_A_PASS, Outcome, Verdict

TESTS = Path(__file__).parent


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_check_explains_itself(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", check.id)
    assert check.title[0].isupper()
    assert not check.title.endswith(".")
    assert len(check.rationale) > 100
    assert isinstance(check.sources, tuple)  # a lone text would be shown letter by letter
    assert all(len(source) > 5 for source in check.sources)
    assert check.sources
    assert check_by_id(check.id) is check


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_code_of_every_check_is_asserted_by_a_test(check: Check) -> None:
    text = "".join(path.read_text("utf-8") for path in TESTS.glob("test_*.py") if path.name != Path(__file__).name)
    missing = [code for code in check.codes if f'"{code}"' not in text]
    assert not missing


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_check_can_pass_or_say_nothing_and_can_object(check: Check) -> None:
    outcomes = {code.outcome for code in check.codes.values()}
    assert Outcome.PASS in outcomes
    assert outcomes & {Outcome.FAIL, Outcome.INCONCLUSIVE}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in check.codes)


def test_ids_are_unique_and_the_pillars_are_among_them() -> None:
    ids = [check.id for check in ALL_CHECKS]
    assert len(ids) == len(set(ids))
    assert set(NEEDED_FOR_A_PASS) <= set(ids)


def test_the_pillars_are_never_not_applicable_for_want_of_input() -> None:
    empty = certificate(None, lots=(), purity=None, observed_ions=())
    outcomes = findings(empty)
    assert all(outcomes[check_id].outcome is Outcome.INCONCLUSIVE for check_id in NEEDED_FOR_A_PASS)


SOUND: dict[str, Any] = {
    "sequence": reading("H-Met-Glu-His-Phe-Pro-Gly-Pro-OH"),
    "cas_number": reading("80714-61-0"),
    "molecular_formula": reading("C37H51N9O10S"),
    "molecular_weight": reading(amount("813.92")),
    "monoisotopic_mass": reading(amount("813.348")),
    "observed_mass": mass("813.35"),
    "purity_specification": reading(amount(">=98.0", "%")),
    "peak_table": peaks(("7.29", "69", "0.69"), ("9.94", "9931", "99.31")),
    "manufacture_date": date("2026-02-20"),
    "analysis_date": date("2026-02-26"),
    "issue_date": date("2026-03-22"),
}
ALTERED: dict[str, Any] = {
    "product_name": reading("Selank"),
    "sequence": reading("H-Met-Glu-Phe-His-Pro-Gly-Pro-OH"),
    "cas_number": reading("129954-34-3"),
    "molecular_formula": reading("C37H52N10O9S"),
    "molecular_weight": reading(amount("812.94")),
    "monoisotopic_mass": reading(amount("812.364")),
    "observed_mass": mass("812.36"),
    "observed_ions": (ion("813.4"), ion("407.7", 2)),
    "hplc_purity": reading(amount("99.81", "%")),
    "purity_specification": reading(amount(">=99.5", "%")),
    "peak_table": peaks(("7.29", "269", "2.64"), ("9.94", "9931", "97.36")),
    "manufacture_date": date("2026-02-27"),
    "analysis_date": date("2026-03-23"),
    "issue_date": date("2027-01-01"),
    "lots": (reading("AB1234"), reading("AB1243", page=2)),
}


def test_the_sound_certificate_passes() -> None:
    assert verdict(certificate(**SOUND)) is Verdict.PASS


@pytest.mark.parametrize("claim", ALTERED)
def test_altering_one_claim_of_a_sound_certificate_never_yields_a_pass(claim: str) -> None:
    assert verdict(replace(certificate(**SOUND), **{claim: ALTERED[claim]})) is not Verdict.PASS


@pytest.mark.parametrize("claim", ["product_name", "lots", "hplc_purity", "observed"])
def test_taking_away_what_a_pass_rests_on_never_yields_a_pass(claim: str) -> None:
    sound = certificate(**SOUND)
    without = {
        "product_name": replace(sound, product_name=None, sequence=None),
        "lots": replace(sound, lots=(), lot_number=None),
        "hplc_purity": replace(sound, hplc_purity=None),
        "observed": replace(sound, observed_ions=(), observed_mass=None),
    }[claim]
    assert verdict(without) is Verdict.INCONCLUSIVE


def _doubted(value: Any) -> Any:
    if isinstance(value, Reading):
        return replace(value, doubts=(Doubt.OCR_LAYER,))
    return tuple(map(_doubted, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize("claim", ["lots", "hplc_purity", "observed_ions", "purity_specification", "peak_table"])
def test_a_doubt_about_what_a_pass_rests_on_never_yields_a_pass(claim: str) -> None:
    sound = certificate(**SOUND)
    assert verdict(replace(sound, **{claim: _doubted(getattr(sound, claim))})) is Verdict.INCONCLUSIVE


def test_the_users_stricter_purity_is_kept() -> None:
    from certificate_builder import AS_OF
    from coaverify.model.settings import Settings

    assert verdict(certificate(**SOUND), Settings(as_of=AS_OF, min_purity=Decimal("99.5"))) is Verdict.FAIL
