"""Where the general mechanism and a template both read a claim: which counts, and that no pass comes of a conflict."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from certificate_pages import Placed, lines, pdf_of
from coaverify.model.finding import Verdict
from coaverify.model.settings import Settings
from coaverify.model.template import Rule, Template
from coaverify.report.model import Report
from coaverify.report.summary import reason_of
from coaverify.verify import verify
from template_builder import HEAD, account, at, read_with, taught, template, within

SOUND = [
    "Product Name: Semax", "Sequence: MEHFPGP", "Molecular Formula: C37H51N9O10S", "Lot: LF-26-031",
    "Purity (HPLC): 99.31 %", "Specification: NLT 98.0 %", "MS found [M+H]+: 814.36", "Analysis date: 2026-03-09",
    "Retest date: 2028-03-01",
]  # fmt: skip


def words(*more: str) -> list[Placed]:
    return [*lines(*SOUND), *lines(*more, top=400)]


def report(*templates: Template, page: list[Placed]) -> Report:
    settings = Settings(as_of=datetime.date(2026, 11, 21), templates=templates)
    return verify(pdf_of([*HEAD, *page]), "test.pdf", settings)


def test_the_page_passes_without_a_template() -> None:
    assert report(page=words()).verdict is Verdict.PASS


def test_a_template_that_reads_the_same_changes_nothing() -> None:
    before = read_with(words=words("Stock mark: LF-26-031"))
    after = read_with(template(at("lot_number", "Stock mark")), words=words("Stock mark: LF-26-031"))
    assert after.lot_number == before.lot_number
    assert account(after) == {"lot_number": "confirmed"}


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        (at("lot_number", "Stock mark"), "Stock mark: LF-26-777"),
        (at("hplc_purity", "Main band"), "Main band: 99.87 %"),
        (at("hplc_purity", "Main band"), "Main band: 90.10 %"),
        (at("purity_specification", "Gate"), "Gate: NLT 90 %"),
        (at("observed_ions", "Seen [M+H]+"), "Seen [M+H]+: 814.40"),
        (at("product_name", "Stuff"), "Stuff: Selank"),
        (at("product_name", "Stuff"), "Stuff: LFP-12"),
    ],
    ids=["lot", "higher purity", "lower purity", "limit", "ion", "another peptide", "a name that nobody knows"],
)
def test_a_conflict_keeps_the_general_reading_in_doubt_and_nothing_passes_on_it(rule: Rule, more: str) -> None:
    before = read_with(words=words(more))
    after = read_with(template(rule), words=words(more))
    assert account(after)[rule.claim] == "contradicted"
    own = taught(after, rule.claim).evidence
    assert own is not None
    assert own.text in more
    general, kept = getattr(before, rule.claim), getattr(after, rule.claim)
    for one, other in zip(*(found if isinstance(found, tuple) else (found,) for found in (general, kept)), strict=True):
        assert other.value == one.value
        assert other.doubts == ("ambiguous",)
        assert other.template == ""
    assert report(page=words(more)).verdict is Verdict.PASS
    assert report(template(rule), page=words(more)).verdict is Verdict.INCONCLUSIVE


def test_a_failure_that_only_one_of_two_readings_shows_is_inconclusive() -> None:
    page = [*lines(*(text.replace("99.31", "90.31") for text in SOUND)), *lines("Main band: 99.31 %", top=400)]
    assert report(page=page).verdict is Verdict.FAIL
    assert report(template(at("hplc_purity", "Main band")), page=page).verdict is Verdict.INCONCLUSIVE


def test_a_template_s_reading_counts_instead_where_it_says_so_and_the_report_says_it() -> None:
    more = "Main band: 99.87 %"
    one = template(at("hplc_purity", "Main band", instead=True))
    after = read_with(one, words=words(more))
    assert after.hplc_purity is not None
    assert after.hplc_purity.value.value == Decimal("99.87")
    assert after.further_purities == ()
    assert account(after) == {"hplc_purity": "instead"}
    (certificate,) = report(one, page=words(more)).certificates
    assert certificate.verdict is Verdict.PASS
    assert certificate.claims.hplc_purity is not None
    assert certificate.claims.hplc_purity.template == "larkfield.yaml"
    assert certificate.templates[0].claims[0].outcome == "instead"
    assert "larkfield.yaml" in reason_of(certificate)


def test_a_lot_that_counts_instead_leaves_no_trace_of_the_other() -> None:
    after = read_with(template(at("lot_number", "Stock mark", instead=True)), words=words("Stock mark: LF-26-777"))
    assert [lot.value for lot in after.lots] == ["LF-26-777"]


def test_two_templates_that_differ_are_both_in_doubt_whatever_they_say() -> None:
    first = template(at("catalog_number", "Stock mark"), file="a.yaml")
    second = template(at("catalog_number", "Shelf", instead=True), file="b.yaml")
    after = read_with(first, second, words=words("Stock mark: LF-1", "Shelf: LF-2"))
    assert after.catalog_number is not None
    assert after.catalog_number.doubts == ("ambiguous",)


def test_words_that_the_general_mechanism_takes_for_another_claim_are_in_doubt() -> None:
    page = [text for text in SOUND if not text.startswith(("Purity", "Specification"))]
    one = template(at("hplc_purity", "Specification"))
    after = read_with(one, words=[*lines(*page), *lines("Specification: 99.31 %", top=400)])
    assert after.hplc_purity is not None
    assert after.hplc_purity.doubts == ("ambiguous",)
    meant = template(at("hplc_purity", "Specification", instead=True))
    after = read_with(meant, words=[*lines(*page), *lines("Specification: 99.31 %", top=400)])
    assert after.hplc_purity is not None
    assert after.hplc_purity.doubts == ()
    assert after.purity_specification is None


def test_a_region_that_cuts_the_name_makes_no_pass() -> None:
    page = [*lines(*SOUND[1:]), (200.0, 400.0, "Semax amidate")]
    one = template(within("product_name", (195, 388, 234, 404)))
    result = report(one, page=page)
    (certificate,) = result.certificates
    assert certificate.claims.product_name is not None
    assert certificate.claims.product_name.value == "Semax"
    assert result.verdict is not Verdict.PASS


def test_settings_in_the_report_name_the_templates_that_were_given_and_only_then() -> None:
    one = template(at("lot_number", "Stock mark"))
    assert "templates" not in report(page=words()).generator.settings
    assert report(one, page=words()).generator.settings["templates"] == f"larkfield.yaml sha256:{'0' * 64}"


def test_a_report_without_templates_is_as_it_always_was() -> None:
    text = report(page=words()).to_json()
    assert '"template' not in text
    assert Report.from_json(text).to_json() == text
