"""How hidden words lie to what the page shows: whether they may be a value, or are apart from all values.

What a page hides is seldom a secret: marks of the printing house stand in the colour of the paper at its edge, old page
numbers lie under a picture, and layout programs leave the same words under what is seen. A hidden value is another
thing: something else is printed in its place, or its label stands beside it, or it is written as a value is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from coaverify.extract.lines import bounds
from coaverify.model.certificate import Certificate, HiddenPlace
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

SAME_PLACE = 0.3  # of the size: how far the second print of a word may lie from the first
TOGETHER = 0.8  # of the size: words closer than this are read as one number
IN_PLACE = 0.15  # of the smaller of two boxes: words that share as much stand in one place
LEAST_PRINTED = 3  # figures: fewer are printed on any page
LEAST_CODE = 5  # letters and figures of a code: a shorter one looks like anything

_CODES = ("lot_number", "catalog_number", "cas_number", "task_number", "verification_key")
_DATES = ("received_date", "manufacture_date", "analysis_date", "issue_date", "retest_date", "expiry_date")
# "98.51", "1,203.4", "99 %"; no date and no version
_MEASURED = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)[.,]\d+(?![.,]?\d)|\d+\s*%")
_AROUND = ".,;:()[]<>≤≥~=±+-–−%*'\"“”"


class Visible:
    """What the pages of a certificate show, to hold hidden words against. It looks only where there are such words."""

    def __init__(self, pages: Sequence[Page], certificate: Certificate) -> None:
        self._pages, self._certificate = pages, certificate

    def place_of(self, words: Sequence[Word], page: Page) -> HiddenPlace:
        """How some hidden words, which stand on one line, lie to what is seen."""
        figured = [word for word in words if _has_figure(word.text)]
        if figured and all(any(_is_repeated(word, one) for one in page.words) for word in figured):
            return HiddenPlace.REPEATED
        if any(_in_one_place(word.box, one.box) or _go_together(word, one) for word in figured for one in page.words):
            return HiddenPlace.VALUE
        new = [token for word in figured for token in _tokens(word.text) if not self._is_printed(token)]
        apart = not new or not (_is_in_a_row(words, page) or self._is_written_as_a_value(words, new))
        return HiddenPlace.APART if apart else HiddenPlace.VALUE

    def _is_printed(self, token: str) -> bool:
        """Whether a visible word says it, too; of short figures that means nothing."""
        return sum(map(str.isdigit, token)) >= LEAST_PRINTED and token in self._printed

    @cached_property
    def _printed(self) -> frozenset[str]:
        return frozenset(token for page in self._pages for word in page.words for token in _tokens(word.text))

    @cached_property
    def _forms(self) -> frozenset[str]:
        """How the codes and dates of the certificate are written, figures and letters aside."""
        codes = [getattr(self._certificate, name) for name in _CODES]
        texts = [one.value for one in codes if one is not None]
        dates = [getattr(self._certificate, name) for name in _DATES]
        texts += [one.evidence.text for one in dates if one is not None]
        return frozenset(_form(text) for text in texts if sum(map(str.isalnum, text)) >= LEAST_CODE)

    def _is_written_as_a_value(self, words: Sequence[Word], new: Sequence[str]) -> bool:
        """Whether a number with decimals or a share is among the words, or a code or date like the certificate's."""
        text = " ".join(word.text for word in words)
        if any(_tokens(match[0])[0] in token for match in _MEASURED.finditer(text) for token in new):
            return True
        form = f" {_form(text)} "
        return any(f" {one} " in form for one in self._forms)


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


def _tokens(text: str) -> list[str]:
    """What of a text holds figures, without the signs around it."""
    return [token.strip(_AROUND) for token in text.split() if _has_figure(token)]


def _form(text: str) -> str:
    return re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", text)).strip(_AROUND)


def _is_repeated(word: Word, other: Word) -> bool:
    reach = SAME_PLACE * max(word.size, 1.0)
    near = abs(word.box.x0 - other.box.x0) <= reach and abs(word.box.bottom - other.box.bottom) <= reach
    return near and word.text == other.text


def _in_one_place(box: Box, other: Box) -> bool:
    across, down = box.overlap_x(other), box.overlap_y(other)
    if across <= 0 or down <= 0:
        return False
    return across * down >= IN_PLACE * min(box.width * box.height, other.width * other.height)


def _go_together(word: Word, other: Word) -> bool:
    """Whether both stand on one line within the width of a letter, as the figures of one number do."""
    return (
        word.angle == other.angle == 0
        and word.box.overlap_y(other.box) > 0.5 * min(word.box.height, other.box.height)
        and word.box.overlap_x(other.box) > -TOGETHER * max(word.size, other.size)
    )


def _is_in_a_row(words: Sequence[Word], page: Page) -> bool:
    """Whether words are seen on their line: a label, or the rest of a row."""
    if any(word.angle for word in words):
        return False
    box = bounds(word.box for word in words)
    return any(_is_level(box, one) for one in page.words)


def _is_level(box: Box, word: Word) -> bool:
    return word.angle == 0 and box.overlap_y(word.box) > 0.5 * min(box.height, word.box.height)
