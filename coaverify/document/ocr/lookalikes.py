"""Letters that look alike: a capital I and a small l, told apart by the words of the field that they stand in."""

from __future__ import annotations

import re

# Codes of residues, which a chain of a dozen of them is lost with, and the head of a table of ions.
_INTENDED = ("Gln", "Glu", "Gly", "Ala", "Val", "Ile", "Leu", "Nle", "pGlu", "Ion", "Ions")
_ALIKE = {written.replace("I", "l"): written for written in _INTENDED}
_LETTERS = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,4}(?![A-Za-z])")
_IN_CAPITALS = re.compile(r"(?<=[A-Z]{2})l(?=[A-Z])|(?<=[A-Z])l(?=[A-Z]{2})")


def told_apart(text: str) -> str:
    """A recognised word with I and l as they must be meant: "GIn" is Gln, "lon" is Ion, "FKRlV" is FKRIV."""
    if "I" not in text and "l" not in text:
        return text
    meant = _LETTERS.sub(lambda found: _ALIKE.get(found[0].replace("I", "l"), found[0]), text)
    return _IN_CAPITALS.sub("I", meant)
