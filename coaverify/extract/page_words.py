"""The words that extraction reads on a page: without watermarks, letter-spaced words closed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from coaverify.extract.lines import bounds, lines_of
from coaverify.model.document import Word

_LARGE = 2.2  # of the usual size of the page: words so large may lie behind the text
_CROSSED = 2  # words of usual size that a watermark runs through
_FEWEST = 4  # single letters in a row that may be one word
_WIDER = 1.55  # of the usual gap between letters: a gap that parts words
_BUCKET = 60.0  # points


def readable(words: Iterable[Word]) -> list[Word]:
    """The words to read, in the order given."""
    upright = [word for word in words if word.upright]
    return _closed_up(_without_watermarks(upright))


def _without_watermarks(words: list[Word]) -> list[Word]:
    """Without words far larger than the others that run through several of them."""
    if not words:
        return words
    usual = median(word.box.height for word in words)
    large = [word for word in words if word.box.height > _LARGE * usual]
    if not large or len(large) == len(words):
        return words
    shelves: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.box.height <= _LARGE * usual:
            shelves[int(word.box.middle // _BUCKET)].append(word)
    marks = {id(word) for word in large if _runs_through(word, shelves)}
    return [word for word in words if id(word) not in marks] if marks else words


def _runs_through(word: Word, shelves: dict[int, list[Word]]) -> bool:
    first, last = int(word.box.top // _BUCKET), int(word.box.bottom // _BUCKET)
    crossed = [
        other
        for shelf in range(first, last + 1)
        for other in shelves.get(shelf, ())
        if other.box.overlap_x(word.box) > 0.3 * other.box.width
        and other.box.overlap_y(word.box) > 0.5 * other.box.height
    ]
    return len(crossed) >= _CROSSED


def _closed_up(words: list[Word]) -> list[Word]:
    """ "P U R I T Y" set with spaced letters as one word; other words as they are."""
    singles = sum(1 for word in words if len(word.text) == 1 and word.text.isalnum())
    if singles < _FEWEST or 4 * singles < len(words):
        return words
    return [word for line in lines_of(words) for word in _closed_line(line)]


def _closed_line(line: list[Word]) -> list[Word]:
    closed: list[Word] = []
    run: list[Word] = []
    for word in line:
        if len(word.text) > 2 or (run and word.box.x0 - run[-1].box.x1 > 2 * run[-1].box.height):
            closed += _closed_run(run)
            run = []
        if len(word.text) > 2:
            closed.append(word)
        else:
            run.append(word)
    return closed + _closed_run(run)


def _closed_run(run: list[Word]) -> list[Word]:
    singles = [word for word in run if len(word.text) == 1]
    lettered = all(word.text.isalpha() for word in run)
    if len(singles) < _FEWEST - lettered or len(singles) < 0.8 * len(run):
        return run
    gaps = [second.box.x0 - first.box.x1 for first, second in pairwise(run)]
    usual = median(gaps)
    groups = [[run[0]]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap > _WIDER * max(usual, 0.5):
            groups.append([word])
        else:
            groups[-1].append(word)
    if len(groups) > 1 and all(len(group) == 1 for group in groups):
        return run
    return [_as_one(group) for group in groups]


def _as_one(words: list[Word]) -> Word:
    first = words[0]
    return Word(
        "".join(word.text for word in words),
        bounds(word.box for word in words),
        first.size,
        first.font,
        source=first.source,
        confidence=min(word.confidence for word in words),
        dispute=max(word.dispute for word in words),
    )
