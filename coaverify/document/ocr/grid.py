"""Tables whose upright lines are not drawn, or not seen, in every row: the lines carried on where no word crosses."""

from __future__ import annotations

from collections.abc import Sequence

from coaverify.model.document import Word
from coaverify.model.evidence import Box

NEAR = 7.0  # points between the end of an upright line and the level line that it stops at
MOST_ROWS = 2  # the head of a table, and a row that lost its lines with it
HIGHER = 1.6  # times the row below


def completed(rules: Sequence[Box], words: Sequence[Word]) -> tuple[Box, ...]:
    """The rules, upright ones carried on through neighbouring rows that are ruled above and below (points).

    White lines in the dark head of a table are not seen, and a column goes on there all the same.
    """
    level = sorted((rule for rule in rules if rule.width > rule.height), key=lambda rule: rule.middle)
    return tuple(rule if rule.width > rule.height else _carried_on(rule, level, words) for rule in rules)


def _carried_on(line: Box, level: list[Box], words: Sequence[Word]) -> Box:
    for _ in range(MOST_ROWS):
        longer = _one_row_up(line, level, words)
        if longer is None:
            return line
        line = longer
    return line


def _one_row_up(line: Box, level: list[Box], words: Sequence[Word]) -> Box | None:
    crossing = [rule for rule in level if rule.x0 + NEAR < line.centre < rule.x1 - NEAR]
    foot = min((rule for rule in crossing if abs(rule.middle - line.top) <= NEAR), key=_height_of, default=None)
    if foot is None:
        return None
    above = [rule for rule in crossing if rule.middle < foot.middle - NEAR and _reaches_as_far(rule, foot)]
    if not above:
        return None
    head = max(above, key=_height_of)
    below = min((rule for rule in crossing if rule.middle > foot.middle + NEAR), key=_height_of, default=None)
    usual = (below.middle if below is not None else line.bottom) - foot.middle
    if foot.middle - head.middle > HIGHER * usual:  # what lies between two tables is no row
        return None
    blocked = any(
        word.box.x0 + 1 < line.centre < word.box.x1 - 1 and head.middle < word.box.middle < foot.middle
        for word in words
    )
    return None if blocked else Box(line.x0, head.middle, line.x1, line.bottom)


def _height_of(rule: Box) -> float:
    return rule.middle


def _reaches_as_far(rule: Box, other: Box) -> bool:
    return abs(rule.x0 - other.x0) <= 2 * NEAR and abs(rule.x1 - other.x1) <= 2 * NEAR
