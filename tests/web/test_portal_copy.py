"""The laboratory's own copy on the web page: a file or pasted text, and the table of both."""

from __future__ import annotations

import io

from werkzeug.datastructures import FileStorage

from coaverify.model.portal_copy import PortalCopy
from coaverify.report.entries import CopyLine
from coaverify.report.presentation.copies import copy_rows
from web.fake_verifier import SOUND, FakeVerifier
from web.report_builder import passing_report
from web.visitor import Visitor


def test_a_copy_goes_with_the_certificate(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND, portal_copy=FileStorage(io.BytesIO(b"the copy"), "from/portal.pdf"))
    assert verifier.asked[0][0].portal_copy == PortalCopy("portal.pdf", b"the copy")


def test_pasted_text_goes_with_the_certificate(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND, portal_text="Lot: A1\nPurity: 99.1 %")
    copy = verifier.asked[0][0].portal_copy
    assert copy is not None
    assert copy.pasted
    assert copy.data.decode().startswith("Lot: A1")


def test_without_a_copy_nothing_is_compared(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND)
    assert verifier.asked[0][0].portal_copy is None


def test_one_copy_for_two_certificates_is_refused_with_a_sentence(visitor: Visitor, verifier: FakeVerifier) -> None:
    page = visitor.upload(SOUND, SOUND, portal_text="Lot: A1")
    assert page.status_code == 422
    assert "send them in pairs" in page.text
    assert verifier.asked == []


def test_only_several_documents_are_compared_with_each_other(visitor: Visitor, verifier: FakeVerifier) -> None:
    visitor.upload(SOUND)
    visitor.upload(SOUND, SOUND)
    assert [settings.fingerprints for _, settings in verifier.asked] == [False, True, True]


def test_differences_stand_first_in_the_table_of_both() -> None:
    (certificate,) = passing_report("a.pdf").certificates
    lines = (
        CopyLine(claim="lot_number", here="A1", there="A1", agrees=True),
        CopyLine(claim="task_number", there="T-1"),
        CopyLine(claim="hplc_purity", here="99.31 %", there="97.31 %", agrees=False),
    )
    rows = copy_rows(certificate.model_copy(update={"portal_copy": lines}))
    assert [(row.label, row.word) for row in rows] == [
        ("Purity (HPLC)", "differs"),
        ("Lot number", "the same"),
        ("Task number", "stated once"),
    ]
