"""Which characters the fonts at hand can show: PDF/A refuses a page with a character that has no shape."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import typst

MISSING = "\N{WHITE SQUARE}"
_PROBE = b"""#set document(date: datetime(year: 2000, month: 1, day: 1))
#for one in json(bytes(sys.inputs.characters)) [#one#linebreak()]
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
        self._missing: set[str] = set()

    def missing(self, text: str) -> frozenset[str]:
        """The characters of a text that no font has."""
        asked = set(text)
        new = sorted(asked - self._shown - self._missing)
        found = self._without_shape(new)
        self._missing |= found
        self._shown |= set(new) - found
        return frozenset(asked & self._missing)

    def _without_shape(self, characters: Sequence[str]) -> set[str]:
        """Those of the characters that no font has, found by halving."""
        if not characters or self._compiles(characters):
            return set()
        if len(characters) == 1:
            return set(characters)
        half = len(characters) // 2
        return self._without_shape(characters[:half]) | self._without_shape(characters[half:])

    def _compiles(self, characters: Sequence[str]) -> bool:
        try:
            typst.compile(
                _PROBE,
                font_paths=self.fonts,
                sys_inputs={"characters": json.dumps(characters)},
                pdf_standards="a-3b",
                timestamp=0,
            )
        except typst.TypstError:
            return False
        return True
