"""Percentages, dates, formulas, sequences, lots as they are printed."""

from __future__ import annotations

import pytest

from coaverify.extract.values.dates import dates_in
from coaverify.extract.values.formulas import formula_in
from coaverify.extract.values.masses import masses_in
from coaverify.extract.values.numbers import normalise, numbers_in
from coaverify.extract.values.percents import bare_percent, mean_of, split_result_and_limit
from coaverify.extract.values.sequences import sequence_in
from coaverify.extract.values.texts import amount_behind, cas, code, endotoxin, product, quantity
from coaverify.extract.writing import Writing, written_as


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("98.73%", "98.73", "="),
        ("99.12 %", "99.12", "="),
        ("99,570 %", "99.570", "="),
        (">99.80%", "99.80", ">"),
        ("≥98.0%", "98.0", ">="),
        (">= 98.0 %", "98.0", ">="),
        ("NLT 98%*", "98", ">="),
        ("mind. 98,0 %", "98.0", ">="),
        ("不低于98.0%", "98.0", ">="),
        ("не менее 98,0 %", "98.0", ">="),
        ("98.61 % (a/a)", "98.61", "="),
        ("98.4 area-%", "98.4", "="),
        ("９９．１％", "99.1", "="),
        ("99.1² %", "99.1", "="),
        ("98.0 % 以上", "98.0", ">="),
        ("98.0%以下", "98.0", "<="),
        ("不得少于98.0%", "98.0", ">="),
        ("应不低于 98.0 %", "98.0", ">="),
        ("不得过0.5%", "0.5", "<="),
        ("≧ 98.0 %", "98.0", ">="),
        ("＞＝９８．０％", "98.0", ">="),
        ("au moins 98,0 %", "98.0", ">="),
        ("au minimum 98,0 pour cent", "98.0", ">="),
        ("no menos del 98,0 %", "98.0", ">="),
        ("no más de 5,0 por ciento", "5.0", "<="),
        ("non meno di 98,0 %", "98.0", ">="),
        ("nicht weniger als 98,0 Prozent", "98.0", ">="),
        ("nicht unter 98,0 %", "98.0", ">="),
        ("not below 98 %", "98", ">="),
        ("не более 5,0 %", "5.0", "<="),
        ("более 98 %", "98", ">"),
        ("98 % min.", "98", ">="),
    ],
)
def test_a_percentage_keeps_its_digits_and_its_comparator(text: str, value: str, comparator: str) -> None:
    results, limit = split_result_and_limit(text)
    assert limit is None
    assert [(str(result.value), result.comparator.value) for result in results] == [(value, comparator)]


def test_a_limit_beside_the_result_is_told_apart() -> None:
    results, limit = split_result_and_limit("98.07 % (limit: ≥95 %)")
    assert [str(result.value) for result in results] == ["98.07"]
    assert limit is not None
    assert str(limit.value) == "95"


@pytest.mark.parametrize("text", ["5-65 %", "5 % - 65 %", "95.0-105.0 %"])
def test_a_range_is_no_result(text: str) -> None:
    assert split_result_and_limit(text)[0] == []


def test_a_fraction_of_one_is_read_as_percent() -> None:
    amount = bare_percent("0.9915")
    assert amount is not None
    assert str(amount.value) == "99.15"


def test_replicates_have_their_mean_at_the_printed_precision() -> None:
    results, _ = split_result_and_limit("99.105%; 99.136%; 99.329%")
    mean = mean_of(results)
    assert str(mean.value) == "99.190"
    assert [str(one) for one in mean.replicates] == ["99.105", "99.136", "99.329"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-09", "2026-03-09"),
        ("9 Mar 2026", "2026-03-09"),
        ("March 9, 2026", "2026-03-09"),
        ("09-MAR-2026", "2026-03-09"),
        ("9. März 2026", "2026-03-09"),
        ("09.03.2026", "2026-03-09"),
        ("2026年3月9日", "2026-03-09"),
        ("9 mars 2026", "2026-03-09"),
        ("9 de marzo de 2026", "2026-03-09"),
        ("9 марта 2026", "2026-03-09"),
        ("23 AUG '25", "2025-08-23"),
        ("01/23/2026", "2026-01-23"),
        ("23/01/2026", "2026-01-23"),
        ("MAR-2026", "2026-03"),
        ("2026/03/09", "2026-03-09"),
        ("22 марта 2024 г.", "2024-03-22"),
        ("1er mars 2024", "2024-03-01"),
        ("22 de marzo de 2024", "2024-03-22"),
        ("22 de marzo del 2024", "2024-03-22"),
        ("1º de março de 2024", "2024-03-01"),
        ("22. März 2024", "2024-03-22"),
        ("22. Maerz 2024", "2024-03-22"),
        ("22 marzo 2024", "2024-03-22"),
        ("22 marca 2024 r.", "2024-03-22"),
        ("1 août 2024", "2024-08-01"),
        ("1 aout 2024", "2024-08-01"),
        ("22. 3. 2024", "2024-03-22"),
        ("22.III.2024", "2024-03-22"),
        ("22. XII. 2024", "2024-12-22"),
        ("令和6年3月22日", "2024-03-22"),
        ("令和元年12月1日", "2019-12-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和6.3.22", "2024-03-22"),
        ("2024 年 3 月 22 日", "2024-03-22"),
        ("2024年3月", "2024-03"),
        ("5th of March 2024", "2024-03-05"),
    ],
)
def test_dates_are_read_in_all_orders_and_languages(text: str, iso: str) -> None:
    (found,) = dates_in(text)
    assert (found.date.iso, found.date.alternative) == (iso, None)


@pytest.mark.parametrize("text", ["Q1 2024", "20250510", "2024", "AB-22.III", "1.98.7", "12/2024/7"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert dates_in(text) == []


def test_eight_figures_are_a_date_only_where_a_label_says_so() -> None:
    (found,) = dates_in("20250510", compact=True)
    assert found.date.iso == "2025-05-10"
    assert dates_in("20251341", compact=True) == []


def test_an_ambiguous_date_keeps_both_readings() -> None:
    (found,) = dates_in("03/04/2026")
    assert {found.date.iso, found.date.alternative} == {"2026-03-04", "2026-04-03"}


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("C37H51N9O10S", "C37H51N9O10S"),
        ("C₃₇H₅₁N₉O₁₀S", "C37H51N9O10S"),
        ("C 37 H 51 N 9 O 10 S", "C37H51N9O10S"),
        ("C37H51N9O10S . C2H4O2", "C37H51N9O10S.C2H4O2"),
        ("HPLC", None),
        ("C18", None),
    ],
)
def test_formulas_are_read_however_their_digits_are_set(text: str, formula: str | None) -> None:
    assert formula_in(text) == formula


@pytest.mark.parametrize(
    ("text", "sequence"),
    [
        ("MEHFPGP", "MEHFPGP"),
        ("H-Met-Glu-His-Phe-Pro-Gly-Pro-OH", "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH"),
        ("Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH2", "Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH2"),
        ("Ac-MEHFPGP-NH2", "Ac-MEHFPGP-NH2"),
        ("H-MET-GLU-HIS-PHE-PRO-GLY-PRO-OH", "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH"),
        ("[Acetyl]-MEHFPGP-[Amidated]", "[Acetyl]-MEHFPGP-[Amidated]"),
        ("Met-Arg-Trp-Gln- Leu-Arg", "Met-Arg-Trp-Gln-Leu-Arg"),
        ("Conforms to structure", None),
    ],
)
def test_sequences_are_recognised_under_their_label(text: str, sequence: str | None) -> None:
    assert sequence_in(text) == sequence


def test_capital_words_are_no_sequences_without_a_label() -> None:
    assert sequence_in("WHITE LYOPHILISATE", labelled=False) is None


@pytest.mark.parametrize(
    ("text", "lot"),
    [
        ("BH4131 Page 1 of 3", "BH4131"),
        ("U230SGAJG0-7/PE1016", "U230SGAJG0-7/PE1016"),
        ("Black Cap-1", "Black Cap-1"),
        ("N/A", None),
        ("see vial label", None),
    ],
)
def test_a_lot_is_a_short_code(text: str, lot: str | None) -> None:
    assert code(text) == lot


def test_other_small_claims_are_cut_out_of_their_words() -> None:
    assert cas("CAS 80714-61-0 (free base)") == "80714-61-0"
    assert quantity("10 mg per vial") == "10 mg per vial"
    assert endotoxin("Pass - <5.00 EU/mg*") == "<5.00 EU/mg"
    assert product("N-Acetyl Semax Amidate 10mg") == "N-Acetyl Semax Amidate"
    assert amount_behind("N-Acetyl Semax Amidate 10mg") == "10mg"
    assert product("BPC-157") == "BPC-157"


COMMA, POINT, OPEN = Writing(("de",), decimal_comma=True), Writing(("en",), decimal_comma=False), Writing()


@pytest.mark.parametrize(
    ("text", "manner", "value"),
    [
        ("1 419,5", OPEN, "1419.5"),
        ("1.419,5", OPEN, "1419.5"),
        ("1,419.5", OPEN, "1419.5"),
        ("1 419,5", OPEN, "1419.5"),
        ("1'419.5", OPEN, "1419.5"),
        ("6.534.610", OPEN, "6534610"),
        ("6,534,610", OPEN, "6534610"),
        ("0,125", OPEN, "0.125"),
        ("99,31", POINT, "99.31"),
        ("1,419", OPEN, "1419"),
        ("1,419", POINT, "1419"),
        ("1,419", COMMA, "1.419"),
        ("1.419", COMMA, "1419"),
        ("1.419", POINT, "1.419"),
        ("1.419", OPEN, "1.419"),
    ],
)
def test_numbers_are_read_in_the_manner_of_their_document(text: str, manner: Writing, value: str) -> None:
    with written_as(manner):
        (found,) = numbers_in(normalise(text))
    assert str(found.amount.value) == value


def test_a_comma_before_three_digits_is_ambiguous_where_the_document_does_not_tell() -> None:
    for manner, ambiguous in ((OPEN, True), (COMMA, False), (POINT, False)):
        with written_as(manner):
            assert [found.ambiguous for found in numbers_in("1,419")] == [ambiguous]
    assert [found.ambiguous for found in numbers_in("99,31 %; 1,4195")] == [False, False]


@pytest.mark.parametrize("manner", [COMMA, POINT, OPEN])
@pytest.mark.parametrize(("text", "mass"), [("1,419", "1419"), ("813,348", "813.348"), ("1.419,5", "1419.5")])
def test_of_two_readings_of_a_mass_the_possible_one_counts(text: str, mass: str, manner: Writing) -> None:
    with written_as(manner):
        (item,) = masses_in(f"{text} Da")
    assert str(item.amount.value) == mass


@pytest.mark.parametrize("word", ["théorique", "calculée", "teórica", "теор.", "расч.", "理论值", "計算値", "ber."])
def test_the_word_before_a_mass_says_that_it_is_theory(word: str) -> None:
    found, theory = masses_in(f"813,4 Da ({word} 813,35 Da)")
    assert (found.theory, theory.theory) == (False, True)


def test_normalising_keeps_the_length_of_a_text() -> None:
    text = "ＬＯＴ：　ＡＢ１２３，９９．１％ ⽇本 ﾛｯﾄ ﬁ ㎎ m²"
    assert len(normalise(text)) == len(text)
    assert normalise(text) == "LOT: AB123,99.1% 日本 ロット ﬁ ㎎ m²"


def test_other_small_claims_are_read_in_other_languages() -> None:
    assert quantity("10 мг") == "10 мг"
    assert quantity("10毫克") == "10毫克"
    assert endotoxin("< 0,5 I.E./mg") == "< 0,5 I.E./mg"
    assert endotoxin("менее 0,5 ЕЭ/мг") == "0,5 ЕЭ/мг"
    assert code("АБ-010324") == "АБ-010324"
