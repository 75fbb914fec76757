"""How exactly a mass was measured, as far as the document tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.extract.layout import Layout
from coaverify.model.certificate import InstrumentClass

# Classes by how exactly they measure, and which mass they label; the words are the makers' and the field's own.
_CLASSES: tuple[tuple[InstrumentClass, re.Pattern[str]], ...] = (
    (
        InstrumentClass.HIGH_RESOLUTION,
        re.compile(
            r"orbitrap|q-?exactive|exploris|\bq-?tof\b|\besi-?tof\b|ft-?icr|\bhrms\b|high[- ]resolution m|"
            r"accurate[- ]mass",
            re.IGNORECASE,
        ),
    ),
    (InstrumentClass.MALDI_LINEAR, re.compile(r"maldi.{0,30}linear|linear.{0,20}maldi", re.IGNORECASE)),
    (InstrumentClass.MALDI_REFLECTRON, re.compile(r"maldi.{0,30}reflect", re.IGNORECASE)),
    (
        InstrumentClass.LOW_RESOLUTION,
        re.compile(
            r"single quad|triple quad|quadrupole|ion trap|\bsqd?2?\b.{0,12}(?:ms|detector)|\bqda\b|"
            r"\blcms-?20\d\d\b|\blow[- ]resolution m",
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip


def instrument_class(layouts: Sequence[Layout], pages: tuple[int, ...]) -> InstrumentClass | None:
    """The class of mass spectrometer that the pages name; None where they name none."""
    text = " ".join(cell.text for layout in layouts if layout.page.number in pages for cell in layout.cells)
    return next((kind for kind, pattern in _CLASSES if pattern.search(text)), None)
