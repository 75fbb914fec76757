"""Formulas as printed on certificates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.chemistry.atoms import CONVENTIONAL
from coaverify.chemistry.formulas import Formula, FormulaError, parse_formula, parse_parts
from coaverify.model.errors import CoaverifyError

SEMAX = "C37H51N9O10S"


@pytest.mark.parametrize(
    ("printed", "hill"),
    [
        (SEMAX, SEMAX),
        ("C₃₇H₅₁N₉O₁₀S", SEMAX),
        ("C 37 H 51 N 9 O 10 S", SEMAX),
        ("C37H51N9O10S1", SEMAX),
        ("C37H51N9O10S.", SEMAX),
        ("С37Н51N9О10S", SEMAX),  # Cyrillic С, Н, О
        ("S O10 N9 H51 C37", SEMAX),
        ("CF3COOH", "C2HF3O2"),
        ("CH3(CH2)14COOH", "C16H32O2"),
        ("Ca(CH3COO)2", "C4H6CaO4"),
        ("HCl", "ClH"),
        ("C37H51N9O10S . C2H4O2", "C39H55N9O12S"),
        ("C37H51N9O10S·2C2HF3O2", "C41H53F6N9O14S"),
        ("C37H51N9O10S • 2 C2H4O2 • H2O", "C41H61N9O15S"),
        ("C37H51N9O10S*HCl", "C37H52ClN9O10S"),
        ("C37H51N9O10S × 2HCl", "C37H53Cl2N9O10S"),
        ("C37H51N9O10S x 2 HCl", "C37H53Cl2N9O10S"),
    ],
)
def test_a_printed_formula_is_read(printed: str, hill: str) -> None:
    assert parse_formula(printed).hill == hill


@pytest.mark.parametrize("printed", ["C37H51N9O10S . xHCl", "C37H51N9O10S xHCl", "C37H51N9O10S · x C2H4O2"])
def test_a_partner_of_open_number_is_told_but_not_counted(printed: str) -> None:
    base, partner = parse_parts(printed)
    assert base.formula.hill == SEMAX
    assert partner.count is None
    assert parse_formula(printed) == base.formula


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "N/A",
        "see label",
        "C37H51N9O10s",
        "Ac-MEHFPGP-NH2",
        "AcOH",
        "C37H51X9",
        "C14H24CuN6O4+2",
        "C37H52N9O10S+",
        "C0H4",
        "(CH3COO",
        "C" * 100_000,
        "C" + "9" * 400,
        "(CH2)" + "9" * 400,
        "C2H6 . " + "9" * 400 + "HCl",
        "CH3)2",
        "C37H51N9O10S . 0.5H2O",
        "C37H51N9O10S..H2O",
        "C37H51N9O10S · 1.5 H2O",
    ],
)
def test_what_is_no_formula_raises_with_a_sentence(printed: str) -> None:
    with pytest.raises(FormulaError, match=r"^The formula .+\.$") as raised:
        parse_formula(printed)
    assert isinstance(raised.value, CoaverifyError)


formulas = st.dictionaries(st.sampled_from(sorted(CONVENTIONAL)), st.integers(1, 9999), min_size=1).map(Formula)


@given(formulas)
def test_a_printed_formula_reads_back(formula: Formula) -> None:
    assert parse_formula(formula.hill) == formula


@given(formulas, formulas)
def test_what_is_added_can_be_taken_away(one: Formula, other: Formula) -> None:
    assert one + other - other == one
    assert hash(one + other) == hash(other + one)
    assert one - one == Formula({})


def test_a_difference_shows_negative_counts() -> None:
    assert (parse_formula("NH2") - parse_formula("OH")).hill == "HNO(-1)"
