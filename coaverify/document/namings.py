"""What a file names beside what its page shows: an exchanged figure, or a font that names nothing rightly.

Old fonts of formulas draw a minus where a plain font has a figure, and programs that draw charts lose the names of all
characters. Neither says of a value that it is another one: such words cannot be read, and nothing rests on them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

KNOWN = 0.5  # share of the letters seen that the file must name: with fewer its names are no text at all
LEAST_LETTERS = 3
_DASHES = str.maketrans("−–—‒‐‑﹣－", "--------")  # these are what pages show


def figures_of(text: str) -> str:
    """The figures of a text with the points in them; spaces, and points at its ends, may be read in several ways."""
    plain = unicodedata.normalize("NFKC", text).replace(",", ".")
    return re.sub(r"[^0-9.]", "", plain).strip(".")


def is_another_figure(named: str, shown: str) -> bool:
    """Whether the page shows other figures than the file names, as it does where one was exchanged for another."""
    if not figures_of(shown) or figures_of(named) == figures_of(shown):
        return False
    return names_letters(named, shown) and not _draws_signs(named, shown)


def names_letters(named: str, shown: str) -> bool:
    """Whether the file names most of the letters that are seen, if there are some."""
    seen, known = _letters(shown), _letters(named)
    return seen.total() < LEAST_LETTERS or (seen & known).total() >= KNOWN * seen.total()


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, unicodedata.normalize("NFKC", text).casefold()))


def _draws_signs(named: str, shown: str) -> bool:
    """Whether both are the same but for the sign before a number, for which the file names a figure.

    No value of a certificate is below nothing, so that nobody is deceived by it.
    """
    file, page = (re.sub(r"\s", "", text.translate(_DASHES)).replace(",", ".") for text in (named, shown))
    if len(file) != len(page):
        return False
    begins = [True, *(not (before.isdigit() or before == ".") for before, _sign in pairwise(page))]
    return all(
        one == other or (one.isdigit() and other == "-" and begins[at])
        for at, (one, other) in enumerate(zip(file, page, strict=True))
    )
