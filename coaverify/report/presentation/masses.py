"""Printed masses held against the computed masses of every form.

The figures are the report's own; here they are only set side by side and subtracted. Which form fits is
said by the report's `supported_forms`, never decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaverify.report.identification_entries import FormMasses, Identification
from coaverify.report.model import CertificateReport, Claims, IonClaim, MassClaim, ReadingEntry
from coaverify.report.presentation.claims import readings
from coaverify.report.presentation.places import Place, Places
from coaverify.report.presentation.values import claim_value, ion_label, signed
from coaverify.report.presentation.words import claim_label, form_name

_MASS_CLAIMS = ("molecular_weight", "monoisotopic_mass", "observed_mass", "observed_ions")
_ALWAYS_SHOWN = ("[M+H]+", "[M+2H]2+")
_MONO, _AVERAGE = "monoisotopic", "average"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One form: `claimed` by the certificate, `fits` all observed values (from the report)."""

    form: str
    name: str
    formula: str
    monoisotopic: str
    average: str
    claimed: bool
    fits: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed value against one form: the nearest admissible computed value, named, and the difference."""

    computed: str
    kind: str
    difference: str


@dataclass(frozen=True, slots=True)
class PrintedMass:
    """A printed mass and its comparisons, in the order of the forms."""

    label: str
    value: str
    observed: bool
    place: Place
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class IonRow:
    """The computed m/z of one ion, in the order of the forms."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MassTable:
    """`main_ions` are those that everybody looks for and those that printed values were held against."""

    name: str
    forms: tuple[FormColumn, ...]
    main_ions: tuple[IonRow, ...]
    other_ions: tuple[IonRow, ...]
    printed: tuple[PrintedMass, ...]


def mass_table(certificate: CertificateReport, places: Places, prefix: str) -> MassTable | None:
    """The table, or None where the claimed peptide is unknown and nothing could be computed."""
    identification = certificate.identification
    if identification is None or not identification.forms:
        return None
    printed = tuple(_printed(certificate.claims, identification, places, prefix))
    main = {*_ALWAYS_SHOWN, *(comparison.kind for mass in printed for comparison in mass.comparisons)}
    rows = [_ion_row(label, identification.forms) for label in identification.forms[0].ions]
    return MassTable(
        name=identification.name,
        forms=tuple(_column(form, identification) for form in identification.forms),
        main_ions=tuple(row for row in rows if row.label in main),
        other_ions=tuple(row for row in rows if row.label not in main),
        printed=printed,
    )


def _ion_row(label: str, forms: Sequence[FormMasses]) -> IonRow:
    return IonRow(label, tuple(f"{form.ions[label]:.4f}" if label in form.ions else "" for form in forms))


def _column(form: FormMasses, identification: Identification) -> FormColumn:
    return FormColumn(
        form=form.form,
        name=form_name(form.form),
        formula=form.formula,
        monoisotopic=f"{form.monoisotopic_mass:.4f}",
        average=f"{form.average_mass:.3f}",
        claimed=form.form == identification.claimed_form,
        fits=form.form in identification.supported_forms,
    )


def _printed(claims: Claims, identification: Identification, places: Places, prefix: str) -> list[PrintedMass]:
    found = []
    for name in _MASS_CLAIMS:
        for reading in readings(claims, name):
            found.append(
                PrintedMass(
                    label=claim_label(name),
                    value=claim_value(reading),
                    observed=name.startswith("observed"),
                    place=places.place(reading.evidence, f"{prefix}-{name}", claim_label(name)),
                    comparisons=tuple(_compare(name, reading, form) for form in identification.forms),
                )
            )
    return found


def _compare(name: str, reading: ReadingEntry, form: FormMasses) -> Comparison:
    value = float(reading.mz if isinstance(reading, IonClaim) else getattr(reading, "value"))  # noqa: B009
    admissible = _admissible(name, reading, form)
    kind, computed = min(admissible.items(), key=lambda item: abs(value - item[1]))
    return Comparison(f"{computed:.3f}", kind, signed(value - computed))


def _admissible(name: str, reading: ReadingEntry, form: FormMasses) -> Mapping[str, float]:
    """What the printed value may mean: one computed value where the paper says which, else several."""
    masses = {_MONO: form.monoisotopic_mass, _AVERAGE: form.average_mass}
    if isinstance(reading, IonClaim):
        label = ion_label(reading.charge, reading.adduct)
        return {label: form.ions[label]} if label in form.ions else {**masses, **form.ions}
    if isinstance(reading, MassClaim):
        return masses if reading.kind == "unstated" else {reading.kind: masses[reading.kind]}
    kind = _AVERAGE if name == "molecular_weight" else _MONO
    return {kind: masses[kind]}
