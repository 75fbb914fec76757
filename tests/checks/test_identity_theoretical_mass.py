"""identity.theoretical_mass"""

from __future__ import annotations

import pytest

from certificate_builder import amount, certificate, code, findings, reading
from coaverify.model.evidence import Doubt

ID = "identity.theoretical_mass"


@pytest.mark.parametrize("printed", ["813.92", "813.93", "813.9", "813.921", "813.935", "814"])
def test_every_table_of_atomic_weights_in_use_agrees(printed: str) -> None:
    assert code(ID, certificate(molecular_weight=reading(amount(printed)))) == "weight-agrees"


@pytest.mark.parametrize("printed", ["813.80", "814.05", "812.94", "795.9"])
def test_another_weight_differs(printed: str) -> None:
    assert code(ID, certificate(molecular_weight=reading(amount(printed)))) == "weight-differs"


def test_the_weight_of_another_form_is_named() -> None:
    finding = findings(certificate("N-Acetyl Selank", molecular_weight=reading(amount("751.88"))))[ID]
    assert finding.code == "weight-differs"
    assert "plain peptide" in finding.message


def test_a_monoisotopic_mass_under_the_wrong_label_is_right_with_a_hint() -> None:
    finding = findings(certificate(molecular_weight=reading(amount("813.348"))))[ID]
    assert finding.code == "other-kind-of-mass"
    assert [hint.code for hint in finding.hints] == ["other-kind"]


def test_an_exact_mass_is_held_against_the_monoisotopic_mass() -> None:
    assert code(ID, certificate(monoisotopic_mass=reading(amount("813.348")))) == "weight-agrees"
    assert code(ID, certificate(monoisotopic_mass=reading(amount("813.448")))) == "weight-differs"


def test_counter_ions_counted_in_are_recognised_where_the_paper_names_them() -> None:
    weight = reading(amount("873.97"))
    assert code(ID, certificate("Semax acetate", molecular_weight=weight)) == "salt-counted"
    assert code(ID, certificate("Semax", molecular_weight=weight)) == "salt-not-named"


def test_an_unknown_peptides_weight_is_held_against_its_printed_formula() -> None:
    formula = reading("C31H42N8O7")
    assert code(
        ID, certificate("Unobtainin", molecular_formula=formula, molecular_weight=reading(amount("638.7")))
    ) == ("formula-gives-weight")
    assert code(
        ID, certificate("Unobtainin", molecular_formula=formula, molecular_weight=reading(amount("656.8")))
    ) == ("formula-contradicts-weight")


def test_a_doubtful_reading_neither_passes_nor_fails() -> None:
    doubtful = reading(amount("751.88"), doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(ID, certificate(molecular_weight=doubtful)) == "read-with-doubt"


def test_without_a_printed_mass_there_is_nothing_to_judge() -> None:
    assert code(ID, certificate()) == "not-stated"
    assert code(ID, certificate("Unobtainin", molecular_weight=reading(amount("638.7")))) == "nothing-to-compare"
