"""What a certificate claims its material to be: peptide, form and sequence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from coaverify.chemistry.masses import Masses, masses_of
from coaverify.chemistry.sequences import Sequence, SequenceError, parse_sequence
from coaverify.model.certificate import Certificate, Text
from coaverify.model.form import Form
from coaverify.reference.entry import Confidence, Entry
from coaverify.reference.library import Library

_OF_BRIDGES = re.compile(
    r"\b(?:disul(?:f|ph)ides?|s\s*=?\s*s|cycli[czs]\w*|bridged?s?|bonds?|ring|cys\w{0,3}|\d{1,2})\b|=|二硫键|ジスルフィド",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claimed material. Without a `sequence` nothing can be computed; `why` then says why.

    form: None where the name leaves it open and nothing else on the paper settles it.
    by_form: the masses of all forms that the chain can have.
    """

    name: str
    entry: Entry | None = None
    form: Form | None = None
    sequence: Sequence | None = None
    why: str = ""
    code: str = ""  # "not-named", "unknown-peptide", "blend", "ambiguous-name" where something is open
    other_name: Text | None = None  # a name on the same paper that means another molecule

    @property
    def by_form(self) -> Mapping[Form, Masses]:
        return {} if self.sequence is None else _by_form(self.sequence)

    @property
    def masses(self) -> Masses | None:
        """The masses of the claimed form."""
        return None if self.form is None else self.by_form.get(self.form)

    @property
    def trusted(self) -> bool:
        """Whether a contradiction with the reference may be called a failure."""
        return self.entry is None or self.entry.confidence is not Confidence.LOW


@lru_cache(maxsize=64)  # every check asks, of the same sequence
def _by_form(sequence: Sequence) -> Mapping[Form, Masses]:
    return MappingProxyType({form: masses_of(sequence.with_form(form)) for form in sequence.forms})


def claimed_by(certificate: Certificate, library: Library) -> Claimed:
    """Read the claim from the product name, else from the printed sequence."""
    printed = _printed_sequence(certificate)
    if certificate.product_name is None:
        if printed is not None:
            return _by_sequence(printed, printed.one_letter, library)
        return Claimed("", why="No product name and no sequence was found.", code="not-named")
    name = certificate.product_name.value
    matches = library.find(name)
    unknown = _unknown_modification(certificate, bridged=_is_bridged(matches[0].entry if matches else None, printed))
    if unknown:
        return Claimed(
            name,
            why=f"The paper states a modification that is not known here: “{unknown}”.",
            code="unknown-peptide",
        )
    if library.is_blend(name) or len({match.entry.id for match in matches}) > 1:
        why = f"“{name}” names several peptides; one mass and one purity cannot speak for a blend."
        return Claimed(name, why=why, code="blend")
    if not matches:
        if printed is not None:
            return _by_sequence(printed, name, library)
        why = f"The reference does not know “{name}”, and no sequence is printed to compute from."
        return Claimed(name, why=why, code="unknown-peptide")
    entry = matches[0].entry
    try:
        sequence = parse_sequence(entry.sequence)
    except SequenceError as error:  # an entry of the user's own; `coaverify reference check` says it, too
        return Claimed(name, entry, None, None, f"The entry {entry.id} cannot be computed. {error}", "unknown-peptide")
    forms = {match.form for match in matches if match.form is not None}
    form = _settled(forms, certificate, printed, bare=not any(f.acetyl or f.amidated for f in forms))
    if form is not None and form not in sequence.forms:
        why = f"“{name}” speaks of the {form} form of {entry.name}, which has none: that end of its chain is not free."
        return Claimed(name, entry, None, None, why, "unknown-peptide")
    if form is None:
        options = " or ".join(sorted(forms)) or "several forms"
        return Claimed(name, entry, None, sequence, f"“{name}” is sold as {options}.", "ambiguous-name")
    other = _other_name(certificate, library, entry, form)
    return Claimed(name, entry, form, sequence.with_form(form), other_name=other)


def _other_name(certificate: Certificate, library: Library, entry: Entry, form: Form) -> Text | None:
    """The first product name under a label of this paper that the claimed molecule does not go by."""
    for reading in certificate.products:
        matches = library.find(reading.value)
        if matches and not any(match.entry is entry and match.form in (form, None) for match in matches):
            return reading
    return None


def _is_bridged(entry: Entry | None, printed: Sequence | None) -> bool:
    """Whether the chain is one whose cysteines are joined, so that a word on it says nothing new."""
    if entry is None:
        return printed is not None and bool(printed.bridges)
    try:
        return bool(parse_sequence(entry.sequence).bridges)
    except SequenceError:
        return False


def _unknown_modification(certificate: Certificate, *, bridged: bool) -> str:
    """A stated modification that is neither acetylation nor amidation, nor a bridge of a chain that has one: its mass
    is not known."""
    for reading in certificate.modifications:
        text = re.sub(
            r"\b[NC]\b|termin\w+|modif\w+|[-:,;&+()]|\band\b|端|修饰|free|none|n/?a",
            " ",
            reading.value,
            flags=re.IGNORECASE,
        )
        left = re.sub(
            r"\b(?:n-?)?(?:acetyl\w*|ac|amid\w+|nh2|conh2|cooh|oh|h|acid)\b|乙酰化?|酰胺化?",
            " ",
            text,
            flags=re.IGNORECASE,
        )
        left = _OF_BRIDGES.sub(" ", left) if bridged else left
        if re.search(r"\w", left):
            return reading.value
    return ""


def _printed_sequence(certificate: Certificate) -> Sequence | None:
    if certificate.sequence is None:
        return None
    try:
        sequence = parse_sequence(certificate.sequence.value)
    except SequenceError:
        return None
    ends = _stated_ends(certificate)
    if ends is not None and ends not in sequence.forms:
        return None  # the paper says of one end two things that exclude each other
    if sequence.form is Form.PLAIN and ends is not None:
        return sequence.with_form(ends)
    return sequence


def _by_sequence(sequence: Sequence, name: str, library: Library) -> Claimed:
    return Claimed(name, library.by_sequence(sequence), sequence.form, sequence)


def _settled(forms: set[Form], certificate: Certificate, printed: Sequence | None, *, bare: bool) -> Form | None:
    """The one form that the name means; of several, the one that the printed sequence shows."""
    if len(forms) == 1:
        form = next(iter(forms))
        ends = _stated_ends(certificate)
        return ends if bare and ends is not None else form
    if printed is not None and printed.form in forms:
        return printed.form
    return None


def _stated_ends(certificate: Certificate) -> Form | None:
    """The ends that rows such as "Modification: N-terminal acetylation" state; None without such rows."""
    text = " ".join(reading.value for reading in certificate.modifications).casefold()
    acetyl, amidated = "acet" in text or "乙酰" in text, "amid" in text or "酰胺" in text
    return Form.of(acetyl, amidated) if acetyl or amidated else None
