"""documentation.portal_copy: the certificate beside the laboratory's own copy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from certificate_builder import SETTINGS, amount, certificate, date, ion, peaks, reading
from coaverify.checks import examine
from coaverify.checks.copies import same
from coaverify.model.certificate import Certificate
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Finding, Outcome, verdict_of
from coaverify.model.portal_copy import ReadCopy
from coaverify.reference.library import library

PAPER = certificate(
    "Semax",
    hplc_purity=reading(amount("99.31", "%")),
    issue_date=date("2026-03-22"),
    client=reading("Elm Peptides Ltd"),
)


def finding(paper: Certificate, *copies: Certificate, why: str = "") -> Finding:
    examined = examine(paper, SETTINGS, library(), ReadCopy("portal.pdf", copies, why))
    return next(one for one in examined.findings if one.id == "documentation.portal_copy")


def test_a_certificate_without_a_copy_is_not_asked_for_one() -> None:
    one = next(f for f in examine(PAPER, SETTINGS, library()).findings if f.id == "documentation.portal_copy")
    assert (one.code, one.outcome) == ("no-copy", Outcome.NOT_APPLICABLE)


def test_a_copy_that_says_the_same_passes_and_names_what_was_compared() -> None:
    one = finding(PAPER, PAPER)
    assert (one.code, one.outcome) == ("copy-agrees", Outcome.PASS)
    assert "HPLC purity" in one.message


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("hplc_purity", reading(amount("97.31", "%"))),
        ("lot_number", reading("ZZ9999")),
        ("product_name", reading("Selank")),
        ("issue_date", date("2026-03-23")),
        ("observed_ions", (ion("815.4"),)),
    ],
)
def test_a_decisive_claim_that_the_copy_states_otherwise_fails(claim: str, other: Any) -> None:
    one = finding(PAPER, replace(PAPER, **{claim: other}))
    assert (one.code, one.outcome) == ("copy-differs", Outcome.FAIL)
    assert claim.replace("_", " ").replace("hplc", "HPLC") in one.message


def test_what_only_one_of_the_two_states_is_a_note() -> None:
    one = finding(PAPER, replace(PAPER, issue_date=None, task_number=reading("T-10077")))
    assert one.outcome is Outcome.PASS
    assert {hint.code for hint in one.hints} == {"only-on-paper", "only-on-copy"}


def test_a_client_of_another_name_is_a_hint() -> None:
    one = finding(PAPER, replace(PAPER, client=reading("Ash Research")))
    assert one.outcome is Outcome.PASS
    assert [hint.code for hint in one.hints] == ["worded-otherwise"]


def test_a_difference_that_was_not_read_for_certain_stays_open_and_keeps_from_a_pass() -> None:
    doubted = reading(amount("97.31", "%"), doubts=(Doubt.LOW_CONFIDENCE,))
    examined = examine(PAPER, SETTINGS, library(), ReadCopy("p.png", (replace(PAPER, hplc_purity=doubted),)))
    one = next(f for f in examined.findings if f.id == "documentation.portal_copy")
    assert (one.code, one.required) == ("read-with-doubt", True)
    assert verdict_of(examined.findings).value == "inconclusive"


def test_a_copy_of_which_nothing_was_read_keeps_from_a_pass_and_says_why() -> None:
    one = finding(PAPER, why="The file is encrypted.")
    assert (one.code, one.required) == ("copy-unreadable", True)
    assert "encrypted" in one.message


def test_a_copy_that_states_nothing_of_the_paper_stays_open() -> None:
    assert finding(PAPER, Certificate(pages=(1,), endotoxin=reading("< 1 EU/mg"))).code == "nothing-in-common"


def test_of_several_certificates_in_the_copy_the_one_for_this_lot_counts() -> None:
    other = replace(PAPER, lot_number=reading("ZZ9999"), hplc_purity=reading(amount("91.00", "%")))
    assert finding(PAPER, other, PAPER).code == "copy-agrees"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (amount("99.3"), amount("99.31"), True),
        (amount("99.3"), amount("99.36"), False),
        (amount("99.31"), amount("99.32"), False),
        (amount(">=99"), amount("99"), False),
        (date("2026-03").value, date("2026-03-22").value, True),
        (date("2026-03-04", "2026-04-03").value, date("2026-04-03").value, True),
        ("AB-12 34", "ab1234", True),
        ("Ä-1", "A1", True),
    ],
)
def test_values_agree_in_the_digits_and_letters_that_both_print(one: object, other: object, agree: bool) -> None:
    assert same(one, other) is agree


def test_a_portal_that_shows_fewer_peaks_agrees_and_one_with_other_peaks_does_not() -> None:
    table = peaks(("7.29", "69", "0.69"), ("9.94", "9931", "99.31"))
    paper = replace(PAPER, peak_table=table)
    assert finding(paper, replace(paper, peak_table=table[1:])).code == "copy-agrees"
    assert finding(paper, replace(paper, peak_table=peaks(("9.99", "9931", "99.31")))).code == "copy-differs"
