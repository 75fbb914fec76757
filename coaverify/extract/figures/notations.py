"""Ions as they are written beside the peaks of a spectrum, mended where a recogniser took a sign for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.extract.figures.frames import LONGEST_RUN, Run
from coaverify.extract.values.ions import bare_charges_in, ions_in, unraise
from coaverify.extract.values.numbers import normalise
from coaverify.model.evidence import Box

# "+2", "2+", "(2+)" alone beside a number
_CHARGE_ALONE = re.compile(r"^[\[(]?(?:\+(?P<a>[1-9])|(?P<b>[1-9])\+)[\])]?$")
_BRACKET = re.compile(r"(?<![A-Za-z0-9])[lI|1!](?=[2-9]?M\s*[+\-])")  # "lM+H]+"
_CLOSED = re.compile(r"(?<=[HaK4])[lI|!1jJ](?=\d{0,2}[+*'\"’]|\s|$)")  # "[M+Hl+"
_SIGN = re.compile(r"(?<=[\])\d])\s?[*'\"’t†](?=\s|$)")  # "[M+H]*"
# "[M+3H+Na]4+": the carriers of its charge differ
_MIXED = re.compile(
    r"(?<!\d)M(?P<carriers>(?:\s*\+\s*\d?\s*(?:NH4|Na|K|H)(?![a-z])){2,})\s*[\])]?\s*(?:(?P<charge>\d)\s*\+|\+\s*(?P<other>\d))"
)
_CARRIER = re.compile(r"\+\s*(?P<n>\d?)\s*(?P<of>NH4|Na|K|H)")
_COMPARED = (None, "H", "Na", "K", "NH4")  # what the masses of ions are known for


@dataclass(frozen=True, slots=True)
class Notation:
    """An ion written in a figure. `order` tells it among those of its run."""

    adduct: str | None  # None: a charge alone
    charge: int
    run: Run
    order: int
    mended: bool

    @property
    def box(self) -> Box:
        return self.run.box


def notations_in(run: Run) -> Iterator[Notation]:
    """The ions that a run of words names, in order."""
    text = unraise(normalise(run.text))
    if len(run.words) > LONGEST_RUN:
        return
    if (mixed := _MIXED.search(text)) is not None:
        carriers = [(int(part["n"] or 1), part["of"]) for part in _CARRIER.finditer(mixed["carriers"])]
        charge = sum(count for count, _ in carriers)
        if charge == int(mixed["charge"] or mixed["other"]):
            adduct = "+".join(f"{count if count > 1 else ''}{of}" for count, of in carriers)
            yield Notation(adduct, charge, run, 0, mended=False)
        return
    fixed = _SIGN.sub("+", _CLOSED.sub("]", _BRACKET.sub("[", text)))
    ions, mended = ions_in(fixed), fixed != text
    if not ions:
        ions, mended = bare_charges_in(text), False
    for order, ion in enumerate(ions):
        if ion.adduct not in _COMPARED or (ion.charge < 0 and ion.adduct not in ("H", None)):
            continue
        yield Notation(ion.adduct, ion.charge, run, order, mended)
    if not ions and (alone := _CHARGE_ALONE.match(text)) is not None:
        yield Notation(None, int(alone["a"] or alone["b"]), run, 0, mended=False)
