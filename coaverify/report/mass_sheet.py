"""What a peptide weighs in its four forms, and the renderings of that: table, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coaverify.chemistry import sequences
from coaverify.chemistry.ions import IONS, mz
from coaverify.chemistry.masses import masses_of
from coaverify.model.form import Form
from coaverify.report.model import FormMasses

_COLUMNS = ("peptide", "name", "form", "named", "formula", "monoisotopic_mass", "average_mass")


@dataclass(frozen=True, slots=True)
class MassSheet:
    """One peptide. `named` is the form that was asked for; its masses come first.

    peptide: its id in the reference; None for a sequence that the reference does not know.
    """

    name: str
    sequence: str  # ProForma 2.0, in the named form
    forms: tuple[FormMasses, ...]
    named: Form | None = None
    peptide: str | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "peptide": self.peptide,
            "name": self.name,
            "sequence": self.sequence,
            "named_form": self.named,
            "forms": [form.model_dump(mode="json") for form in self.forms],
        }


def mass_sheet(
    sequence: sequences.Sequence, name: str, named: Form | None = None, peptide: str | None = None
) -> MassSheet:
    """Compute the sheet of a chain in all its forms."""
    order = sorted(sequence.forms, key=lambda form: form is not named)
    return MassSheet(
        name=name,
        sequence=sequence.with_form(order[0]).proforma,
        forms=tuple(_form_masses(sequence.with_form(form)) for form in order),
        named=named,
        peptide=peptide,
    )


def _form_masses(sequence: sequences.Sequence) -> FormMasses:
    masses = masses_of(sequence)
    return FormMasses(
        form=sequence.form.value,
        name=sequence.three_letter,
        formula=masses.formula,
        monoisotopic_mass=masses.monoisotopic,
        average_mass=masses.average,
        ions={ion.label: mz(masses.monoisotopic, ion) for ion in IONS},
    )


def print_table(sheet: MassSheet, file: IO[str]) -> None:
    """Print the sheet for people: a column for each form, masses in Da, ions in m/z."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for form in sheet.forms:
        mark = "*" if form.form == sheet.named else ""
        table.add_column(form.form + mark, justify="right", style="bold" if mark else "")
    table.add_row("Formula", *(form.formula for form in sheet.forms))
    table.add_row("Monoisotopic", *(f"{form.monoisotopic_mass:.4f}" for form in sheet.forms))
    table.add_row("Average", *(f"{form.average_mass:.3f}" for form in sheet.forms))
    for ion in sheet.forms[0].ions:
        table.add_row(ion, *(f"{form.ions[ion]:.4f}" for form in sheet.forms))
    console = Console(file=file, highlight=False, emoji=False)
    console.print(Text(f"{sheet.name}  {sheet.sequence}"), soft_wrap=True)
    console.print(table)
    if sheet.named:
        console.print(Text("* the form that was asked for"))


def as_json(sheets: Sequence[MassSheet]) -> str:
    """The sheets as a JSON array; unrounded."""
    return json.dumps([sheet.as_dict() for sheet in sheets], indent=2, ensure_ascii=False)


def as_csv(sheets: Iterable[MassSheet]) -> str:
    """One row for each form; masses to 5 decimals, Da and m/z."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    ions = [ion.label for ion in IONS]
    writer.writerow([*_COLUMNS, *ions])
    for sheet in sheets:
        for form in sheet.forms:
            writer.writerow([
                sheet.peptide or "", form.name, form.form, "yes" if form.form == sheet.named else "no",
                form.formula, f"{form.monoisotopic_mass:.5f}", f"{form.average_mass:.5f}",
                *(f"{form.ions[ion]:.5f}" for ion in ions),
            ])  # fmt: skip
    return buffer.getvalue().rstrip("\n")
