"""identity.sequence"""

from __future__ import annotations

import pytest

from certificate_builder import certificate, code, findings, reading

ID = "identity.sequence"


@pytest.mark.parametrize("printed", ["MEHFPGP", "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH", "Met-Glu-His-Phe-Pro-Gly-Pro"])
def test_every_notation_of_the_sequence_agrees(printed: str) -> None:
    assert code(ID, certificate(sequence=reading(printed))) == "sequence-agrees"


def test_the_same_residues_in_another_order_differ_although_no_mass_would_show_it() -> None:
    finding = findings(certificate(sequence=reading("H-Met-Glu-Phe-His-Pro-Gly-Pro-OH")))[ID]
    assert finding.code == "sequence-differs"
    assert "another order" in finding.message


@pytest.mark.parametrize(
    ("product", "printed", "expected"),
    [
        ("Semax", "Ac-MEHFPGP-OH", "ends-differ"),
        ("Semax", "MEHFPGP-NH2", "ends-differ"),
        ("Semax Amide", "H-MEHFPGP-OH", "ends-differ"),
        ("N-Acetyl Semax Amidate", "Ac-MEHFPGP-NH2", "sequence-agrees"),
        ("N-Acetyl Semax Amidate", "MEHFPGP", "ends-not-printed"),
        ("N-Acetyl Semax", "Ac-MEHFPGP", "sequence-agrees"),
    ],
)
def test_the_ends_of_the_chain_are_held_against_the_claimed_form(product: str, printed: str, expected: str) -> None:
    assert code(ID, certificate(product, sequence=reading(printed))) == expected


def test_a_name_that_leaves_the_ends_open_stays_open() -> None:
    assert code(ID, certificate("Adamax", sequence=reading("MEHFPGP"))) == "ends-open"


def test_what_cannot_be_read_or_compared_stays_open() -> None:
    assert code(ID, certificate(sequence=reading("MEHXZBP"))) == "not-a-sequence"
    assert code(ID, certificate("Unobtainin", sequence=reading("H-Gly-Ala-Val-OH"))) == "nothing-to-compare"
    assert code(ID, certificate()) == "not-stated"
