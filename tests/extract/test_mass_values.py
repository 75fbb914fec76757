"""Masses and ions as they are printed."""

from __future__ import annotations

import pytest

from coaverify.extract.values.masses import masses_in

H1, H2, H3, NA = ("H", 1), ("H", 2), ("H", 3), ("Na", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[M+H]+ 752.5", [("752.5", H1)]),
        ("[M+H]⁺ 794.45, [M+2H]²⁺ 397.73", [("794.45", H1), ("397.73", H2)]),
        ("814.4 [M+H]+, 407.7 [M+2H]2+", [("814.4", H1), ("407.7", H2)]),
        ("m/z 407.7 [M+2H]2+; 836.3 [M+Na]+", [("407.7", H2), ("836.3", NA)]),
        ("[M+3H]3+ = 725.8; [M+2H]2+ = 1088.3", [("725.8", H3), ("1088.3", H2)]),
        ("2368.9 [M+2H], 1579.1[M+3H]", [("2368.9", H2), ("1579.1", H3)]),
        ("(M+H)⁺ 1420.5 m/z", [("1420.5", H1)]),
        ("M+2H = 407.7", [("407.7", H2)]),
        ("752.42 (MH+)", [("752.42", H1)]),
        ("m/z 813.4 for the [M+H]+ ion and 407.2 for the [M+2H]2+ ion", [("813.4", H1), ("407.2", H2)]),
        ("812.34 [M-H]-", [("812.34", ("H", -1))]),
        ("a molecular ion at m/z 814.4 corresponding to [M+H]+", [("814.4", H1)]),
        ("407.7 (2+)", [("407.7", (None, 2))]),
        ("m/z = 407.7 (z=2)", [("407.7", (None, 2))]),
        ("1088.3 (2+), 725.8 (3+)", [("1088.3", (None, 2)), ("725.8", (None, 3))]),
        ("813.36", [("813.36", None)]),
        ("1,419.71 Da", [("1419.71", None)]),
        ("856,364", [("856.364", None)]),
        ("1 419.7", [("1419.7", None)]),
    ],
)
def test_numbers_are_paired_with_the_ions_that_the_text_gives_them(
    text: str, expected: list[tuple[str, tuple[str | None, int] | None]]
) -> None:
    found = [(str(item.amount.value), item.ion and (item.ion.adduct, item.ion.charge)) for item in masses_in(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "794.5 [M+H]+ (calc. 794.4)",
        "[M+H]+ calc. 794.4, found 794.5",
        "[M+H]+: 794.5 (theoretical 794.4)",
    ],
)
def test_calculated_and_found_values_of_one_ion_are_told_apart(text: str) -> None:
    items = masses_in(text)
    assert {str(item.amount.value): item.theory for item in items} == {"794.4": True, "794.5": False}
    assert all(item.ion is not None and item.ion.charge == 1 for item in items)


@pytest.mark.parametrize(
    "text",
    ["4.6 x 250 mm", "214 nm", "100 min", "scan 200-1400", "120 °C", "BPC-157", "500 mg", "98.7 %", "C37H51N9O10S"],
)
def test_what_is_no_mass_is_not_taken_for_one(text: str) -> None:
    assert masses_in(text) == []


def test_a_tolerance_printed_with_the_value_is_kept() -> None:
    (item,) = masses_in("751 ± 1 Da")
    assert (str(item.amount.value), str(item.amount.tolerance), item.amount.unit) == ("751", "1", "Da")


def test_the_number_in_catalogue_number_is_not_calculated() -> None:
    assert not any(item.theory for item in masses_in("catalogue number 84.3849"))


@pytest.mark.parametrize(
    "text",
    ["813.92 g/mol", "813.92 g·mol⁻¹", "813.92 g mol-1", "813.92 g.mol-1", "813,92 G / MOL", "813.92 g ⋅ mol^-1"],
)
def test_grams_a_mole_are_written_in_many_ways(text: str) -> None:
    (item,) = masses_in(text)
    assert (str(item.amount.value), item.amount.unit) == ("813.92", "g/mol")


def test_grams_alone_are_no_mass_of_a_molecule() -> None:
    assert masses_in("813.92 g") == []
