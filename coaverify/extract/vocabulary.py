"""The words of certificates, loaded from `vocabulary.toml`: which label means which claim."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MASS = "mass"  # labels about a mass; which claim they are depends on their qualifiers and their ion
OTHER = "other"  # a known label that is no claim

_EDGES = " \t.,;:*·•–—-_=|†‡§+"


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


def tokens_of(text: str) -> list[str]:
    """A label's words in lower case, without marks at their edges; CJK runs stand alone."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    text = re.sub(r"([\u3040-\u9fff]+)", r" \1 ", text)
    text = re.sub(r"(?<=\w)#", " #", text)
    return [token for raw in re.split(r"[\s,;()\[\]]+", text) if (token := raw.strip(_EDGES))]


def phrase(text: str) -> str:
    """A phrase in the form in which the vocabulary is looked up."""
    return " ".join(tokens_of(text))


@cache
def vocabulary() -> Vocabulary:
    """The built-in vocabulary."""
    raw = tomllib.loads(files("coaverify.extract").joinpath("vocabulary.toml").read_text("utf-8"))
    noise = frozenset(phrase(word) for word in raw["noise"])
    heads: dict[str, list[str]] = {}
    words: dict[str, Words] = {}
    for claim, entry in raw["claims"].items():
        allowed = noise | {phrase(word) for word in entry.get("with", ())}
        words[claim] = Words(allowed, frozenset(phrase(word) for word in entry.get("without", ())))
        for language in entry["heads"].values():
            for head in language:
                heads.setdefault(phrase(head), []).append(claim)
    mass = raw["mass"]
    sets = {name: frozenset(phrase(word) for word in mass[name]) for name in mass}
    qualifiers = sets["theory"] | sets["found"] | sets["monoisotopic"] | sets["average"] | sets["methods"]
    words[MASS] = Words(noise | qualifiers | sets["with"], sets["without"])
    for head in sets["heads"]:
        heads.setdefault(head, []).append(MASS)
    roles: dict[str, list[str]] = {}
    for role, names in raw["roles"].items():
        for name in names:
            roles.setdefault(phrase(name), []).append(role)
    peaks = {phrase(name): column for column, names in raw["peaks"].items() for name in names}
    return Vocabulary(
        heads={head: tuple(dict.fromkeys(claims)) for head, claims in heads.items()},
        words=words,
        roles={name: tuple(dict.fromkeys(found)) for name, found in roles.items()},
        peaks=peaks,
        mass=MassWords(**{name: sets[name] for name in MassWords.__slots__}),
        longest=max(len(head.split()) for head in heads),
    )
