"""Ions as they are written beside the peaks of a spectrum, mended where a recogniser took a sign for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.extract.figures.frames import Run
from coaverify.extract.values.ions import bare_charges_in, ions_in, unraise
from coaverify.extract.values.numbers import normalise
from coaverify.model.evidence import Box

# "+2", "2+", "(2+)" alone beside a number
_CHARGE_ALONE = re.compile(r"^[\[(]?(?:\+(?P<a>[1-9])|(?P<b>[1-9])\+)[\])]?$")
_BRACKET = re.compile(r"(?<![A-Za-z0-9])[lI|1!](?=[2-9]?M\s*[+\-])")  # "lM+H]+"
_CLOSED = re.compile(r"(?<=[HaK4])[lI|!1jJ](?=\d{0,2}[+*'\"’]|\s|$)")  # "[M+Hl+"
_SIGN = re.compile(r"(?<=[\])\d])\s?[*'\"’t†](?=\s|$)")  # "[M+H]*"
_MIXED = re.compile(r"M\s*[+\-]\s*\d*\s*(?:H|Na|K|NH4)\s*[+\-]\s*\d*\s*(?:H|Na|K|NH4)")
_LONGEST = 6  # words; a longer run is a sentence


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
    if len(run.words) > _LONGEST or _MIXED.search(text):
        return  # [M+H+Na]2+ names a molecule and two carriers; its mass is not compared
    ions, mended = ions_in(text), False
    if not ions:
        fixed = _SIGN.sub("+", _CLOSED.sub("]", _BRACKET.sub("[", text)))
        ions, mended = ions_in(fixed), fixed != text
    if not ions:
        ions, mended = bare_charges_in(text), False
    for order, ion in enumerate(ions):
        yield Notation(ion.adduct, ion.charge, run, order, mended)
    if not ions and (alone := _CHARGE_ALONE.match(text)) is not None:
        yield Notation(None, int(alone["a"] or alone["b"]), run, 0, mended=False)
