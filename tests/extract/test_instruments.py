"""The class of mass spectrometer that a page names, by the makers' words and the field's own."""

from __future__ import annotations

import pytest

from coaverify.extract.instruments import instrument_class
from coaverify.extract.layout import lay_out
from coaverify.model.certificate import InstrumentClass
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

HIGH, LOW = InstrumentClass.HIGH_RESOLUTION, InstrumentClass.LOW_RESOLUTION
LINEAR, REFLECTRON = InstrumentClass.MALDI_LINEAR, InstrumentClass.MALDI_REFLECTRON


def named_on_a_page(text: str) -> InstrumentClass | None:
    words, left = [], 40.0
    for word in text.split():
        right = left + 5.0 * len(word)
        words.append(Word(word, Box(left, 100, right, 110), 10.0))
        left = right + 3
    return instrument_class([lay_out(Page(1, 595, 842, words=tuple(words)))], (1,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, HIGH) for text in ("Orbitrap", "Q Exactive QExactive", "Q-EXACTIVE", "Exploris 120", "Q-TOF", "qtof")),
        *((text, HIGH) for text in ("ESI-TOF", "FT-ICR", "FTICR", "HRMS", "high resolution MS", "accurate-mass")),
        *((text, LINEAR) for text in ("MALDI, linear mode", "linear mode MALDI")),
        ("MALDI in reflectron mode", REFLECTRON),
        *((text, LOW) for text in ("single quad", "Triple Quad", "Quadrupole", "ion trap", "SQD2 detector", "SQ MS")),
        *((text, LOW) for text in ("QDa", "LCMS-2020", "LCMS2050", "low-resolution MS")),
        *((text, None) for text in ("ESI-MS", "a square", "resolution 2.1", "MALDI")),
    ],
)
def test_each_way_to_name_an_instrument_is_known(text: str, expected: InstrumentClass | None) -> None:
    assert named_on_a_page(f"Mass by {text}") is expected
