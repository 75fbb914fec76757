"""Phrases in the form in which they are compared: lower case, without marks, Chinese and Japanese words apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_EDGES = " \t.,;:*·•–—-_=|†‡§+"
_CJK_RUN = re.compile(r"([\u3005\u3040-\u9fff]+)")
_PLAIN = re.compile(r"[a-zà-öø-ÿа-я]+(?: [a-zà-öø-ÿа-я]+)*|[\u3005\u3040-\u9fff]+")  # nothing to be changed
_ELISION = re.compile(r"\b([dl])'(?=\w)")  # "d'analyse" is two words
_NUMBER_SIGN = re.compile(r"(?<=\w)#")
_BETWEEN = re.compile(r"[\s,;()\[\]]+")
_ACCENTED = range(0xC0, 0x250)
_UNACCENTED = {
    code: base[0] for code in _ACCENTED if (base := unicodedata.normalize("NFD", chr(code))) and base[0] < "\x80"
} | {ord("ł"): "l", ord("ø"): "o", ord("ß"): "ss", ord("œ"): "oe", ord("æ"): "ae"}
_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


def tokens_of(text: str) -> list[str]:
    """A label's words in lower case, without marks at their edges; CJK runs stand alone."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'").replace("ё", "е")
        text = _CJK_RUN.sub(r" \1 ", text)
    if "'" in text:
        text = _ELISION.sub(r"\1' ", text)
    if "#" in text:
        text = _NUMBER_SIGN.sub(" #", text)
    return [token for raw in _BETWEEN.split(text) if (token := raw.strip(_EDGES))]


def phrase(text: str) -> str:
    """A phrase in the form in which the vocabulary is looked up."""
    return text if _PLAIN.fullmatch(text) and "ß" not in text else " ".join(tokens_of(text))


@lru_cache(maxsize=16384)
def spellings(text: str) -> tuple[str, ...]:
    """A phrase as it may be printed where accents cannot be: "fläche", "flache", "flaeche"."""
    first = phrase(text)
    if first.isascii():
        return (first,)
    second = first.translate(_UNACCENTED)
    third = phrase(text.casefold().translate(_UMLAUTS)) if re.search("[äöüß]", text) else first
    return tuple(dict.fromkeys((first, second, third)))


def is_cjk(text: str) -> bool:
    """Whether a text is one run of Chinese or Japanese characters."""
    return bool(_CJK_RUN.fullmatch(text))


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases in a text: as whole words, CJK ones also inside of a run."""
    within: list[str] = []
    whole: list[str] = []
    for one in sorted({form for text in phrases for form in (text.casefold(), *spellings(text))}, key=len)[::-1]:
        body = r"[\s\-]*".join(re.escape(word) for word in one.replace("'", " ' ").split()).replace("'", "['’]?")
        (within if _CJK_RUN.search(one) else whole).append(body)
    alternatives = [*within, *([rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)"] if whole else [])]
    return re.compile("|".join(alternatives) or r"(?!)", re.IGNORECASE)


def cut(run: str, words: frozenset[str], longest: int) -> list[str]:
    """A run of CJK characters as words that are known, the longest first; the run itself where some are not."""
    pieces: list[str] = []
    start = 0
    while start < len(run):
        end = next((end for end in range(min(len(run), start + longest), start, -1) if run[start:end] in words), None)
        if end is None:
            return [run]
        pieces.append(run[start:end])
        start = end
    return pieces
