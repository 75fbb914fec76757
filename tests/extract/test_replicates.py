"""Several vials or injections of one lot: a list, its printed average or its mean, in every geometry."""

from __future__ import annotations

from decimal import Decimal

import pytest

from certificate_pages import TITLE, Placed, certificate_in, certificates_in, lines, rows

HEAD = lines("Product: BPC-157 10 mg", "Lot: RP-4")
THREE = ("99.105 %", "99.136 %", "99.329 %")

PURITIES: dict[str, list[Placed]] = {
    "in one cell": rows(("Purity", "; ".join(THREE)), top=150),
    "named in one cell": rows(("Purity", "Vial 1: 99.105 % Vial 2: 99.136 % Vial 3: 99.329 %"), top=150),
    "line by line": [
        (60, 150, "Purity"),
        *lines(*(f"Vial {n}: {p}" for n, p in enumerate(THREE, 1)), x=220, top=150, pitch=12),
    ],
    "vials as rows": rows(("Vial", "Purity (HPLC)"), *((str(n), p) for n, p in enumerate(THREE, 1)), top=150),
    "vials as columns": rows(("Parameter", "Vial 1", "Vial 2", "Vial 3"), ("Purity", *THREE), top=150),
}


@pytest.mark.parametrize("placed", PURITIES.values(), ids=PURITIES.keys())
def test_the_purity_of_several_vials_is_their_mean_with_all_of_them_kept(placed: list[Placed]) -> None:
    purity = certificate_in(*HEAD, *placed).hplc_purity
    assert purity is not None
    assert purity.value.value == Decimal("99.190")
    assert purity.value.replicates == (Decimal("99.105"), Decimal("99.136"), Decimal("99.329"))


def test_a_printed_average_stands_before_the_computed_one() -> None:
    table = rows(
        ("Parameter", "Vial 1", "Vial 2", "Average"),
        ("Purity (%)", "99.10", "98.90", "99.01"),
        ("Net peptide (mg)", "5.12", "5.02", "5.06"),
        top=150,
    )
    certificate = certificate_in(*HEAD, *table)
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.value == Decimal("99.01")
    assert certificate.hplc_purity.value.replicates == (Decimal("99.10"), Decimal("98.90"))
    assert certificate.measured_content is not None
    assert certificate.measured_content.value.value == Decimal("5.06")
    assert certificate.measured_content.value.unit == "mg"


def test_mean_and_deviation_under_the_vials_are_no_vials() -> None:
    table = rows(
        ("Replicate", "Lot", "Purity (%)", "Found (mg)"),
        ("1", "RP-4", "99.21", "10.31"),
        ("2", "RP-4", "99.33", "10.45"),
        ("Mean", "", "99.27", "10.38"),
        ("RSD", "", "0.06", "0.69"),
        top=150,
    )
    certificate = certificate_in(*lines("Product: BPC-157"), *table)
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "RP-4"
    assert certificate.measured_content is not None
    assert certificate.measured_content.value.value == Decimal("10.38")
    assert certificate.measured_content.value.replicates == (Decimal("10.31"), Decimal("10.45"))


def test_an_average_in_one_place_and_the_vials_in_another_are_one_result() -> None:
    certificate = certificate_in(
        *HEAD,
        *rows(("Purity:", "Vial 1: 99.54 % Vial 2: 99.61 %"), top=150),
        *rows(("Test", "Result"), ("Purity (HPLC-UV)", "99.58 %"), top=220),
    )
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.value == Decimal("99.58")
    assert certificate.hplc_purity.value.replicates == (Decimal("99.54"), Decimal("99.61"))


def test_the_amount_found_stands_beside_the_amount_that_the_label_claims() -> None:
    certificate = certificate_in(*HEAD, *rows(("Label claim", "10 mg"), ("Found", "10.32 mg"), top=150))
    assert certificate.quantity is not None
    assert certificate.quantity.value == "10 mg"
    assert certificate.measured_content is not None
    assert certificate.measured_content.value.value == Decimal("10.32")


def test_amounts_of_several_components_are_no_replicates() -> None:
    certificate = certificate_in(
        *HEAD, *rows(("Purity", "99.1 %"), ("Net content", "GHK-Cu: 57.01 mg KPV: 9.83 mg"), top=150)
    )
    assert certificate.measured_content is None


def test_a_unit_that_only_the_head_prints_holds_for_the_figure_under_it() -> None:
    table = rows(("Sample name", "Net content per vial (mg)", "UV purity (%)"), ("Semax", "9.16", "96.3"), top=150)
    (certificate,) = certificates_in([TITLE, *lines("Lot: FH-1"), *table])
    assert certificate.measured_content is not None
    assert certificate.measured_content.value.value == Decimal("9.16")
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.unit == "%"
