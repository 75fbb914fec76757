"""The molecules of the reference by mass, so that observed values can be held against all of them at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from coaverify.checks.fitting import Fits
from coaverify.chemistry.masses import Masses, masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form
from coaverify.reference.entry import Entry
from coaverify.reference.library import Library


@dataclass(frozen=True, slots=True)
class Candidate:
    """A peptide of the reference in a form in which it is sold."""

    entry: Entry
    form: Form
    masses: Masses

    @property
    def name(self) -> str:
        if self.form is self.entry.native_form:
            return self.entry.name
        return f"{self.entry.name} ({self.form.value})"


# The lightest first; a library lives as long as its process, and its masses are computed once
_BY_LIBRARY: WeakKeyDictionary[Library, tuple[list[float], list[Candidate]]] = WeakKeyDictionary()


def all_candidates(library: Library) -> list[Candidate]:
    """Every peptide in every form that it is sold in, the lightest first."""
    return _sorted(library)[1]


def candidates_for(library: Library, fits: Fits) -> Iterator[Candidate]:
    """The candidates that the first observed value may be a mass or an ion of, by any of its readings."""
    masses, candidates = _sorted(library)
    seen: set[int] = set()
    for least, most in fits.observed[0].neutral_ranges() if fits.observed else ():
        for number in range(bisect_left(masses, least), bisect_right(masses, most)):
            if number not in seen:
                seen.add(number)
                yield candidates[number]


def _sorted(library: Library) -> tuple[list[float], list[Candidate]]:
    if library not in _BY_LIBRARY:
        found = [
            Candidate(entry, form, masses_of(chain.with_form(form)))
            for entry in library.entries
            for chain in (parse_sequence(entry.sequence),)
            for form in {entry.native_form, *entry.forms}
        ]
        found.sort(key=lambda one: one.masses.monoisotopic)
        _BY_LIBRARY[library] = [one.masses.monoisotopic for one in found], found
    return _BY_LIBRARY[library]
