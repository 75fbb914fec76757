"""Words -> lines: raised and lowered characters put back into the line that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source

_CHARGE = re.compile(r"[\dn]{0,2}[+\-−]:?")  # raised charges are often set in the size of their line
_LONGEST_SCRIPT = 6  # characters
_LEVEL = 0.25  # of the text's height by which words of one line may be out of line
_LEVEL_RECOGNISED = 0.42  # the same for words that were recognised from pixels
_SPACE = 0.12  # of the text's height: a wider gap is a space
_BACK, _ON = 0.6, 0.3  # of a word's height: how far over its end, and behind it, what is raised behind it begins
_OFF = 1.05  # of a word's height: how far the middle of what is raised or lowered may stand from its middle
_SHELF = 40.0  # points: words are looked up in squares of this side
_TALLEST = 36.0  # points: of taller words as much counts for the squares, so that they reach three at most
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def bounds(boxes: Iterable[Box]) -> Box:
    """The box around boxes, of which there is at least one."""
    every = list(boxes)
    if len(every) == 1:
        return every[0]
    return Box(
        min([box.x0 for box in every]),
        min([box.top for box in every]),
        max([box.x1 for box in every]),
        max([box.bottom for box in every]),
    )


def lines_of(words: list[Word]) -> list[list[Word]]:
    """Words on one baseline, raised and lowered ones with the word they follow, each from left to right."""
    if len(words) == 1:  # as in most cells
        return [list(words)]
    bases = _bases(words)
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.bottom, word.box.x0)):
        if bases and id(word) in bases:
            continue
        line = _line_of(word, lines[-12:])
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    home = {id(word): line for line in lines for word in line} if bases else {}
    for word in sorted(words, key=lambda word: word.box.x0) if bases else ():
        if id(word) in bases:  # its base stands to the left, so it has found its line already
            line = home.get(id(bases[id(word)]), [])
            if not line:
                lines.append(line)
            line.append(word)
            home[id(word)] = line
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def _line_of(word: Word, lines: list[list[Word]]) -> list[Word] | None:
    """The last of the lines that a word stands on."""
    for line in reversed(lines):
        if _on_baseline(_level_with(line, word), word):
            return line
    return None


def _level_with(line: list[Word], word: Word) -> Word:
    """The word that tells a line's height: its first, and in a picture, whose lines bend, the nearest."""
    if word.source is not Source.OCR:
        return line[0]
    return min(line, key=lambda other: max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1))


def _on_baseline(other: Word, word: Word) -> bool:
    slack = _LEVEL if word.source is Source.TEXT else _LEVEL_RECOGNISED
    one, two = other.box, word.box
    return abs(one.bottom - two.bottom) < slack * max(min(one.bottom - one.top, two.bottom - two.top), 4)


def _bases(words: list[Word]) -> dict[int, Word]:
    """For each raised or lowered word (by id) the word that it belongs to."""
    shelves: dict[tuple[float, float], list[Word]] = {}
    for word in words:
        for place in _shelves_behind(word.box):
            if place in shelves:
                shelves[place].append(word)
            else:
                shelves[place] = [word]
    found: dict[int, Word] = {}
    for word in words:
        if len(word.text) <= _LONGEST_SCRIPT:
            near = shelves.get((word.box.x0 // _SHELF, word.box.middle // _SHELF), ())
            candidates = [other for other in near if _is_before(other.box, word.box) and _is_base(other, word)]
            if candidates:
                found[id(word)] = min(candidates, key=lambda other: abs(word.box.x0 - other.box.x1))
    return found


def _shelves_behind(base: Box) -> Iterable[tuple[float, float]]:
    """The squares of the page in which what is raised or lowered behind a word may begin."""
    height = min(base.bottom - base.top, _TALLEST)
    middle = (base.top + base.bottom) / 2
    first, last = (base.x1 - _BACK * height) // _SHELF, (base.x1 + _ON * height) // _SHELF
    top, bottom = (middle - _OFF * height) // _SHELF, (middle + _OFF * height) // _SHELF
    if first == last and top == bottom:  # as nearly always
        return ((first, top),)
    return product({first, last}, {top, (top + bottom) // 2, bottom})


def _is_before(base: Box, script: Box) -> bool:
    """Whether a word could carry another right behind it, however high that stands."""
    height = base.bottom - base.top
    return base.x0 < script.x0 and -_BACK * height < script.x0 - base.x1 < _ON * height


def _is_base(other: Word, word: Word) -> bool:
    """Whether a word is raised or lowered behind another: smaller, and off its baseline."""
    charge = bool(_CHARGE.fullmatch(word.text))
    height = other.box.height
    if height * (1.05 if charge else 0.87) < word.box.height:
        return False
    off = abs(other.box.bottom - word.box.bottom) >= (0.15 if charge else 0.02) * height
    return off and word.box.overlap_y(other.box) > 0.35 * word.box.height


def line_text(line: list[Word]) -> str:
    """The words of a line with a space where a gap is; a raised digit after a digit stays raised."""
    text = ""
    previous: Word | None = None
    for word in line:
        if previous is None:
            text = word.text
        else:
            box, before = word.box, previous.box
            high, before_high = box.bottom - box.top, before.bottom - before.top
            # What a recogniser reads comes apart at spaces only.
            recognised = word.source is previous.source is Source.OCR
            spaced = recognised or box.x0 - before.x1 > _SPACE * max(high, before_high)
            raised = high < 0.87 * before_high and box.bottom < before.bottom - 0.5
            if raised and text[-1:].isdigit() and word.text.isdigit():
                text += word.text.translate(_SUPERSCRIPT)
            else:
                text += (" " if spaced else "") + word.text
        previous = word
    return text
