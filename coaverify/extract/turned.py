"""Words set along the page's side or upside down: the page turned until they can be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from coaverify.model.document import Page, Word
from coaverify.model.evidence import Box

_SLACK = 10  # degrees by which a line may lean
_LETTERS = 60  # in turned words, from which they are more than captions of axes
_NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TurnedWord(Word):
    """A word with its box on the turned page; `seen` is its box on the page as it is seen."""

    seen: Box = _NOWHERE


def seen_box(word: Word) -> Box:
    """Where a word stands on the page as it is seen."""
    return word.seen if isinstance(word, TurnedWord) else word.box


def levelled(page: Page) -> Page:
    """The page as it is, or turned by quarters where most of its letters are set along one side.

    Words that are set otherwise are left out of a turned page, figures and rules are turned with it.
    """
    letters: Counter[int] = Counter()
    for word in page.words:
        letters[_quarter(word)] += len(word.text)
    quarter, count = max(letters.items(), key=lambda item: item[1], default=(0, 0))
    if quarter <= 0 or count < max(_LETTERS, 2 * letters[0]):
        return page
    words = tuple(level_word(word, page) for word in page.words if _quarter(word) == quarter)
    width, height = (page.width, page.height) if quarter == 2 else (page.height, page.width)

    def turn(box: Box) -> Box:
        return _turned(box, quarter, page)

    return replace(
        page,
        width=width,
        height=height,
        words=tuple(sorted(words, key=lambda word: (word.box.bottom, word.box.x0))),
        rules=tuple(turn(rule) for rule in page.rules),
        cells=tuple(tuple(turn(cell) for cell in table) for table in page.cells),
        curves=(),
        images=tuple(replace(image, box=turn(image.box)) for image in page.images),
    )


def level_word(word: Word, page: Page) -> Word:
    """The word with its box as if the page were turned until it is level."""
    quarter = _quarter(word)
    if quarter <= 0:
        return word
    return TurnedWord(
        text=word.text,
        box=_turned(word.box, quarter, page),
        size=word.size,
        font=word.font,
        source=word.source,
        confidence=word.confidence,
        dispute=word.dispute,
        seen=word.box,
    )


def _quarter(word: Word) -> int:
    """By how many quarters a word is turned counter-clockwise; -1 where it stands askew."""
    nearest = round(word.angle / 90)
    return nearest % 4 if abs(word.angle - 90 * nearest) <= _SLACK else -1


def _turned(box: Box, quarter: int, page: Page) -> Box:
    if quarter == 1:  # read from the bottom upwards
        return Box(page.height - box.bottom, box.x0, page.height - box.top, box.x1)
    if quarter == 2:
        return Box(page.width - box.x1, page.height - box.bottom, page.width - box.x0, page.height - box.top)
    return Box(box.top, page.width - box.x1, box.bottom, page.width - box.x0)
