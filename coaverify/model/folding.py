"""Words without what writers do differently: case, spaces, hyphens and other signs."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[^0-9a-z\u0080-\uffff]")


def folded(text: str) -> str:
    """The letters and digits of a text, small: "Lot SX-24 01" is "lotsx2401"."""
    return _SIGNS.sub("", text.casefold())
