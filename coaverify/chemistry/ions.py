"""Ions: from a neutral mass to m/z and back. The mass of the electron is taken into account."""

from __future__ import annotations

import re
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
_PART = re.compile(r"(?P<count>\d*)(?P<adduct>NH4|Na|K|H)")  # of a mixture of carriers: "3H+Na"


@dataclass(frozen=True, slots=True)
class Ion:
    """A molecule M with `charge` carriers of charge: Ion("H", 2) is [M+2H]2+, Ion("H", -1) is [M-H]-.
    Carriers of several kinds are written out: Ion("3H+Na", 4) is [M+3H+Na]4+.

    Raises IonError for an unknown adduct, for charge 0, for negative charges that are not made by
    the loss of protons, and for a mixture that does not make the charge.
    """

    adduct: str
    charge: int

    def __post_init__(self) -> None:
        carriers = _mixture(self.adduct)
        if carriers:
            if sum(count for count, _ in carriers) != self.charge:
                raise IonError(f"The carriers {self.adduct!r} do not make the charge {self.charge}.")
            return
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
        if _mixture(self.adduct):
            return f"[M+{self.adduct}]{self.charge}+"
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
    return (mass + _carried(ion)) / abs(ion.charge)


def neutral(mz: float, ion: Ion) -> float:
    """Mass in Da of the neutral molecule that is seen at this m/z as this ion."""
    return abs(ion.charge) * mz - _carried(ion)


def _carried(ion: Ion) -> float:
    """What the charges add to the molecule, Da."""
    carriers = _mixture(ion.adduct) or ((ion.charge, ion.adduct),)
    return sum(count * carrier_mass(adduct) for count, adduct in carriers)


def _mixture(adduct: str) -> tuple[tuple[int, str], ...]:
    """Counts and kinds of a mixture of carriers; () where the adduct is of one kind or not known."""
    parts = [_PART.fullmatch(part) for part in adduct.split("+")]
    if len(parts) < 2:
        return ()
    return tuple((int(part["count"] or 1), part["adduct"]) for part in parts if part) if all(parts) else ()


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
