"""What a reviewer reads otherwise than the program, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

NOT_STATED = "not stated"  # in place of a value: the certificate does not make this claim


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer reads for one claim.

    certificate: which of the document's, counted from 1. text: the value as it is printed, or NOT_STATED.
    """

    certificate: int
    claim: str
    text: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as it was applied. read: the words that the program had read, "" for none."""

    claim: str
    read: str
    text: str
