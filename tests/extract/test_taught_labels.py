"""A template's words are understood as the vocabulary's own are, and only on the paper of its issuer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from certificate_pages import certificates_in, lines, rows
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.labels import interpret
from coaverify.model.certificate import Comparator
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Limits
from coaverify.model.template import Position, Sign
from pdf_builders import with_text
from template_builder import HEAD, account, at, read_with, template, within

KNOWN = lines("Product Name: Semax", "Sequence: MEHFPGP", "Molecular Formula: C37H51N9O10S", "Molecular Weight: 813.92")


@pytest.mark.parametrize(
    ("words", "position"),
    [
        (lines("Stock mark: LF-26-031", top=300), None),
        (rows(("Stock mark", "LF-26-031"), top=300), None),
        (lines("Stock mark", "LF-26-031", top=300, pitch=14), None),
        (rows(("Stock mark", "LF-26-031"), top=300), Position.RIGHT),
        (lines("Stock mark", "LF-26-031", top=300, pitch=14), Position.BELOW),
        (lines("LF-26-031", "Stock mark", top=300, pitch=14), Position.ABOVE),
        (rows(("LF-26-031", "Stock mark"), top=300), Position.LEFT),
    ],
    ids=["inline", "right", "below", "position right", "position below", "position above", "position left"],
)
def test_a_value_is_found_at_a_taught_label(words: list[tuple[float, float, str]], position: Position | None) -> None:
    certificate = read_with(template(at("lot_number", "Stock mark", position=position)), words=KNOWN + words)
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "LF-26-031"
    assert certificate.lot_number.evidence.text == "LF-26-031"
    assert certificate.lot_number.template == "larkfield.yaml"
    assert certificate.lot_number.doubts == ()
    assert [lot.value for lot in certificate.lots] == ["LF-26-031"]
    assert account(certificate) == {"lot_number": "read"}


def test_a_value_elsewhere_than_the_template_says_is_not_taken() -> None:
    words = KNOWN + rows(("Stock mark", "LF-26-031"), top=300)
    certificate = read_with(template(at("lot_number", "Stock mark", position=Position.BELOW)), words=words)
    assert certificate.lot_number is None
    assert account(certificate) == {"lot_number": "not_found"}


def test_a_row_of_results_is_read_with_its_limit() -> None:
    table = rows(("Test", "Specification", "Result"), ("Main band", "≥ 98.5 %", "99.31 %"), top=300)
    certificate = read_with(template(at("hplc_purity", "Main band")), words=KNOWN + table)
    assert certificate.hplc_purity is not None
    assert certificate.hplc_purity.value.value == Decimal("99.31")
    assert certificate.purity_specification is not None
    assert certificate.purity_specification.value.value == Decimal("98.5")
    assert account(certificate) == {"hplc_purity": "read", "purity_specification": "read"}


def test_a_lower_bound_at_the_purity_s_label_is_its_limit_and_no_result() -> None:
    certificate = read_with(
        template(at("hplc_purity", "Main band")), words=KNOWN + lines("Main band: ≥ 98.5 %", top=300)
    )
    assert certificate.hplc_purity is None
    assert certificate.purity_specification is not None
    assert certificate.purity_specification.value.comparator is Comparator.AT_LEAST


def test_the_ion_that_a_taught_label_prints_is_the_ion_of_its_figure() -> None:
    words = KNOWN + lines("Seen at [M+2H]2+: 407.7", "Seen at [M+H]+: 814.4", top=300)
    certificate = read_with(template(at("observed_ions", "Seen at [M+H]+", "Seen at [M+2H]2+")), words=words)
    ions = [(ion.value.mz.value, ion.value.charge) for ion in certificate.observed_ions]
    assert sorted(ions) == [(Decimal("407.7"), 2), (Decimal("814.4"), 1)]


def test_whether_an_observed_mass_is_an_ion_the_paper_decides() -> None:
    certificate = read_with(template(at("observed_mass", "Seen")), words=KNOWN + lines("Seen: [M+H]+ 814.4", top=300))
    assert certificate.observed_mass is None
    assert [ion.value.charge for ion in certificate.observed_ions] == [1]
    assert account(certificate) == {"observed_ions": "read"}


def test_two_values_at_one_taught_label_are_both_in_doubt() -> None:
    words = KNOWN + lines("Stock mark: LF-26-031", "Stock mark: LF-26-044", top=300)
    certificate = read_with(template(at("lot_number", "Stock mark")), words=words)
    assert certificate.lot_number is not None
    assert certificate.lot_number.doubts == ("ambiguous",)
    assert all(lot.doubts for lot in certificate.lots)


@pytest.mark.parametrize(
    ("signs", "holds"),
    [
        ((Sign("larkfield fine peptides"),), True),
        ((Sign("Larkfield Fine Peptides"), Sign("Another House")), False),
        ((Sign("Larkfield", page=1),), True),
        ((Sign("Larkfield", page=2),), False),
        ((Sign("Lark"),), False),  # whole words
        ((Sign(r"larkfield\s+f\w+", is_pattern=True),), True),
        ((Sign(r"^Fine", is_pattern=True),), False),
    ],
)
def test_a_template_holds_where_all_of_its_signs_stand(signs: tuple[Sign, ...], holds: bool) -> None:
    certificate = read_with(
        template(at("lot_number", "Stock mark"), signs=signs), words=KNOWN + lines("Stock mark: LF-26-031", top=300)
    )
    assert (certificate.lot_number is not None) is holds
    assert bool(certificate.templates) is holds


def test_words_that_the_page_hides_are_no_sign() -> None:
    off_page = (60.0, 2000.0, "Another House")
    one = template(at("lot_number", "Stock mark"), signs=(Sign("Another House"),))
    assert read_with(one, words=[*KNOWN, off_page]).templates == ()


def test_a_template_s_words_are_forgotten_after_its_certificate() -> None:
    words = KNOWN + lines("Stock mark: LF-26-031", top=300)
    read_with(template(at("lot_number", "Stock mark")), words=words)
    assert interpret("Stock mark") is None
    (certificate,) = certificates_in([*HEAD, *words])
    assert certificate.lot_number is None


def test_a_template_holds_for_the_certificate_of_its_issuer_and_not_for_the_next_one() -> None:
    first = [*HEAD, *KNOWN, *lines("Lot: A-1", "Purity: 99.1 %", "Stock mark: 1/26", top=300)]
    second = [(60.0, 40.0, "Another House"), *lines("Product Name: Selank", "Sequence: TKPRPGP", "Lot: B-2"),
              *lines("Purity: 98.1 %", "Stock mark: 2/26", top=300)]  # fmt: skip
    from certificate_pages import pdf_of

    document = read(pdf_of(first, second), "test.pdf", Limits())
    one, other = extract(document, (template(at("task_number", "Stock mark")),))
    assert one.task_number is not None
    assert one.task_number.value == "1/26"
    assert other.task_number is None
    assert other.templates == ()


def test_what_only_a_template_reads_can_make_a_certificate() -> None:
    words = lines("Substance spoken of: Semax", "Main band: 99.31 %", top=300)
    rules = (at("product_name", "Substance spoken of"), at("hplc_purity", "Main band"))
    with pytest.raises(Unreadable) as refused:
        read_with(words=words)
    assert refused.value.code is ErrorCode.NOT_A_CERTIFICATE
    assert read_with(template(*rules), words=words).hplc_purity is not None


def test_a_template_alone_makes_no_certificate_of_a_letter() -> None:
    letter = read(with_text("Larkfield Fine Peptides", "Thank you for your order of 12 March."), "a.pdf", Limits())
    with pytest.raises(Unreadable):
        extract(letter, (template(at("lot_number", "Stock mark")),))


def test_a_label_that_is_to_be_ignored_names_no_claim_and_the_certificate_says_so() -> None:
    words = KNOWN + lines("Lot: CUSTOMER-7", "Stock mark: LF-26-031", top=300)
    one = template(at("lot_number", "Stock mark"), ignored=("Lot",))
    certificate = read_with(one, words=words)
    assert [lot.value for lot in certificate.lots] == ["LF-26-031"]
    assert certificate.templates[0].ignored == ("Lot",)


def test_a_claim_stands_where_the_region_is_on_the_certificate_s_own_page() -> None:
    words = [*KNOWN, (400.0, 300.0, "LF-26-031")]
    assert account(read_with(template(within("lot_number", (390, 285, 500, 305), page=2)), words=words)) == {
        "lot_number": "not_found"
    }
