"""Amino acid analysis held against the claimed sequence."""

from __future__ import annotations

import pytest

from certificate_builder import amount, certificate, findings, reading
from coaverify.checks.identity_amino_acids import composition
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.certificate import ResidueRatio
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Finding, Outcome

ID = "identity.amino_acids"
SEMAX = {"Glx": "1.02", "Pro": "1.97", "Gly": "0.99", "Met": "0.88", "Phe": "1.01", "His": "1.00"}


def finding(ratios: dict[str, str], product: str = "Semax", doubts: tuple[Doubt, ...] = ()) -> Finding:
    rows = tuple(reading(ResidueRatio(code, amount(found)), doubts=doubts) for code, found in ratios.items())
    return findings(certificate(product, amino_acids=rows))[ID]


def test_the_ratios_of_the_claimed_sequence_agree() -> None:
    found = finding(SEMAX)
    assert (found.code, found.outcome) == ("ratios-agree", Outcome.PASS)


def test_acid_and_amide_count_together() -> None:
    """Counted by hand: vasoactive peptides hold both, and hydrolysis makes one of the other."""
    assert composition(parse_sequence("NDQEK")) == {"Asx": 2, "Glx": 2, "Lys": 1}
    assert finding({**SEMAX, "Glu": SEMAX["Glx"]} | {"Glx": "1.02"}).code == "ratios-agree"


@pytest.mark.parametrize(
    ("change", "code", "outcome"),
    [
        ({"Lys": "1.01"}, "other-residue", Outcome.FAIL),
        ({"Pro": "2.96"}, "ratio-differs", Outcome.FAIL),
        ({"Phe": "0.02"}, "ratio-differs", Outcome.FAIL),
        ({"Phe": "1.20"}, "ratio-off", Outcome.INCONCLUSIVE),
        ({"Trp": "0.00", "Lys": "0.04"}, "ratios-agree", Outcome.PASS),  # nothing found of what is not there
    ],
)
def test_what_does_not_belong_to_the_sequence_is_found(change: dict[str, str], code: str, outcome: Outcome) -> None:
    found = finding({**SEMAX, **change})
    assert (found.code, found.outcome) == (code, outcome)


def test_a_residue_that_is_left_out_leaves_it_open() -> None:
    assert finding({code: ratio for code, ratio in SEMAX.items() if code != "His"}).code == "residue-not-listed"


def test_methionine_may_come_out_low_and_glycine_may_not() -> None:
    assert finding({**SEMAX, "Met": "0.81"}).code == "ratios-agree"
    assert finding({**SEMAX, "Gly": "0.81"}).code == "ratio-off"


def test_ratios_that_are_all_whole_are_worth_a_question() -> None:
    found = finding({code: f"{round(float(ratio))}.00" for code, ratio in SEMAX.items()})
    assert "whole-ratios" in {hint.code for hint in found.hints}
    assert "whole-ratios" not in {hint.code for hint in finding(SEMAX).hints}


def test_a_doubtful_analysis_decides_nothing() -> None:
    assert finding({**SEMAX, "Lys": "1.01"}, doubts=(Doubt.LOW_CONFIDENCE,)).code == "read-with-doubt"


def test_an_entry_of_low_confidence_leaves_it_open() -> None:
    assert finding(SEMAX, product="Bradykinin").code == "low-confidence-reference"


def test_without_a_known_sequence_nothing_is_compared() -> None:
    assert finding(SEMAX, product="Unheard-of").code == "nothing-to-compare"


def test_a_paper_without_an_analysis_is_not_asked_for_one() -> None:
    assert findings(certificate())[ID].code == "not-stated"
