"""Labels and values in every geometry, read off real PDF pages."""

from __future__ import annotations

import pytest

from certificate_pages import TITLE, Placed, certificate_in, certificates_in, lines, rows
from coaverify.model.certificate import Comparator
from coaverify.model.errors import ErrorCode, Unreadable

BASICS = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %")

LAYOUTS: dict[str, list[Placed]] = {
    "behind a colon": lines(*BASICS, "Molecular Weight: 813.92 g/mol", "ESI-MS [M+H]+: 814.4"),
    "behind an equals sign": lines(
        "Product = Semax", "Lot = AB1234", "Purity (HPLC) = 99.31 %", "Molecular Weight = 813.92", "[M+H]+ = 814.4"
    ),
    "right of the label": rows(
        ("Product", "Semax"),
        ("Lot No.", "AB1234"),
        ("HPLC purity", "99.31 %"),
        ("Mol. Weight", "813.92"),
        ("Observed [M+H]+", "814.4"),
    ),
    "right of the label and a colon of its own": rows(
        ("Product", ": Semax"),
        ("Lot No.", ": AB1234"),
        ("HPLC purity", ": 99.31 %"),
        ("Mol. Weight", ": 813.92"),
        ("Observed [M+H]+", ": 814.4"),
    ),
    "under the label": rows(
        ("Product", "Lot number", "Purity (HPLC)"),
        ("Semax", "AB1234", "99.31 %"),
        (),
        ("Molecular weight", "Observed [M+H]+"),
        ("813.92 g/mol", "814.4"),
        pitch=14,
    ),
    "two pairs in a row": rows(
        ("Product", "Semax", "Lot", "AB1234"), ("Mol. Weight", "813.92", "Purity", "99.31 %"), ("[M+H]+ found", "814.4")
    ),
    "a table of results": [
        *lines("Product: Semax", "Lot: AB1234", "Molecular Weight: 813.92"),
        *rows(
            ("Test", "Specification", "Result"),
            ("Purity by HPLC", ">= 98.0 %", "99.31 %"),
            ("ESI-MS, [M+H]+", "814.4", "814.4"),
            top=180,
        ),
    ],
    "a table with its columns in another order": [
        *lines("Product: Semax", "Lot: AB1234", "Molecular Weight: 813.92"),
        *rows(
            ("Result", "Test", "Limit"),
            ("99.31 %", "Purity by HPLC", ">= 98.0 %"),
            ("814.4", "ESI-MS, [M+H]+", "814.4"),
            top=180,
        ),
    ],
    "over the label": rows(
        ("Semax", "AB1234", "99.31 %"),
        ("product", "lot number", "purity (HPLC)"),
        (),
        (),
        ("813.92 g/mol", "814.4"),
        ("molecular weight", "observed [M+H]+"),
        pitch=13,
    ),
    "left of the label": rows(
        ("Semax", "product"),
        ("AB1234", "lot number"),
        ("99.31 %", "purity (HPLC)"),
        ("813.92 g/mol", "molecular weight"),
        ("814.4", "observed [M+H]+"),
    ),
    "behind leaders": lines(
        "Product ........ Semax",
        "Lot ............ AB1234",
        "Purity (HPLC) .. 99.31 %".replace(" .. ", " ...... "),
        "Molecular weight ..... 813.92",
        "[M+H]+ found ..... 814.4",
    ),
    "behind a dash": lines(
        "Product - Semax", "Lot - AB1234", "HPLC - 99.31%", "M.W. - 813.92", "MS - 814.4 (MH+), calc. 814.4"
    ),
    "with nothing between": lines("Product: Semax", "Lot AB1234", "HPLC purity 99.31 %", "M.W. 813.92", "[M+H]+ 814.4"),
    "limit and result in one cell": [
        *lines("Product: Semax", "Lot: AB1234", "Molecular Weight: 813.92"),
        *rows(
            ("Parameter", "Specification / Result"),
            ("Purity", "NLT 97 % / 99.31 %"),
            ("ESI-MS, [M+H]+", "theoretical 814.4 / 814.4"),
            top=180,
        ),
    ],
    "limit and result named in one cell": [
        *lines("Product: Semax", "Lot: AB1234", "Molecular Weight: 813.92"),
        *rows(
            ("Parameter", "Specification / Result"),
            ("Purity", "Limit NLT 97 % / Found 99.31 %"),
            ("ESI-MS, [M+H]+", "Limit theoretical 814.4 / Found 814.4"),
            top=180,
        ),
    ],
    "running text": lines(
        "We hereby certify that Semax, lot AB1234, has been examined with the following results. The",
        "substance has a molecular weight of 813.92 g/mol. Analytical HPLC gave a purity of 99.31 % and",
        "ESI-MS gave 814.4 [M+H]+ (calc. 814.4) in good agreement with what was expected of the peptide.",
        pitch=13,
    ),
}


@pytest.mark.parametrize("placed", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_same_claims_are_read_wherever_the_values_stand(placed: list[Placed]) -> None:
    certificate = certificate_in(*placed)
    assert certificate.product_name is not None
    assert certificate.product_name.value == "Semax"
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "AB1234"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.31"
    assert certificate.molecular_weight is not None
    assert str(certificate.molecular_weight.value.value) == "813.92"
    (ion,) = certificate.observed_ions
    assert (str(ion.value.mz.value), ion.value.charge) == ("814.4", 1)


def test_evidence_is_the_box_around_the_printed_value() -> None:
    certificate = certificate_in(*lines(*BASICS))
    assert certificate.lot_number is not None
    evidence = certificate.lot_number.evidence
    assert (evidence.page, evidence.text) == (1, "AB1234")
    assert 78 < evidence.box.x0 < 82  # right of "Lot: ", which begins at 60
    assert evidence.box.top < 118 < evidence.box.bottom + 3


def test_specification_and_result_are_not_mixed_up() -> None:
    table = rows(("Test", "Specification", "Result"), ("Purity (HPLC)", "NLT 98.0 %", "97.47 %"), top=180)
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234"), *table)
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "97.47"
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98.0"
    assert certificate.purity_specification.value.comparator is Comparator.AT_LEAST


def test_a_specification_without_a_result_is_no_result() -> None:
    table = rows(("Test", "Specification", "Result"), ("Purity (HPLC)", ">= 98.0 %", "see page 2"), top=180)
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234", "Appearance: white powder"), *table)
    assert certificate.hplc_purity is None


def test_distractors_are_never_taken_for_results() -> None:
    certificate = certificate_in(
        *lines(
            *BASICS,
            "Column: C18, 4.6 x 250 mm, 5 um; flow 1.0 mL/min; detection 220 nm",
            "Gradient: 5 % to 65 % B in 25 min (A: 0.1 % TFA in water)",
            "Purity (TLC): 97.0 %",
            "Tel. +49 89 5550 1234, from $78.99, accreditation No. 17025",
            "Purity of the reference standard used: 99.8 %",
        )
    )
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.31"
    assert certificate.further_purities == ()
    assert certificate.observed_ions == ()
    assert certificate.observed_mass is None
    assert certificate.tfa_content is None


def test_a_theoretical_weight_is_never_an_observed_one() -> None:
    certificate = certificate_in(*lines(*BASICS, "Molecular Weight: 813.92", "Calculated mass: 813.35", "MS: conforms"))
    assert certificate.observed_mass is None
    assert certificate.observed_ions == ()
    assert certificate.mass_statement is not None
    assert certificate.mass_statement.value == "conforms"


def test_vials_side_by_side_are_replicates() -> None:
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234", "Purity: Vial 1: 99.10% Vial 2: 99.20%"))
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.15"
    assert [str(one) for one in certificate.hplc_purity.value.replicates] == ["99.10", "99.20"]


def test_milligrams_under_a_content_label_are_no_percentage() -> None:
    certificate = certificate_in(*lines(*BASICS, "Net Peptide Content: 11.53 mg"))
    assert certificate.net_peptide_content is None
    assert certificate.measured_content is not None
    assert (str(certificate.measured_content.value.value), certificate.measured_content.value.unit) == ("11.53", "mg")


def test_a_label_beside_the_label_of_the_counter_ion_is_none_of_its_values() -> None:
    boxes = rows(
        ("13 Water", "14 Counter-ion (acetate)", "15 Net peptide", "16 Appearance"),
        ("6.2 %", "4.0 %", "84.5 %", "White solid"),
        columns=(60, 150, 330, 450),
        top=300,
        pitch=12,
    )
    found = certificate_in(*lines(*BASICS), *boxes)
    assert found.net_peptide_content is not None
    assert str(found.net_peptide_content.value.value) == "84.5"
    assert found.salt is None or "peptide" not in found.salt.value.casefold()


@pytest.mark.parametrize("cells", [("Water", "≤ 8.0 %", "4.8 %"), ("Water", "4.8 %", "≤ 8.0 %")])
def test_a_limit_beside_a_content_is_not_taken_for_it(cells: tuple[str, ...]) -> None:
    found = certificate_in(*lines(*BASICS), *rows(cells, top=300))
    assert found.water_content is not None
    assert str(found.water_content.value.value) == "4.8"


@pytest.mark.parametrize(
    ("cells", "tfa", "endotoxin"),
    [
        (("TFA", "≤ 0.5 %", "Conforms"), None, None),  # no figure was found
        (("TFA", "0.3 %", "Pass"), "0.3", None),
        (("Endotoxin", "NMT 5 EU/mg", "< 1 EU/mg"), None, "< 1 EU/mg"),
        (("Endotoxin", "< 0.05 EU/mg", "Pass"), None, "< 0.05 EU/mg"),
        (("Endotoxin", "<0.5 EU/mg", "≤ 5 EU/mg"), None, "<0.5 EU/mg"),
    ],
)
def test_a_limit_is_no_result_though_a_word_stands_where_the_result_should(
    cells: tuple[str, ...], tfa: str | None, endotoxin: str | None
) -> None:
    found = certificate_in(*lines(*BASICS), *rows(cells, top=300))
    assert (str(found.tfa_content.value.value) if found.tfa_content else None) == tfa
    assert (found.endotoxin.value if found.endotoxin else None) == endotoxin


@pytest.mark.parametrize("named", [("Semax (Lot SX-11)",), ("Semax [Batch SX-11]",), ("Semax", "Lot#SX-11")])
def test_a_lot_in_brackets_or_glued_to_its_label_is_read(named: tuple[str, ...]) -> None:
    found = certificate_in(*lines(*named, "HPLC purity: 99.2 %", "MS: 814.4 [M+H]+"))
    assert found.lot_number is not None
    assert found.lot_number.value == "SX-11"


@pytest.mark.parametrize("printed", ["99.1% ± 0.2%", "99.1 ± 0.2 %", "99.1 % (± 0.2 %)"])
def test_a_spread_behind_a_purity_is_no_second_result(printed: str) -> None:
    found = certificate_in(*lines("Product: Semax", "Lot: AB1234", f"Purity: {printed}"))
    assert found.hplc_purity is not None
    assert str(found.hplc_purity.value.value) == "99.1"
    assert found.hplc_purity.value.replicates == ()


@pytest.mark.parametrize(
    "line", ["Purity (HPLC) ≥ 98 %: 99.1 %", "Purity: min. 98 % Found: 99.1 %", "Purity (by HPLC) >= 98%: 99.1%"]
)
def test_a_limit_before_the_result_in_one_line_is_no_result(line: str) -> None:
    found = certificate_in(*lines("Product: Semax", "Lot: AB1234", line))
    assert found.hplc_purity is not None
    assert (str(found.hplc_purity.value.value), found.hplc_purity.value.replicates) == ("99.1", ())


def test_a_purity_may_be_parted_from_its_figure_by_what_it_is_the_purity_of() -> None:
    said = "The purity of Semax lot 88-A as determined by RP-HPLC at 220 nm was found to be 98.7 %."
    found = certificate_in(*lines("Lot: 88-A", said))
    assert found.hplc_purity is not None
    assert str(found.hplc_purity.value.value) == "98.7"


def test_a_result_that_names_its_ion_does_not_end_the_table() -> None:
    table = rows(
        ("Test", "Specification", "Result"),
        ("Purity (HPLC)", "≥ 98 %", "99.5 %"),
        ("Mass Spectrum", "Conforms to structure", "[M+H]+ = 814.4"),
        ("Peptide Content by Nitrogen", "≥ 70 %", "80.7 %"),
        top=300,
    )
    found = certificate_in(*lines("Product: Semax", "Lot: AB1234"), *table)
    assert found.net_peptide_content is not None
    assert str(found.net_peptide_content.value.value) == "80.7"
    assert [str(one.value.mz.value) for one in found.observed_ions] == ["814.4"]


def test_peak_tables_are_read_with_or_without_their_totals() -> None:
    table = rows(
        ("Peak", "RT (min)", "Area", "Area %"),
        ("1", "7.293", "76.40", "0.69"),
        ("2", "9.947", "10858.62", "98.07"),
        ("Total", "", "10935.02", "98.76"),
        top=180,
    )
    certificate = certificate_in(*lines(*BASICS), *table)
    assert [str(peak.value.retention_time.value) for peak in certificate.peak_table if peak.value.retention_time] == [
        "7.293",
        "9.947",
    ]
    assert [str(peak.value.area_percent.value) for peak in certificate.peak_table if peak.value.area_percent] == [
        "0.69",
        "98.07",
    ]


def test_two_certificates_in_one_document_are_told_apart() -> None:
    first = [TITLE, *lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "Appearance: white powder")]
    second = [TITLE, *lines("Product: Selank", "Lot: CD5678", "Purity (HPLC): 98.90 %", "Appearance: white powder")]
    certificates = certificates_in(first, second)
    assert [c.product_name.value for c in certificates if c.product_name] == ["Semax", "Selank"]
    assert [c.pages for c in certificates] == [(1,), (2,)]


def test_a_page_with_another_lot_alone_is_no_new_certificate() -> None:
    first = [TITLE, *lines(*BASICS, "Appearance: white powder")]
    second = [*lines("Chromatogram", "Product: Semax", "Lot: ZZ9999")]
    (certificate,) = certificates_in(first, second)
    assert [lot.value for lot in certificate.lots] == ["AB1234", "ZZ9999"]


@pytest.mark.parametrize(
    "text",
    [
        ["Invoice 4711", "Semax 10 mg, 2 pieces at $49.00 each", "Total: $98.00", "Thank you for your order"],
        ["Dear customer,", "the parcel that you ordered has been sent and will arrive on Tuesday."],
    ],
)
def test_what_is_no_certificate_is_said_to_be_none(text: list[str]) -> None:
    with pytest.raises(Unreadable) as refused:
        certificates_in(lines(*text))
    assert refused.value.code is ErrorCode.NOT_A_CERTIFICATE


def test_a_label_has_to_begin_where_the_text_begins() -> None:
    certificate = certificate_in(*lines(*BASICS, "Formal Name: see sequence", "Solvent purity: 99.9 %"))
    assert certificate.product_name is not None
    assert certificate.product_name.value == "Semax"
    assert certificate.further_purities == ()


def test_a_limit_under_a_header_that_is_not_known_is_kept() -> None:
    table = rows(("Property", "Found", "Wanted by us"), ("Purity, HPLC", "96.1 %", ">= 97 %"), top=180)
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234"), *table)
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "97"


def test_a_specification_of_the_catalogue_beside_the_result_of_the_batch_is_the_limit() -> None:
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234", "Purity: >= 98 %", "HPLC area: 98.8 %"))
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "98.8"
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98"


def test_a_mass_compared_with_the_molecular_weight_is_neutral() -> None:
    table = rows(("Test", "Specification", "Result"), ("Identity by MS", "813.92 +/- 1.0", "813.4"), top=180)
    certificate = certificate_in(*lines(*BASICS, "Molecular Weight: 813.92"), *table)
    assert certificate.observed_ions == ()
    assert certificate.observed_mass is not None
    assert str(certificate.observed_mass.value.mass.value) == "813.4"


def test_a_mass_that_nothing_explains_is_left_open() -> None:
    certificate = certificate_in(*lines(*BASICS, "MS (ESI): 813.36"))
    (ion,) = certificate.observed_ions
    assert (ion.value.charge, ion.value.adduct) == (None, None)


def test_headers_of_peak_tables_may_go_on_in_a_second_row() -> None:
    table = rows(
        ("Peak", "RetTime", "Area", "Area"),
        ("#", "[min]", "[mAU*s]", "%"),
        ("1", "15.052", "30.92", "0.33"),
        ("2", "16.199", "9380.56", "99.67"),
        top=180,
    )
    certificate = certificate_in(*lines(*BASICS), *table)
    assert [str(p.value.area_percent.value) for p in certificate.peak_table if p.value.area_percent] == [
        "0.33",
        "99.67",
    ]


def test_a_letters_date_stands_behind_its_place() -> None:
    certificate = certificate_in(*lines(*BASICS, "Dresden, den 14. März 2026", "Dr. A. Weber"))
    assert certificate.issue_date is not None
    assert certificate.issue_date.value.iso == "2026-03-14"


def test_a_column_of_calculated_ions_is_no_column_of_observed_ones() -> None:
    theory = rows(("Ion", "m/z (calculated)"), ("[M+H]+", "814.355"), ("[M+2H]2+", "407.681"), top=200)
    certificate = certificate_in(*lines(*BASICS), *theory, (60, 300, "Observed: [M+H]+ 814.4"))
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["814.4"]


def test_the_method_may_be_what_a_row_is_about() -> None:
    table = rows(("Method", "Requirement", "Result"), ("ESI-MS, [M+H]+", "813.4 +/- 0.5", "814.4"), top=180)
    certificate = certificate_in(*lines(*BASICS), *table)
    assert [str(ion.value.mz.value) for ion in certificate.observed_ions] == ["814.4"]


def test_another_lots_results_are_not_this_lots() -> None:
    table = rows(
        ("Test", "Specification", "Previous lot 25-7", "This lot 26-9"),
        ("HPLC purity", ">= 97 %", "96.1 %", "99.3 %"),
        columns=(60, 200, 320, 450),
        top=180,
    )
    certificate = certificate_in(*lines("Product: Semax", "Lot: 26-9767"), *table)
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.3"
    assert certificate.further_purities == ()


def test_a_lower_bound_alone_is_a_specification_and_no_result() -> None:
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): >= 98 %", "MS [M+H]+: 814.4"))
    assert certificate.hplc_purity is None
    assert certificate.purity_specification is not None


def test_a_limit_that_cannot_be_read_whole_is_not_lost() -> None:
    table = rows(("Test", "Found", "Required"), ("Purity (HPLC), %", "95.9", "min, 98.0"), top=180)
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234"), *table)
    assert certificate.purity_specification is not None
    assert str(certificate.purity_specification.value.value) == "98.0"
    assert certificate.purity_specification.value.comparator is Comparator.AT_LEAST


def test_several_results_side_by_side_are_no_replicates_of_each_other() -> None:
    certificate = certificate_in(*rows(("Product", "Semax"), ("Lot", "AB1234"), ("HPLC purity", "98.84 %", "91.87 %")))
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.replicates == ()
    assert [str(other.value.value) for other in certificate.further_purities] == ["91.87"]


@pytest.mark.parametrize(
    ("word", "replicates"), [("Vial", ["99.10", "97.20"]), ("Injection", ["99.10", "97.20"]), ("Lot", [])]
)
def test_columns_counted_from_one_are_replicates_unless_they_count_lots(word: str, replicates: list[str]) -> None:
    table = rows(("Test", f"{word} 1", f"{word} 2"), ("Purity (HPLC)", "99.10 %", "97.20 %"), top=180)
    certificate = certificate_in(*lines("Product: Semax", "Lot: AB1234"), *table)
    assert certificate.hplc_purity is not None
    assert [str(one) for one in certificate.hplc_purity.value.replicates] == replicates
