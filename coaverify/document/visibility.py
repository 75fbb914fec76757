"""Which glyphs the page does not show, and why.

What the file itself says decides first (render mode, transparency, size, place). Covers and colours
are guessed from the order of painting and then confirmed by drawing the page (see `ink`), which
happens on suspicion only: sound pages are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from coaverify.document.doubles import crossed_runs
from coaverify.document.ink import unseen
from coaverify.document.marks import Colour, Drawing, Glyph, Paint, Run
from coaverify.document.view import View
from coaverify.model.document import Hidden
from coaverify.model.evidence import Box, Source

SMALLEST = 1.0  # points: nobody reads type below this
OPAQUE = 250  # of 255
HALF = 100  # of 255: several layers of such paint may cover; the page tells
CLEAR = 12  # of 255: paint as thin as this is not there
SAME_COLOUR = 0.08  # of the way from black to white
COVER = 0.6  # of a glyph's box
DOT, RULE = 4.0, 2.0  # points: bullets, squares of bar codes and thin lines hide nothing
SCAN = 0.5  # of the page's area: an image this large is a scan
MOST_RUNS = 40  # that are drawn one by one
WHITE: Colour = (255, 255, 255, 255)


def judge(page: Any, glyphs: list[Glyph], drawing: Drawing, view: View) -> None:
    """Set `why` of each glyph that is not to be seen, and the source of an OCR layer's glyphs."""
    scanned = _is_scan(drawing, view)
    width, height = view.width, view.height
    ground = _Ground(drawing.paints)
    suspects: list[tuple[Glyph, Hidden]] = []
    for run, group in groupby(glyphs, key=attrgetter("run")):
        members = list(group)
        if run.unpainted and scanned:
            for glyph in members:
                glyph.source = Source.OCR
            continue
        stated = _stated(run)
        for glyph in members:  # written out: asked of every glyph of a page
            if glyph.why is None and (
                stated
                or not 0 <= (glyph.x0 + glyph.x1) / 2 <= width
                or not 0 <= (glyph.top + glyph.bottom) / 2 <= height
            ):
                glyph.why = stated or Hidden.OFF_PAGE
        if run.layered or run.clip is not None or ground.may_hide(run):
            open_ones = [glyph for glyph in members if glyph.why is None]
            suspects.extend(_suspects(open_ones, run, ground) if open_ones else ())
    if suspects:
        reasons = {id(glyph): why for glyph, why in suspects}
        asked = [glyph for glyph, _why in suspects]
        for glyph in unseen(page, asked, view.width, view.height):
            glyph.why = reasons[id(glyph)]
        for members in _in_one_place([glyph for glyph in asked if glyph.why is None]):
            for glyph in unseen(page, members, view.width, view.height):
                glyph.why = reasons[id(glyph)]


def _in_one_place(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The runs that stand where another one does: with both taken away, the one shows in the place of the other."""
    crossed = crossed_runs(glyphs)
    runs: dict[int, list[Glyph]] = {}
    for glyph in glyphs if crossed else ():
        if id(glyph.run) in crossed:
            runs.setdefault(id(glyph.run), []).append(glyph)
    return list(runs.values())[:MOST_RUNS]


def _is_scan(drawing: Drawing, view: View) -> bool:
    page = Box(0, 0, view.width, view.height)
    area = max((_shared_area(image.box, page) for image in drawing.images), default=0.0)
    return area > SCAN * view.width * view.height


def _stated(run: Run) -> Hidden | None:
    """What the run's own settings say."""
    if run.unpainted or run.colour[3] <= CLEAR:
        return Hidden.INVISIBLE
    return Hidden.TINY if min(run.size, run.across) < SMALLEST else None


class _Ground:
    """The painted areas of a page that are large enough to lie behind or over a glyph."""

    def __init__(self, paints: list[Paint]) -> None:
        large = (paint for paint in paints if max(paint.box.width, paint.box.height) > DOT)
        self.paints = [paint for paint in large if min(paint.box.width, paint.box.height) > RULE]
        self.last = max((paint.order for paint in self.paints), default=-1)
        self._colours = {paint.colour for paint in self.paints} | {WHITE}
        self._doubtful: dict[Colour, bool] = {}

    def may_hide(self, run: Run) -> bool:
        """Whether something is painted over the run, or in its colour. Rarely so: worth asking first."""
        if run.order < self.last:
            return True
        if run.colour not in self._doubtful:
            self._doubtful[run.colour] = any(_blends(run, colour) for colour in self._colours)
        return self._doubtful[run.colour]

    def near(self, box: Box) -> list[Paint]:
        return [paint for paint in self.paints if _touches(paint.box, box)]


def _suspects(glyphs: list[Glyph], run: Run, ground: _Ground) -> Iterable[tuple[Glyph, Hidden]]:
    """Glyphs of one run that may be covered, clipped away, or of the colour behind them."""
    if run.layered:
        yield from ((glyph, Hidden.INVISIBLE) for glyph in glyphs)
        return
    # Glyphs of a run stand on one line: the first and the last tell how far it goes.
    first, last = glyphs[0], glyphs[-1]
    extent = Box(
        min(first.x0, last.x0), min(first.top, last.top), max(first.x1, last.x1), max(first.bottom, last.bottom)
    )
    clipped = run.clip is not None and not run.clip.contains(extent, slack=0.2 * run.size)
    if not clipped and not ground.may_hide(run):
        return
    near = ground.near(extent)
    over = run.clip is not None or any(paint.order > run.order for paint in near)
    if not over and not any(_blends(run, colour) for colour in {WHITE, *(paint.colour for paint in near)}):
        return  # nothing was painted over it, and it stands out from all that may lie behind it
    for glyph in glyphs:
        why = _suspicion(glyph, run, near)
        if why is not None:
            yield glyph, why


def _suspicion(glyph: Glyph, run: Run, near: list[Paint]) -> Hidden | None:
    """Why one glyph may not be seen, as far as boxes and colours tell."""
    box = glyph.box
    area = max(1e-6, box.width * box.height)
    over = [paint for paint in near if _shared_area(paint.box, box) > COVER * area]
    if any(paint.order > run.order and _covers(paint, HALF) for paint in over):
        return Hidden.COVERED
    if run.clip is not None and _shared_area(run.clip, box) < (1 - COVER) * area:
        return Hidden.OFF_PAGE
    behind = [paint for paint in over if paint.order < run.order and _covers(paint)]
    colour = max(behind, key=lambda paint: paint.order).colour if behind else WHITE
    return Hidden.BACKGROUND if _blends(run, colour) else None


def _covers(paint: Paint, least: int = OPAQUE) -> bool:
    return paint.colour is None or paint.colour[3] >= least


def _touches(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _shared_area(one: Box, other: Box) -> float:
    return max(0.0, one.overlap_x(other)) * max(0.0, one.overlap_y(other))


def _blends(run: Run, ground: Colour | None) -> bool:
    """Whether a run may not stand out from a ground; None: an image or a gradient."""
    return ground is None or _alike(run.colour, ground)


def _alike(one: Colour, other: Colour) -> bool:
    """Whether two colours can hardly be told apart: no channel differs by more than a little."""
    return max(abs(one[place] - other[place]) for place in range(3)) <= SAME_COLOUR * 255
