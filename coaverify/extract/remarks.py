"""What a paper says about itself: that it is an example, that the goods conform, who is accredited, who signs.

Words are looked for in the page's whole text first: most pages hold none of them, and pay for nothing else. The
patterns are made for text in small letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from coaverify.extract.cells import Cell
from coaverify.extract.layout import Layout
from coaverify.extract.vocabulary import languages, pattern_of
from coaverify.model.document import Page, Word
from coaverify.model.evidence import Evidence, Reading
from coaverify.model.paperwork import Remark, Said

_LARGE, _LEVEL = 34.0, (0, 90, 180, 270)  # points; degrees: how a stamp across a page is set


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of remark: the words of which one must be there, and the pattern. For text in small letters."""

    said: Said
    words: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def _file() -> dict[str, Any]:  # as tomllib gives it; read by the two functions below alone
    return tomllib.loads(files("coaverify.extract").joinpath("remarks.toml").read_text("utf-8"))


@cache
def _stamp_words() -> frozenset[str]:
    return frozenset(_file()["stamps"].split())


@cache
def _kinds() -> tuple[_Kind, ...]:
    kinds = [
        _Kind(
            Said(name),
            tuple(section["words"].split("|")) if "words" in section else (),
            re.compile("|".join(section["patterns"].split("\n")).strip("|"), re.MULTILINE),
        )
        for name, section in _file().items()
        if name != "stamps"
    ]
    titles = pattern_of(title for language in languages() for title in language.titles)
    return (*kinds, _Kind(Said.TITLE, (), titles))


def remarks_on(layouts: Sequence[Layout], pages: tuple[int, ...]) -> tuple[Reading[Remark], ...]:
    """The first remark of each kind on these pages, and every stamp across one of them."""
    found: list[Reading[Remark]] = []
    here = [layout for layout in layouts if layout.page.number in pages]
    small = [(layout, [(cell, cell.text.lower()) for cell in layout.cells]) for layout in here]
    texts = [(cells, "\n".join([text for _, text in cells])) for _, cells in small]
    for kind in _kinds():
        may_be = (one for one in texts if not kind.words or any(word in one[1] for word in kind.words))
        cells = next((cells for cells, text in may_be if kind.pattern.search(text)), None)
        if cells is not None and (one := _where(cells, kind)) is not None:
            found.append(one)
    for page in dict.fromkeys(layout.page.number for layout in here):
        found.extend(_stamps(next(layout.page for layout in here if layout.page.number == page)))
    return tuple(found)


def _where(cells: Sequence[tuple[Cell, str]], kind: _Kind) -> Reading[Remark] | None:
    """The remark in the cell that holds it; one over two cells in the first that holds one of its words.

    cells: each with its text in small letters.
    """
    for cell, text in cells:
        if (match := kind.pattern.search(text)) is not None:
            return Reading(Remark(kind.said, match[0]), cell.evidence(), cell.doubts)
    if kind.said is Said.ACCREDITATION_NUMBER:  # stands in small type that goes on over lines
        first = next((cell for cell, text in cells if any(word in text for word in kind.words)), None)
        return Reading(Remark(kind.said, first.text), first.evidence(), first.doubts) if first is not None else None
    return None


def _stamps(page: Page) -> Iterator[Reading[Remark]]:
    """Words across a page, set large or aslant, that call it an example."""
    for word in page.words:
        if word.text.strip(" .*-–").upper() in _stamp_words() and _is_stamp(word):
            remark = Remark(Said.STAMPED, word.text)
            yield Reading(remark, Evidence(page.number, word.box, word.text, word.source))


def _is_stamp(word: Word) -> bool:
    return word.text.upper() == word.text and (word.size >= _LARGE or word.angle % 360 not in _LEVEL)
