"""Words -> lines: raised and lowered characters put back into the line that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source

_CHARGE = re.compile(r"[\dn]{0,2}[+\-−]:?")  # raised charges are often set in the size of their line
_LONGEST_SCRIPT = 6  # characters
_LEVEL = 0.25  # of the text's height by which words of one line may be out of line
_LEVEL_RECOGNISED = 0.42  # the same for words that were recognised from pixels
_SPACE = 0.12  # of the text's height: a wider gap is a space
_SHELF = 40.0  # points: words are compared with those of their own height on the page and next to it
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def bounds(boxes: Iterable[Box]) -> Box:
    """The box around boxes, of which there is at least one."""
    first, *rest = boxes
    for box in rest:
        first = first.union(box)
    return first


def lines_of(words: list[Word]) -> list[list[Word]]:
    """Words on one baseline, raised and lowered ones with the word they follow, each from left to right."""
    bases = _bases(words)
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.bottom, word.box.x0)):
        if id(word) in bases:
            continue
        line = next((line for line in reversed(lines[-12:]) if _on_baseline(_level_with(line, word), word)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    home = {id(word): line for line in lines for word in line}
    for word in sorted(words, key=lambda word: word.box.x0):
        if id(word) in bases:  # its base stands to the left, so it has found its line already
            line = home.get(id(bases[id(word)]), [])
            if not line:
                lines.append(line)
            line.append(word)
            home[id(word)] = line
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def _level_with(line: list[Word], word: Word) -> Word:
    """The word that tells a line's height: its first, and in a picture, whose lines bend, the nearest."""
    if word.source is not Source.OCR:
        return line[0]
    return min(line, key=lambda other: max(word.box.x0 - other.box.x1, other.box.x0 - word.box.x1))


def _on_baseline(other: Word, word: Word) -> bool:
    slack = _LEVEL if word.source is Source.TEXT else _LEVEL_RECOGNISED
    return abs(other.box.bottom - word.box.bottom) < slack * max(min(other.box.height, word.box.height), 4)


def _bases(words: list[Word]) -> dict[int, Word]:
    """For each raised or lowered word (by id) the word that it belongs to."""
    shelves: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        shelves.setdefault(_shelf(word.box.x1, word.box.middle), []).append(word)
    found: dict[int, Word] = {}
    for word in words:
        if len(word.text) <= _LONGEST_SCRIPT:
            column, shelf = _shelf(word.box.x0, word.box.middle)
            places = [(x, y) for x in (column - 1, column, column + 1) for y in (shelf - 1, shelf, shelf + 1)]
            near = [other for place in places for other in shelves.get(place, ())]
            candidates = [other for other in near if _is_base(other, word)]
            if candidates:
                found[id(word)] = min(candidates, key=lambda other: abs(word.box.x0 - other.box.x1))
    return found


def _shelf(x: float, y: float) -> tuple[int, int]:
    return int(x // _SHELF), int(y // _SHELF)


def _is_base(other: Word, word: Word) -> bool:
    """Whether a word is raised or lowered behind another: smaller, off its baseline, without a gap."""
    charge = bool(_CHARGE.fullmatch(word.text))
    height = other.box.height
    if other is word or height * (1.05 if charge else 0.87) < word.box.height:
        return False
    if not (-0.6 * height < word.box.x0 - other.box.x1 < 0.3 * height and other.box.x0 < word.box.x0):
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
            gap = word.box.x0 - previous.box.x1
            # What a recogniser reads comes apart at spaces only.
            recognised = word.source is previous.source is Source.OCR
            spaced = recognised or gap > _SPACE * max(word.box.height, previous.box.height)
            raised = word.box.height < 0.87 * previous.box.height and word.box.bottom < previous.box.bottom - 0.5
            if raised and text[-1:].isdigit() and word.text.isdigit():
                text += word.text.translate(_SUPERSCRIPT)
            else:
                text += (" " if spaced else "") + word.text
        previous = word
    return text
