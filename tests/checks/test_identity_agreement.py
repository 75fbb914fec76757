"""Which of a certificate's statements is the odd one out."""

from __future__ import annotations

from typing import Any

import pytest

from certificate_builder import amount, certificate, findings, ion, reading
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Finding, Outcome, Verdict, verdict_of

ID = "identity.agreement"
SEMAX: dict[str, Any] = {
    "sequence": reading("H-Met-Glu-His-Phe-Pro-Gly-Pro-OH"),
    "molecular_formula": reading("C37H51N9O10S"),
    "molecular_weight": reading(amount("813.92")),
    "cas_number": reading("80714-61-0"),
}


def finding(product: str | None = "Semax", **claims: Any) -> Finding:
    return findings(certificate(product, **{**SEMAX, **claims}))[ID]


def test_six_statements_of_one_molecule_agree() -> None:
    found = finding()
    assert (found.code, found.outcome) == ("statements-agree", Outcome.PASS)
    assert "Name, sequence, formula, molecular weight, CAS number and observed ions" in found.message


@pytest.mark.parametrize(
    ("claims", "odd"),
    [
        ({"molecular_weight": reading(amount("854.97"))}, "molecular weight"),
        ({"molecular_formula": reading("C39H54N10O10S")}, "formula"),
        ({"cas_number": reading("129954-34-3")}, "CAS number"),
        ({"observed_ions": (ion("752.4"), ion("376.7", 2))}, "observed ions"),
        ({"sequence": reading("H-Thr-Lys-Pro-Arg-Pro-Gly-Pro-OH")}, "sequence"),
    ],
)
def test_the_one_statement_that_means_another_molecule_is_named(claims: dict[str, Any], odd: str) -> None:
    found = finding(**claims)
    assert found.code == "odd-one-out"
    assert f"mean Semax; only the {odd} does not" in found.message
    assert found.evidence


def test_a_wrong_name_over_right_figures_is_the_odd_one() -> None:
    found = finding("Selank")
    assert found.code == "odd-one-out"
    assert "mean Semax; only the name does not" in found.message


def test_a_paper_put_together_from_two_has_no_single_odd_one() -> None:
    found = finding(
        molecular_weight=reading(amount("751.88")),
        molecular_formula=reading("C33H57N11O9"),
        observed_ions=(ion("752.4"), ion("376.7", 2)),
    )
    assert found.code == "statements-differ"
    assert found.outcome is Outcome.INCONCLUSIVE


def test_a_salt_counted_in_is_the_same_molecule() -> None:
    acetate = finding(molecular_weight=reading(amount("873.97")), molecular_formula=reading("C37H51N9O10S.C2H4O2"))
    assert acetate.code == "statements-agree"


def test_two_statements_are_too_few() -> None:
    paper = certificate("Semax", observed_ions=(ion("814.4"),))
    found = findings(paper)[ID]
    assert (found.code, found.outcome) == ("too-few", Outcome.NOT_APPLICABLE)


def test_statements_of_an_unknown_molecule_fit_none() -> None:
    claims: dict[str, Any] = {
        "sequence": None,
        "molecular_weight": reading(amount("1234.56")),
        "molecular_formula": reading("C20H20N20O20"),
        "cas_number": None,
        "observed_ions": (ion("1500.1"),),
    }
    assert findings(certificate("Unheard-of", **claims))[ID].code == "none-fits"


def test_a_doubtful_statement_accuses_nobody() -> None:
    weight = reading(amount("854.97"), doubts=(Doubt.LOW_CONFIDENCE,))
    assert finding(molecular_weight=weight).code == "read-with-doubt"


def test_an_entry_of_low_confidence_leaves_it_open() -> None:
    claims: dict[str, Any] = {
        "sequence": reading("RPPGFSPFR"),
        "molecular_formula": reading("C37H51N9O10S"),
        "observed_ions": (),
    }
    assert findings(certificate("Bradykinin", **claims))[ID].code == "low-confidence-reference"


def test_an_odd_one_leaves_the_verdict_to_the_single_checks() -> None:
    claims: dict[str, Any] = {**SEMAX, "molecular_weight": reading(amount("854.97"))}
    found = findings(certificate("Semax", **claims))
    assert verdict_of(found.values()) is Verdict.FAIL
    assert found["identity.theoretical_mass"].outcome is Outcome.FAIL
