"""JSON that has one spelling only, so that a hash of it means something: sorted keys, no spaces, ASCII."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


def canonical(value: Json) -> str:
    """The one spelling of a value. NUL, surrogates and all that is not ASCII stand as \\u escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sha256_of(text: str) -> str:
    """SHA-256 of a text, hexadecimal. What was filed is ASCII; what stands in its place now may be anything."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
