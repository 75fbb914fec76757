"""Which characters the fonts at hand can show: PDF/A refuses a page with a character that has no shape."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import typst

MISSING = "\N{WHITE SQUARE}"
_PROBE = b"""#set document(date: datetime(year: 2000, month: 1, day: 1))
#for one in json(bytes(sys.inputs.pieces)) [#one#linebreak()]
"""


@cache
def letters(folder: str | None) -> Letters:
    """Those of Typst's wheel, and of a folder where one is named."""
    return Letters(typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else []))


class Letters:
    """Fonts, and what is known of them. There is no table of what they show, so Typst is asked."""

    def __init__(self, fonts: typst.Fonts) -> None:
        self.fonts = fonts
        self._shown = {chr(code) for code in range(0x20, 0x7F)} | {MISSING}

    def missing(self, text: str) -> frozenset[str]:
        """The characters of a text that no font has. Words are asked for first: a mark has its shape in its word."""
        words = {word for word in text.split() if not set(word) <= self._shown}
        failing = self._without_shape(sorted(words))
        self._shown |= set().union(*words - failing)
        return frozenset(self._without_shape(sorted(set().union(*failing) - self._shown)))

    def _without_shape(self, pieces: Sequence[str]) -> set[str]:
        """Those of the words or characters that cannot be shown, found by halving."""
        if not pieces or self._compiles(pieces):
            return set()
        if len(pieces) == 1:
            return set(pieces)
        half = len(pieces) // 2
        return self._without_shape(pieces[:half]) | self._without_shape(pieces[half:])

    def _compiles(self, pieces: Sequence[str]) -> bool:
        try:
            typst.compile(
                _PROBE,
                font_paths=self.fonts,
                sys_inputs={"pieces": json.dumps(pieces)},
                pdf_standards="a-3b",
                timestamp=0,
            )
        except typst.TypstError:
            return False
        return True
