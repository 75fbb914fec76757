"""identity.registry"""

from __future__ import annotations

import pytest

from certificate_builder import certificate, code, reading

ID = "identity.registry"


@pytest.mark.parametrize(
    ("product", "number", "expected"),
    [
        ("Semax", "80714-61-0", "number-agrees"),
        ("Selank", "129954-34-3", "number-agrees"),
        ("Semax", "129954-34-3", "number-differs"),  # Selank's
        ("Semax", "50-78-2", "number-differs"),  # a well-formed number of something else
        ("Semax", "80714-61-1", "check-digit"),
        ("N-Acetyl Semax", "80714-61-0", "number-of-other-form"),
        ("Semax Amide", "50-78-2", "not-in-reference"),
        ("Unobtainin", "50-78-2", "nothing-to-compare"),
    ],
)
def test_a_cas_number_is_held_against_the_reference(product: str, number: str, expected: str) -> None:
    assert code(ID, certificate(product, cas_number=reading(number))) == expected


def test_without_a_number_there_is_nothing_to_judge() -> None:
    assert code(ID, certificate()) == "not-stated"
