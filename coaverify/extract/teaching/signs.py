"""Whether a template holds for a certificate: all of its signs stand on the pages, visibly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coaverify.extract.layout import Layout
from coaverify.extract.vocabulary import tokens_of
from coaverify.model.template import Sign, Template

LONGEST_LINE = 400  # characters of a line that a pattern is tried on: a bad pattern must not take for ever


def holds(template: Template, pages: Sequence[Layout]) -> bool:
    """Whether every sign of the template stands on the certificate with these pages."""
    return not missing_signs(template, pages)


def missing_signs(template: Template, pages: Sequence[Layout]) -> tuple[Sign, ...]:
    """The signs of a template that do not stand on the certificate with these pages."""
    return tuple(sign for sign in template.signs if not _stands(sign, pages))


def _stands(sign: Sign, pages: Sequence[Layout]) -> bool:
    wanted = [page for number, page in enumerate(pages, start=1) if sign.page in (None, number)]
    if sign.is_pattern:
        pattern = re.compile(sign.text, re.IGNORECASE)
        return any(pattern.search(line[:LONGEST_LINE]) for page in wanted for line in _lines(page))
    words = f" {' '.join(tokens_of(sign.text))} "
    return any(words in f" {' '.join(tokens_of(' '.join(_lines(page))))} " for page in wanted)


def _lines(page: Layout) -> list[str]:
    """The text of a page, row by row."""
    return [" ".join(cell.text for cell in row) for row in page.rows]
