"""Disputed figures looked at: first by their shape as it is seen on the page, then by the recogniser of text.

Only what `figures` disputes comes here, which is little or nothing on a sound page. What cannot be settled stays
disputed: nothing that is read from it can pass.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from PIL import Image

from coaverify.document import ink
from coaverify.document.figure_shapes import DRAWN_AT, FIGURES, LOW, drawn, likeness
from coaverify.document.marks import Glyph
from coaverify.document.namings import figures_of, is_another_figure, names_letters
from coaverify.document.view import View
from coaverify.model.document import Dispute, Hidden, HiddenWord, Word
from coaverify.model.evidence import Box

SETTLED_BY_SIGHT = (Dispute.SHAPE, Dispute.MARKED, Dispute.CROWDED)
FOREIGN = 60  # of 255: a difference within the ground that another shape makes
LOST = 0.05  # of a figure's ink: what drawing it in another size may add or take away
COVERED_IN_PART = 0.12  # the same for figures on a grey ground
CLEAR = 0.9  # confidence of each character of a reading that contradicts the file
TOGETHER = 0.8  # of the font size: words closer than this are read as one number
MARGIN = 0.3  # of the font size, around what is read
HIGH_AS = 32.0  # pixels that the font size is read at
FINEST = 16.0  # pixels a point
MOST_READ = 40  # places of a page; more stay unsettled


def look_at(document: Any, page: Any, glyphs: list[Glyph], view: View) -> None:
    """Settle the disputes that the shapes on the page settle: the figure is seen whole, and nothing else is."""
    alike: dict[Hashable, list[Glyph]] = {}  # a font's shape is looked at once; what is painted in, each time
    for glyph in glyphs:
        if glyph.dispute in SETTLED_BY_SIGHT:
            alike.setdefault(_kind(glyph), []).append(glyph)
    if not alike:
        return
    first = [members[0] for members in alike.values()]
    scale, pictures = ink.seen(page, first, view.width, view.height)
    for members, (shape, ground) in zip(alike.values(), pictures, strict=True):
        shape, glyph = _stretched(shape), members[0]
        if not _is_seen(glyph, shape) or _is_foreign(ground):
            continue
        if glyph.dispute is Dispute.SHAPE or _is_whole(document, glyph, shape, scale):
            for one in members:
                one.dispute = Dispute.NONE


def _kind(glyph: Glyph) -> Hashable:
    """What glyphs share that one font draws in one way; a glyph that is painted into is of its own kind."""
    run = glyph.run
    if glyph.dispute is not Dispute.SHAPE or glyph.ink is None or run.size <= 0 or run.across <= 0:
        return id(glyph)
    x0, top, x1, bottom = glyph.ink
    x, foot = glyph.baseline
    left, right = round((x0 - x) / run.across, 2), round((x1 - x) / run.across, 2)
    return (
        id(run.face),
        glyph.text,
        run.angle,
        left,
        right,
        round((foot - top) / run.size, 2),
        round((bottom - foot) / run.size, 2),
    )


def _stretched(shape: Image.Image) -> Image.Image:
    """The ink as strong as it can be; none where it is too weak to be seen."""
    # arg-type: getextrema() is typed for images of several bands as well
    strongest = int(shape.getextrema()[1])  # type: ignore[arg-type]  # of one band: two numbers
    if strongest <= FOREIGN:
        return Image.new("L", shape.size)
    return shape.point([min(255, value * 255 // strongest) for value in range(256)])


def _is_whole(document: Any, glyph: Glyph, shape: Image.Image, scale: float) -> bool:
    """Whether there is as much ink as the font puts into the figure: no piece of it is painted over.

    Watermarks make honest figures lie over other text; of those a whole piece has to be missing.
    """
    if glyph.dispute is Dispute.CROWDED and glyph.text not in FIGURES:
        return True
    lost = COVERED_IN_PART if glyph.dispute is Dispute.CROWDED else LOST
    usual = drawn(document, glyph.run.face, glyph.text)
    if usual is None or glyph.run.size <= 0 or glyph.run.across <= 0:
        return False
    # counted, not weighed: on a grey ground the ink differs by less
    seen = (np.asarray(shape) > 127).sum() / (scale**2 * glyph.run.size * glyph.run.across)
    whole = (np.asarray(usual) > 127).sum() / DRAWN_AT**2
    return bool(abs(seen - whole) <= lost * whole)


def _is_seen(glyph: Glyph, shape: Image.Image) -> bool:
    if shape.getbbox() is None:
        return False
    if glyph.text in FIGURES:
        turned = shape.rotate(-glyph.run.angle, expand=True) if glyph.run.angle else shape
        like = likeness(turned.point([0] * 64 + list(range(64, 256))), glyph.text)
        return like is not None and like.is_own
    x0, top, x1, bottom = glyph.ink or (0.0, 0.0, 0.0, 0.0)
    return 0 < max(x1 - x0, bottom - top) <= LOW * glyph.run.size


def _is_foreign(ground: Image.Image) -> bool:
    """Whether the ground of a figure is not of one colour."""
    # misc, arg-type: getextrema() is typed for images of one and of several bands; those of split() have one
    ranges: list[tuple[int, int]] = [band.getextrema() for band in ground.split()]  # type: ignore[misc]  # as above
    return any(high - low > FOREIGN for low, high in ranges)


def read_again(page: Any, words: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[HiddenWord, ...]]:
    """The words, those whose dispute is settled without it; and what the page shows otherwise, or does not confirm."""
    if not any(word.dispute for word in words):
        return tuple(words), ()
    settled: dict[int, Word] = {}
    findings: list[HiddenWord] = []
    nameless: set[str] = set()  # fonts whose letters are not what they name either
    for number, group in enumerate(_groups(words)):
        text = " ".join(word.text for word in group)
        worst = max(word.dispute for word in group)
        shown, sure = _reading(page, group) if number < MOST_READ and worst < Dispute.CROWDED else ("", False)
        same = figures_of(shown) == figures_of(text)
        if shown and same and worst < Dispute.MARKED:
            settled |= {id(word): replace(word, dispute=Dispute.NONE) for word in group}
            continue
        box = group[0].box
        for word in group[1:]:
            box = box.union(word.box)
        whole = replace(group[0], text=text, box=box)
        contradicted = sure and is_another_figure(text, shown)
        if sure and not names_letters(text, shown):
            nameless |= {word.font for word in group}
        why = Hidden.OTHERWISE if contradicted else Hidden.UNCONFIRMED
        findings.append(HiddenWord(whole, why, shown if contradicted else ""))
    found = (replace(one, why=Hidden.UNCONFIRMED, shown="") if one.word.font in nameless else one for one in findings)
    return tuple(settled.get(id(word), word) for word in words), tuple(found)


def _groups(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The disputed words, each with its neighbours that may belong to the same number."""
    left = [word for word in words if word.dispute]
    while left:
        group = [left.pop(0)]
        grown = True
        while grown:
            grown = False
            for word in words:
                if any(word is one for one in group) or not any(_is_near(word, one) for one in group):
                    continue
                group.append(word)
                grown = True
        left = [word for word in left if not any(word is one for one in group)]
        turned = group[0].angle in (90, 270)
        yield sorted(group, key=lambda word: -word.box.bottom if turned else word.box.x0)


def _is_near(word: Word, other: Word) -> bool:
    if word.angle != other.angle or not re.search(r"[\d.,]", word.text):
        return False
    size = max(word.size, other.size)
    return word.box.overlap_y(other.box) > -0.1 * size and word.box.overlap_x(other.box) > -TOGETHER * size \
        if word.angle not in (90, 270) else False  # fmt: skip


def _reading(page: Any, group: Sequence[Word]) -> tuple[str, bool]:
    """What the page shows in the place of some words ("" where it cannot be read), and whether that is sure."""
    if importlib.util.find_spec("rapidocr") is None:
        return "", False
    from coaverify.document.ocr import engine  # seconds: paid by disputed pages alone

    size = max(word.size for word in group)
    box = group[0].box
    for word in group[1:]:
        box = box.union(word.box)
    room = MARGIN * size
    around = Box(box.x0 - room, box.top - room / 2, box.x1 + room, box.bottom + room / 2)
    readings = [
        said
        for factor in (1.0, 1.5)
        for said in engine.recognise([_pixels(page, around, min(FINEST, factor * HIGH_AS / max(1.0, size)), group[0])])
    ]
    first, second = readings
    same = figures_of(first.text) == figures_of(second.text)
    sure = same and all(min(one.confidences, default=0.0) >= CLEAR for one in readings)
    return (first.text if same else ""), sure


def _pixels(page: Any, part: Box, scale: float, word: Word) -> Any:
    """A part of the page as it is seen, turned until the word is level: height x width x 3, blue green red."""
    width, height = page.get_size()
    crop = (max(0.0, part.x0), max(0.0, height - part.bottom), max(0.0, width - part.x1), max(0.0, part.top))
    pixels = page.render(scale=scale, crop=crop, may_draw_forms=False).to_numpy()
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, None], 3, axis=2)
    return np.ascontiguousarray(np.rot90(pixels[:, :, :3], -(word.angle // 90)))
