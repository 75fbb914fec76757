"""One document, several certificates: split by what repeats, and never where a contradiction would vanish."""

from __future__ import annotations

import pytest

from certificate_pages import TITLE, Placed, certificates_in, lines, pdf_of, rows
from coaverify.model.certificate import Certificate
from coaverify.model.finding import Outcome, Verdict
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from coaverify.verify import verify

LOTS = ("AB-101", "AB-102", "AB-103")
PURITIES = ("99.12", "97.40", "98.90")
IONS = ("814.4", "814.3", "814.5")
SHARED = lines("Product: Semax", "Sequence: MEHFPGP", "Molecular weight: 813.92", "Specification: purity >= 98.0 %")


def lots(certificates: list[Certificate]) -> list[str | None]:
    return [one.lot_number.value if one.lot_number else None for one in certificates]


def purities(certificates: list[Certificate]) -> list[str]:
    return [str(one.hplc_purity.value.value) if one.hplc_purity else "" for one in certificates]


def ions(certificates: list[Certificate]) -> list[list[str]]:
    return [[str(ion.value.mz.value) for ion in one.observed_ions] for one in certificates]


def grid(columns: list[float], top: float, count: int, pitch: float = 18) -> list[tuple[float, float, float, float]]:
    """The rules around a table of `count` rows."""
    edges = [top - 12 + pitch * number for number in range(count + 1)]
    across = [(columns[0], edge, columns[-1], edge) for edge in edges]
    return across + [(column, edges[0], column, edges[-1]) for column in columns]


def report_of(*pages: list[Placed]) -> Report:
    return verify(pdf_of(*pages), "several.pdf", Settings())


@pytest.mark.parametrize("ruled", [False, True])
def test_each_lot_in_the_rows_of_a_table_is_a_certificate(ruled: bool) -> None:
    table = rows(
        ("Lot", "Purity (HPLC)", "[M+H]+ found", "Test date"),
        *(
            (lot, f"{p} %", ion, f"2026-03-0{n}")
            for n, (lot, p, ion) in enumerate(zip(LOTS, PURITIES, IONS, strict=False), 1)
        ),
        top=220,
    )
    rules = grid([55, 225, 375, 475, 560], 220, 4) if ruled else []
    found = certificates_in([TITLE, *SHARED, *table], rules=rules)
    assert lots(found) == list(LOTS)
    assert purities(found) == list(PURITIES)
    assert ions(found) == [[ion] for ion in IONS]
    for number, certificate in enumerate(found, 1):
        assert certificate.analysis_date is not None
        assert certificate.analysis_date.value.iso == f"2026-03-0{number}"
        assert certificate.product_name is not None
        assert certificate.product_name.value == "Semax"
        assert certificate.sequence is not None
        assert certificate.molecular_weight is not None
        assert certificate.purity_specification is not None


def test_each_lot_in_the_columns_of_a_table_is_a_certificate_with_the_common_limit() -> None:
    table = rows(
        ("Test", "Specification", "Lot AB-101", "Lot AB-102"),
        ("Appearance", "White powder", "White powder", "White powder"),
        ("Purity (HPLC)", ">= 98.0 %", "99.12 %", "97.40 %"),
        ("ESI-MS [M+H]+", "814.4", "814.4", "814.3"),
        ("Date of analysis", "", "2026-02-01", "2026-02-02"),
        top=160,
    )
    found = certificates_in([TITLE, *lines("Product: Semax"), *table])
    assert lots(found) == ["AB-101", "AB-102"]
    assert purities(found) == ["99.12", "97.40"]
    assert ions(found) == [["814.4"], ["814.3"]]
    assert [one.purity_specification and str(one.purity_specification.value.value) for one in found] == ["98.0"] * 2


def test_the_worst_lot_decides_about_the_document() -> None:
    table = rows(
        ("Lot", "Purity (HPLC)", "[M+H]+ found"), ("AB-101", "99.1 %", "814.4"), ("AB-102", "90.1 %", "814.4"), top=220
    )
    report = report_of([TITLE, *SHARED, *table])
    assert [one.verdict for one in report.certificates] == [Verdict.PASS, Verdict.FAIL]
    assert report.verdict is Verdict.FAIL


def test_lots_in_several_tables_are_put_together_by_their_number() -> None:
    first = rows(("Batch", "HPLC purity"), ("T1", "99.1 %"), ("T2", "98.2 %"), top=140)
    second = rows(("Batch", "Observed mass [M+H]+"), ("T1", "752.4"), ("T2", "752.5"), top=240)
    found = certificates_in([TITLE, *lines("Product name: Selank"), *first, *second])
    assert lots(found) == ["T1", "T2"]
    assert purities(found) == ["99.1", "98.2"]
    assert ions(found) == [["752.4"], ["752.5"]]


def test_a_row_of_limits_over_the_lots_holds_for_all_of_them() -> None:
    table = rows(("Lot No.", "Purity (%)"), ("Specification", ">= 98.0"), ("L-1", "99.1"), ("L-2", "97.0"), top=140)
    found = certificates_in([TITLE, *lines("Peptide: Semax"), *table])
    assert lots(found) == ["L-1", "L-2"]
    assert purities(found) == ["99.1", "97.0"]
    assert all(one.purity_specification is not None for one in found)


def slip(top: float, x: float, product: str, lot: str, purity: str, ion: str, day: int) -> list[Placed]:
    pairs = (
        ("Product", product),
        ("Lot", lot),
        ("Purity (HPLC)", purity),
        ("[M+H]+ found", ion),
        ("Date of analysis", f"2026-01-0{day}"),
    )
    return rows(*pairs, columns=(x, x + 110), top=top)


SLIPS = (
    (60.0, 40.0, "Semax", "Q-11", "99.3 %", "814.4", 5),
    (60.0, 320.0, "Selank", "Q-12", "98.2 %", "752.4", 7),
    (440.0, 40.0, "Semax Amidate", "Q-13", "97.7 %", "813.4", 8),
    (440.0, 320.0, "BPC-157", "Q-14", "99.8 %", "1419.5", 9),
)


@pytest.mark.parametrize("chosen", [(0, 1), (0, 2), (0, 1, 2, 3)], ids=["side by side", "one over the other", "four"])
def test_slips_on_one_sheet_are_a_certificate_each(chosen: tuple[int, ...]) -> None:
    page = [word for number in chosen for word in slip(*SLIPS[number])]
    found = certificates_in([(*TITLE[:2], ""), *page])
    assert lots(found) == [SLIPS[number][3] for number in chosen]
    assert [one.product_name and one.product_name.value for one in found] == [SLIPS[number][2] for number in chosen]
    assert ions(found) == [[SLIPS[number][5]] for number in chosen]


def test_headings_over_slips_name_their_products() -> None:
    page: list[Placed] = []
    for number, (product, ion) in enumerate((("Semax", "814.4"), ("Selank", "752.4"))):
        top = 60.0 + 300 * number
        pairs = (("Lot", f"H-{number}"), ("Purity (HPLC)", "99.1 %"), ("MS [M+H]+", ion), ("Tested", "2026-01-05"))
        page += [(60, top, product), *rows(*pairs, top=top + 40)]
    found = certificates_in(page)
    assert [one.product_name and one.product_name.value for one in found] == ["Semax", "Selank"]


def test_a_letter_before_the_certificates_and_sheets_behind_them_are_none_of_their_own() -> None:
    letter = lines(
        "Dear customer,", "please find enclosed the certificates of analysis for your order of two peptides."
    )
    pages = [letter]
    for product, lot, purity, ion in (("Semax", "C-1", "99.3 %", "814.4"), ("Selank", "C-2", "98.2 %", "752.4")):
        pages.append(
            [TITLE, *lines(f"Product: {product}", f"Lot: {lot}", f"Purity (HPLC): {purity}", "Tested: 2026-01-05")]
        )
        pages.append(lines("Mass spectrum", f"Sample: {product}", f"Lot: {lot}", f"Observed [M+H]+: {ion}"))
    found = certificates_in(*pages)
    assert lots(found) == ["C-1", "C-2"]
    assert ions(found) == [["814.4"], ["752.4"]]


# --- what is no second certificate -------------------------------------------------------------

OWN = lines(
    "Product: Semax", "Lot: CU-9", "Purity (HPLC): 96.1 %", "Specification: purity >= 98.0 %", "[M+H]+ found: 814.4"
)


def test_a_table_of_earlier_lots_does_not_take_the_place_of_the_certificates_own_results() -> None:
    history = rows(
        ("Lot", "Purity (HPLC)", "[M+H]+"), ("CU-7", "99.1 %", "814.4"), ("CU-8", "99.0 %", "814.3"), top=260
    )
    report = report_of([TITLE, *OWN, *history])
    (certificate,) = report.certificates
    assert certificate.claims.lot_number is not None
    assert certificate.claims.lot_number.value == "CU-9"
    assert certificate.verdict is Verdict.FAIL


def test_a_reference_standard_beside_the_sample_is_no_certificate() -> None:
    table = rows(
        ("Sample", "Lot", "Purity", "[M+H]+"),
        ("Test sample", "RS-1", "97.1 %", "814.4"),
        ("Reference standard", "RS-0", "99.9 %", "814.4"),
        top=160,
    )
    found = certificates_in([TITLE, *lines("Peptide: Semax"), *table])
    assert lots(found) == ["RS-1"]
    assert purities(found) == ["97.1"]


def test_the_components_of_a_blend_are_one_certificate() -> None:
    table = rows(
        ("Compound", "Purity (HPLC)", "Found (mg)"),
        ("BPC-157", "99.1 %", "10.2"),
        ("TB-500", "91.0 %", "10.4"),
        top=160,
    )
    found = certificates_in([TITLE, *lines("Product: BPC-157/TB-500 Blend", "Lot: BL-9"), *table])
    assert lots(found) == ["BL-9"]
    (blend,) = found
    assert {str(one.value.value) for one in blend.further_purities} | set(purities(found)) == {"99.1", "91.0"}


def test_a_second_lot_on_another_page_without_results_of_its_own_is_a_contradiction() -> None:
    report = report_of(
        [TITLE, *lines("Product: Semax", "Lot: AA-1", "Purity (HPLC): 99.3 %", "[M+H]+: 814.4", "Tested: 2026-02-02")],
        lines("HPLC report", "Sample: Semax", "Lot: BB-2"),
    )
    (certificate,) = report.certificates
    outcome = {check.id: check.outcome for check in certificate.checks}
    assert outcome["documentation.lot"] is Outcome.FAIL


def test_a_result_outside_of_the_table_is_not_given_to_every_lot() -> None:
    table = rows(("Lot", "Purity (HPLC)"), ("AB-101", "99.1 %"), ("AB-102", "98.9 %"), top=220)
    report = report_of([TITLE, *SHARED, *table, (60, 320, "ESI-MS, [M+H]+ found: 814.4")])
    assert [one.verdict for one in report.certificates] == [Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE]
    assert all(one.claims.observed_ions is None for one in report.certificates)
