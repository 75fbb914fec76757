"""documentation.verification: addresses, codes and numbers of a report, and the laboratories of the reference"""

from __future__ import annotations

import re
from typing import Any

import pytest

from certificate_builder import certificate, code, date, findings, reading, verdict
from coaverify.checks.domains import is_named_after, registrable
from coaverify.model.certificate import Certificate
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Verdict
from coaverify.model.paperwork import WebAddress
from coaverify.reference.laboratories import laboratories

CHECK = "documentation.verification"


def report(*codes: str, **claims: Any) -> Certificate:
    """A laboratory's report of lot AB1234 with these codes on its page; words are claims as printed."""
    texts: dict[str, Any] = {
        name: reading(value) if isinstance(value, str) else value for name, value in claims.items()
    }
    return certificate(codes=tuple(reading(text) for text in codes), **texts)


def hints(subject: Certificate) -> list[str]:
    return [hint.code for hint in findings(subject)[CHECK].hints]


def test_a_paper_without_an_address_has_nothing_to_ask_at() -> None:
    assert code(CHECK, certificate()) == "no-address"
    assert code(CHECK, report("AB1234")) == "no-address"  # a barcode of the lot leads nowhere


def test_the_reader_gets_the_address_and_the_key_and_nothing_is_fetched() -> None:
    finding = findings(report(verification_url="lab.example/verify", verification_key="Q7KX2M9PB4ZT"))[CHECK]
    assert finding.code == "address-given"
    assert "lab.example/verify" in finding.message
    assert "Q7KX2M9PB4ZT" in finding.message


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("https://lab.example/r/2603030053", "address-given"),
        ("https://lab.example/r/2603030054", "code-differs"),
        ("https://lab.example/r/2603030054?x=2603030053", "address-given"),  # the page's own number is in it
        ("https://lab.example/?lot=AB1243", "code-differs"),
        ("https://lab.example/?lot=AB1234", "address-given"),
        ("https://lab.example/?key=Q7KX2M9PB4ZX", "code-differs"),
        ("https://lab.example/?sample=semax-10mg", "address-given"),
        ("https://lab.example/products/semax-2026", "address-given"),
        ("2603030054", "code-differs"),
        ("AB1234", "address-given"),
        ("9912345678", "address-given"),  # a number of its own
    ],
)
def test_a_code_has_to_hold_the_number_lot_or_key_that_the_page_prints(held: str, expected: str) -> None:
    printed = {"task_number": "2603030053", "verification_key": "Q7KX2M9PB4ZT", "verification_url": "lab.example"}
    subject = report(held, **printed)
    assert code(CHECK, subject) == expected
    assert (verdict(subject) is Verdict.FAIL) == (expected == "code-differs")


def test_a_number_read_with_doubt_contradicts_no_code() -> None:
    doubted = reading("2603030053", doubts=(Doubt.LOW_CONFIDENCE,))
    assert code(CHECK, report("https://lab.example/r/2603030054", task_number=doubted)) == "read-with-doubt"


def test_two_addresses_under_two_domains_stay_open() -> None:
    subject = report("https://other.example/r/1", verification_url="www.lab.example/verify")
    assert code(CHECK, subject) == "addresses-differ"
    assert verdict(subject) is Verdict.INCONCLUSIVE
    below_one = report("https://verify.lab.example/r/1", verification_url="www.lab.example")
    assert code(CHECK, below_one) == "address-given"


def test_an_address_that_leads_on_to_any_other_is_a_hint() -> None:
    assert hints(report("https://bit.ly/3abcdef")) == ["address-hidden"]


def test_an_address_of_the_seller_for_tests_of_another_is_a_hint() -> None:
    parties = {"laboratory": "Torrwyn Analytical", "vendor": "Calder Peptides"}
    assert hints(report(verification_url="calderpeptides.example/coa", **parties)) == ["sellers-address"]
    assert hints(report(verification_url="torrwyn.example/coa", **parties)) == []
    assert hints(report(verification_url="portal.example/coa", **parties)) == ["address-of-nobody-named"]


def test_an_address_of_mail_ties_a_domain_to_the_issuer_unless_anybody_can_have_one() -> None:
    own = (reading(WebAddress("office@portal.example", "portal.example", mail=True)),)
    free = (reading(WebAddress("office@gmail.com", "gmail.com", mail=True)),)
    assert hints(report(verification_url="portal.example/coa", addresses=own)) == []
    assert hints(report(verification_url="gmail.com/coa", addresses=free)) == ["address-of-nobody-named"]


def test_a_day_in_the_reports_number_that_the_page_does_not_print_is_a_hint() -> None:
    dates = {"received_date": date("2026-03-03"), "issue_date": date("2026-03-06")}
    assert hints(report(task_number="2603040053", **dates)) == []
    assert hints(report(task_number="2503030053", **dates)) == ["encoded-date-differs"]
    assert hints(report(task_number="V260219-17", **dates)) == ["encoded-date-differs"]
    assert hints(report(task_number="V260219-17", issue_date=date("2026-03-13"))) == []  # when the sample came, perhaps
    assert hints(report(task_number="V260419-17", issue_date=date("2026-03-13"))) == ["encoded-date-differs"]
    assert hints(report(task_number="9999990053", **dates)) == []
    assert hints(report(task_number="113561", **dates)) == []


def laboratory_with(field: str) -> Any:
    return next(one for one in laboratories() if getattr(one, field))


def test_a_known_laboratory_is_recognised_and_its_own_address_given() -> None:
    known = laboratory_with("verify")
    finding = findings(report(laboratory=known.name, verification_url="portal.example"))[CHECK]
    assert known.verify in finding.message
    assert [hint.code for hint in finding.hints] == ["not-the-laboratorys-address"]
    assert hints(report(laboratory=known.name, verification_url=known.domains[0])) == []


def test_a_key_and_a_number_that_the_laboratory_does_not_write_so_are_hints() -> None:
    known = next(one for one in laboratories() if one.key and one.number)
    assert hints(report(laboratory=known.name, verification_key="Q7-1")) == ["key-format"]
    assert hints(report(laboratory=known.name, task_number="Q7")) == ["number-format"]


def test_the_laboratories_of_the_reference_are_whole() -> None:
    for one in laboratories():
        assert one.confidence in ("high", "medium", "low")
        assert all(registrable(domain) == domain for domain in one.domains)
        assert not one.verify or registrable(one.verify.split("/")[2]) in one.domains
        assert not one.dated or re.compile(one.dated).groupindex == {"day": 1}
        assert bool(one.dated) == bool(one.dated_claim)
    names = [name.casefold() for one in laboratories() for name in one.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("verify.lab.example", "lab.example"),
        ("www.lab.co.uk", "lab.co.uk"),
        ("lab.com.cn", "lab.com.cn"),
        ("calder.myshopify.com", "calder.myshopify.com"),
        ("lab.io", "lab.io"),
    ],
)
def test_what_somebody_registered_is_told_from_what_stands_before_it(host: str, domain: str) -> None:
    assert registrable(host) == domain


def test_a_domain_is_tied_to_a_name_by_the_names_own_words() -> None:
    assert is_named_after("torrwyn-analytical.example", "Torrwyn Analytical Ltd")
    assert not is_named_after("calderlabs.example", "Torrwyn Labs")
    assert not is_named_after("peptidetesting.example", "Peptide Research Company")
    assert is_named_after("peptidetesting.example", "Peptide Testing")
