"""What a PDF tells beside its pages: signatures, its making, fields and notes, exchanged pictures."""

from __future__ import annotations

import io

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from altered_files import (
    SIGNER,
    revised,
    signed,
    with_benign_update,
    with_field,
    with_information,
    with_note,
    with_packet,
    with_signed_bytes_changed,
)
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.document import Document
from coaverify.model.evidence import Box
from coaverify.model.file_facts import AlterationKind, CarrierKind, FileFacts, SignatureState
from coaverify.model.settings import Limits
from pdf_builders import drawn, picture, place_picture, with_text

BASE = with_text("Certificate of Analysis", "Product: Semax", "Lot No.: AB-12345", "Purity (HPLC): 99.31 %")
OTHER = with_text("Certificate of Analysis", "Product: Semax", "Lot No.: AB-12345", "Purity (HPLC): 99.91 %")
PLACE = Box(200, 200, 260, 212)


def read_one(data: bytes) -> Document:
    return read(data, "a.pdf", Limits())


def facts(data: bytes) -> FileFacts:
    found = read_one(data).facts
    assert found is not None
    return found


# --- signatures ----------------------------------------------------------------------------------


def states(data: bytes) -> list[SignatureState]:
    return [signature.state for signature in facts(data).signatures]


def test_an_intact_signature_covers_the_whole_file() -> None:
    (signature,) = facts(signed(BASE)).signatures
    assert (signature.state, signature.signer, signature.whole) == (SignatureState.INTACT, SIGNER, True)


def test_a_file_without_signatures_has_none() -> None:
    assert states(BASE) == []


def test_content_that_was_changed_after_signing_is_seen() -> None:
    assert states(revised(signed(BASE), OTHER)) == [SignatureState.CHANGED]


def test_signed_bytes_that_were_changed_break_the_signature() -> None:
    data = signed(BASE)
    assert states(with_signed_bytes_changed(data, b"400 300", b"400 301")) == [SignatureState.BROKEN]


def test_an_update_that_touches_nothing_leaves_the_signature_intact() -> None:
    assert states(with_benign_update(signed(BASE))) == [SignatureState.INTACT]


def test_what_only_looks_like_a_signature_does_not_stop_the_reading() -> None:
    data = signed(BASE)
    start = data.index(b"/Contents <") + 11
    assert states(data[:start] + b"00" * 40 + data[start + 80 :]) == [SignatureState.UNREADABLE]


# --- its making ----------------------------------------------------------------------------------


def test_dictionary_and_packet_are_both_read() -> None:
    data = with_packet(
        with_information(BASE, Producer="Some Writer", CreationDate="D:20260304120000Z"),
        "<pdf:Producer>Another Writer</pdf:Producer>",
        "<xmp:CreateDate>2026-04-01T10:00:00Z</xmp:CreateDate>",
        '<rdf:li stEvt:softwareAgent="Retoucher 7"/>',
    )
    origin = facts(data).origin
    assert (origin.producer, origin.xmp_producer) == ("Some Writer", "Another Writer")
    assert (origin.created[:10], origin.xmp_created[:10]) == ("2026-03-04", "2026-04-01")
    assert origin.history == ("Retoucher 7",)


# --- fields and notes ----------------------------------------------------------------------------


@pytest.mark.parametrize("inherited", [False, True])
def test_a_field_is_read_with_what_it_states_and_what_is_shown(inherited: bool) -> None:
    page = read_one(with_field(BASE, PLACE, "99.9", "97.1", inherited=inherited)).pages[0]
    (carrier,) = page.carriers
    assert (carrier.kind, carrier.stated, carrier.beneath) == (CarrierKind.FIELD, "97.1", "")
    assert [word.text for word in page.words if carrier.box.contains(word.box, slack=3)] == ["99.9"]


def test_a_note_is_read_with_the_words_of_the_page_beneath_it() -> None:
    word = next(word for word in read_one(BASE).pages[0].words if word.text == "99.31")
    (carrier,) = read_one(with_note(BASE, word.box, "99.91", "99.91", opaque=True)).pages[0].carriers
    assert (carrier.kind, carrier.stated) == (CarrierKind.NOTE, "99.91")
    assert "99.31" in carrier.beneath


def test_an_annotation_that_no_viewer_shows_states_nothing() -> None:
    data = with_note(BASE, PLACE, "99.91", "99.91")
    with pikepdf.open(io.BytesIO(data)) as document:
        document.pages[0].Annots[0].F = 2
        buffer = io.BytesIO()
        document.save(buffer)
    assert read_one(buffer.getvalue()).pages[0].carriers == ()


def test_a_claim_that_a_field_shows_is_named() -> None:
    without = with_text("Certificate of Analysis", "Product: Semax", "Lot No.: AB-12345", "Purity (HPLC):")
    label = next(word for word in read_one(without).pages[0].words if word.text == "(HPLC):")
    place = Box(label.box.x1 + 6, label.box.top, label.box.x1 + 50, label.box.bottom)
    (certificate,) = extract(read_one(with_field(without, place, "99.31 %", "97.00 %")))
    (value,) = certificate.carried
    assert (value.claim, value.stated, value.shown.text) == ("hplc_purity", "97.00 %", "99.31 %")


# --- revisions -----------------------------------------------------------------------------------


def with_picture(colour: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 250, "Certificate of Analysis: Semax, Lot No.: AB-12345")
        place_picture(canvas, 50, 60, 200, 120, colour)

    return drawn(draw)


def test_a_picture_that_an_update_exchanged_is_found() -> None:
    document = read_one(revised(with_picture("red"), with_picture("blue")))
    assert [one.page for one in document.exchanged] == [1]


def test_the_same_picture_after_an_update_is_not_exchanged() -> None:
    assert picture("red") != picture("blue")
    assert read_one(revised(with_picture("red"), with_picture("red"))).exchanged == ()


def alterations(before: str, after: str) -> list[tuple[AlterationKind, str, str]]:
    lines = ("Certificate of Analysis", "Product: Semax", "Lot No.: AB-12345", "Water content: 3.1 %")
    data = revised(with_text(*lines, before), with_text(*lines, after))
    (certificate,) = extract(read_one(data))
    assert certificate.changes == ()
    return [(one.kind, one.before, one.after) for one in certificate.alterations]


def test_figures_outside_of_the_claims_that_changed_are_listed() -> None:
    assert alterations("Room 417 of our house", "Room 471 of our house") == [(AlterationKind.WORDS, "417", "471")]


def test_words_that_were_added_are_listed() -> None:
    assert alterations("", "Released") == [(AlterationKind.ADDED, "", "Released")]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Purity (HPLC): 99.10 %", "Purity (HPLC): 99.1%"), ("Cat. No.: BB 1107", "Cat. No.: bb-1107")],
)
def test_a_value_that_is_only_written_otherwise_is_not_changed(before: str, after: str) -> None:
    alterations(before, after)
