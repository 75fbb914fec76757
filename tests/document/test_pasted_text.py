"""Pasted text as a document."""

from __future__ import annotations

import pytest

from coaverify.document.pasted import MOST_BYTES, pasted
from coaverify.extract import extract
from coaverify.model.errors import ErrorCode, Unreadable

PORTAL = """Test report
Report number: 104417
Sample\tSemax 10 mg
Lot\tAB-1234

Purity
99.11 %
Net content\t10.42 mg
"""


def test_labels_and_values_of_a_pasted_page_are_read() -> None:
    (certificate,) = extract(pasted(PORTAL.encode(), "pasted text"), demanding=False)
    assert certificate.lot_number is not None
    assert certificate.lot_number.value == "AB-1234"
    assert certificate.hplc_purity is not None
    assert str(certificate.hplc_purity.value.value) == "99.11"
    assert certificate.task_number is not None
    assert certificate.task_number.value == "104417"


def test_words_stand_where_they_stood_in_their_line() -> None:
    (page,) = pasted(b"Lot  AB-1\n\tx", "t").pages
    first, second, third = page.words
    assert (first.text, second.text, third.text) == ("Lot", "AB-1", "x")
    assert first.box.middle == second.box.middle < third.box.middle
    assert second.box.x0 - first.box.x1 > 10
    assert third.box.x0 > second.box.x1


@pytest.mark.parametrize(
    ("data", "code"), [(b" \n\t\n", ErrorCode.EMPTY), (b"x" * (MOST_BYTES + 1), ErrorCode.TOO_LARGE)]
)
def test_nothing_and_too_much_are_refused(data: bytes, code: ErrorCode) -> None:
    with pytest.raises(Unreadable) as refused:
        pasted(data, "t")
    assert refused.value.code is code


def test_bytes_that_are_no_text_do_no_harm() -> None:
    (page,) = pasted(b"Lot: \xff\xfe\x00 A1", "t").pages
    assert page.words[0].text == "Lot:"
