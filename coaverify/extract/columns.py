"""The words above and below a value, and how they and their rows are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coaverify.extract.typefaces import RAISED, Typeface, differences, face_of
from coaverify.model.document import Word
from coaverify.model.evidence import Box, Source
from coaverify.model.file_facts import Difference

ALIGNED = 1.5  # points: edges nearer than this are one edge
NEAREST = 6  # words of a column that are looked at
SPACE = 0.7  # of the size: words nearer than this stand in one piece of text
WIDEST_SPACE = 1.0  # of the size: as wide as a space of a typewriter is
AMONG = 40.0  # points above and below the values: farther off is a header or a footer
LEAST = 3  # words that have to agree before one can be said to differ from them
MOST_BEHIND = 2  # words that may belong to a value: "98.5 % by HPLC"
_MANNER = {Difference.WEIGHT, Difference.COLOUR}  # in which neighbours may differ and still agree


@dataclass(frozen=True, slots=True)
class Column:
    """What the words above and below a value agree in.

    longest: characters of the longest of them. row_as_others: the value's label is set as their labels are.
    lifted: points by which the value stands off its label's line, where theirs stand on it; else 0.
    """

    usual: Typeface
    longest: int
    row_as_others: bool
    lifted: float


def column_of(word: Word, box: Box, words: Sequence[Word], values: Sequence[Word]) -> Column | None:
    """What a value in `box` can be held against: the text it stands in, the other `values`, or the words of its column.

    The first of them that agree among themselves; None where none do.
    """
    around = _around(word, words)
    if around is not None:
        return Column(around, len(word.text), True, 0.0)
    among = values if _is_among(word, values) else ()
    siblings = _agreeing(list(among), word) or _agreeing(_aligned(word, box, words), word)
    if siblings is None:
        return None
    usual, members = siblings
    if _is_a_line_of_its_own(word, box, words):
        return None
    label, labels = left_of(box, words), [left_of(one.box, words) for one in members]
    offsets = [one.foot - other.foot for one, other in zip(members, labels, strict=True) if other is not None]
    lifted = 0.0
    if label is not None and len(offsets) >= LEAST and max(map(abs, offsets)) < 0.5 * RAISED * word.size:
        lifted = abs(word.foot - label.foot)
    return Column(usual, max(len(one.text) for one in members), _as_others(word, label, labels), lifted)


def _around(word: Word, words: Sequence[Word]) -> Typeface | None:
    """How the text is set in the midst of which the word stands; None where it does not, or its sides differ."""
    left, right = left_of(word.box, words), right_of(word.box, words)
    if left is None or right is None or not (_is_western(left) and _is_western(right)):
        return None
    near = SPACE * word.size
    if word.box.x0 - left.box.x1 > near or right.box.x0 - word.box.x1 > near:
        return None
    one, other = face_of(left), face_of(right)
    return one if one.family and not set(differences(one, other)) - {Difference.COLOUR} else None


def _is_western(word: Word) -> bool:
    """Whether a word's font also sets plain figures: Chinese text has them from another one, and so have signs."""
    letters = [character for character in word.text if character.isalnum()]
    return bool(letters) and all(map(str.isascii, letters))


def _is_among(word: Word, values: Sequence[Word]) -> bool:
    """Whether a word stands where the values stand: what is printed in a header or a footer is set as that is."""
    feet = [one.foot for one in values]
    return bool(feet) and min(feet) - AMONG <= word.foot <= max(feet) + AMONG


def _aligned(word: Word, box: Box, words: Sequence[Word]) -> list[Word]:
    """The nearest words of other rows that share an edge with the value."""
    in_line = [
        one
        for one in words
        if (abs(one.box.x0 - box.x0) < ALIGNED or abs(one.box.x1 - box.x1) < ALIGNED)
        and abs(one.foot - word.foot) > 0.6 * word.size
        and one.angle == 0
        and one.source is Source.TEXT
    ]
    return sorted(in_line, key=lambda one: abs(one.foot - word.foot))[:NEAREST]


def _agreeing(siblings: list[Word], word: Word) -> tuple[Typeface, list[Word]] | None:
    """How the siblings are set, if all of them, or all but one of many, are set alike."""
    siblings = [one for one in siblings if one is not word and any(map(str.isalnum, one.text))]
    if len(siblings) < LEAST:
        return None
    counted = Counter((one.font, round(one.size, 1)) for one in siblings)
    font, size = counted.most_common(1)[0][0]
    usual = next(face_of(one) for one in siblings if one.font == font and round(one.size, 1) == size)
    alike = [one for one in siblings if not set(differences(face_of(one), usual)) - _MANNER]
    return (usual, alike) if len(alike) >= max(LEAST, len(siblings) - 1) else None


def _is_a_line_of_its_own(word: Word, box: Box, words: Sequence[Word]) -> bool:
    """Whether text goes on behind the value in its own setting, and nothing stands before it: small print, an address.

    A unit or a method is set as its value is, exchanged or not: a word or two say nothing.
    """
    if left_of(box, words) is not None:
        return False
    end, behind = box, 0
    while (
        (beside := right_of(end, words)) is not None
        and beside.box.x0 - end.x1 < WIDEST_SPACE * word.size
        and not differences(face_of(beside), face_of(word))
    ):
        end, behind = beside.box, behind + any(map(str.isalnum, beside.text))
        if behind > MOST_BEHIND or any(map(str.isdigit, beside.text)):
            return True
    return False


def left_of(box: Box, words: Sequence[Word]) -> Word | None:
    """The nearest word to the left of a place, on its row."""
    before = [one for one in words if one.box.x1 <= box.x0 + 1 and abs(one.box.middle - box.middle) < 0.5 * box.height]
    return max(before, key=lambda one: one.box.x1, default=None)


def right_of(box: Box, words: Sequence[Word]) -> Word | None:
    """The nearest word to the right of a place, on its row."""
    after = [one for one in words if one.box.x0 >= box.x1 - 1 and abs(one.box.middle - box.middle) < 0.5 * box.height]
    return min(after, key=lambda one: one.box.x0, default=None)


def _as_others(word: Word, label: Word | None, labels: Sequence[Word | None]) -> bool:
    """Whether the value's label is not set as oddly as the value: else its row is, and that is a manner."""
    known = [face_of(one) for one in labels if one is not None]
    if label is None or not known:
        return True
    face = face_of(label)
    as_value = not set(differences(face, face_of(word))) - _MANNER
    as_labels = any(not set(differences(face, one)) - _MANNER for one in known)
    return as_labels or not as_value
