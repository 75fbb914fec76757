"""Entries of the reference that are not certain enough never make a certificate fail."""

from __future__ import annotations

from typing import Any

import pytest

from certificate_builder import amount, certificate, findings, ion, mass, reading
from coaverify.model.finding import Outcome

UNCERTAIN = "Bradykinin"  # RPPGFSPFR, of low confidence in the reference


@pytest.mark.parametrize(
    ("check_id", "claims"),
    [
        ("identity.observed_mass", {"observed_ions": (ion("900.1"),)}),
        ("identity.form", {"observed_ions": (), "observed_mass": mass("1058.58")}),
        ("identity.theoretical_mass", {"molecular_weight": reading(amount("900.1"))}),
        ("identity.formula", {"molecular_formula": reading("C37H51N9O10S")}),
        ("identity.sequence", {"sequence": reading("H-Gly-Val-Ser-OH")}),
    ],
)
def test_a_contradiction_with_an_uncertain_entry_stays_open(check_id: str, claims: dict[str, Any]) -> None:
    finding = findings(certificate(UNCERTAIN, **claims))[check_id]
    assert (finding.outcome, finding.code) == (Outcome.INCONCLUSIVE, "low-confidence-reference")


@pytest.mark.parametrize("check_id", ["identity.observed_mass", "identity.form"])
def test_a_material_without_a_name_is_not_judged(check_id: str) -> None:
    assert findings(certificate(None))[check_id].code == "not-named"
