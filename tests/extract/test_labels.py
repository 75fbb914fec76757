"""What a label says."""

from __future__ import annotations

import pytest

from coaverify.extract.labels import interpret, peak_column_of, roles_of
from coaverify.model.certificate import MassKind


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Purity (RP-HPLC, 214 nm)", "hplc_purity"),
        ("HPLC-Reinheit", "hplc_purity"),
        ("Purity of main component (area normalisation)", "hplc_purity"),
        ("纯度 Purity (HPLC)", "hplc_purity"),
        ("Чистота (ВЭЖХ)", "hplc_purity"),
        ("Required purity", "purity_specification"),
        ("Lot No.", "lot_number"),
        ("Lot #", "lot_number"),
        ("Chargen-Nr.:", "lot_number"),
        ("批号 Lot No.", "lot_number"),
        ("CAS 号 CAS No.", "cas_number"),
        ("Nachprüfung bis", "retest_date"),
        ("Wassergehalt (Karl Fischer)", "water_content"),
        ("Net peptide content (N%)", "net_peptide_content"),
        ("PEPTIDE PCT", "net_peptide_content"),
        ("Tested purity", "hplc_purity"),
        ("Assay (HPLC area%)", "hplc_purity"),
        ("Purity by UPLC-UV (214)", "hplc_purity"),
        ("Main peak area", "hplc_purity"),
        ("Peptide content (HPLC)", "net_peptide_content"),
        ("Wymaganie", "purity_specification"),
        ("Critério de aceitação", "purity_specification"),
        ("Akzeptanzkriterium", "purity_specification"),
        ("Produkt / Product", "product_name"),
        ("Largest single impurity", "largest_impurity"),
        ("Total impurities (HPLC)", "total_impurities"),
    ],
)
def test_a_label_is_understood_with_the_words_that_may_stand_beside_it(text: str, claim: str) -> None:
    label = interpret(text)
    assert label is not None
    assert label.claim == claim


@pytest.mark.parametrize(
    "text",
    [
        "Semax",
        "White powder",
        "Purity (TLC)",
        "Reinheit (DC)",
        "Batch size",
        "Quantity: 10 mg",
        "99.2 %",
        "Molecular weight 813.92 g/mol",
        "Massa molecular 855,96 g/mol",
    ],
)
def test_what_is_no_label_of_ours_is_not_taken_for_one(text: str) -> None:
    assert interpret(text) is None


@pytest.mark.parametrize(
    ("text", "theory", "found", "kind", "charge"),
    [
        ("Molecular Weight", False, False, MassKind.UNSTATED, None),
        ("Calculated MW", True, False, MassKind.UNSTATED, None),
        ("Exact Mass", True, False, MassKind.MONOISOTOPIC, None),
        ("Observed MW", False, True, MassKind.UNSTATED, None),
        ("Average mass found (deconvoluted)", False, True, MassKind.AVERAGE, None),
        ("Identität (MS), gefundene Masse", False, True, MassKind.UNSTATED, None),
        ("Observed [M+2H]2+", False, True, MassKind.UNSTATED, 2),
        ("质谱 ESI-MS (M+H)+", False, False, MassKind.UNSTATED, 1),
    ],
)
def test_a_label_about_a_mass_says_which_mass(
    text: str, theory: bool, found: bool, kind: MassKind, charge: int | None
) -> None:
    label = interpret(text)
    assert label is not None
    assert (label.theory, label.found, label.kind) == (theory, found, kind)
    assert (label.ion.charge if label.ion else None) == charge


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Area %", "area_percent"),
        ("% Area", "area_percent"),
        ("Area, %", "area_percent"),
        ("Conc.", "area_percent"),
        ("Fläche %", "area_percent"),
        ("Area [mAU*s]", "area"),
        ("Retention time, min", "retention_time"),
        ("Ret.zeit (min)", "retention_time"),
        ("Height [mAU]", "height"),
    ],
)
def test_headers_of_peak_tables_are_known_with_their_units(text: str, column: str) -> None:
    assert peak_column_of(text) == column


def test_headers_of_result_tables_are_known_in_two_languages() -> None:
    assert roles_of("标准 Standard") == ("specification",)
    assert roles_of("Ergebnis") == ("result",)
    assert roles_of("Semax") == ()
