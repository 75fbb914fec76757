"""What a phrase means as a label, over all languages or in those of the document that is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TypeVar

from coaverify.extract.vocabulary.languages import Language, languages
from coaverify.extract.vocabulary.phrases import is_cjk, spellings
from coaverify.extract.writing import writing

T = TypeVar("T")

MASS = "mass"  # labels about a mass; which claim they are depends on their qualifiers and their ion
OTHER = "other"  # a known label that is no claim


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand in the label of a claim beside its head."""

    allowed: frozenset[str]
    forbidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class MassWords:
    """Words that tell what a printed mass is."""

    theory: frozenset[str]
    found: frozenset[str]
    monoisotopic: frozenset[str]
    average: frozenset[str]
    methods: frozenset[str]
    weights: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Heads map a normalised phrase to its claims; roles and peaks map a phrase to a kind of column."""

    heads: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Words]
    roles: Mapping[str, tuple[str, ...]]
    peaks: Mapping[str, str]
    mass: MassWords
    longest: int  # tokens of the longest head
    cjk: frozenset[str]  # the Chinese and Japanese words of labels, by which a run of them is cut
    longest_cjk: int  # characters


@dataclass(frozen=True, slots=True)
class _Meanings:
    """One language's phrases."""

    heads: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, tuple[str, ...]]
    peaks: Mapping[str, str]

    def knows(self, phrase: str) -> bool:
        return phrase in self.heads or phrase in self.roles or phrase in self.peaks

    def of(self, phrase: str) -> tuple[frozenset[str], frozenset[str], str | None]:
        return (
            frozenset(self.heads.get(phrase, ())),
            frozenset(self.roles.get(phrase, ())),
            self.peaks.get(phrase),
        )


def vocabulary() -> Vocabulary:
    """The built-in vocabulary, as the document that is being read uses it."""
    return _vocabulary_of(writing().languages)


@lru_cache(maxsize=64)
def _vocabulary_of(codes: tuple[str, ...]) -> Vocabulary:
    """The vocabulary with the phrases that languages give different meanings read in these languages."""
    everywhere = _everywhere()
    if not codes:
        return everywhere
    by_language = _by_language()
    heads, roles, peaks = dict(everywhere.heads), dict(everywhere.roles), dict(everywhere.peaks)
    for phrase in _contested():
        known = [by_language[code] for code in codes if by_language[code].knows(phrase)]
        if known:
            _put(heads, phrase, _joined(meanings.heads.get(phrase, ()) for meanings in known))
            _put(roles, phrase, _joined(meanings.roles.get(phrase, ()) for meanings in known))
            _put(peaks, phrase, next((m.peaks[phrase] for m in known if phrase in m.peaks), ""))
    return replace(everywhere, heads=heads, roles=roles, peaks=peaks)


def _put(table: dict[str, T], phrase: str, meaning: T) -> None:
    """Give a phrase another meaning, or none."""
    table.pop(phrase, None)
    if meaning:
        table[phrase] = meaning


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The names of several groups, each once; that a label is no claim counts last."""
    names = dict.fromkeys(name for group in groups for name in group)
    return tuple(sorted(names, key=lambda name: name == OTHER))


def _merged(tables: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for phrase, names in table.items():
            known = merged.get(phrase)
            merged[phrase] = names if known is None or known == names else _joined((known, names))
    return merged


@cache
def _by_language() -> Mapping[str, _Meanings]:
    return {language.code: _meanings(language) for language in languages()}


def _meanings(language: Language) -> _Meanings:
    heads = _phrases({**language.heads, MASS: language.mass["heads"]})
    peaks = {phrase: columns[0] for phrase, columns in _phrases(language.peaks).items()}
    return _Meanings(heads, _phrases(language.roles), peaks)


def _phrases(section: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every spelling of every phrase, with the names under which it stands."""
    found: dict[str, tuple[str, ...]] = {}
    for name, texts in section.items():
        for text in texts:
            for spelling in spellings(text):
                names = found.get(spelling, ())
                if name not in names:
                    found[spelling] = (*names, name)
    return found


@cache
def _contested() -> tuple[str, ...]:
    """The phrases that mean one thing in one language and another in another."""
    found: list[str] = []
    seen: dict[str, _Meanings] = {}
    for meanings in _by_language().values():
        for phrase in {**meanings.heads, **meanings.roles, **meanings.peaks}:
            other = seen.setdefault(phrase, meanings)
            if other is not meanings and other.of(phrase) != meanings.of(phrase):
                found.append(phrase)
    return tuple(dict.fromkeys(found))


@cache
def _everywhere() -> Vocabulary:
    """All languages at once."""
    known = list(_by_language().values())
    heads = _merged(meanings.heads for meanings in known)
    roles = _merged(meanings.roles for meanings in known)
    peaks = {phrase: column for meanings in reversed(known) for phrase, column in meanings.peaks.items()}
    words = _words()
    cjk = {token for head in heads for token in head.split() if is_cjk(token)}
    cjk |= {word for one in words.values() for word in one.allowed | one.forbidden if is_cjk(word)}
    return Vocabulary(
        heads=heads,
        words=words,
        roles=roles,
        peaks=peaks,
        mass=MassWords(**{name: _union(one.mass.get(name, ()) for one in languages()) for name in MassWords.__slots__}),
        longest=max(len(head.split()) for head in heads),
        cjk=frozenset(cjk),
        longest_cjk=max(map(len, cjk)),
    )


def _union(groups: Iterable[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(spelling for texts in groups for text in texts for spelling in spellings(text))


def _words() -> dict[str, Words]:
    """What may and may not stand beside the head of each claim, in whichever language."""
    known = languages()
    noise = _union(language.noise for language in known)
    words = {}
    for claim in dict.fromkeys(claim for language in known for claim in language.heads):
        allowed = _union(language.allowed.get(claim, ()) for language in known)
        words[claim] = Words(noise | allowed, _union(language.forbidden.get(claim, ()) for language in known))
    mass = {name: _union(language.mass.get(name, ()) for language in known) for name in ("with", "without")}
    qualifiers = _union(
        language.mass.get(name, ())
        for language in known
        for name in ("theory", "found", "monoisotopic", "average", "methods")
    )
    words[MASS] = Words(noise | qualifiers | mass["with"], mass["without"])
    return words
