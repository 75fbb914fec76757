"""What a document says it is: the names of documents where they stand as a heading, not in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median

from coaverify.extract.cells import Cell
from coaverify.extract.layout import Layout
from coaverify.extract.values.numbers import normalise
from coaverify.extract.vocabulary import languages, pattern_of

LARGE = 1.15  # times the usual type of the document: what is set larger is no sentence of the text
FEW_WORDS = 9  # of a heading in the usual type
OPENING = 6  # words behind a name and a mark that make it the opening of a text ("Abstract. We studied ...")
BUTTON = 3  # words of a name that stands alone on its line, as "add to cart" does, and is no label


def is_title(text: str) -> bool:
    """Whether a text says of its document that it is a certificate of analysis, in whichever language."""
    return bool(_titles().search(text))


def is_titled(layouts: Sequence[Layout]) -> bool:
    """Whether a heading says that the document is a certificate; one in large type where it has another name as well.

    That a certificate can be had is said in the sentences of data sheets, brochures and shops as well. Headings are
    read as one text, since a title may be broken into lines, and as if its letters were not spaced.
    """
    cells = [cell for layout in layouts for cell in layout.cells]
    usual = _usual_size(cells)
    few = 0 if names_another_kind(layouts) else FEW_WORDS
    heads = normalise(" ".join(cell.text for cell in cells if _is_heading(cell, usual, few)))
    if is_title(heads):
        return True
    close = re.sub(r"\b(\w) (?=\w\b)", r"\1", heads)
    return close != heads and is_title(close)


def names_another_kind(layouts: Sequence[Layout]) -> bool:
    """Whether a heading, or the opening of a text, says that the document is an invoice, a paper or the like."""
    cells = [cell for layout in layouts for cell in layout.cells]
    usual = _usual_size(cells)
    return any(_opens_another_kind(line, cell.size >= LARGE * usual) for cell in cells for line in _lines(cell))


def _opens_another_kind(line: str, large: bool) -> bool:
    """Whether a line begins with such a name: set large, or with a text behind it. "Invoice no." is a label as well."""
    found = _others().match(line)
    if found is None:
        return False
    rest = line[found.end() :]
    if large:
        return len(rest.split()) <= FEW_WORDS
    if not rest.strip():
        return len(found.group().split()) >= BUTTON
    return bool(re.match(r"\s*[.:—–-]", rest)) and len(rest.split()) >= OPENING


def _lines(cell: Cell) -> Iterator[str]:
    for line in cell.lines or (cell.text,):
        yield normalise(line).strip()


def _is_heading(cell: Cell, usual: float, few: int) -> bool:
    if cell.size >= LARGE * usual:
        return True
    words = cell.text.split()
    return len(words) <= few and not (cell.text[:1].islower() and cell.text.rstrip().endswith((".", ",")))


def _usual_size(cells: Sequence[Cell]) -> float:
    """The type (points) that half of the words are set in at most."""
    return median([word.size for cell in cells for word in cell.words] or [1.0])


@cache
def _titles() -> re.Pattern[str]:
    return pattern_of(title for language in languages() for title in language.titles)


@cache
def _others() -> re.Pattern[str]:
    return pattern_of(name for language in languages() for name in language.others)
