"""How exactly a mass was measured, as far as the document tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.extract.layout import Layout
from coaverify.model.certificate import InstrumentClass

# Classes by how exactly they measure, and which mass they label; the words are the makers' and the field's own. Before
# each pattern stand pieces of words, in small letters, one of which is in every text that it fits: they save time.
_CLASSES: tuple[tuple[InstrumentClass, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        InstrumentClass.HIGH_RESOLUTION,
        ("orbitrap", "exactive", "exploris", "tof", "icr", "hrms", "resolution", "accurate"),
        re.compile(
            r"orbitrap|q-?exactive|exploris|\bq-?tof\b|\besi-?tof\b|ft-?icr|\bhrms\b|high[- ]resolution m|"
            r"accurate[- ]mass",
            re.IGNORECASE,
        ),
    ),
    (InstrumentClass.MALDI_LINEAR, ("maldi",), re.compile(r"maldi.{0,30}linear|linear.{0,20}maldi", re.IGNORECASE)),
    (InstrumentClass.MALDI_REFLECTRON, ("maldi",), re.compile(r"maldi.{0,30}reflect", re.IGNORECASE)),
    (
        InstrumentClass.LOW_RESOLUTION,
        ("quad", "trap", "sq", "qda", "lcms", "resolution"),
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
    small = text.casefold()
    return next(
        (
            kind
            for kind, pieces, pattern in _CLASSES
            if any(piece in small for piece in pieces) and pattern.search(text)
        ),
        None,
    )
