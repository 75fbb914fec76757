"""The building blocks of a chain: amino acid residues and the groups at its two ends, by formula.

The formulas of residues are those of the free amino acids less one water; tests hold the twenty
standard ones against pyteomics' `std_aa_comp` and all of them against RDKit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.model.form import Form


@dataclass(frozen=True)
class Residue:
    """One residue of a chain.

    code: three-letter code ("Met"), for the few non-standard ones the usual short name ("Aib").
    letter: one-letter code, "X" where there is none.
    composition: formula of the residue within a chain, that is without its water.
    d: the D-enantiomer; weighs the same, and no mass can tell it from L.
    """

    code: str
    letter: str
    composition: str
    d: bool = False

    @cached_property
    def formula(self) -> Formula:
        """Formula of the residue within a chain."""
        return parse_formula(self.composition)

    def mirrored(self) -> Residue:
        """The D-enantiomer."""
        return Residue(self.code, self.letter, self.composition, d=True)

    @property
    def proforma(self) -> str:
        """The residue in ProForma 2.0; what it has no letter for is given by formula."""
        tags = [] if self.letter != "X" else [f"Formula:{self.formula.hill}", f"INFO:{self.code}"]
        if self.d:
            tags.append("INFO:D")
        return self.letter + (f"[{'|'.join(tags)}]" if tags else "")


STANDARD: tuple[Residue, ...] = (
    Residue("Ala", "A", "C3H5NO"),
    Residue("Arg", "R", "C6H12N4O"),
    Residue("Asn", "N", "C4H6N2O2"),
    Residue("Asp", "D", "C4H5NO3"),
    Residue("Cys", "C", "C3H5NOS"),
    Residue("Gln", "Q", "C5H8N2O2"),
    Residue("Glu", "E", "C5H7NO3"),
    Residue("Gly", "G", "C2H3NO"),
    Residue("His", "H", "C6H7N3O"),
    Residue("Ile", "I", "C6H11NO"),
    Residue("Leu", "L", "C6H11NO"),
    Residue("Lys", "K", "C6H12N2O"),
    Residue("Met", "M", "C5H9NOS"),
    Residue("Phe", "F", "C9H9NO"),
    Residue("Pro", "P", "C5H7NO"),
    Residue("Ser", "S", "C3H5NO2"),
    Residue("Thr", "T", "C4H7NO2"),
    Residue("Trp", "W", "C11H10N2O"),
    Residue("Tyr", "Y", "C9H9NO2"),
    Residue("Val", "V", "C5H9NO"),
)

NON_STANDARD: tuple[Residue, ...] = (
    Residue("Abu", "X", "C4H7NO"),  # 2-aminobutyric acid
    Residue("Aib", "X", "C4H7NO"),  # 2-aminoisobutyric acid
    Residue("Cit", "X", "C6H11N3O2"),  # citrulline
    Residue("Dab", "X", "C4H8N2O"),  # 2,4-diaminobutyric acid
    Residue("Dap", "X", "C3H6N2O"),  # 2,3-diaminopropionic acid
    Residue("Hyp", "X", "C5H7NO2"),  # 4-hydroxyproline
    Residue("2Nal", "X", "C13H11NO"),  # 3-(2-naphthyl)alanine
    Residue("Nle", "X", "C6H11NO"),  # norleucine
    Residue("Nva", "X", "C5H9NO"),  # norvaline
    Residue("Orn", "X", "C5H10N2O"),  # ornithine
    Residue("pGlu", "X", "C5H5NO2"),  # pyroglutamic acid; only at the N-terminus
    Residue("Sar", "X", "C3H5NO"),  # sarcosine
)

BY_LETTER: Mapping[str, Residue] = MappingProxyType({r.letter: r for r in STANDARD})

_ALIASES = {"pyr": "pGlu", "glp": "pGlu", "2-nal": "2Nal"}

# By three-letter code in small letters
BY_CODE: Mapping[str, Residue] = MappingProxyType(
    {r.code.lower(): r for r in STANDARD + NON_STANDARD}
    | {alias: r for alias, code in _ALIASES.items() for r in NON_STANDARD if r.code == code}
)

# Both ends together: H or CH3CO in front, OH or NH2 behind. Written out, because a text such as
# "Ac-...-NH2" given to pyteomics has its "Ac" read as actinium, without a word.
TERMINI: Mapping[Form, Formula] = MappingProxyType(
    {
        Form.PLAIN: parse_formula("H OH"),
        Form.N_ACETYL: parse_formula("CH3CO OH"),
        Form.AMIDE: parse_formula("H NH2"),
        Form.N_ACETYL_AMIDE: parse_formula("CH3CO NH2"),
    }
)
