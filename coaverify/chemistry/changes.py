"""The known ways in which a found mass departs from a computed one, as data.

Each change is written as what the molecule gains and loses; masses are computed from that, none is
typed. The list follows the mass shifts that peptide chemists meet in synthesis, cleavage and mass
spectrometry, and the counter-ions that catalogues count into a molecular weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from coaverify.chemistry.formulas import Formula, parse_formula


class Kind(StrEnum):
    """What sort of thing a change is; says how grave it is."""

    FORM = "form"  # another state of the chain's ends: another product
    MODIFICATION = "modification"  # a covalent change of the molecule
    PROTECTION = "protection"  # a protecting group that was not taken off
    CHAIN = "chain"  # residues missing or doubled
    SALT = "salt"  # counter-ions or water counted into a weight; never seen as a neutral mass
    ADDUCT = "adduct"  # held together only in the mass spectrometer
    READING = "reading"  # nothing chemical: another kind of mass under the same label


class Needs(StrEnum):
    """What the molecule must be like for the change to be possible."""

    NOTHING = ""
    FREE_N = "free N-terminus"
    ACETYL = "acetylated N-terminus"
    FREE_C = "free C-terminus"
    AMIDE = "amidated C-terminus"


@dataclass(frozen=True)
class Change:
    """A change of a molecule's composition.

    name: stable short name.  message: wording for the reader, completed by the difference.
    gains, loses: formulas ("" for nothing).  most: how often it may occur in one molecule.
    residues: letters of which the chain must hold one ("" for any); `pairs`: it takes two of them.
    """

    name: str
    kind: Kind
    gains: str
    loses: str
    message: str
    most: int = 1
    residues: str = ""
    pairs: bool = False
    needs: Needs = Needs.NOTHING

    @cached_property
    def delta(self) -> Formula:
        """Gain less loss; holds negative counts."""
        nothing = Formula({})
        gained = parse_formula(self.gains) if self.gains else nothing
        return gained - (parse_formula(self.loses) if self.loses else nothing)


def _form(name: str, gains: str, loses: str, message: str, needs: Needs, residues: str = "") -> Change:
    return Change(name, Kind.FORM, gains, loses, message, needs=needs, residues=residues)


def _changed(
    name: str, gains: str, loses: str, message: str, residues: str = "", most: int = 1, pairs: bool = False
) -> Change:
    return Change(name, Kind.MODIFICATION, gains, loses, message, most, residues, pairs)


def _left_on(name: str, gains: str, message: str, residues: str = "") -> Change:
    return Change(name, Kind.PROTECTION, gains, "H", message, 2, residues)


def _salt(name: str, gains: str, message: str, loses: str = "", most: int = 4) -> Change:
    return Change(name, Kind.SALT, gains, loses, message, most)


def _adduct(name: str, gains: str, message: str, loses: str = "", most: int = 1) -> Change:
    return Change(name, Kind.ADDUCT, gains, loses, message, most)


KNOWN_CHANGES: tuple[Change, ...] = (
    # Another form of the same chain
    _form("amide-for-acid", "NH2", "OH", "the C-terminus is an amide instead of an acid", Needs.FREE_C),
    _form("acid-for-amide", "OH", "NH2", "the C-terminus is an acid instead of an amide", Needs.AMIDE),
    _form("acetylated", "C2H2O", "", "the N-terminus is acetylated", Needs.FREE_N),
    _form("not-acetylated", "", "C2H2O", "the N-terminal acetyl group is missing", Needs.ACETYL),
    Change(
        "acetylated-amide",
        Kind.FORM,
        "C2H2O NH2",
        "OH",
        "the N-terminus is acetylated, the C-terminus an amide",
        needs=Needs.FREE_N,
    ),
    Change("plain-for-acetylated-amide", Kind.FORM, "OH", "C2H2O NH2", "both ends are free", needs=Needs.ACETYL),
    # Covalent changes
    _changed("deamidation", "OH", "NH2", "deamidation of Asn or Gln", "NQ", 2),
    _changed("oxidation", "O", "", "oxidation (Met, Trp, Cys, Tyr or His)", "MWCYH", 2),
    _changed("dioxidation", "O2", "", "double oxidation (Met sulfone or Trp)", "MWC"),
    _changed("disulfide", "", "H2", "a disulfide bridge was formed", "C", 3, pairs=True),
    _changed("ammonia-loss", "", "NH3", "loss of ammonia (pyro-Glu from Gln, succinimide from Asn)", "QN"),
    _changed("water-loss", "", "H2O", "loss of water (aspartimide, pyroglutamate from Glu, lactam)", "DEST"),
    _changed("acetylation", "C2H2O", "", "acetylation of a side chain", "KSTY"),
    _changed("methylation", "CH2", "", "one CH2 more (methylation; Gly for Ala, Val for Leu, Asp for Glu)"),
    _changed("demethylation", "", "CH2", "one CH2 less (Ala for Gly, Leu for Val, Glu for Asp)"),
    _changed("formylation", "CO", "", "formylation (Trp or N-terminus)"),
    _changed("carbamate", "CO2", "", "a carbamate or carbon dioxide left on (Trp)", "WK"),
    _changed("trifluoroacetylation", "C2F3O", "H", "a trifluoroacetyl group was attached"),
    _changed("guanidinylation", "C5H10N2", "", "guanidinylation by the coupling reagent (HBTU, HATU)"),
    _changed("piperidide", "C5H11N", "H2O", "piperidide of an aspartyl residue", "DN"),
    # Protecting groups left on
    _left_on("tert-butyl", "C4H9", "a tert-butyl group is left on", "DESTY"),
    _left_on("boc", "C5H9O2", "a Boc group is left on", "KWH"),
    _left_on("fmoc", "C15H11O2", "an Fmoc group is left on"),
    _left_on("trityl", "C19H15", "a trityl group is left on", "CHNQ"),
    _left_on("pbf", "C13H17O3S", "a Pbf group is left on", "R"),
    # Counted into a weight; a mass spectrum shows the free base
    _salt("acetate-salt", "C2H4O2", "acetic acid was counted into the weight (acetate salt)"),
    _salt("tfa-salt", "C2HF3O2", "trifluoroacetic acid was counted into the weight (TFA salt)"),
    _salt("hydrochloride", "HCl", "hydrogen chloride was counted into the weight (hydrochloride)"),
    _salt("sodium-salt", "Na", "sodium in the place of a proton (sodium salt, or [M+Na]+)", "H", 2),
    _salt("hydrate", "H2O", "water was counted into the weight (hydrate)"),
    # Seen in spectra
    _adduct("tfa-adduct", "C2HF3O2", "an adduct of trifluoroacetic acid"),
    _adduct("acetic-acid-adduct", "C2H4O2", "an adduct of acetic acid"),
    _adduct("potassium", "K", "potassium in the place of a proton", "H"),
    _adduct("ammonium", "NH3", "an ammonium adduct"),
    _adduct("acetonitrile", "C2H3N", "an acetonitrile adduct"),
    _adduct("phosphoric-acid", "H3PO4", "an adduct of phosphoric acid"),
    _adduct("sulfuric-acid", "H2SO4", "an adduct of sulfuric acid"),
    _adduct("copper", "Cu", "a copper(II) complex", "H2"),
)
