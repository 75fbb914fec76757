"""Labels over several lines, lists of labels with lists of values, values in running text."""

from __future__ import annotations

from certificate_pages import Placed, certificate_in, lines, rows


def test_a_label_of_several_lines_is_read_as_a_whole() -> None:
    placed: list[Placed] = []
    top = 100.0
    for label, value in (
        (("Name of the", "product"), "Semax"),
        (("Batch", "number"), "WR-3"),
        (("Chromatographic", "purity (RP-HPLC,", "220 nm)"), "99.30 %"),
        (("Theoretical", "molecular weight"), "813.92 g/mol"),
        (("Mass found by", "ESI-MS [M+H]+"), "814.4"),
    ):
        placed += lines(*label, top=top, pitch=11)
        placed.append((230, top, value))
        top += 11 * len(label) + 10
    certificate = certificate_in(*placed)
    assert certificate.product_name is not None
    assert certificate.product_name.value == "Semax"
    assert certificate.hplc_purity is not None
    assert certificate.molecular_weight is not None
    assert certificate.observed_mass is None
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["814.4"]


def test_all_labels_first_and_then_all_values_are_paired_by_their_order() -> None:
    labels = ("Client:", "Sample:", "Lot:", "Purity:", "Received date:", "Accession number:", "Search code:")
    values = ("Northgate Shop", "Semax 10mg", "BL-44", "99.842 %", "2026-01-21", "2601210092", "North2601210092")
    certificate = certificate_in(*lines(*labels, pitch=16), *lines(*values, top=240, pitch=16))
    assert certificate.client is not None
    assert certificate.client.value == "Northgate Shop"
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "BL-44"
    assert certificate.quantity is not None
    assert certificate.quantity.value == "10mg"
    assert certificate.received_date is not None
    assert certificate.received_date.value.iso == "2026-01-21"
    assert certificate.task_number is not None
    assert certificate.verification_key is not None


def test_a_list_that_does_not_fit_its_labels_is_not_paired() -> None:
    labels = ("Purity:", "Received date:", "Molecular formula:")
    certificate = certificate_in(
        *lines("Product: Semax", "Lot: AB-1", "[M+H]+ found: 814.4"),
        *lines(*labels, top=200, pitch=16),
        *lines("2026-01-21", "99.8 %", "C37H51N9O10S", top=260, pitch=16),
    )
    assert certificate.received_date is None
    assert certificate.hplc_purity is None


def test_several_labels_in_one_line_without_colons_are_read_one_by_one() -> None:
    certificate = certificate_in(
        *lines("Product: Semax", "Lot BX9377 Cat. No. B-795", "Sequence MEHFPGP MW 813.92", "Purity 99.2 %")
    )
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "BX9377"
    assert certificate.catalog_number is not None
    assert certificate.catalog_number.value == "B-795"
    assert certificate.sequence is not None
    assert certificate.sequence.value == "MEHFPGP"
    assert certificate.molecular_weight is not None


def test_a_letter_tells_what_a_vial_holds_what_was_found_and_how_pure_it_is() -> None:
    certificate = certificate_in(
        *lines(
            "We analysed your sample of Semax (lot PR-5), which we received on 2 March 2026. Each vial contains",
            "10 mg of lyophilised peptide. The purity by HPLC at 220 nm was found to be 99.12 %, against a limit",
            "of not less than 98.0 %. The mass spectrum showed [M+H]+ at m/z 814.4 for the sample. We found",
            "10.4 mg of peptide per vial. The water content by coulometry was 3.5 % as stated in the annex.",
            pitch=13,
        )
    )
    assert certificate.product_name is not None
    assert certificate.product_name.value == "Semax"
    assert certificate.quantity is not None
    assert certificate.quantity.value == "10 mg"
    assert certificate.measured_content is not None
    assert str(certificate.measured_content.value.value) == "10.4"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.12"
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98.0"
    assert certificate.water_content is not None


def test_columns_of_the_least_and_the_most_are_limits_and_no_results() -> None:
    table = rows(
        ("Characteristic", "Min", "Max", "Result"),
        ("Purity (HPLC), %", "98.0", "100.0", "97.1"),
        ("Mass [M+H]+", "813.9", "814.9", "814.4"),
        top=160,
    )
    certificate = certificate_in(*lines("Material: Semax", "Batch: MM-1"), *table)
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "97.1"
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98.0"
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["814.4"]


def test_an_interval_as_limit_counts_with_its_lower_end() -> None:
    table = rows(
        ("Outcome", "Determination", "Acceptance range"), ("99.2", "Purity, HPLC (%)", "98.0 - 100.0"), top=160
    )
    certificate = certificate_in(*lines("Material: Semax", "Batch: IV-1"), *table)
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98.0"


def test_a_result_column_headed_by_the_lot_states_the_lot() -> None:
    table = rows(
        ("Test", "Specification", "Lot LH-77"),
        ("Purity (HPLC)", ">= 98.0 %", "99.1 %"),
        ("ESI-MS [M+H]+", "814.4", "814.3"),
        top=160,
    )
    certificate = certificate_in(*lines("Product: Semax"), *table)
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "LH-77"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.1"
