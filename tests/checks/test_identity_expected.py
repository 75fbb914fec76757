"""identity.expected"""

from __future__ import annotations

import pytest

from certificate_builder import AS_OF, certificate, code, verdict
from coaverify.model.finding import Verdict
from coaverify.model.settings import Expectation, Settings

ID = "identity.expected"


@pytest.mark.parametrize(
    ("peptide", "form", "product", "expected"),
    [
        ("semax", None, "Semax", "as-ordered"),
        ("semax", "plain", "Semax", "as-ordered"),
        ("semax", "amide", "Semax", "other-form"),
        ("selank", None, "Semax", "other-peptide"),
        ("semax", None, "Unobtainin", "not-told"),
        ("semax", "n-acetyl", "Adamax", "not-told"),
    ],
)
def test_the_certificate_is_held_against_the_order(peptide: str, form: str | None, product: str, expected: str) -> None:
    assert code(ID, certificate(product), Settings(as_of=AS_OF, expect=Expectation(peptide, form))) == expected


def test_a_sound_certificate_of_something_else_does_not_pass() -> None:
    assert verdict(certificate(), Settings(as_of=AS_OF, expect=Expectation("selank"))) is Verdict.FAIL


def test_without_an_order_there_is_nothing_to_judge() -> None:
    assert code(ID, certificate()) == "nothing-ordered"
