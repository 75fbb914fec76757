"""The vocabulary's files, one for each language: read once, in one go."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# The order is the order of preference where a document's language is not known.
CODES = ("en", "de", "fr", "es", "ru", "zh", "ja", "it", "pt", "pl")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language as its file gives them. What each means stands in the package's docstring."""

    code: str
    common: Words
    noise: Words
    titles: Words
    others: Words
    conforms: Words
    fails: Words
    limits: Words
    percent: Words
    appearance: Words
    months: tuple[Words, ...]
    ordinals: Words
    between: Words
    to: Words
    day_first: bool
    letters: str
    decimal_comma: bool
    comparators: Mapping[str, Words]
    heads: Mapping[str, Words]
    allowed: Mapping[str, Words]
    forbidden: Mapping[str, Words]
    roles: Mapping[str, Words]
    totals: Words
    peaks: Mapping[str, Words]
    mass: Mapping[str, Words]


@cache
def languages() -> tuple[Language, ...]:
    """All languages of the vocabulary."""
    return tuple(_read(code) for code in CODES)


def language(code: str) -> Language:
    """The language of a code."""
    return languages()[CODES.index(code)]


def _read(code: str) -> Language:
    raw = tomllib.loads(files("coaverify.extract.vocabulary").joinpath(f"{code}.toml").read_text("utf-8"))
    dates, numbers, claims = raw.get("dates", {}), raw.get("numbers", {}), raw["claims"]
    flat = ("common", "noise", "titles", "others", "conforms", "fails", "limits", "percent", "appearance")
    peaks = _sets(raw["peaks"])
    return Language(
        code=code,
        **{name: _listed(raw.get(name, "")) for name in flat},
        months=tuple(tuple(names.split()) for names in _listed(dates.get("months", ""))),
        ordinals=_listed(dates.get("ordinals", "")),
        between=_listed(dates.get("between", "")),
        to=_listed(dates.get("to", "")),
        day_first=dates.get("order") == "day-first",
        letters=dates.get("letters", ""),
        decimal_comma=numbers.get("decimal") == ",",
        comparators=_sets(raw.get("comparators", {})),
        heads={claim: _listed(entry.get("heads", "")) for claim, entry in claims.items()},
        allowed={claim: _listed(entry.get("with", "")) for claim, entry in claims.items()},
        forbidden={claim: _listed(entry.get("without", "")) for claim, entry in claims.items()},
        roles=_sets(raw["roles"]),
        totals=peaks.pop("total", ()),
        peaks=peaks,
        mass=_sets(raw["mass"]),
    )


def _sets(section: Mapping[str, str]) -> dict[str, Words]:
    return {name: _listed(text) for name, text in section.items()}


def _listed(text: str) -> Words:
    """A list of phrases as the files write them: with commas between, over as many lines as it takes.

    (Strings instead of arrays: the files are read in a fifth of the time.)
    """
    return tuple(one.strip() for one in text.replace("\n", " ").split(",")) if text else ()
