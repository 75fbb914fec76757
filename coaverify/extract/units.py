"""Units in heads: "Content (mg)" over "10.2"."""

from __future__ import annotations

import re

_UNIT = re.compile(
    r"[(\[,/]\s*(?P<unit>mg|µg|mcg|%|k?da|g/mol|m/z|(?:eu|iu)\s?/\s?(?:mg|ml|vial))(?:\s*(?:/|per)\s*vial)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_BARE_UNIT = re.compile(r"\s(?P<unit>mg|%)$", re.IGNORECASE)


def with_unit_of(head: str, text: str) -> str:
    """A value's text with the unit that its head gives, where the text is a bare number."""
    unit = _UNIT.search(head) or _BARE_UNIT.search(head)
    if unit is None or re.search(r"[^\W\d_]|%", text) or not re.search(r"\d", text):
        return text
    return f"{text} {unit['unit']}"
