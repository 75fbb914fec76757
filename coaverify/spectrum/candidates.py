"""The molecules that an observed value is held against: a named peptide, a sequence, or the whole reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from coaverify.chemistry.masses import Masses, masses_of
from coaverify.chemistry.sequences import Sequence, SequenceError, parse_sequence
from coaverify.model.errors import CoaverifyError
from coaverify.model.form import Form
from coaverify.reference.entry import Entry
from coaverify.reference.library import library

LONGEST = 400  # characters of a name or a sequence; what is longer is neither


class UnknownPeptide(CoaverifyError, ValueError):
    """A text that is neither a name of the reference nor a sequence, with a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Molecule:
    """One form of a peptide with its masses."""

    name: str
    sequence: Sequence
    masses: Masses
    peptide: str | None = None

    @property
    def form(self) -> Form:
        return self.sequence.form

    @property
    def title(self) -> str:
        """The peptide and its form: "Semax, n-acetyl-amide"."""
        return f"{self.name}, {self.form}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One peptide. `named` is the form that was asked for, None where that is open.

    title: as it was asked for; name: as the reference calls it.  peptide: its id in the reference; None for a
    sequence that the reference does not know.
    """

    title: str
    name: str
    chain: Sequence
    named: Form | None = None
    peptide: str | None = None

    def molecules(self, forms: Iterable[Form] = ()) -> tuple[Molecule, ...]:
        """The peptide in these of the forms that its chain can have, in all without; the one asked for comes first.

        Ends that are closed in a way of their own leave one form, which is then given whatever was asked for.
        """
        possible = self.chain.forms
        wanted = [form for form in forms if form in possible] or possible
        order = sorted(wanted, key=lambda form: form is not self.named)
        chains = [self.chain.with_form(form) for form in order]
        return tuple(Molecule(self.name, chain, masses_of(chain), self.peptide) for chain in chains)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text may mean; `remark` says so where it means more than one thing."""

    candidates: tuple[Candidate, ...]
    remark: str = ""


def meant_by(text: str) -> Meant:
    """The peptides that a name or a sequence means. Raises UnknownPeptide."""
    if len(text) > LONGEST:
        raise UnknownPeptide(f"A name or sequence has at most {LONGEST} characters; this has {len(text)}.")
    matches = library().find(text)
    if not matches:
        return Meant((_of_sequence(text),))
    remark = ""
    if len(matches) > 1 or any(match.ambiguous for match in matches):
        listed = ", ".join(f"{match.entry.id} ({match.form})" for match in matches)
        use = "a blend of" if library().is_blend(text) else "an ambiguous name, used for"
        remark = f"{text!r} is {use} {listed}."
    found = []
    for entry in {match.entry.id: match.entry for match in matches}.values():
        forms = {match.form for match in matches if match.entry.id == entry.id}
        found.append(_of_entry(entry, forms.pop() if len(forms) == 1 else None))
    return Meant(tuple(found), remark)


@cache
def whole_reference() -> tuple[Candidate, ...]:
    """Every peptide of the reference."""
    return tuple(_of_entry(entry, None) for entry in library().entries)


def _of_entry(entry: Entry, named: Form | None) -> Candidate:
    title = next(iter(entry.facts(named).names), entry.name) if named else entry.name
    return Candidate(title, entry.name, parse_sequence(entry.sequence), named, entry.id)


def _of_sequence(text: str) -> Candidate:
    try:
        sequence = parse_sequence(text)
    except SequenceError as error:
        raise UnknownPeptide(f"{text!r} is no name of the reference, and no sequence: {error}") from error
    known = library().by_sequence(sequence)
    name = known.name if known else sequence.with_form(sequence.forms[0]).three_letter
    return Candidate(sequence.three_letter, name, sequence, sequence.form, known.id if known else None)
