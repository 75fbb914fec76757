"""Ions: from a neutral mass to m/z and back. The mass of the electron is taken into account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coaverify.chemistry import atoms
from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.masses import monoisotopic_mass
from coaverify.model.errors import CoaverifyError


class IonError(CoaverifyError, ValueError):
    """An ion that cannot be computed, with a sentence that says why."""


# Formula of what each charge adds, before it loses its electron
_CARRIERS: Mapping[str, str] = MappingProxyType({"H": "H", "Na": "Na", "K": "K", "NH4": "NH4"})


@dataclass(frozen=True, slots=True)
class Ion:
    """A molecule M with `charge` carriers of charge: Ion("H", 2) is [M+2H]2+, Ion("H", -1) is [M-H]-.

    Raises IonError for an unknown adduct, for charge 0 and for negative charges that are not made by
    the loss of protons.
    """

    adduct: str
    charge: int

    def __post_init__(self) -> None:
        if self.adduct not in _CARRIERS:
            known = ", ".join(_CARRIERS)
            raise IonError(f"The adduct {self.adduct!r} is not known; known are {known}.")
        if self.charge == 0:
            raise IonError("An ion needs a charge; 0 is a neutral molecule.")
        if self.charge < 0 and self.adduct != "H":
            raise IonError(f"A negative ion with {self.adduct} is not known; only [M-nH]n- is.")

    @property
    def label(self) -> str:
        """As it is written: "[M+H]+", "[M+2H]2+", "[M+Na]+", "[M-H]-"."""
        count = abs(self.charge)
        number = "" if count == 1 else str(count)
        sign = "+" if self.charge > 0 else "-"
        return f"[M{sign}{number}{self.adduct}]{number}{sign}"


@cache
def carrier_mass(adduct: str) -> float:
    """Mass of the singly charged cation, Da: the atoms less one electron (NIST, CODATA). H+ 1.007276,
    Na+ 22.989218, K+ 38.963158, NH4+ 18.033826."""
    return monoisotopic_mass(parse_formula(_CARRIERS[adduct])) - atoms.ELECTRON_MASS


def mz(mass: float, ion: Ion) -> float:
    """m/z of the ion of a neutral molecule with this mass (Da; monoisotopic or average alike)."""
    return (mass + ion.charge * carrier_mass(ion.adduct)) / abs(ion.charge)


def neutral(mz: float, ion: Ion) -> float:
    """Mass in Da of the neutral molecule that is seen at this m/z as this ion."""
    return abs(ion.charge) * mz - ion.charge * carrier_mass(ion.adduct)


IONS: tuple[Ion, ...] = (
    Ion("H", 1),
    Ion("H", 2),
    Ion("H", 3),
    Ion("H", 4),
    Ion("Na", 1),
    Ion("K", 1),
    Ion("NH4", 1),
    Ion("H", -1),
)
