"""identity.formula"""

from __future__ import annotations

from certificate_builder import certificate, code, findings, reading

ID = "identity.formula"


def test_the_formula_of_the_claimed_form_agrees() -> None:
    assert code(ID, certificate(molecular_formula=reading("C37H51N9O10S"))) == "formula-agrees"


def test_the_formula_of_another_form_differs_and_is_named() -> None:
    finding = findings(certificate("Semax Amide", molecular_formula=reading("C39H54N10O10S")))[ID]
    assert finding.code == "formula-differs"
    assert "N-acetyl amide" in finding.message


def test_one_atom_more_differs() -> None:
    assert code(ID, certificate(molecular_formula=reading("C37H52N9O10S"))) == "formula-differs"


def test_salts_written_with_or_without_a_dot_are_recognised() -> None:
    assert code(ID, certificate(molecular_formula=reading("C39H55N9O12S"))) == "salt-counted"
    assert code(ID, certificate(molecular_formula=reading("C37H51N9O10S.C2H4O2"))) == "salt-counted"


def test_what_cannot_be_read_or_compared_stays_open() -> None:
    assert code(ID, certificate(molecular_formula=reading("C37Hx"))) == "not-a-formula"
    assert code(ID, certificate("Unobtainin", molecular_formula=reading("C37H51N9O10S"))) == "nothing-to-compare"
    assert code(ID, certificate()) == "not-stated"
