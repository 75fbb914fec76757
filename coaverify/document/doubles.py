"""Glyphs that were drawn two or three times in nearly the same place to look bold, or as a shadow."""

from __future__ import annotations

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
        if not any(_is_double(glyph, other) for other in _near(glyph, seen)):
            kept.append(glyph)
        seen.setdefault((glyph.text, int(glyph.x0 // CELL), int(glyph.bottom // CELL)), []).append(glyph)
    return kept


def _reach(glyph: Glyph) -> float:
    return min(NEAR, NEAR_SHARE * glyph.run.size)


def _near(glyph: Glyph, seen: dict[_Cell, list[Glyph]]) -> list[Glyph]:
    """Those seen before that show the same character in the squares into which a glyph's reach extends."""
    reach = _reach(glyph)
    text, x, y = glyph.text, glyph.x0, glyph.bottom
    left, right = int((x - reach) // CELL), int((x + reach) // CELL)
    above, below = int((y - reach) // CELL), int((y + reach) // CELL)
    near = seen.get((text, left, above), [])
    if left == right and above == below:  # mostly so
        return near
    others = {(left, below), (right, above), (right, below)} - {(left, above)}
    return near + [other for column, row in others for other in seen.get((text, column, row), ())]


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    reach = _reach(glyph)
    return (
        other.run is not glyph.run
        and abs(other.x0 - glyph.x0) <= reach
        and abs(other.bottom - glyph.bottom) <= reach
        and abs(other.run.size - glyph.run.size) <= 0.1 * glyph.run.size
    )
