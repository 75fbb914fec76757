"""How the document at hand is written: its languages and its decimal sign.

A label is asked for its meaning, and a number for its value, in every corner of the extraction. What they mean
depends on the document ("Charge" is a lot in German and electricity in English), not on the place that asks; so the
document's manner of writing is kept here for the time that it is read, apart for every thread, and asked by
the two rooms that need it: the vocabulary and the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Writing:
    """What is known of how a document writes.

    `languages` are codes of ISO 639-1, the most used one first; none where they could not be told.
    `decimal_comma` is None where the document leaves open whether a comma parts decimals or thousands.
    """

    languages: tuple[str, ...] = ()
    decimal_comma: bool | None = None


_UNKNOWN = Writing()
_WRITING: ContextVar[Writing] = ContextVar("writing", default=_UNKNOWN)


def writing() -> Writing:
    """How the document that is being read is written."""
    return _WRITING.get()


@contextmanager
def written_as(manner: Writing) -> Iterator[None]:
    """Read a document as one that is written in this manner."""
    token = _WRITING.set(manner)
    try:
        yield
    finally:
        _WRITING.reset(token)
