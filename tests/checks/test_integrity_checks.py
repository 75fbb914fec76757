"""integrity.hidden_text, integrity.revisions"""

from __future__ import annotations

import pytest

from certificate_builder import amount, certificate, code, findings, reading, verdict
from coaverify.model.certificate import Change, HiddenPlace, HiddenText
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Verdict

HIDDEN, REVISIONS = "integrity.hidden_text", "integrity.revisions"


@pytest.mark.parametrize(
    ("text", "why", "expected"),
    [
        ("95.1 %", "covered", "hidden-figures"),
        ("95.1 %", "background", "hidden-figures"),
        ("95.1 %", "tiny", "hidden-figures"),
        ("TEST", "covered", "hidden-words"),
        ("BPC-157 10.41 mg", "off-page", "hidden-words"),
    ],
)
def test_hidden_figures_contradict_and_hidden_words_are_listed(text: str, why: str, expected: str) -> None:
    finding = findings(certificate(hidden=(reading(HiddenText(text, why)),)))[HIDDEN]
    assert finding.code == expected
    assert text in finding.message


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (HiddenPlace.VALUE, "hidden-figures"),
        (HiddenPlace.APART, "hidden-figures-apart"),
        (HiddenPlace.REPEATED, "hidden-words"),
    ],
)
def test_hidden_figures_are_judged_by_where_they_lie(place: HiddenPlace, expected: str) -> None:
    assert code(HIDDEN, certificate(hidden=(reading(HiddenText("95.1 %", "covered", place=place)),))) == expected


def test_hidden_figures_apart_from_all_values_keep_from_a_pass() -> None:
    assert verdict(certificate()) is Verdict.PASS
    subject = certificate(hidden=(reading(HiddenText("4702", "background", place=HiddenPlace.APART)),))
    assert verdict(subject) is Verdict.INCONCLUSIVE


def test_a_value_among_hidden_figures_decides() -> None:
    lying = [HiddenText("4702", "background", place=HiddenPlace.APART), HiddenText("95.1 %", "covered")]
    finding = findings(certificate(hidden=tuple(map(reading, lying))))[HIDDEN]
    assert finding.code == "hidden-figures"
    assert "4702" not in finding.message


def test_figures_that_the_page_shows_otherwise_fail_with_both_readings() -> None:
    finding = findings(certificate(hidden=(reading(HiddenText("99.31", "shown otherwise", "91.31")),)))[HIDDEN]
    assert (finding.code, finding.claimed, finding.expected) == ("shown-otherwise", "99.31", "91.31")
    assert finding.ask


def test_figures_that_could_not_be_confirmed_are_a_hint_that_names_them() -> None:
    finding = findings(certificate(hidden=(reading(HiddenText("99.31", "unconfirmed")),)))[HIDDEN]
    assert finding.code == "nothing-hidden"
    assert [(hint.code, "99.31" in hint.message) for hint in finding.hints] == [("figures-not-confirmed", True)]


def test_a_purity_of_which_the_readers_disagree_does_not_pass() -> None:
    subject = certificate(purity=None, hplc_purity=reading(amount("99.31", "%"), doubts=(Doubt.READERS_DISAGREE,)))
    assert code("purity.specification", subject) == "read-with-doubt"
    assert verdict(subject) is not Verdict.PASS


def test_nothing_hidden_passes() -> None:
    assert code(HIDDEN, certificate()) == "nothing-hidden"


def test_a_changed_claim_is_shown_with_both_values() -> None:
    after = reading("99,3 %").evidence
    subject = certificate(changes=(Change("hplc_purity", "96.4", after),))
    finding = findings(subject)[REVISIONS]
    assert (finding.code, finding.claimed, finding.expected) == ("value-changed", "99,3 %", "96.4")
    assert verdict(subject) is Verdict.FAIL


def test_a_file_without_changed_claims_passes() -> None:
    assert code(REVISIONS, certificate()) == "no-change"
