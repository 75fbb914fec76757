"""Glyphs that were drawn two or three times in nearly the same place to look bold, or as a shadow."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.document.marks import Glyph

NEAR = 1.0  # points
NEAR_SHARE = 0.15  # of the font size, for small type

CELL = 4.0  # points: glyphs are looked up in squares of this side

_Cell = tuple[str, int, int]


def without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs in their order, each character once for a place.

    Within one run nothing is dropped: "ll" in small type is set as narrow as a double.
    """
    seen: dict[_Cell, list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        reach = min(NEAR, NEAR_SHARE * glyph.run.size)
        text, x, y = glyph.text, glyph.x0, glyph.bottom
        left, right = int((x - reach) // CELL), int((x + reach) // CELL)
        above, below = int((y - reach) // CELL), int((y + reach) // CELL)
        near: Sequence[Glyph] = seen.get((text, left, above), ())
        if left != right or above != below:  # mostly one square holds all that is within reach
            others = {(text, left, below), (text, right, above), (text, right, below)} - {(text, left, above)}
            near = [*near, *(other for cell in others for other in seen.get(cell, ()))]
        if not near or not any(_is_double(glyph, other, reach) for other in near):
            kept.append(glyph)
        seen.setdefault((text, int(x // CELL), int(y // CELL)), []).append(glyph)
    return kept


def _is_double(glyph: Glyph, other: Glyph, reach: float) -> bool:
    return (
        other.run is not glyph.run
        and abs(other.x0 - glyph.x0) <= reach
        and abs(other.bottom - glyph.bottom) <= reach
        and abs(other.run.size - glyph.run.size) <= 0.1 * glyph.run.size
    )
