"""Words in reading order from single glyphs, by baselines and gaps."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter

from coaverify.document.characters import clean
from coaverify.document.marks import Glyph, Run
from coaverify.document.view import Matrix
from coaverify.model.document import Colour, Part, Word
from coaverify.model.evidence import Box

GAP = 0.15  # of the font size: a wider gap ends a word
LINE = 0.3  # of the font size: baselines closer than this are one line
OTHER_SIZE = 1.12  # ratio of font sizes from which a shifted glyph is a footnote sign or an index
SHIFT = 0.12  # of the font size: a baseline that moved by more is raised or lowered
BEHIND = 3.5  # ratio of font sizes from which glyphs have nothing to do with each other
BUCKET = 24.0  # points: lines are looked for in stripes of this height
UNMAPPED = 0.5  # confidence of a word with a glyph whose font does not name its character
_TEXT, _X0, _TOP, _X1, _BOTTOM, _RUN, _MAPPED, _DISPUTE = map(
    attrgetter, ("text", "x0", "top", "x1", "bottom", "run", "mapped", "dispute")
)


# A glyph turned so that its line runs from left to right: start, end, baseline, size. One for every character
# of a page: a plain tuple is made several times faster than anything with names.
_Item = tuple[float, float, float, float, Glyph]
_Placed = tuple[float, Word]  # the height of its baseline, or of the line that it belongs to


def words_of(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """The words that these glyphs make, in reading order: by line, then from left to right."""
    by_angle: dict[int, list[Glyph]] = defaultdict(list)
    for run, members in groupby(glyphs, key=_RUN):
        by_angle[run.angle].extend(members)
    placed: list[_Placed] = []
    for angle, group in by_angle.items():
        placed.extend(_words_at(angle, group))
    return tuple(_in_reading_order(placed))


def _words_at(angle: int, glyphs: list[Glyph]) -> Iterator[_Placed]:
    """Words of the glyphs that are set at one angle, with the height of their baseline as seen."""
    items = (
        [(one.x0, one.x1, one.baseline[1], one.run.size, one) for one in glyphs]
        if angle == 0
        else [_turned(one, angle) for one in glyphs]
    )
    for baseline, line in _lines(items):
        line.sort(key=_BY_PLACE)
        for members in _apart(line):
            word = _word(members, angle)
            if word is not None:
                yield (baseline if angle == 0 else word.box.top + word.size), word


_BY_PLACE, _BY_SIZE = itemgetter(0, 1), itemgetter(3)


def _turned(glyph: Glyph, angle: int) -> _Item:
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    level = Matrix(cos, sin, -sin, cos)
    start, baseline = level.point(*glyph.baseline)
    return start, start + _advance(glyph, abs(cos), abs(sin)), baseline, glyph.run.size, glyph


def _advance(glyph: Glyph, cos: float, sin: float) -> float:
    """The width of a turned glyph along its own line, from the box around it."""
    height = glyph.run.size
    if cos >= sin:
        return max(0.0, (glyph.x1 - glyph.x0 - height * sin) / cos)
    return max(0.0, (glyph.bottom - glyph.top - height * cos) / sin)


def _lines(items: list[_Item]) -> Iterator[tuple[float, list[_Item]]]:
    """Glyphs that stand on one line, with the height of its baseline.

    The largest glyphs set the baselines and smaller ones join the nearest that they reach. A chain of
    neighbouring heights would melt the narrow rows of a table into one.
    """
    lines: dict[int, list[tuple[float, list[_Item]]]] = defaultdict(list)
    line: tuple[float, list[_Item]] = (math.nan, [])
    before = (math.nan, math.nan)
    for item in sorted(items, key=_BY_SIZE, reverse=True):
        _x0, _x1, baseline, size, _glyph = item
        if before == (baseline, size):  # as nearly all glyphs of a run: where the last one went, this one goes
            line[1].append(item)
            continue
        before = (baseline, size)
        bucket = math.floor(baseline / BUCKET)
        near = (
            one
            for place in (bucket - 1, bucket, bucket + 1)
            for one in lines.get(place, ())
            if one[1][0][3] <= BEHIND * size  # text in front of a watermark is not on its line
        )
        best = min(near, key=lambda one: abs(one[0] - baseline), default=None)
        if best is not None and abs(best[0] - baseline) <= min(BUCKET, max(0.5, LINE * size)):
            line = best
            line[1].append(item)
        else:
            line = (baseline, [item])
            lines[bucket].append(line)
    for bucket in sorted(lines):
        yield from lines[bucket]


def _apart(line: Iterable[_Item]) -> Iterator[list[Glyph]]:
    """The words of a line, each as its glyphs: a space, a gap or a step backwards parts them, and a raised
    or lowered glyph of another size."""
    word: list[Glyph] = []
    end = start = foot = height = 0.0  # of the last glyph
    for x0, x1, baseline, size, glyph in line:
        if glyph.text == " " or glyph.text.isspace():
            if word:
                yield word
            word = []
            continue
        if word and (
            x0 < start or x0 > end + GAP * height or (size != height and _is_other_line(foot - baseline, height, size))
        ):
            yield word
            word = []
        word.append(glyph)
        start, end, foot, height = x0, x1, baseline, size
    if word:
        yield word


def _is_other_line(shift: float, one: float, other: float) -> bool:
    """Whether two neighbouring glyphs differ in size and in height so much that one is a footnote sign or an index."""
    small, large = (one, other) if one < other else (other, one)
    return large > OTHER_SIZE * small and abs(shift) > SHIFT * large


def _word(glyphs: list[Glyph], angle: int) -> Word | None:
    text = clean("".join(map(_TEXT, glyphs))).strip()
    if not text:
        return None
    run = glyphs[0].run
    runs = set(map(_RUN, glyphs))
    # the glyphs of a level word are sorted by where they begin
    x0 = glyphs[0].x0 if angle == 0 else min(map(_X0, glyphs))
    box = Box(x0, min(map(_TOP, glyphs)), max(map(_X1, glyphs)), max(map(_BOTTOM, glyphs)))
    return Word(
        text=text,
        box=box,
        size=run.size if len(runs) == 1 else max(one.size for one in runs),
        font=run.font,
        upright=min(angle, 360 - angle) <= 10,
        angle=angle,
        source=glyphs[0].source,
        confidence=1.0 if all(map(_MAPPED, glyphs)) else UNMAPPED,
        colour=run.colour,
        foot=glyphs[0].baseline[1] if angle == 0 else 0.0,
        parts=_parts(glyphs) if len(runs) > 1 and not _are_alike(runs, glyphs) else (),
        dispute=max(map(_DISPUTE, glyphs)),
    )


def _are_alike(runs: set[Run], glyphs: list[Glyph]) -> bool:
    """Whether the runs of a word are set in one and the same way: cheaper than to cut it, and mostly so."""
    one, *others = runs
    settings = (one.font, one.size, one.colour, one.angle)
    if any((run.font, run.size, run.colour, run.angle) != settings for run in others):
        return False
    foot = glyphs[0].baseline[1]
    return one.angle != 0 or all(glyph.baseline[1] == foot for glyph in glyphs)


def _parts(glyphs: list[Glyph]) -> tuple[Part, ...]:
    """The word cut where its type changes; none where it is the same throughout, as mostly where writers cut runs."""
    parts = []
    for style, group in groupby(glyphs, key=_style):
        font, size, colour, foot = style
        parts.append(Part(clean("".join(map(_TEXT, group))), font, size, colour, foot))
    return tuple(parts) if len(parts) > 1 else ()


def _style(glyph: Glyph) -> tuple[str, float, Colour, float]:
    run = glyph.run
    return run.font, round(run.size, 1), run.colour, 0.0 if run.angle else round(glyph.baseline[1], 1)


def _in_reading_order(placed: list[_Placed]) -> Iterator[Word]:
    """By line from the top, and from left to right within it."""
    lines: list[list[Word]] = []
    last = -math.inf
    for foot, word in sorted(_with_raised(placed), key=lambda pair: pair[0]):
        if lines and foot - last <= max(1.0, LINE * word.size):
            lines[-1].append(word)
        else:
            lines.append([word])
            last = foot
    for line in lines:
        yield from sorted(line, key=lambda word: word.box.x0)


def _with_raised(placed: list[_Placed]) -> Iterator[_Placed]:
    """Raised and lowered words (charges, footnote signs, indices) put on the line that they touch."""
    placed.sort(key=lambda pair: pair[0])
    reach = 0.6 * max((word.size for _foot, word in placed), default=0.0)
    larger: dict[float, tuple[list[float], list[_Placed]]] = {}  # words than such a size, and their feet
    for foot, word in placed:
        if not word.upright or len(word.text) > 4:
            yield foot, word
            continue
        if word.size not in larger:
            bases = [pair for pair in placed if pair[1].upright and pair[1].size >= OTHER_SIZE * word.size]
            larger[word.size] = [height for height, _base in bases], bases
        feet, bases = larger[word.size]
        near = bases[bisect_left(feet, foot - reach) : bisect_right(feet, foot + reach)]
        heights = [height for height, base in near if _carries(base, word, abs(height - foot))]
        yield min(heights, key=lambda height: abs(height - foot), default=foot), word


def _carries(base: Word, sign: Word, shift: float) -> bool:
    """Whether a small word stands raised or lowered right behind or before a larger, upright one."""
    if shift > 0.6 * base.size:
        return False
    return -0.2 * base.size <= -base.box.overlap_x(sign.box) <= 0.3 * base.size
