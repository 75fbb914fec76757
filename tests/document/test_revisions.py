"""Earlier states of incrementally updated files."""

import pikepdf

from coaverify.document.read import read
from coaverify.model.document import Document
from coaverify.model.settings import Limits
from pdf_builders import changed, updated, with_content

FIRST = with_content(b"BT /F1 12 Tf 50 200 Td (Lot 2342X25) Tj ET")


def states(document: Document) -> list[list[str]]:
    every = (*document.earlier, document.pages)
    return [[word.text for page in state for word in page.words] for state in every]


def read_one(data: bytes) -> Document:
    return read(data, "a.pdf", Limits())


def test_a_file_that_was_never_changed_has_no_earlier_state() -> None:
    assert read_one(FIRST).earlier == ()


def test_the_value_before_an_update_is_kept() -> None:
    data = updated(FIRST, b"2342X25", b"2324X25")
    assert states(read_one(data)) == [["Lot", "2342X25"], ["Lot", "2324X25"]]


def test_earlier_states_come_oldest_first() -> None:
    data = updated(updated(FIRST, b"2342", b"1"), b"1X25", b"2X25")
    assert states(read_one(data)) == [["Lot", "2342X25"], ["Lot", "1X25"], ["Lot", "2X25"]]


def test_no_more_than_five_are_read_and_the_first_is_among_them() -> None:
    data = FIRST
    for number in range(9):
        data = updated(data, b"X25", b"X25%d" % number)
    found = states(read_one(data))
    assert len(found) == 6
    assert found[0] == ["Lot", "2342X25"]


def test_the_first_section_of_a_linearised_file_is_no_earlier_state() -> None:
    data = changed(FIRST, lambda document: None, linearize=True)
    assert data.count(b"%%EOF") == 2
    assert read_one(data).earlier == ()


def test_an_attached_pdf_is_no_earlier_state() -> None:
    def attach(document: pikepdf.Pdf) -> None:
        document.Root.Attached = document.make_stream(FIRST + b"\n")

    data = changed(FIRST, attach, compress_streams=False)
    assert data.count(b"%%EOF") == 2
    assert read_one(data).earlier == ()


def test_an_end_that_is_written_twice_is_no_earlier_state() -> None:
    """Word ends its files so: a second, empty table and a second end mark."""
    start = int(FIRST[FIRST.rindex(b"startxref") + 9 :].split()[0])
    tail = b"xref\n0 0\ntrailer\n<< /Size 9 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    assert read_one(FIRST + tail % (start, len(FIRST))).earlier == ()
