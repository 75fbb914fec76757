"""What a paper says about itself, its addresses and the labels of lots and dates, read from drawn pages."""

from __future__ import annotations

import pytest

from certificate_pages import certificate_in, lines, rows
from coaverify.extract.addresses import addresses_in
from coaverify.model.paperwork import Said

HEAD = lines("Certificate of Analysis", "Product: Semax", "Lot: VF-1", "Purity: 99.1 %")


def said(*texts: str) -> set[Said]:
    """What these lines under a certificate's head say of it, beside its title."""
    return {one.value.said for one in certificate_in(*HEAD, *lines(*texts, top=300)).remarks} - {Said.TITLE}


@pytest.mark.parametrize(
    "text",
    [
        "Sample certificate of analysis",
        "SAMPLE COA",
        "Representative data; every lot is tested.",
        "The results shown are representative.",
        "Results are not lot-specific.",
        "For illustration purposes only",
        "Typical lot analysis",
        "Musterzertifikat",
        "Daten à titre d'exemple",
        "A título ilustrativo",
    ],
)
def test_words_that_make_a_paper_an_example_are_read(text: str) -> None:
    assert Said.NOT_OF_THIS_LOT in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sample ID: 4711",
        "Sample received 2026-03-01",
        "Sample Report",
        "A representative sample of the batch was taken.",
        "The data are representative of the lot.",
        "Sample Certificate No. 4711",
        "The results relate only to the sample as received.",
    ],
)
def test_words_that_merely_speak_of_a_sample_make_nothing_an_example(text: str) -> None:
    assert not {Said.NOT_OF_THIS_LOT, Said.STAMPED} & said(text)


def test_accreditation_its_number_conformity_and_signature_are_told_apart() -> None:
    assert said("The laboratory is accredited to ISO/IEC 17025.") == {Said.ACCREDITED}
    assert said("A2LA Certificate #6999.02") == {Said.ACCREDITED, Said.ACCREDITATION_NUMBER}
    assert said("Accredited to ISO/IEC 17025 under No. 1769") == {Said.ACCREDITED, Said.ACCREDITATION_NUMBER}
    assert said("The lot complies with the specification.") == {Said.CONFORMS}
    assert said("Specification: NLT 98 %") >= {Said.LIMITS}
    assert said("Approved by: J. Brandt") == {Said.SIGNED}
    assert said("The results relate only to the items tested.") == {Said.ONLY_ITEMS_TESTED}
    assert said("Page 1 of 2") == {Said.PAGES_COUNTED}


def test_addresses_are_read_with_their_hosts_and_other_dotted_words_are_none() -> None:
    text = "Ask lab@torrwyn.example, www.Torrwyn.example/verify or https://verify.lab.co.uk/x?a=1. Not v2.pdf, 4.6 mm"
    assert [(one.domain, one.mail) for one in addresses_in(text)] == [
        ("torrwyn.example", True),
        ("torrwyn.example", False),
        ("verify.lab.co.uk", False),
    ]


def test_lots_and_dates_keep_the_words_of_their_labels() -> None:
    certificate = certificate_in(*HEAD, *rows(("Batch No.", "VF-2"), ("Date of issue", "2026-03-04"), top=300))
    assert [(one.value.label, one.value.value) for one in certificate.labelled_lots] == [
        ("Lot", "VF-1"),
        ("Batch No.", "VF-2"),
    ]
    assert [(one.value.claim, one.value.label) for one in certificate.all_dates] == [("issue_date", "Date of issue")]


def test_further_contents_of_a_powder_are_claims_of_their_own() -> None:
    certificate = certificate_in(
        *HEAD,
        *rows(
            ("Loss on drying", "5.1 %"),
            ("Chloride", "6.2 %"),
            ("Residual solvents", "0.3 %"),
            ("Mass balance", "98.4 %"),
            top=300,
        ),
    )
    found = (certificate.loss_on_drying, certificate.chloride_content, certificate.residual_solvents)
    assert [str(one.value.value) for one in (*found, certificate.mass_balance) if one] == ["5.1", "6.2", "0.3", "98.4"]


@pytest.mark.parametrize(
    ("text", "share"),
    [("5.06 mg (101.2 %)", "101.2"), ("4.96 mg (99.2 % of label)", "99.2"), ("4.96 mg (99.2 %)", None)],
)
def test_a_share_of_the_label_stands_behind_what_was_found(text: str, share: str | None) -> None:
    read = certificate_in(*HEAD, *rows(("Measured content", text), top=300)).label_claim_percent
    assert (str(read.value.value) if read else None) == share
