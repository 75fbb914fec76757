"""The templates of HTML and SVG: everything that is put into them is escaped, and free of controls."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


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
        # spaces stay: separators in the templates come by here too
        return "".join(c if c.isprintable() else " " if c.isspace() else REPLACEMENT for c in value)
    return value
