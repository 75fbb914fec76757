"""A column for text from documents, which may hold what a database refuses.

PostgreSQL stores no NUL, and neither database a lone surrogate (a file name that is no UTF-8 has them). Such
characters are written as an escape and come back as they were.
"""

from __future__ import annotations

import re

from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_ESCAPE = "\ufffe"  # a noncharacter: legal in both databases, and in no text that people write
_REFUSED = re.compile(f"[\x00\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})")


def storable(text: str) -> str:
    """The text as both databases take it."""
    return _REFUSED.sub(lambda match: f"{_ESCAPE}{ord(match[0]):04x}", text)


def original(stored: str) -> str:
    """The text that `storable` was given."""
    if _ESCAPE not in stored:  # asked of every text of every row
        return stored
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), stored)


class PaperText(TypeDecorator[str]):
    """Text of a document, any Python string."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        # compared by code points in both databases, so that an index serves a search by the first letters
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else original(value)
