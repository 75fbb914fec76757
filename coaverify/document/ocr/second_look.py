"""Figures that were not read for certain, read once more from a larger picture.

A lost decimal point turns 9.7 % into 97 %. Where a character of a word with a figure is below confidence, the line is
read again, larger and with other margins. Two readings that agree are as sure as both are on the average: what is
hard to read is read wrong in the same way twice. Where they differ, the surer one stays and is marked as doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from coaverify.document.ocr import engine
from coaverify.document.ocr.engine import Characters
from coaverify.document.ocr.lines import TRIMMINGS, Line
from coaverify.document.rendering import Pixels

CERTAIN = 0.9  # of a character: below it a word with a figure is read again
DISAGREED = 0.5  # the most that a character counts for which two readings see differently
LARGER = 1.6  # times
FORMULA = re.compile(r"C\d+H\d+(?:[A-Z][a-z]?\d*)+")
MARGIN = 0.12  # of the line's height, of paper added around it


def looked_at_again(lines: list[Line]) -> list[Line]:
    """The lines, those with doubtful figures read twice."""
    doubtful = [number for number, line in enumerate(lines) if _has_doubtful_figure(line.said)]
    again = engine.recognise([_larger(lines[number].picture) for number in doubtful])
    settled = list(lines)
    for number, second in zip(doubtful, again, strict=True):
        settled[number] = replace(lines[number], said=agreed(lines[number].said, second))
    return settled


def _has_doubtful_figure(said: Characters) -> bool:
    return any(
        any(character.isdigit() for character in said.text[start:end])
        and min(said.confidences[start:end], default=1.0) < CERTAIN
        for start, end in _words(said.text)
    )


def _words(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split(" "):
        yield start, start + len(part)
        start += len(part) + 1


def _larger(line: Pixels) -> Pixels:
    """The line with paper around it, enlarged: what the recogniser sees is not the same picture once more."""
    margin = max(1, round(MARGIN * line.shape[0]))
    framed = cv2.copyMakeBorder(line, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    size = (max(1, round(LARGER * framed.shape[1])), max(1, round(LARGER * framed.shape[0])))
    return np.asarray(cv2.resize(framed, size, interpolation=cv2.INTER_CUBIC), np.uint8)


def agreed(first: Characters, second: Characters) -> Characters:
    """One reading of two. Places stay those of the first: both have the same text, or the first is kept."""
    one, other = _figures(first), _figures(second)
    if first.text == second.text or (one == other and len(first.text) == len(second.text)):
        return replace(first, confidences=tuple(_both(first, second)))
    if one == other:  # they differ in letters or spaces alone
        return first
    kept = first if min(first.confidences, default=0.0) >= min(second.confidences, default=0.0) else second
    theirs = other if kept is first else one
    return replace(kept, confidences=tuple(_doubted(kept, theirs)))


def _both(first: Characters, second: Characters) -> Iterator[float]:
    """The confidences of two readings that agree. O or zero in a formula is settled by the notation, not by looks."""
    formula = {
        place
        for start, end in _words(first.text)
        if _is_formula(_bare(first.text[start:end]))
        for place in range(start, end)
    }
    for place, (one, other) in enumerate(zip(first.confidences, second.confidences, strict=True)):
        settled = place in formula and first.text[place] in "O0"
        yield 1 - (1 - one) * (1 - other) if settled else (one + other) / 2


def _figures(said: Characters) -> list[str]:
    """The words with a figure, bare of what the two readings may honestly write in two ways."""
    words = (said.text[start:end] for start, end in _words(said.text))
    return [_plain(word) for word in words if any(map(str.isdigit, word))]


def _plain(word: str) -> str:
    """A word without punctuation at its ends, raised figures on the line, and O for zero within a formula.

    In a molecular formula the two look alike and the notation tells them apart.
    """
    plain = _bare(word)
    return plain.replace("0", "O") if _is_formula(plain) else plain


def _bare(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip(TRIMMINGS)


def _is_formula(word: str) -> bool:
    return FORMULA.fullmatch(word) is not None


def _doubted(kept: Characters, theirs: list[str]) -> Iterator[float]:
    """The confidences, those of the figures that the other reading does not have as well brought down."""
    lowered = list(kept.confidences)
    for start, end in _words(kept.text):
        word = kept.text[start:end]
        if any(map(str.isdigit, word)) and _plain(word) not in theirs:
            lowered[start:end] = [min(DISAGREED, one) for one in lowered[start:end]]
    yield from lowered
