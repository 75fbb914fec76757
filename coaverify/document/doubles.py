"""Glyphs that were drawn two or three times in nearly the same place to look bold, or as a shadow."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from coaverify.document.marks import Glyph, Run

NEAR = 1.0  # points
NEAR_SHARE = 0.15  # of the font size, for small type

_RUN, _X0, _BOTTOM = map(attrgetter, ("run", "x0", "bottom"))
MOST_ROWS = 200  # of squares: no run of a page reaches over more, all are compared then
CELL = 12.0  # points: glyphs are looked up in squares of this side


def without_doubles(glyphs: list[Glyph], crossed: set[int] | None = None) -> list[Glyph]:
    """The glyphs in their order, each character once for a place. `crossed`: what `crossed_runs` says, if known.

    Within one run nothing is dropped: "ll" in small type is set as narrow as a double.
    """
    crossed = crossed_runs(glyphs) if crossed is None else crossed
    if not crossed:
        return glyphs
    seen: dict[tuple[str, float, float], list[Glyph]] = {}  # by character and square
    kept: list[Glyph] = []
    run: Run | None = None
    reach = y = above = row = below = 0.0
    for glyph in glyphs:
        if id(glyph.run) not in crossed:
            kept.append(glyph)
            continue
        if glyph.run is not run or glyph.bottom != y:
            run, y = glyph.run, glyph.bottom
            reach = min(NEAR, NEAR_SHARE * run.size)
            above, row, below = (y - reach) // CELL, y // CELL, (y + reach) // CELL
        text, x = glyph.text, glyph.x0
        left, right = (x - reach) // CELL, (x + reach) // CELL
        near: Sequence[Glyph] = seen.get((text, left, above), ())
        if left != right or above != below:  # mostly one square holds all that is within reach
            others = {(text, left, below), (text, right, above), (text, right, below)} - {(text, left, above)}
            near = [*near, *(other for square in others for other in seen.get(square, ()))]
        foreign = [other for other in near if other.run is not run] if near else None
        if not foreign or not any(_is_double(glyph, other, reach) for other in foreign):
            kept.append(glyph)
        seen.setdefault((text, x // CELL, row), []).append(glyph)
    return kept


def crossed_runs(glyphs: list[Glyph]) -> set[int]:
    """The runs, by id, in whose reach another one has a glyph. Mostly there are none, and nothing is drawn twice."""
    rows: dict[int, list[tuple[float, float, int]]] = {}
    for run, members in groupby(glyphs, key=_RUN):
        group = list(members)
        starts, feet = list(map(_X0, group)), list(map(_BOTTOM, group))
        extent = (min(starts) - NEAR, max(starts), id(run))
        first, last = int((min(feet) - NEAR) // CELL), int(max(feet) // CELL)
        if last - first > MOST_ROWS:
            return {id(glyph.run) for glyph in glyphs}
        for row in range(first, last + 1):
            rows.setdefault(row, []).append(extent)
    crossed: set[int] = set()
    for extents in rows.values():
        extents.sort()
        farthest, owner = -math.inf, 0
        for x0, x1, run_id in extents:
            if x0 <= farthest and run_id != owner:  # whoever else reaches so far has been met by the owner, or by this
                crossed |= {run_id, owner}
            if x1 > farthest:
                farthest, owner = x1, run_id
    return crossed


def _is_double(glyph: Glyph, other: Glyph, reach: float) -> bool:
    return (
        abs(other.x0 - glyph.x0) <= reach
        and abs(other.bottom - glyph.bottom) <= reach
        and abs(other.run.size - glyph.run.size) <= 0.1 * glyph.run.size
    )
