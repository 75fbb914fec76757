"""Observed values, tolerances and choices of ions as people type them."""

from __future__ import annotations

import pytest

from coaverify.chemistry.ions import IonError
from coaverify.spectrum.ion_choice import charges, ions_for
from coaverify.spectrum.observed import ObservedError, Tolerance, parse_observed, parse_tolerance, tolerance_for


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("428.2", "428.2"),
        (" 428,25 ", "428.25"),
        ("428.2@2+", "428.2 as [M+2H]2+"),
        ("428.2@2", "428.2 as [M+2H]2+"),
        ("428.2 = [M+2H]2+", "428.2 as [M+2H]2+"),
        ("426.2@2-", "426.2 as [M-2H]2-"),
        ("877.4=M+Na", "877.4 as [M+Na]+"),
        ("854.37=M", "854.37 as the neutral mass"),
        ("854.37=neutral", "854.37 as the neutral mass"),
    ],
)
def test_a_value_may_carry_its_charge_or_its_ion(typed: str, words: str) -> None:
    assert parse_observed(typed).words == words


@pytest.mark.parametrize("typed", ["", "abc", "428.2 2+", "-428.2", "0", "4282000000", "1,234", "428.2=", "nan", "1e3"])
def test_what_is_no_value_is_refused(typed: str) -> None:
    with pytest.raises(ObservedError):
        parse_observed(typed)


def test_a_value_of_an_unknown_ion_is_refused() -> None:
    with pytest.raises(IonError, match="no ion known here"):
        parse_observed("428.2=[M+Xe]2+")


@pytest.mark.parametrize(
    ("typed", "absolute", "ppm"),
    [("0.3", 0.3, 0), ("0,3 Da", 0.3, 0), ("± 0.5 m/z", 0.5, 0), ("10ppm", 0, 10), ("10 PPM", 0, 10)],
)
def test_a_tolerance_is_absolute_or_in_ppm(typed: str, absolute: float, ppm: float) -> None:
    assert parse_tolerance(typed) == Tolerance(absolute, ppm, "as asked for")


@pytest.mark.parametrize("typed", ["", "0", "-1", "ten", "10 %"])
def test_what_is_no_tolerance_is_refused(typed: str) -> None:
    with pytest.raises(ObservedError):
        parse_tolerance(typed)


@pytest.mark.parametrize(
    ("value", "asked", "words", "why"),
    [
        ("428.2", None, "±0.3", "at most two decimals"),
        ("428.19", None, "±0.3", "at most two decimals"),
        ("428.194", None, "±10 ppm", "three or more decimals"),
        ("428", None, "±0.5", "half of the last printed digit"),
        ("428.2", "10ppm", "±0.05", "half of the last printed digit"),
        ("428.2", "0.1", "±0.1", "as asked for"),
        ("428.1945", "5ppm", "±5 ppm", "as asked for"),
    ],
)
def test_the_tolerance_follows_the_printed_digits_and_says_so(
    value: str, asked: str | None, words: str, why: str
) -> None:
    tolerance = tolerance_for(parse_observed(value), parse_tolerance(asked) if asked else None)
    assert tolerance.words == words
    assert why in tolerance.why


@pytest.mark.parametrize(
    ("typed", "numbers"), [("2", (2,)), ("1-4", (1, 2, 3, 4)), ("1..8", tuple(range(1, 9))), ("1,3", (1, 3))]
)
def test_charges_are_a_number_or_a_range(typed: str, numbers: tuple[int, ...]) -> None:
    assert charges(typed) == numbers


@pytest.mark.parametrize("typed", ["", "0", "9", "4-1", "1-", "two"])
def test_what_names_no_charges_is_refused(typed: str) -> None:
    with pytest.raises(IonError, match="names no charges"):
        charges(typed)


def test_ions_are_chosen_by_charge_adduct_and_polarity() -> None:
    labels = [ion.label for ion in ions_for((1, 2), ("Na", "h", "[M+2Na-H]+"))]
    assert labels == ["[M+Na]+", "[M+H+Na]2+", "[M+H]+", "[M+2H]2+", "[M+2Na-H]+"]
    assert [ion.label for ion in ions_for((1,), ("HCOO",), negative=True)] == ["[M+HCOO]-"]
    assert [ion.label for ion in ions_for((2, 3), negative=True)] == ["[M-2H]2-", "[M-3H]3-"]
    assert {"[2M+H]+", "[M+H-H2O]+"} <= {ion.label for ion in ions_for(every=True)}
    everyday = {ion.label for ion in ions_for()}
    assert {"[M+H]+", "[M+8H]8+", "[M+Na]+"} <= everyday
    assert not {"[2M+H]+", "[M+2Na]2+"} & everyday
