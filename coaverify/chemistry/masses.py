"""What a sequence or a formula weighs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from coaverify.chemistry import atoms, isotopes
from coaverify.chemistry.bridges import LOST
from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.chemistry.residues import TERMINI
from coaverify.chemistry.sequences import Sequence


@dataclass(frozen=True, slots=True)
class Masses:
    """The masses of one neutral molecule.

    formula: Hill's order.
    monoisotopic: Da, all atoms the most abundant isotope (NIST).
    average: g/mol, NIST isotope abundances (the figure that pyteomics gives).
    average_iupac: g/mol, conventional atomic weights of IUPAC/CIAAW (the figure of most catalogues).
    """

    formula: str
    monoisotopic: float
    average: float
    average_iupac: float

    @property
    def most_abundant(self) -> float:
        """Da; the highest peak of the isotope pattern (isotopes.most_abundant_mass). Computed on demand."""
        return _most_abundant(self.formula)


@lru_cache(maxsize=2048)  # asked for every value and every molecule that is held against it
def _most_abundant(formula: str) -> float:
    return isotopes.most_abundant_mass(parse_formula(formula))


def monoisotopic_mass(formula: Formula) -> float:
    """Da. Counts may be negative, as in a difference. Source of the isotope masses: NIST."""
    return sum(atoms.monoisotopic(element) * count for element, count in formula.items())


def average_mass(formula: Formula) -> float:
    """g/mol with NIST isotope abundances. Counts may be negative."""
    return sum(atoms.average(element) * count for element, count in formula.items())


def average_mass_iupac(formula: Formula) -> float:
    """g/mol with the conventional atomic weights of IUPAC/CIAAW. Counts may be negative."""
    return sum(atoms.CONVENTIONAL[element] * count for element, count in formula.items())


def formula_of(sequence: Sequence) -> Formula:
    """The formula of the neutral molecule: residues, ends, groups and rings, each from a written table."""
    total = TERMINI[sequence.form]
    for residue in sequence.residues:
        total += residue.formula
    for group in (sequence.front, sequence.back):
        if group is not None:
            total += group.delta
    for bridge in sequence.bridges:
        total -= LOST[bridge.ring]
    return total


@lru_cache(maxsize=1024)
def masses_of(sequence: Sequence) -> Masses:
    """The masses of the sequence in its form, as a neutral molecule without counter-ions (Da, g/mol)."""
    return masses_of_formula(formula_of(sequence))


def masses_of_formula(formula: Formula | str) -> Masses:
    """The masses of a formula (Da, g/mol). Raises FormulaError where a text is not a formula."""
    known = parse_formula(formula) if isinstance(formula, str) else formula
    return Masses(known.hill, monoisotopic_mass(known), average_mass(known), average_mass_iupac(known))
