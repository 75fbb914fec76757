"""The templates of HTML and SVG: everything that is put into them is escaped, and legible."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

UNSHOWN = "\N{REPLACEMENT CHARACTER}"


def legible(text: str) -> str:
    """The text without characters that steer what shows it: controls, directions of writing, halves of characters."""
    return "".join(c if c.isprintable() or c == " " else UNSHOWN for c in " ".join(text.split()))


@cache
def environment() -> Environment:
    """Where the templates are; nothing in them can be forgotten to be escaped."""
    return Environment(
        loader=PackageLoader("coaverify.report.printed"),
        autoescape=True,
        finalize=_finalized,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalized(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return legible(value)
    return value
