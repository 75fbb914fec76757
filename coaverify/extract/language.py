"""The languages that a document is written in, told by the words and the scripts on its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from coaverify.extract.values.numbers import decimal_comma_used, normalise
from coaverify.extract.vocabulary import Language, is_cjk, language, languages, spellings, tokens_of
from coaverify.extract.writing import Writing

_SHARE = 0.2  # of the telling words: what a language needs to be one of the document's
_FEWEST = 2  # telling words
_MOST = 20_000  # characters that are looked at: the first pages tell
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]{2,}")
_CYRILLIC = re.compile(r"[а-яё]{3,}", re.IGNORECASE)
_CJK_RUN = re.compile(r"[\u3005\u3040-\u9fff]+")
_HAN_PIECE = 6  # characters of the longest Chinese or Japanese word that is looked for inside of a run
_LEAST_LETTERS = 2  # of a telling word: single letters are units and residues

# Abbreviations of methods, units and quantities that certificates of every language print
_INTERNATIONAL = frozenset(
    ("hplc", "rp-hplc", "uplc", "uhplc", "lc", "lc-ms", "lcms", "ms", "esi", "esi-ms", "maldi", "maldi-tof", "hrms",
     "tof", "uv", "ic", "kf", "lal", "bet", "tfa", "aaa", "da", "amu", "mg", "nm", "mr", "mw", "fw", "cas", "seq", "rt",
     "tr", "coa", "mono", "exp", "pk", "npc", "usp", "q-tof", "qtof", "rn", "id", "fl", "num")
)  # fmt: skip


def manner_of(texts: Iterable[str]) -> Writing:
    """How a document with these texts is written: its languages and its decimal sign.

    The decimals that are printed settle the sign, else the languages do, where all of them agree.
    """
    lines = [normalise(text) for text in texts]
    found = languages_of(lines)
    comma = decimal_comma_used(lines)
    if comma is None and found:
        usual = {language(code).decimal_comma for code in found}
        comma = usual.pop() if len(usual) == 1 else None
    return Writing(found, comma)


def languages_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The languages of a document's texts, the most used one first; none where too few words tell.

    Only telling words count: those that one language of the vocabulary has and no other, besides runs of
    kana, which are Japanese, and of Cyrillic letters, which are Russian. A language counts from a fifth of them on,
    so that a certificate in two languages has two, and a foreign word or two make none.
    """
    counts: Counter[str] = Counter()
    left = _MOST
    for text in texts:
        counts.update(_told_by(text[:left]))
        left -= len(text)
        if left <= 0:
            break
    total = sum(counts.values())
    return tuple(code for code, count in counts.most_common() if count >= max(_FEWEST, _SHARE * total))


def _told_by(text: str) -> Iterable[str]:
    """The language of each telling word of a text."""
    telling = _telling()
    if text.isascii():  # as most texts are
        yield from [telling[token] for token in tokens_of(text) if token in telling]
        return
    for token in tokens_of(text):
        if token in telling:
            yield telling[token]
        elif _CYRILLIC.search(token):
            yield "ru"
    for run in _CJK_RUN.findall(text):
        if run in telling:
            continue  # counted as a token
        yield from ("ja" for _ in _KANA.findall(run))
        pieces = {run[i : i + n] for n in range(2, _HAN_PIECE + 1) for i in range(len(run) - n + 1)}
        yield from (telling[piece] for piece in sorted(pieces) if piece in telling)


@cache
def _telling() -> dict[str, str]:
    """The words that one language of the vocabulary has and no other."""
    owners: dict[str, set[str]] = {}
    for one in languages():
        for word in _words_of(one):
            owners.setdefault(word, set()).add(one.code)
    return {word: next(iter(codes)) for word, codes in owners.items() if len(codes) == 1 and _may_tell(word)}


def _may_tell(word: str) -> bool:
    """Words of letters: what stands for a method or a unit is the same everywhere ("hplc", "mg", "da")."""
    if is_cjk(word):
        return len(word) > 1
    letters = len(word) >= _LEAST_LETTERS and word.replace("-", "").replace("'", "").isalpha()
    return letters and word not in _INTERNATIONAL


def _words_of(one: Language) -> set[str]:
    """All single words of a language's file."""
    sections = (one.heads, one.allowed, one.roles, one.peaks, one.mass)
    phrases = [text for section in sections for texts in section.values() for text in texts]
    phrases += [*one.common, *one.noise, *one.titles, *one.conforms, *one.appearance]
    return {token for text in phrases for spelling in spellings(text) for token in spelling.split()}
