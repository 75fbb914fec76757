"""Amounts of peptide in running text: what a vial is said to hold, and what was found in it."""

from __future__ import annotations

import re

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Place
from coaverify.extract.labels import Label
from coaverify.extract.readers import Reader

_AMOUNT = r"\d+(?:[.,]\d+)?\s*(?:mg|µg|mcg|g)\b(?!\s*/\s*m?l)"
_VIAL = r"(?:vials?|bottles?|ampoules?|fläschchen|flacons?)"
_HELD = re.compile(
    rf"\b(?:each|per|every|the|a|one)\s+(?:glass\s+)?{_VIAL}\s+(?:\w+\s+){{0,3}}?(?:contain\w*|holds?|of|with|enthält)\s+"
    rf"(?:nominally\s+|about\s+|approx\.?\s+|\w+\s+)?(?P<held>{_AMOUNT})"
    rf"|\b(?:label(?:l?ed)?(?:\s+(?:as|claim(?:\s+of)?|amount(?:\s+of)?))?|nominal(?:ly)?)\s+(?P<label>{_AMOUNT})"
    rf"|\b(?:sample|{_VIAL})\s+of\s+(?P<of>{_AMOUNT})",
    re.IGNORECASE,
)
_FOUND = re.compile(
    rf"\b(?:found|measured|determined|quantified|assayed|contains?|amount(?:s|ed)?|content|gefunden)\b[^.;%]{{0,60}}?(?P<found>{_AMOUNT})"
    rf"(?:\s+of\s+(?:the\s+)?[\w-]+)?\s*(?:/|per|in\s+(?:each|the)|pro|je)\s*{_VIAL}"
    rf"|\b(?:content|amount|quantity|menge)\b[^.;%]{{0,40}}?\b(?:found|measured|determined)\b[^.;%]{{0,25}}?(?P<content>{_AMOUNT})"
    rf"|(?P<before>{_AMOUNT})[^.;%]{{0,25}}?\b(?:was|were)\s+(?:found|measured|determined)",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:found|measured|determined|assay\w*|analysis shows?|gefunden)\b", re.IGNORECASE)


def read_amounts(text: str, cell: Cell, reader: Reader) -> None:
    """Read the amounts of one sentence: labelled ones as quantity, found ones as content per vial."""
    found = _FOUND.search(text)
    if found:
        measured = found["found"] or found["content"] or found["before"]
        reader.read(Label("measured_content"), measured, cell, Place.PROSE)
    for held in _HELD.finditer(text):
        amount = held["held"] or held["label"] or held["of"]
        if found is None or amount not in found[0]:
            claim = "measured_content" if held["held"] and _MEASURED.search(text[: held.start()]) else "quantity"
            reader.read(Label(claim), amount, cell, Place.PROSE)
            break
