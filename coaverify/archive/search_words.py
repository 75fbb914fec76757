"""Words as they are filed to be looked for, and as a search asks for them: the same on every database.

The databases split text each in its own way ("SX-24/01", "813.35"), so they are given words that are split already:
small, without accents, and next to each other within a blank-free piece also joined. "SX-24/01" is filed as sx, 24,
01, sx24, 2401 and sx2401; a search for "SX-24", "24/01" or "sx2401" then asks for one word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PIECE = re.compile(r"[^\W_]+")
_JOINED = 4  # pieces that are joined at most
_LONGEST = 100  # characters of a word that count
MOST_WORDS = 32  # of one search


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is asked for. begins: whether longer words that begin so are meant too."""

    text: str
    begins: bool = False


def filed_words(texts: Iterable[str], longest: int) -> str:
    """The words of texts, each once, parted by blanks; at most `longest` characters."""
    found = dict.fromkeys(word for text in texts for piece in plain(text).split() for word in _runs(piece))
    joined = " ".join(found)
    return joined if len(joined) <= longest else joined[:longest].rpartition(" ")[0]


def asked_words(text: str) -> tuple[Word, ...]:
    """The words of a search, all of which have to be there; one that ends in * asks for all that begin so.

    Whatever is typed is understood: signs alone ask for nothing.
    """
    found: dict[Word, None] = {}
    for typed in plain(text).split():
        pieces = _PIECE.findall(typed)
        windows = max(1, len(pieces) - _JOINED + 1) if pieces else 0
        for start in range(windows):
            word = "".join(pieces[start : start + _JOINED])[:_LONGEST]
            found[Word(word, begins=typed.endswith("*") and start == windows - 1)] = None
    return tuple(found)[:MOST_WORDS]


def stand_in(words: Iterable[Word], text: str) -> bool:
    """Whether all the words that are asked for stand in a text."""
    there = {run for piece in plain(text).split() for run in _runs(piece)}
    return all(any(one.startswith(word.text) for one in there) if word.begins else word.text in there for word in words)


def plain(text: str) -> str:
    """The text in small letters, without accents, each character in its usual shape."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _runs(piece: str) -> Iterator[str]:
    parts = _PIECE.findall(piece)
    for length in range(1, min(_JOINED, len(parts)) + 1):
        for start in range(len(parts) - length + 1):
            yield "".join(parts[start : start + length])[:_LONGEST]
