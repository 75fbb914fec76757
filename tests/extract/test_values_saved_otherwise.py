"""Of words in a scan that were saved otherwise, those that a claim is read from are told, each place once."""

from __future__ import annotations

from certificate_builder import certificate
from coaverify.extract.seams import seams_of
from coaverify.model.document import Page
from coaverify.model.evidence import Box

SUBJECT = certificate(lots=(("AB1234", 1),), observed_ions=())  # all of its values stand at one place
AT_THE_VALUES, ELSEWHERE = Box(62, 61, 90, 69), Box(300, 61, 320, 69)


def page(*seams: Box, number: int = 1) -> Page:
    return Page(number, 595, 842, seams=seams)


def test_a_value_that_stands_there_is_told_once() -> None:
    (seam,) = seams_of((page(AT_THE_VALUES, ELSEWHERE),), SUBJECT)
    assert seam.shown.box.contains(AT_THE_VALUES)
    assert getattr(SUBJECT, seam.claim) is not None


def test_a_row_of_a_list_is_told_by_the_name_of_the_list() -> None:
    ions = certificate(None, lots=(), purity=None)
    assert [seam.claim for seam in seams_of((page(AT_THE_VALUES),), ions)] == ["observed_ions"]


def test_words_that_are_no_values_and_other_pages_tell_nothing() -> None:
    assert seams_of((page(ELSEWHERE), page(AT_THE_VALUES, number=2), page()), SUBJECT) == ()
