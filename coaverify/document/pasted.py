"""Text that somebody pasted, as a document: every line a line of a page, every character as wide as every other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from coaverify.document.characters import clean
from coaverify.document.refusals import EMPTY, TOO_LARGE, refusal
from coaverify.model.document import Document, Page, Word
from coaverify.model.evidence import Box

MOST_BYTES = 200_000
MOST_LINES = 2_000
ADVANCE, LINE, SIZE, MARGIN = 6.0, 15.0, 10.0, 40.0  # points: of a character, of a line, of the type, of the page
COLUMN = 32  # characters from one tab stop to the next: a pasted table's columns stand well apart
_WORD = re.compile(r"\S+")


def pasted(data: bytes, name: str) -> Document:
    """The document that the text makes: one page, as long as it has to be.

    Raises:
        Unreadable: `empty` or `too_large`.
    """
    if len(data) > MOST_BYTES:
        raise refusal(TOO_LARGE, size=len(data), most=MOST_BYTES)
    lines = [line.expandtabs(COLUMN) for line in data.decode("utf-8", "replace").splitlines()[:MOST_LINES]]
    words = tuple(word for number, line in enumerate(lines) for word in _words(line, MARGIN + LINE * number))
    if not words:
        raise refusal(EMPTY)
    width = max(word.box.x1 for word in words) + MARGIN
    page = Page(number=1, width=width, height=2 * MARGIN + LINE * len(lines), words=words)
    return Document(name, hashlib.sha256(data).hexdigest(), len(data), "text/plain", (page,), reader="pasted")


def _words(line: str, top: float) -> Iterator[Word]:
    for match in _WORD.finditer(line):
        text = clean(match[0])
        if text:
            x0, x1 = MARGIN + ADVANCE * match.start(), MARGIN + ADVANCE * match.end()
            yield Word(text, Box(x0, top, x1, top + SIZE), size=SIZE)
