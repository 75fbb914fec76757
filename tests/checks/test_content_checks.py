"""content.mass_balance, content.water, content.vial_amount, content.endotoxin"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from certificate_builder import amount, certificate, code, findings, reading, verdict
from coaverify.model.certificate import Amount
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Verdict

BALANCE, WATER = "content.mass_balance", "content.water"
VIAL, ENDOTOXIN = "content.vial_amount", "content.endotoxin"


def percents(**terms: str) -> dict[str, Any]:
    """Terms of the powder in percent: peptide="82.5", water="5.1", acetate="9.9", loss_on_drying="4"."""
    names = {"peptide": "net_peptide_content"}
    full = {term: names.get(term, term if "_" in term else f"{term}_content") for term in terms}
    return {full[term]: reading(amount(text, "%")) for term, text in terms.items()}


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"peptide": "82.5", "water": "5.1", "acetate": "9.9"}, "balanced"),
        ({"peptide": "81.0", "loss_on_drying": "5.1", "chloride": "9.9"}, "balanced"),
        ({"peptide": "82.5", "water": "5.1", "acetate": "16.9"}, "balanced"),  # 104.5: what makers release
        ({"peptide": "88.5", "water": "7.1", "acetate": "11.9"}, "above-usual"),
        ({"peptide": "95.0", "water": "7.1", "tfa": "14.9"}, "above-hundred"),
        ({"peptide": "98.5", "acetate": "12.0"}, "above-hundred"),  # no further term can make it less
        ({"peptide": "82.5", "water": "5.1"}, "not-above"),
        ({"peptide": "90.0±0.5", "water": "5.0±0.2", "acetate": "7.0±0.5"}, "above-hundred"),  # its own errors
        ({"peptide": "90.0±2.0", "water": "5.0±0.2", "acetate": "7.0±0.5"}, "balanced"),
        ({"peptide": "82.5"}, "single-term"),
        ({"water": "5.1", "acetate": "9.9"}, "no-content"),
        ({"peptide": "82.5", "water": "5.1", "acetate": "9.9", "mass_balance": "97.5"}, "balanced"),
        ({"peptide": "82.5", "water": "5.1", "acetate": "9.9", "mass_balance": "99.0"}, "balanced"),  # more terms
        ({"peptide": "82.5", "water": "5.1", "acetate": "9.9", "mass_balance": "95.1"}, "sum-differs"),
        ({"peptide": "98.0", "water": "<8", "acetate": "<9"}, "balanced"),  # upper bounds may be nothing
    ],
)
def test_terms_of_the_powder_are_not_more_than_the_powder(terms: dict[str, str], expected: str) -> None:
    assert code(BALANCE, certificate(**percents(**terms))) == expected


def test_drying_takes_the_solvents_away_too_so_that_they_are_not_counted_twice() -> None:
    terms = percents(peptide="85.0", loss_on_drying="9.0", acetate="8.0", residual_solvents="6.0")
    assert code(BALANCE, certificate(**terms)) == "balanced"


def test_more_than_the_powder_fails_and_a_sum_that_nobody_releases_does_not_pass() -> None:
    assert verdict(certificate(**percents(peptide="95.0", water="7.1", tfa="14.9"))) is Verdict.FAIL
    assert verdict(certificate(**percents(peptide="88.5", water="7.1", acetate="11.9"))) is Verdict.INCONCLUSIVE


def test_a_term_that_was_read_with_doubt_neither_fails_nor_passes_the_balance() -> None:
    terms = percents(peptide="95.0", water="7.1", tfa="14.9")
    terms["water_content"] = replace(terms["water_content"], doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(BALANCE, certificate(**terms)) == "read-with-doubt"


def hints(check: str, **claims: Any) -> list[str]:
    return [hint.code for hint in findings(certificate(**claims))[check].hints]


def test_a_content_that_is_the_purity_to_the_decimal_is_a_hint() -> None:
    assert hints(BALANCE, purity="99.31", **percents(peptide="99.31")) == ["content-is-purity"]
    assert hints(BALANCE, purity="99.31", **percents(peptide="82.31")) == []


def test_a_content_that_the_named_salt_does_not_leave_is_a_hint() -> None:
    two_bases = {"product": "Selank", "salt": reading("TFA salt")}  # K, R and the amine against one acid
    assert hints(BALANCE, **two_bases, **percents(peptide="92.5")) == ["content-above-salt"]
    assert hints(BALANCE, **two_bases, **percents(peptide="75.5")) == []
    assert hints(BALANCE, product="Unknownin", salt=reading("Acetate"), **percents(peptide="99")) == [
        "content-above-salt"
    ]


def test_tfa_that_an_acetate_still_holds_is_a_hint() -> None:
    assert hints(BALANCE, salt=reading("Acetate"), **percents(peptide="82", tfa="0.39")) == ["tfa-in-acetate"]
    assert hints(BALANCE, salt=reading("TFA salt"), **percents(peptide="72", tfa="12")) == []


def test_a_powder_with_a_tenth_unnamed_is_a_hint_and_no_failure() -> None:
    terms = percents(peptide="72.0", water="4.0", acetate="5.0")
    assert code(BALANCE, certificate(**terms)) == "balanced"
    assert hints(BALANCE, **terms) == ["not-accounted-for"]


@pytest.mark.parametrize(
    ("water", "loss", "expected"),
    [
        ("4.1", "5.0", "agree"),
        ("5.6", "5.0", "agree"),  # within the error of both
        ("9.0", "5.0", "water-above-loss"),
        ("<9.0", "5.0", "agree"),
        ("9.0", ">5.0", "not-both"),
    ],
)
def test_the_loss_on_drying_contains_the_water(water: str, loss: str, expected: str) -> None:
    assert code(WATER, certificate(**percents(water=water, loss_on_drying=loss))) == expected


def test_water_alone_is_not_compared_and_a_doubtful_one_decides_nothing() -> None:
    assert code(WATER, certificate(**percents(water="5.0"))) == "not-both"
    terms = percents(water="9.0", loss_on_drying="5.0")
    terms["water_content"] = replace(terms["water_content"], doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(WATER, certificate(**terms)) == "read-with-doubt"


def vial(found: str, label: str | None = None, share: str | None = None, vials: tuple[str, ...] = ()) -> dict[str, Any]:
    """Milligrams found in a vial (`vials`: one by one), the label's words, and the printed percent of the label."""
    content = Amount(Decimal(found), unit="mg", replicates=tuple(Decimal(one) for one in vials))
    return {
        "measured_content": reading(content),
        "quantity": reading(label) if label else None,
        "label_claim_percent": reading(amount(share, "%")) if share else None,
    }


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (vial("5.06", "5 mg", "101.2"), "agrees"),
        (vial("5.1", "5 mg", "101.2"), "agrees"),  # 5.06 before it was rounded
        (vial("5.10", "5 mg", "99.2"), "share-differs"),
        (vial("5.10", "5 mg"), "agrees"),
        (vial("5.10", "5,0 mg/vial", "102.0"), "agrees"),
        (vial("5.10", "10 vials of 5 mg", "102.0"), "no-label"),
        (vial("5.10", "50 mg", "102.0"), "other-label"),  # the pack's
        (vial("5.10", "5 mg/ml", "102.0"), "no-label"),
        (vial("2.57", "12.5/2.5 mg"), "no-label"),
        (vial("52.49", "50 mg", None, ("53.48", "51.49")), "agrees"),
        (vial("53.49", "50 mg", None, ("53.48", "51.49")), "mean-differs"),
    ],
)
def test_milligrams_share_and_mean_of_a_vial_are_recomputed(claims: dict[str, Any], expected: str) -> None:
    assert code(VIAL, certificate(**claims)) == expected


def test_without_milligrams_nothing_is_compared_and_doubtful_ones_decide_nothing() -> None:
    assert code(VIAL, certificate()) == "not-found"
    claims = vial("5.10", "5 mg", "99.2")
    claims["measured_content"] = replace(claims["measured_content"], doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(VIAL, certificate(**claims)) == "read-with-doubt"


def test_a_vial_far_from_its_label_is_a_hint() -> None:
    assert hints(VIAL, **vial("3.90", "5 mg")) == ["underfilled"]
    assert hints(VIAL, **vial("7.03", "5 mg")) == ["overfilled"]
    assert hints(VIAL, **vial("5.40", "5 mg")) == []


@pytest.mark.parametrize(
    ("result", "limit", "expected"),
    [
        ("< 0.5 EU/mg", "≤ 5 EU/mg", "within-limit"),
        ("11.3 EU/vial", "40 EU/vial", "within-limit"),
        ("0.005 EU/µg", "5 EU/mg", "within-limit"),
        ("11.3 EU/mg", "5 EU/mg", "above-limit"),
        ("11.3 IU/mg", "< 5 EU/mg", "above-limit"),
        ("< 10 EU/mg", "5 EU/mg", "only-a-bound"),
        ("0.3 EU/ml", "5 EU/mg", "other-unit"),
        ("0.3 EU/mg", None, "no-limit"),
        (None, "5 EU/mg", "not-stated"),
    ],
)
def test_endotoxin_is_held_against_a_limit_in_its_own_unit(
    result: str | None, limit: str | None, expected: str
) -> None:
    claims: dict[str, Any] = {
        name: reading(text) for name, text in (("endotoxin", result), ("endotoxin_limit", limit)) if text
    }
    assert code(ENDOTOXIN, certificate(**claims)) == expected


def test_an_endotoxin_of_zero_is_a_hint_and_a_doubtful_one_decides_nothing() -> None:
    assert hints(ENDOTOXIN, endotoxin=reading("0.00 EU/mg")) == ["endotoxin-zero"]
    doubted = reading("11.3 EU/mg", doubts=(Doubt.LOW_CONFIDENCE,))
    subject = certificate(endotoxin=doubted, endotoxin_limit=reading("5 EU/mg"))
    assert code(ENDOTOXIN, subject) == "read-with-doubt"
