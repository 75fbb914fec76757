"""What one reference file says, checked on the way in.

Written by hand instead of with a schema library: the command line loads the reference at every start,
and these checks take a few milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coaverify.model.errors import CoaverifyError
from coaverify.model.form import Form


class ReferenceDataError(CoaverifyError, ValueError):
    """A reference file that does not hold to the format; the message names file and field."""


class Confidence(StrEnum):
    """How well a fact is supported. Entries of low confidence never make a certificate fail."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class CasNumber:
    """A CAS registry number that sources give for one form."""

    number: str
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A record of one form in a public register: a UNII, or PubChem's CID."""

    code: str
    confidence: Confidence
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A published figure that does not follow from the sequence.

    figure: which figure ("molecular weight", "formula").  value: as published.  by: who prints it.
    difference: from the computed one, in words or Da.  explanation: "" where there is none.
    """

    figure: str
    value: str
    by: str
    difference: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What is known of one form beside its chemistry.

    names: names that mean this form and no other, as vendors print them.
    formula: the published molecular formula of the free base, "" where none was found.
    """

    names: tuple[str, ...] = ()
    formula: str = ""
    cas: tuple[CasNumber, ...] = ()
    unii: tuple[Identifier, ...] = ()
    pubchem: tuple[Identifier, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A trade name that does not settle what is sold; `forms` are this entry's share of its meanings."""

    name: str
    forms: tuple[Form, ...]
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One peptide of the reference; equal only to itself.

    sequence: the chain with free ends, ProForma 2.0.  native_form: what the bare name means.
    names: the peptide's names (`name` first), without a word on its ends.
    salts: the counter-ions it is sold with, "free" among them.  file: where it was read from.
    """

    id: str
    name: str
    sequence: str
    peptide_class: str
    native_form: Form
    confidence: Confidence
    names: tuple[str, ...]
    forms: Mapping[Form, FormFacts]
    ambiguous: tuple[AmbiguousName, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str = ""
    salts: tuple[str, ...] = ()
    file: str = ""

    def facts(self, form: Form) -> FormFacts:
        """What is known of the form; empty facts where nothing is."""
        return self.forms.get(form, FormFacts())


def is_cas_number(text: str) -> bool:
    """True for a well-formed CAS number with the right check digit."""
    if not re.fullmatch(r"[1-9]\d{1,6}-\d\d-\d", text):
        return False
    *digits, check = (int(d) for d in text if d.isdigit())
    return sum(place * digit for place, digit in enumerate(reversed(digits), start=1)) % 10 == check


def is_unii(text: str) -> bool:
    """True for ten letters and digits, the last of which is the right check character.

    The others, read to the base 36, add up to it (FDA's Unique Ingredient Identifier).
    """
    if not re.fullmatch(r"[0-9A-Z]{10}", text):
        return False
    *characters, check = (int(character, 36) for character in text)
    return sum(characters) % 36 == check
