"""Words in reading order from single glyphs: pdfplumber's word extractor on lines found by baseline."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pdfplumber.utils.text import WordExtractor

from coaverify.document.characters import clean
from coaverify.document.marks import Glyph
from coaverify.document.view import Matrix
from coaverify.model.document import Word
from coaverify.model.evidence import Box

GAP = 0.15  # of the font size: a wider gap ends a word
LINE = 0.3  # of the font size: baselines closer than this are one line
OTHER_SIZE = 1.12  # ratio of font sizes from which a shifted glyph is a footnote sign or an index
SHIFT = 0.12  # of the font size: a baseline that moved by more is raised or lowered
BEHIND = 3.5  # ratio of font sizes from which glyphs have nothing to do with each other
BUCKET = 24.0  # points: lines are looked for in stripes of this height
UNMAPPED = 0.5  # confidence of a word with a glyph whose font does not name its character

Item = dict[str, Any]


class _LineWords(WordExtractor):
    """pdfplumber's extractor for glyphs that run from left to right on one line."""

    def __init__(self) -> None:
        super().__init__(x_tolerance_ratio=GAP)

    def char_begins_new_word(
        self, prev_char: Item, curr_char: Item, direction: str, x_tolerance: float, y_tolerance: float
    ) -> bool:
        """Whether a gap, a step backwards, or a raised glyph of another size comes between the two."""
        if curr_char["x0"] < prev_char["x0"] or curr_char["x0"] > prev_char["x1"] + x_tolerance:
            return True
        small, large = sorted((prev_char["size"], curr_char["size"]))
        shift = abs(curr_char["baseline"] - prev_char["baseline"])
        return bool(shift > SHIFT * large and large > OTHER_SIZE * small)

    def words(self, line: Sequence[Item]) -> Iterator[list[Item]]:
        """The words of a line, each as its characters."""
        return self.iter_chars_to_words(line, "ltr")


def words_of(glyphs: Iterable[Glyph]) -> tuple[Word, ...]:
    """The words that these glyphs make, in reading order: by line, then from left to right."""
    by_angle: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_angle[glyph.run.angle].append(glyph)
    placed: list[tuple[float, Word]] = []
    for angle, group in by_angle.items():
        placed.extend(_words_at(angle, group))
    return tuple(_in_reading_order(placed))


def _words_at(angle: int, glyphs: list[Glyph]) -> Iterator[tuple[float, Word]]:
    """Words of the glyphs that are set at one angle, with the height of their baseline as seen."""
    extractor = _LineWords()
    items = [_item(glyph, angle) for glyph in glyphs]
    for baseline, line in _lines(items):
        line.sort(key=lambda item: (item["x0"], item["x1"]))
        for characters in extractor.words(line):
            word = _word([item["glyph"] for item in characters], angle)
            if word is not None:
                yield (baseline if angle == 0 else word.box.top + word.size), word


def _item(glyph: Glyph, angle: int) -> Item:
    """The glyph in pdfplumber's words, turned so that its line runs from left to right."""
    if angle == 0:
        start, end, baseline = glyph.x0, glyph.x1, glyph.baseline[1]
    else:
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        level = Matrix(cos, sin, -sin, cos)
        start, baseline = level.point(*glyph.baseline)
        end = start + _advance(glyph, abs(cos), abs(sin))
    return {
        "text": glyph.text,
        "x0": start,
        "x1": end,
        "baseline": baseline,
        "size": glyph.run.size,
        "glyph": glyph,
    }


def _advance(glyph: Glyph, cos: float, sin: float) -> float:
    """The width of a turned glyph along its own line, from the box around it."""
    height = glyph.run.size
    if cos >= sin:
        return max(0.0, (glyph.x1 - glyph.x0 - height * sin) / cos)
    return max(0.0, (glyph.bottom - glyph.top - height * cos) / sin)


def _lines(items: list[Item]) -> Iterator[tuple[float, list[Item]]]:
    """Glyphs that stand on one line, with the height of its baseline.

    The largest glyphs set the baselines and smaller ones join the nearest that they reach. A chain of
    neighbouring heights would melt the narrow rows of a table into one.
    """
    lines: dict[int, list[tuple[float, list[Item]]]] = defaultdict(list)
    for item in sorted(items, key=lambda item: -item["size"]):
        baseline, reach = item["baseline"], min(BUCKET, max(0.5, LINE * item["size"]))
        bucket = math.floor(baseline / BUCKET)
        near = (
            line
            for place in (bucket - 1, bucket, bucket + 1)
            for line in lines.get(place, ())
            if line[1][0]["size"] <= BEHIND * item["size"]  # text in front of a watermark is not on its line
        )
        best = min(near, key=lambda line: abs(line[0] - baseline), default=None)
        if best is not None and abs(best[0] - baseline) <= reach:
            best[1].append(item)
        else:
            lines[bucket].append((baseline, [item]))
    for bucket in sorted(lines):
        yield from lines[bucket]


def _word(glyphs: list[Glyph], angle: int) -> Word | None:
    text = clean("".join(glyph.text for glyph in glyphs)).strip()
    if not text:
        return None
    run = glyphs[0].run
    box = Box(
        min([glyph.x0 for glyph in glyphs]),
        min([glyph.top for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.bottom for glyph in glyphs]),
    )
    return Word(
        text=text,
        box=box,
        size=max([glyph.run.size for glyph in glyphs]),
        font=run.font,
        upright=min(angle, 360 - angle) <= 10,
        angle=angle,
        source=glyphs[0].source,
        confidence=1.0 if all(glyph.mapped for glyph in glyphs) else UNMAPPED,
    )


def _in_reading_order(placed: list[tuple[float, Word]]) -> Iterator[Word]:
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


def _with_raised(placed: list[tuple[float, Word]]) -> Iterator[tuple[float, Word]]:
    """Raised and lowered words (charges, footnote signs, indices) put on the line that they touch."""
    placed.sort(key=lambda pair: pair[0])
    feet = [foot for foot, _word in placed]
    reach = 0.6 * max((word.size for _foot, word in placed), default=0.0)
    for foot, word in placed:
        if not word.upright or len(word.text) > 4:
            yield foot, word
            continue
        near = placed[bisect_left(feet, foot - reach) : bisect_right(feet, foot + reach)]
        yield (
            min(
                (height for height, base in near if _carries(base, word, abs(height - foot))),
                key=lambda height: abs(height - foot),
                default=foot,
            ),
            word,
        )


def _carries(base: Word, sign: Word, shift: float) -> bool:
    """Whether a small word stands raised or lowered right behind or before a larger one."""
    if base.size < OTHER_SIZE * sign.size or shift > 0.6 * base.size or not base.upright:
        return False
    return -0.2 * base.size <= -base.box.overlap_x(sign.box) <= 0.3 * base.size
