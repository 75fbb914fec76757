"""Entries of the reference, held against chemistry: what is wrong with a file, in one sentence a problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.masses import Masses, masses_of
from coaverify.chemistry.sequences import Sequence, SequenceError, parse_sequence
from coaverify.model.form import Form
from coaverify.reference.entry import Entry, FormFacts, ReferenceDataError
from coaverify.reference.library import SHIPPED, Library
from coaverify.reference.reading import entry_in
from coaverify.reference.toml_files import table_of


@dataclass(frozen=True, slots=True)
class Checked:
    """One file and what came out: an entry without problems, or problems."""

    file: str
    entry: Entry | None
    problems: tuple[str, ...]


def checked_file(path: Path) -> Checked:
    """Read one file and recompute what it says. Never raises for what is wrong with the file."""
    try:
        entry = entry_in(path.name, table_of(path))
    except ReferenceDataError as error:
        return Checked(path.name, None, (str(error),))
    return Checked(path.name, entry, tuple(problems_of(entry)))


def problems_of(entry: Entry) -> Iterator[str]:
    """What in an entry contradicts what follows from its sequence; one sentence each, with file and field."""
    try:
        sequence = parse_sequence(entry.sequence)
    except SequenceError as error:
        yield f"{entry.file}, field 'sequence': it cannot be computed. {error}"
        return
    if sequence.proforma != entry.sequence:
        yield f"{entry.file}, field 'sequence': write it as {sequence.proforma}."
    if entry.native_form not in sequence.forms:
        yield f"{entry.file}, field 'native_form': the chain has no {entry.native_form} form; that end is not free."
    for form, facts in entry.forms.items():
        yield from _problems_of_form(entry, sequence, form, facts)
    for ambiguous in entry.ambiguous:
        for form in ambiguous.forms:
            if form not in sequence.forms:
                yield f"{entry.file}, ambiguous name {ambiguous.name!r}, field 'forms': the chain has no {form} form."


def _problems_of_form(entry: Entry, sequence: Sequence, form: Form, facts: FormFacts) -> Iterator[str]:
    if form not in sequence.forms:
        yield f"{entry.file}, field 'forms.{form}': the chain has no {form} form; that end is not free."
        return
    masses = masses_of(sequence.with_form(form))
    if facts.formula and parse_formula(facts.formula) != parse_formula(masses.formula):
        yield (
            f"{entry.file}, forms.{form}, field 'formula': {facts.formula} is not what the sequence gives, "
            f"{masses.formula} ({masses.monoisotopic:.4f} Da, {masses.average:.2f} g/mol). A published figure that "
            "disagrees goes under disagreements."
        )


def is_shipped(path: Path) -> bool:
    """Whether a file is one of those that come with coaverify, which clash with nothing."""
    return path.resolve().parent == (SHIPPED / "peptides").resolve()


def clashes(own: list[Entry], library: Library) -> Iterator[str]:
    """Ids, names and CAS numbers that the shipped entries have already."""
    together = list(library.entries)
    for entry in own:
        if library.get(entry.id):
            yield f"{entry.file}, field 'id': {entry.id} is the id of an entry that comes with coaverify."
            continue
        try:
            Library("", [*together, entry])
        except ReferenceDataError as error:
            yield str(error)
        else:
            together.append(entry)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of an entry with its masses."""

    form: Form
    masses: Masses
    facts: FormFacts


def rows_of(entry: Entry) -> tuple[FormRow, ...]:
    """All forms that the chain can have, the native one first."""
    sequence = parse_sequence(entry.sequence)
    order = sorted(sequence.forms, key=lambda form: form is not entry.native_form)
    return tuple(FormRow(form, masses_of(sequence.with_form(form)), entry.facts(form)) for form in order)
