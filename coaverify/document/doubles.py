"""Glyphs that were drawn two or three times in nearly the same place to look bold, or as a shadow."""

from __future__ import annotations

from collections import defaultdict

from coaverify.document.marks import Glyph

NEAR = 1.0  # points
NEAR_SHARE = 0.15  # of the font size, for small type

CELL = 4.0  # points: glyphs are looked up in squares of this side

_Cell = tuple[str, int, int]


def without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs in their order, each character once for a place.

    Within one run nothing is dropped: "ll" in small type is set as narrow as a double.
    """
    seen: dict[_Cell, list[Glyph]] = defaultdict(list)
    kept: list[Glyph] = []
    for glyph in glyphs:
        if not _is_double(glyph, seen):
            kept.append(glyph)
        seen[glyph.text, int(glyph.x0 // CELL), int(glyph.bottom // CELL)].append(glyph)
    return kept


def _is_double(glyph: Glyph, seen: dict[_Cell, list[Glyph]]) -> bool:
    reach = min(NEAR, NEAR_SHARE * glyph.run.size)
    for column in {int((glyph.x0 - reach) // CELL), int((glyph.x0 + reach) // CELL)}:
        for row in {int((glyph.bottom - reach) // CELL), int((glyph.bottom + reach) // CELL)}:
            for other in seen.get((glyph.text, column, row), ()):
                if (
                    other.run is not glyph.run
                    and abs(other.x0 - glyph.x0) <= reach
                    and abs(other.bottom - glyph.bottom) <= reach
                    and abs(other.run.size - glyph.run.size) <= 0.1 * glyph.run.size
                ):
                    return True
    return False
