"""The part of a report that says what a certificate claims the material to be. Public, as the report model is."""

from __future__ import annotations

from pydantic import Field

from coaverify.report.parts import Part


class FormMasses(Part):
    """One form of the claimed peptide: computed, not printed. Masses in Da, ions in m/z."""

    form: str
    name: str
    formula: str
    monoisotopic_mass: float
    average_mass: float
    ions: dict[str, float] = Field(description="m/z by ion, e.g. '[M+2H]2+'")


class Identification(Part):
    """What the certificate claims the material to be, and what follows from that."""

    peptide: str | None = Field(description="id in the reference; null where the reference does not know it")
    name: str
    claimed_form: str | None = None
    sequence: str | None = Field(default=None, description="ProForma 2.0")
    formula: str | None = None
    monoisotopic_mass: float | None = None
    average_mass: float | None = None
    supported_forms: tuple[str, ...] = Field(default=(), description="forms that all observed values allow")
    forms: tuple[FormMasses, ...] = ()
