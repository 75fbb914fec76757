"""What a peptide weighs in its four forms, and the renderings of that: table, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO

from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.ion_patterns import isotope_peaks, most_abundant_peak
from coaverify.chemistry.ions import IONS, Ion, mz
from coaverify.model.form import Form
from coaverify.spectrum.candidates import Candidate, Molecule
from coaverify.spectrum.fits import RESOLVED_BELOW

_COLUMNS = ("peptide", "name", "form", "named", "formula", "monoisotopic_mass", "average_mass")


@dataclass(frozen=True, slots=True)
class Pattern:
    """The isotope pattern of one ion (of the molecule: "neutral"). m/z, or Da; heights relative to the highest."""

    ion: str
    monoisotopic: float
    most_abundant: float
    average: float
    peaks: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One form: masses in Da, ions in m/z."""

    form: str
    name: str
    formula: str
    monoisotopic_mass: float
    average_mass: float
    most_abundant_mass: float
    ions: dict[str, float]
    isotopes: Pattern | None = None

    def as_dict(self) -> dict[str, object]:
        listed = asdict(self)
        if self.isotopes is None:
            del listed["isotopes"]
        return listed


@dataclass(frozen=True, slots=True)
class MassSheet:
    """One peptide. `named` is the form that was asked for; its masses come first.

    peptide: its id in the reference; None for a sequence that the reference does not know.
    """

    name: str
    sequence: str  # ProForma 2.0, in the named form
    forms: tuple[FormSheet, ...]
    named: Form | None = None
    peptide: str | None = None

    def as_dict(self) -> dict[str, object]:
        return {
            "peptide": self.peptide,
            "name": self.name,
            "sequence": self.sequence,
            "named_form": self.named,
            "forms": [form.as_dict() for form in self.forms],
        }


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sheet shows. forms: all four where none is named.  isotopes: whether the pattern of `isotopes_of`
    (None: the molecule's own) is shown too."""

    ions: tuple[Ion, ...] = IONS
    forms: tuple[Form, ...] = ()
    isotopes: bool = False
    isotopes_of: Ion | None = None


def mass_sheet(candidate: Candidate, wanted: Wanted | None = None) -> MassSheet:
    """Compute the sheet of a peptide. Raises ValueError for the pattern of an ion that it cannot form."""
    asked = wanted or Wanted()
    molecules = candidate.molecules(asked.forms)
    return MassSheet(
        name=candidate.title,
        sequence=molecules[0].sequence.proforma,
        forms=tuple(_form_sheet(molecule, asked) for molecule in molecules),
        named=candidate.named,
        peptide=candidate.peptide,
    )


def _form_sheet(molecule: Molecule, wanted: Wanted) -> FormSheet:
    masses = molecule.masses
    light = masses.monoisotopic < RESOLVED_BELOW
    return FormSheet(
        form=molecule.form.value,
        name=molecule.sequence.three_letter,
        formula=masses.formula,
        monoisotopic_mass=masses.monoisotopic,
        average_mass=masses.average,
        most_abundant_mass=masses.monoisotopic if light else masses.most_abundant,
        ions={ion.label: mz(masses.monoisotopic, ion) for ion in wanted.ions},
        isotopes=_pattern(molecule, wanted.isotopes_of) if wanted.isotopes else None,
    )


def _pattern(molecule: Molecule, ion: Ion | None) -> Pattern:
    formula = parse_formula(molecule.masses.formula)
    masses = molecule.masses
    highest = most_abundant_peak(formula, ion).mz
    peaks = isotope_peaks(formula, ion, 8 + sum(formula.values()) // 150)
    return Pattern(
        ion=ion.label if ion else "neutral",
        monoisotopic=mz(masses.monoisotopic, ion) if ion else masses.monoisotopic,
        most_abundant=highest,
        average=mz(masses.average, ion) if ion else masses.average,
        peaks=tuple((peak.mz, peak.relative) for peak in peaks if peak.relative >= 1e-4),
    )


def print_table(sheet: MassSheet, file: IO[str]) -> None:
    """Print the sheet for people: a column for each form, masses in Da, ions in m/z."""
    from coaverify.report.plain_table import print_rows

    rows: list[tuple[str, ...]] = [
        ("Formula", *(form.formula for form in sheet.forms)),
        ("Monoisotopic", *(f"{form.monoisotopic_mass:.4f}" for form in sheet.forms)),
        ("Average", *(f"{form.average_mass:.3f}" for form in sheet.forms)),
    ]
    if any(form.most_abundant_mass != form.monoisotopic_mass for form in sheet.forms):
        rows.append(("Most abundant", *(f"{form.most_abundant_mass:.4f}" for form in sheet.forms)))
    rows += [(ion, *(f"{form.ions[ion]:.4f}" for form in sheet.forms)) for ion in sheet.forms[0].ions]
    heads = ["", *(form.form + ("*" if form.form == sheet.named else "") for form in sheet.forms)]
    bold = next((number for number, head in enumerate(heads) if head.endswith("*")), None)
    print_rows(f"{sheet.name}  {sheet.sequence}", heads, rows, file, bold=bold)
    if bold:
        file.write("* the form that was asked for\n")
    for form in sheet.forms:
        if form.isotopes:
            _print_pattern(form, form.isotopes, file)


def _print_pattern(form: FormSheet, pattern: Pattern, file: IO[str]) -> None:
    from coaverify.report.plain_table import print_rows

    title = (
        f"\n{form.name}, {pattern.ion}: monoisotopic {pattern.monoisotopic:.4f}, "
        f"most abundant {pattern.most_abundant:.4f}, average {pattern.average:.4f}"
    )
    rows = [(f"{place:.4f}", f"{100 * height:.2f}") for place, height in pattern.peaks]
    print_rows(title, ["Da" if pattern.ion == "neutral" else "m/z", "% of highest"], rows, file)


def as_json(sheets: Sequence[MassSheet]) -> str:
    """The sheets as a JSON array; unrounded."""
    return json.dumps([sheet.as_dict() for sheet in sheets], indent=2, ensure_ascii=False)


def as_csv(sheets: Iterable[MassSheet]) -> str:
    """One row for each form; masses to 5 decimals, Da and m/z."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    listed = tuple(sheets)
    ions = list(listed[0].forms[0].ions) if listed else []
    writer.writerow([*_COLUMNS, *ions])
    for sheet in listed:
        for form in sheet.forms:
            writer.writerow([
                sheet.peptide or "", form.name, form.form, "yes" if form.form == sheet.named else "no",
                form.formula, f"{form.monoisotopic_mass:.5f}", f"{form.average_mass:.5f}",
                *(f"{form.ions[ion]:.5f}" for ion in ions),
            ])  # fmt: skip
    return buffer.getvalue().rstrip("\n")


def patterns_as_csv(sheets: Iterable[MassSheet]) -> str:
    """One row for each peak of each form: m/z (Da where neutral), height in percent of the highest peak."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("peptide", "name", "form", "ion", "mz", "relative_percent"))
    for sheet in sheets:
        for form in sheet.forms:
            for place, height in form.isotopes.peaks if form.isotopes else ():
                ion = form.isotopes.ion if form.isotopes else ""
                writer.writerow([sheet.peptide or "", form.name, form.form, ion, f"{place:.5f}", f"{100 * height:.3f}"])
    return buffer.getvalue().rstrip("\n")
