"""Signs and words that compare: "≥", "NLT", "mindestens", "не менее", "不低于" before a number, "以上" behind it."""

from __future__ import annotations

import re
from functools import cache

from coaverify.extract.vocabulary import is_cjk, languages, pattern_of, phrase, spellings
from coaverify.model.certificate import Comparator

_SIGNS = (
    (re.compile(r"(?:>\s?=|≥|≧|⩾|=>)\s*$"), Comparator.AT_LEAST),
    (re.compile(r"(?:<\s?=|≤|≦|⩽|=<)\s*$"), Comparator.AT_MOST),
    (re.compile(r">\s*$"), Comparator.GREATER),
    (re.compile(r"<\s*$"), Comparator.LESS),
    (re.compile(r"[~≈≃∼]\s*$"), Comparator.ABOUT),
    (re.compile(r"=\s*$"), Comparator.EQUAL),
)
_KINDS = {
    "at_least": Comparator.AT_LEAST,
    "at_most": Comparator.AT_MOST,
    "greater": Comparator.GREATER,
    "less": Comparator.LESS,
    "about": Comparator.ABOUT,
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\.?")
_REACH = 40  # characters before a number in which its comparator stands
_MOST_WORDS = 5
# "not below 98" says at least 98, whichever the words are
_NEGATIONS = frozenset(["not", "no", "nicht", "non", "pas", "не", "nie", "não", "nao", "不", "不得", "未", "非"])
_NEGATED = {Comparator.GREATER: Comparator.AT_MOST, Comparator.LESS: Comparator.AT_LEAST}


def comparator_before(text: str, number: int, after: int = 0) -> tuple[int, Comparator]:
    """Where the comparator right before a number begins, and what it says. The number begins at `number`; what stands
    before `after` belongs to something else."""
    tail = text[max(after, number - _REACH) : number]
    if not tail.strip():
        return number, Comparator.EQUAL
    begin = number - len(tail)
    for sign, kind in _SIGNS:
        if match := sign.search(tail):
            return begin + match.start(), kind
    found = _word_before(tail) or _cjk_before(tail)
    return (begin + found[0], found[1]) if found else (number, Comparator.EQUAL)


def _word_before(tail: str) -> tuple[int, Comparator] | None:
    """The longest known words at the end of a text."""
    known = _words()
    words: list[re.Match[str]] = []
    for match in reversed(list(_WORD.finditer(tail))):
        if tail[match.end() : words[-1].start() if words else len(tail)].strip():
            break
        words.append(match)
    words = words[:_MOST_WORDS][::-1]
    for first in range(len(words)):
        name = phrase(tail[words[first].start() :].rstrip())
        if name in known:
            kind = known[name]
            if first and phrase(words[first - 1][0]) in _NEGATIONS:
                return words[first - 1].start(), _NEGATED.get(kind, kind)
            return words[first].start(), kind
    return None


def _cjk_before(tail: str) -> tuple[int, Comparator] | None:
    text = tail.rstrip()
    for name, kind in _cjk_words() if is_cjk(text[-1:]) else ():
        if text.endswith(name):
            start = len(text) - len(name)
            negated = start > 0 and text[start - 1] in _NEGATIONS
            return (start - 1, _NEGATED.get(kind, kind)) if negated else (start, kind)
    return None


@cache
def _words() -> dict[str, Comparator]:
    """The words that stand before a number, in all their spellings, the longest first."""
    found = {
        spelling: kind
        for language in languages()
        for name, kind in _KINDS.items()
        for text in language.comparators.get(name, ())
        for spelling in spellings(text)
    }
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


@cache
def _cjk_words() -> tuple[tuple[str, Comparator], ...]:
    return tuple((name, kind) for name, kind in _words().items() if is_cjk(name))


def comparator_behind(text: str, end: int) -> tuple[int, Comparator] | None:
    """Where the words of comparison right behind a figure end, and what they say. The figure ends at `end`."""
    for kind, pattern in _behind():
        if match := pattern.match(text, end + len(text[end:]) - len(text[end:].lstrip(" ("))):
            return match.end(), kind
    return None


@cache
def _behind() -> tuple[tuple[Comparator, re.Pattern[str]], ...]:
    return tuple(
        (kind, pattern_of(text for language in languages() for text in language.comparators.get(f"{name}_after", ())))
        for name, kind in _KINDS.items()
    )
