"""Laboratories that test peptides: their own domains, and how their reports are numbered. Facts, no ratings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import coaverify_reference
from coaverify.reference.entry import ReferenceDataError


@dataclass(frozen=True, slots=True)
class Laboratory:
    """A laboratory as the data file describes it; the patterns are "" where its numbers follow none that is known."""

    names: tuple[str, ...]
    domains: tuple[str, ...]
    verify: str = ""
    key: str = ""
    number: str = ""
    dated: str = ""
    dated_claim: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = "low"

    @property
    def name(self) -> str:
        return self.names[0]

    def is_called(self, text: str) -> bool:
        """Whether a text is one of its names, or begins with one."""
        folded = squeezed(text)
        return any(folded.startswith(squeezed(name)) for name in self.names)


def squeezed(text: str) -> str:
    """Letters and figures of a name in small type: how names are compared with each other and with domains."""
    return re.sub(r"[\W_]+", "", text).casefold()


@cache
def laboratories() -> tuple[Laboratory, ...]:
    """All laboratories of the installed reference.

    Raises:
        ReferenceDataError: where the file cannot be read as it is described in its head.
    """
    import tomllib  # who checks papers without an address pays for no parser

    text = files(coaverify_reference).joinpath("laboratories.toml").read_text("utf-8")
    try:
        return tuple(_laboratory(fields) for fields in tomllib.loads(text)["laboratory"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise ReferenceDataError(f"laboratories.toml: {error}.") from error


def _laboratory(fields: dict[str, object]) -> Laboratory:
    lists = {name: tuple(str(one) for one in _listed(fields[name])) for name in ("names", "domains", "sources")}
    words = {name: str(fields.get(name, "")) for name in ("verify", "key", "number", "dated", "dated_claim")}
    for name in ("key", "number", "dated"):
        re.compile(words[name])
    known = {*lists, *words, "confidence"}
    if unknown := sorted(set(fields) - known):
        raise KeyError(f"{lists['names'][0]}: unknown field {unknown[0]}")
    return Laboratory(**lists, **words, confidence=str(fields["confidence"]))  # type: ignore[arg-type]


def _listed(value: object) -> Iterable[object]:
    if not isinstance(value, list) or not value:
        raise TypeError("names, domains and sources are lists that are not empty")
    return value
