"""Where a report can be verified, by which key, and the other numbers and names of a laboratory's report."""

from __future__ import annotations

import pytest

from certificate_pages import certificate_in, lines, rows

HEAD = lines("Product: Semax", "Lot: VF-1", "Purity: 99.1 %")
KEY = "Q7KX2M9PB4ZT"


def test_address_and_key_are_read_from_the_sentence_that_announces_them() -> None:
    sentence = "Verify this test at www.lab.example/verify/ with the following unique key"
    certificate = certificate_in(*HEAD, *lines(sentence, KEY, top=300))
    assert certificate.verification_url is not None
    assert certificate.verification_url.value == "www.lab.example/verify/"
    assert certificate.verification_key is not None
    assert certificate.verification_key.value == KEY
    assert certificate.verification_key.evidence.text == KEY


def test_a_key_inside_of_a_sentence_is_read() -> None:
    certificate = certificate_in(
        *HEAD,
        *lines(
            "The report can be verified at https://verify.lab.example/reports/2026/ with the key 7HK2-99XA-11ZD.",
            top=300,
        ),
    )
    assert certificate.verification_key is not None
    assert certificate.verification_key.value == "7HK2-99XA-11ZD"
    assert certificate.verification_url is not None
    assert certificate.verification_url.value == "https://verify.lab.example/reports/2026/"


def test_an_address_that_the_end_of_the_line_breaks_is_put_together() -> None:
    certificate = certificate_in(
        *HEAD, *lines("Verify at https://lab.example/coa/2026/", "12345-semax.pdf", top=300, pitch=12)
    )
    assert certificate.verification_url is not None
    assert certificate.verification_url.value == "https://lab.example/coa/2026/12345-semax.pdf"


def test_beside_a_search_code_the_only_address_is_where_it_is_searched() -> None:
    certificate = certificate_in(
        *HEAD, *rows(("Search Code:", "Nort2601210092"), top=200), (60, 80, "LabTesting.example.com")
    )
    assert certificate.verification_url is not None
    assert certificate.verification_url.value == "LabTesting.example.com"


def test_an_address_alone_is_no_place_of_verification() -> None:
    assert certificate_in(*HEAD, (60, 700, "www.shop.example")).verification_url is None


@pytest.mark.parametrize("label", ["Accession Number", "Task Number", "Report No.", "Certificate ID", "Accession #:"])
@pytest.mark.parametrize("geometry", ["right", "under", "colon"])
def test_the_number_of_a_report_is_read_in_the_usual_places(label: str, geometry: str) -> None:
    name = label.rstrip(":")
    placed = {
        "right": rows((label, "R-2026-118"), top=200),
        "under": lines(label, "R-2026-118", top=200, pitch=13),
        "colon": lines(f"{name}: R-2026-118", top=200),
    }[geometry]
    certificate = certificate_in(*HEAD, *placed)
    assert certificate.task_number is not None
    assert certificate.task_number.value == "R-2026-118"


def test_a_task_number_behind_a_number_sign_is_read() -> None:
    certificate = certificate_in(*HEAD, (330, 200, "Task Number #12345"))
    assert certificate.task_number is not None
    assert certificate.task_number.value.lstrip("#") == "12345"


def test_the_parties_and_the_means_of_a_report_are_claims() -> None:
    certificate = certificate_in(
        *HEAD,
        *rows(
            ("Client", "Northgate Shop"),
            ("Manufacturer", "Corbel Peptides"),
            ("Method", "RP-HPLC, 220 nm"),
            ("Instrument", "Agilent 1260"),
            ("Date received", "2026-03-01"),
            top=200,
        ),
    )
    assert certificate.client is not None
    assert certificate.client.value == "Northgate Shop"
    assert certificate.manufacturer is not None
    assert certificate.manufacturer.value == "Corbel Peptides"
    assert certificate.method is not None
    assert certificate.instrument is not None
    assert certificate.received_date is not None
