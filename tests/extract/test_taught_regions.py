"""A region reads what stands in it by the claim's own parser, and says where it cuts a statement in two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from certificate_pages import lines, rows
from coaverify.model.certificate import Comparator
from template_builder import account, read_with, template, within

NAMELESS = lines("Sequence: MEHFPGP", "Molecular Formula: C37H51N9O10S", "Molecular Weight: 813.92", "CAS: 80714-61-0")
KNOWN = [*NAMELESS, *lines("Product Name: Semax", top=200)]
ROW = (200.0, 408.0, 500.0, 424.0)  # around words drawn at x 200 to 500, 420 points from the top


def test_the_words_in_the_box_are_read_as_the_claim() -> None:
    words = [*KNOWN, (200.0, 420.0, "99.31 %"), (60.0, 420.0, "Band")]
    certificate = read_with(template(within("hplc_purity", ROW)), words=words)
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.value == Decimal("99.31")
    assert certificate.hplc_purity.evidence.text == "99.31 %"
    assert certificate.hplc_purity.doubts == ()
    assert 195 < certificate.hplc_purity.evidence.box.x0 < 205


@pytest.mark.parametrize("text", ["LF-26-031", "Stock mark: LF-26-031"])
def test_words_that_are_no_value_of_the_claim_are_no_reading(text: str) -> None:
    certificate = read_with(template(within("hplc_purity", ROW)), words=[*KNOWN, (200.0, 420.0, text)])
    assert certificate.hplc_purity is None
    assert account(certificate) == {"hplc_purity": "not_found"}


def test_a_comparator_in_the_box_is_kept() -> None:
    certificate = read_with(template(within("water_content", ROW)), words=[*KNOWN, (200.0, 420.0, "< 0.5 %")])
    assert certificate.water_content is not None
    assert certificate.water_content.value.comparator is Comparator.LESS


@pytest.mark.parametrize(
    ("claim", "printed", "box", "cut"),
    [
        ("water_content", "< 0.5 %", (206, 408, 500, 424), True),  # the sign is left out
        ("product_name", "Semax amidate", (195, 408, 234, 424), True),  # the form is left out
        ("water_content", "Moisture: 0.5 %", (247, 408, 500, 424), False),  # begins behind a colon
        ("lot_number", "LF-26-031 | Page 1", (195, 408, 252, 424), False),  # ends at a mark
    ],
)
def test_a_box_that_cuts_a_statement_gives_an_incomplete_reading(
    claim: str, printed: str, box: tuple[float, float, float, float], cut: bool
) -> None:
    words = [*NAMELESS, (200.0, 420.0, printed)]  # fmt: skip
    certificate = read_with(template(within(claim, box)), words=words)
    reading = getattr(certificate, claim)
    assert reading is not None
    assert reading.doubts == (("incomplete",) if cut else ())


def test_words_that_go_on_under_the_box_are_missed_and_said() -> None:
    words = [*NAMELESS, (200.0, 420.0, "N-Acetyl Semax"), (200.0, 431.0, "Amidate")]  # fmt: skip
    certificate = read_with(template(within("product_name", (195, 408, 400, 422))), words=words)
    assert certificate.product_name is not None
    assert certificate.product_name.value == "N-Acetyl Semax"
    assert certificate.product_name.doubts == ("incomplete",)


def test_the_next_row_of_a_list_is_not_what_a_value_goes_on_with() -> None:
    words = [*NAMELESS, *rows(("Stuff", "Semax"), ("Dose", "strong"), top=420, pitch=12, columns=(60, 200))]
    certificate = read_with(template(within("product_name", (195, 408, 400, 422))), words=words)
    assert certificate.product_name is not None
    assert certificate.product_name.doubts == ()
