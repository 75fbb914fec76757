from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify_web.intake import MAX_NAME, UNNAMED, display_name, parse_lot, parse_percent


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("semax.pdf", "semax.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\coa.pdf", "coa.pdf"),
        ("coa\x00\n.pdf", "coa.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("", UNNAMED),
        ("/", UNNAMED),
        (None, UNNAMED),
    ],
)
def test_a_file_name_is_shown_without_folders_and_steering_characters(raw: str | None, shown: str) -> None:
    assert display_name(raw) == shown


def test_a_long_file_name_keeps_its_ending() -> None:
    name = display_name("x" * 500 + ".pdf")
    assert len(name) == MAX_NAME
    assert name.endswith("….pdf")


@given(st.text())
def test_any_file_name_becomes_one_short_printable_line(raw: str) -> None:
    name = display_name(raw)
    assert 0 < len(name) <= MAX_NAME
    assert "/" not in name
    assert "\n" not in name


@pytest.mark.parametrize(
    ("typed", "value"), [("98", "98"), ("98,5", "98.5"), (" 99.10 % ", "99.10"), ("0", "0"), ("100", "100")]
)
def test_a_purity_is_read_as_people_type_it(typed: str, value: str) -> None:
    assert str(parse_percent(typed)) == str(Decimal(value))


@pytest.mark.parametrize("typed", ["high", "", "-1", "100.1", "NaN", "Infinity", "98 99", "9" * 50])
def test_what_is_no_purity_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Enter a number|between 0 and 100"):
        parse_percent(typed)


def test_a_lot_is_kept_as_printed_but_for_its_spaces() -> None:
    assert parse_lot("  SX  22/31-A ") == "SX 22/31-A"


def test_an_endless_or_unprintable_lot_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        parse_lot("x" * 65)
    with pytest.raises(ValueError, match="cannot be printed"):
        parse_lot("SX\u202e1")
