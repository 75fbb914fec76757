"""A page as one of its figures is read: upright, or turned where the figure lies on its side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import chain

from coaverify.extract.lines import bounds, line_text, lines_of
from coaverify.extract.turned import TurnedWord
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

_RUN_GAP = 0.8  # of the font size: a wider gap ends a run of words
LONGEST_RUN = 6  # words; a longer run is a sentence, no label and no caption
_LONGEST_WORD = 60  # characters; longer ones are no labels


class Turn(Enum):
    """How far a figure has been turned on the page, counterclockwise."""

    NONE = 0
    LEFT = 90  # its text runs from the bottom of the page to the top
    RIGHT = 270  # its text runs from the top of the page to the bottom


def turned(box: Box, turn: Turn) -> Box:
    """A box of the page in the figure's own frame: x along its text, y down from line to line."""
    if turn is Turn.LEFT:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    if turn is Turn.RIGHT:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    return box


def turned_back(box: Box, turn: Turn) -> Box:
    """The inverse of `turned`."""
    if turn is Turn.LEFT:
        return Box(box.top, -box.x1, box.bottom, -box.x0)
    if turn is Turn.RIGHT:
        return Box(-box.bottom, box.x0, -box.top, box.x1)
    return box


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line without a wide gap between them, with their box in the figure's frame."""

    text: str
    words: tuple[Word, ...]  # boxes in the figure's frame
    box: Box
    size: float  # height of the text, points, whichever way it is set
    along: bool = True  # set along the axis; False: across, as peak labels often are


@dataclass(frozen=True, slots=True)
class Frame:
    """The words and the ink of a page in the frame of the figures that are turned this way."""

    number: int  # of the page
    turn: Turn
    width: float
    height: float
    along: tuple[Word, ...]  # words whose text runs along the axis
    across: tuple[Word, ...]
    ink: tuple[Box, ...]  # boxes around curves and rules
    images: tuple[Box, ...]

    def back(self, box: Box) -> Box:
        """A box of this frame as it lies on the page."""
        return turned_back(box, self.turn)

    def seen(self, words: Iterable[Word]) -> Box:
        """Where words of this frame stand on the page as it is seen, which may have been turned to be laid out."""
        return bounds(word.seen if isinstance(word, TurnedWord) else self.back(word.box) for word in words)


def frames_of(page: Page) -> Iterable[Frame]:
    """The page upright, and turned either way where enough of its words are."""
    yield _frame(page, Turn.NONE)
    if sum(1 for word in page.words if not word.upright and any(c.isdigit() for c in word.text)) >= 4:
        yield _frame(page, Turn.LEFT)
        yield _frame(page, Turn.RIGHT)


def _frame(page: Page, turn: Turn) -> Frame:
    upright = turn is Turn.NONE
    words = [word for word in page.words if len(word.text) <= _LONGEST_WORD]
    along = [_placed(word, turn) for word in words if word.upright == upright]
    curves = (_around(curve.points) for curve in page.curves if curve.points)
    sideways = not upright
    return Frame(
        page.number,
        turn,
        page.height if sideways else page.width,
        page.width if sideways else page.height,
        tuple(chain.from_iterable(map(parts_of, along))),
        tuple(_placed(word, turn) for word in words if word.upright != upright),
        tuple(turned(box, turn) for box in (*curves, *page.rules)),
        tuple(turned(image.box, turn) for image in page.images),
    )


def _around(points: tuple[tuple[float, float], ...]) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _placed(word: Word, turn: Turn) -> Word:
    if turn is Turn.NONE:
        return word
    return replace(word, box=turned(word.box, turn))


def parts_of(word: Word) -> Iterable[Word]:
    """A recognised line of several words as words, its width shared out by characters."""
    pieces = word.text.split()
    return (word,) if len(pieces) < 2 else _shared_out(word, pieces)


def _shared_out(word: Word, pieces: list[str]) -> Iterable[Word]:
    step = word.box.width / len(word.text)
    start = 0
    for piece in pieces:
        start = word.text.index(piece, start)
        x0 = word.box.x0 + start * step
        start += len(piece)
        yield replace(word, text=piece, box=Box(x0, word.box.top, x0 + len(piece) * step, word.box.bottom))


def runs_of(frame: Frame, words: Iterable[Word], *, along: bool) -> list[Run]:
    """Words as runs. Those across are put together in the direction in which they are read."""
    if along:
        return [_run(words, along=True) for line in lines_of(list(words)) for words in _split(line)]
    # text across runs upwards nearly always; its order matters only within one label
    lying = [replace(word, box=turned(word.box, Turn.LEFT)) for word in words]
    runs = [_run(words, along=False) for line in lines_of(lying) for words in _split(line)]
    return [
        replace(
            run,
            box=turned_back(run.box, Turn.LEFT),
            words=tuple(replace(word, box=turned_back(word.box, Turn.LEFT)) for word in run.words),
        )
        for run in runs
    ]


def _run(words: list[Word], *, along: bool) -> Run:
    size = max(word.box.height for word in words)
    return Run(line_text(words), tuple(words), bounds(word.box for word in words), size, along)


def _split(line: list[Word]) -> Iterable[list[Word]]:
    run = [line[0]]
    for word in line[1:]:
        if word.box.x0 - run[-1].box.x1 > _RUN_GAP * max(word.box.height, run[-1].box.height):
            yield run
            run = []
        run.append(word)
    yield run
