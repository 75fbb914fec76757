"""The building blocks of a chain: amino acid residues and the groups at its two ends, by formula.

The formulas of residues are those of the free amino acids less one water; tests hold the twenty
standard ones against pyteomics' `std_aa_comp` and all of them against RDKit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from coaverify.chemistry.ends import SequenceError
from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.chemistry.groups import Group
from coaverify.model.form import Form


@dataclass(frozen=True)
class Residue:
    """One residue of a chain.

    code: three-letter code ("Met"), for the few non-standard ones the usual short name ("Aib").
    letter: one-letter code, "X" where there is none.
    composition: formula of the residue within a chain, that is without its water.
    d: the D-enantiomer; weighs the same, and no mass can tell it from L.
    closed_front, closed_back: it has no amine, or no acid, that could bind on; it stands only at that end.
    group: what its side chain carries; None for nothing.
    """

    code: str
    letter: str
    composition: str
    d: bool = False
    closed_front: bool = False
    closed_back: bool = False
    group: Group | None = None

    @cached_property
    def formula(self) -> Formula:
        """Formula of the residue within a chain, its group counted in."""
        bare = parse_formula(self.composition)
        return bare if self.group is None else bare + self.group.delta

    def mirrored(self) -> Residue:
        """The D-enantiomer."""
        return replace(self, d=True)

    def carrying(self, group: Group) -> Residue:
        """The residue with a group on its side chain. Raises SequenceError where it has no place for it."""
        sites = {"X": {"Orn": "K", "Dab": "K", "Dap": "K", "Hyp": "S", "Pen": "C"}.get(self.code, "")}
        if self.group is not None or sites.get(self.letter, self.letter) not in tuple(group.sites):
            raise SequenceError(f"{self.code} cannot carry {group.name} in a way that is known here.")
        return replace(self, group=group)

    @property
    def label(self) -> str:
        """The residue as three-letter notation prints it: "D-Ser(tBu)"."""
        return ("D-" if self.d else "") + self.code + (f"({self.group.name})" if self.group else "")

    @property
    def proforma(self) -> str:
        """The residue in ProForma 2.0; what it has no letter for is given by formula."""
        tags = [] if self.letter != "X" else [f"Formula:{parse_formula(self.composition).hill}", f"INFO:{self.code}"]
        if self.d:
            tags.append("INFO:D")
        own = f"[{'|'.join(tags)}]" if tags else ""
        return self.letter + own + (f"[{self.group.proforma}]" if self.group else "")


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
    Residue("Ac4c", "X", "C5H7NO"),  # 1-aminocyclobutanecarboxylic acid
    Residue("Ahx", "X", "C6H11NO"),  # 6-aminohexanoic acid
    Residue("Aib", "X", "C4H7NO"),  # 2-aminoisobutyric acid
    Residue("aMeLeu", "X", "C7H13NO"),  # alpha-methylleucine
    Residue("3AmAda", "X", "C11H15NO"),  # 3-aminoadamantane-1-carboxylic acid
    Residue("AphCbm", "X", "C10H11N3O2"),  # 4-ureidophenylalanine
    Residue("AphHor", "X", "C14H14N4O4"),  # 4-(hydroorotylamino)phenylalanine
    Residue("azaGly", "X", "CH2N2O"),  # semicarbazide in the place of glycine
    Residue("bAla", "X", "C3H5NO"),  # beta-alanine
    Residue("Bua", "X", "C4H6O", closed_front=True),  # butanoyl: a methylene for the sulfur of deamino-cysteine
    Residue("Cha", "X", "C9H15NO"),  # cyclohexylalanine
    Residue("Cit", "X", "C6H11N3O2"),  # citrulline
    Residue("Cpa", "X", "C9H8ClNO"),  # 4-chlorophenylalanine
    Residue("Dab", "X", "C4H8N2O"),  # 2,4-diaminobutyric acid
    Residue("Dap", "X", "C3H6N2O"),  # 2,3-diaminopropionic acid
    Residue("Dmt", "X", "C11H13NO2"),  # 2',6'-dimethyltyrosine
    Residue("gGlu", "X", "C5H7NO3"),  # glutamic acid bound by its side chain
    Residue("hArg", "X", "C7H14N4O"),  # homoarginine
    Residue("hArgEt2", "X", "C11H22N4O"),  # N,N'-diethylhomoarginine
    Residue("Hyp", "X", "C5H7NO2"),  # 4-hydroxyproline
    Residue("2MeTrp", "X", "C12H12N2O"),  # 2-methyltryptophan
    Residue("Mpa", "X", "C3H4OS", closed_front=True),  # 3-mercaptopropionyl: cysteine without its amine
    Residue("1Nal", "X", "C13H11NO"),  # 3-(1-naphthyl)alanine
    Residue("2Nal", "X", "C13H11NO"),  # 3-(2-naphthyl)alanine
    Residue("Nle", "X", "C6H11NO"),  # norleucine
    Residue("NMeAla", "X", "C4H7NO"),  # N-methyl residues
    Residue("NMeIle", "X", "C7H13NO"),
    Residue("NMeLeu", "X", "C7H13NO"),
    Residue("NMePhe", "X", "C10H11NO"),
    Residue("NMeTyr", "X", "C10H11NO2"),
    Residue("NMeVal", "X", "C6H11NO"),
    Residue("Nva", "X", "C5H9NO"),  # norvaline
    Residue("Oic", "X", "C9H13NO"),  # octahydroindole-2-carboxylic acid
    Residue("Orn", "X", "C5H10N2O"),  # ornithine
    Residue("3Pal", "X", "C8H8N2O"),  # 3-(3-pyridyl)alanine
    Residue("Pen", "X", "C5H9NOS"),  # penicillamine
    Residue("pGlu", "X", "C5H5NO2", closed_front=True),  # pyroglutamic acid
    Residue("Phg", "X", "C8H7NO"),  # phenylglycine
    Residue("Sar", "X", "C3H5NO"),  # sarcosine
    Residue("Thi", "X", "C7H7NOS"),  # 3-(2-thienyl)alanine
    Residue("Throl", "X", "C4H9NO", closed_back=True),  # threoninol; its own OH stands for the acid's
    Residue("Tic", "X", "C10H9NO"),  # tetrahydroisoquinoline-3-carboxylic acid
)

BY_LETTER: Mapping[str, Residue] = MappingProxyType({r.letter: r for r in STANDARD})

_ALIASES = {
    "pyr": "pGlu", "glp": "pGlu", "pyroglu": "pGlu", "2-nal": "2Nal", "1-nal": "1Nal", "3-pal": "3Pal",
    "βala": "bAla", "β-ala": "bAla", "beta-ala": "bAla", "har": "hArg", "homoarg": "hArg", "har(et2)": "hArgEt2",
    "harg(et2)": "hArgEt2", "γglu": "gGlu", "γ-glu": "gGlu", "thr-ol": "Throl", "thr(ol)": "Throl", "throl": "Throl",
    "αmeleu": "aMeLeu", "α-meleu": "aMeLeu", "mrp": "2MeTrp", "2-metrp": "2MeTrp", "2-me-trp": "2MeTrp",
    "meala": "NMeAla", "meile": "NMeIle", "meleu": "NMeLeu", "mephe": "NMePhe", "metyr": "NMeTyr", "meval": "NMeVal",
    "aph(hor)": "AphHor", "aph(cbm)": "AphCbm", "azagly": "azaGly", "aza-gly": "azaGly",
}  # fmt: skip

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


def rightly_placed(residues: tuple[Residue, ...]) -> tuple[Residue, ...]:
    """The residues, each of which stands where it can. Raises SequenceError for one that does not."""
    for residue in residues[1:]:
        if residue.code == "pGlu":
            raise SequenceError("Pyroglutamic acid can stand only at the N-terminus.")
        if residue.closed_front:
            raise SequenceError(f"{residue.code} can stand only at the N-terminus.")
    for residue in residues[:-1]:
        if residue.closed_back:
            raise SequenceError(f"{residue.code} can stand only at the C-terminus.")
    return residues
