"""`coaverify mass`: masses and ions of all four forms of a named peptide or of a sequence."""

from __future__ import annotations

import sys

import click

from coaverify.chemistry.sequences import SequenceError, parse_sequence
from coaverify.reference.library import library
from coaverify.report.mass_sheet import MassSheet, as_csv, as_json, mass_sheet, print_table

FORMATS = ("table", "json", "csv")


@click.command()
@click.argument("peptide", metavar="SEQUENCE|NAME")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="What to print. [table]")
def mass(peptide: str, form: str) -> None:
    """Compute formula, masses (Da) and ions (m/z) of all four forms.

    Takes a name as vendors print it ("NA-Semax-NH2") or a sequence in one-letter, three-letter,
    Ac-...-NH2 or ProForma notation.
    """
    sheets = _named(peptide) or [_of_sequence(peptide)]
    if form == "json":
        click.echo(as_json(sheets))
    elif form == "csv":
        click.echo(as_csv(sheets))
    else:
        for sheet in sheets:
            print_table(sheet, sys.stdout)


def _named(name: str) -> list[MassSheet]:
    """A sheet for each peptide of the reference of this name; says where the name is ambiguous."""
    matches = library().find(name)
    if len(matches) > 1 or any(match.ambiguous for match in matches):
        meant = ", ".join(f"{match.entry.id} ({match.form})" for match in matches)
        use = "a blend of" if library().is_blend(name) else "an ambiguous name, used for"
        click.echo(f"{name!r} is {use} {meant}.", err=True)
    sheets = []
    for entry in {match.entry.id: match.entry for match in matches}.values():
        forms = {match.form for match in matches if match.entry.id == entry.id}
        named = forms.pop() if len(forms) == 1 else None
        title = next(iter(entry.facts(named).names), entry.name) if named else entry.name
        sheets.append(mass_sheet(parse_sequence(entry.sequence), title, named, entry.id))
    return sheets


def _of_sequence(text: str) -> MassSheet:
    try:
        sequence = parse_sequence(text)
    except SequenceError as error:
        raise click.UsageError(f"{text!r} is no name of the reference, and no sequence: {error}") from error
    return mass_sheet(sequence, sequence.three_letter, sequence.form)
