"""Ions: from a neutral mass to m/z and back. The mass of the electron is taken into account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coaverify.chemistry import atoms
from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.chemistry.masses import monoisotopic_mass
from coaverify.model.errors import CoaverifyError


class IonError(CoaverifyError, ValueError):
    """An ion that cannot be computed, with a sentence that says why."""


# What a molecule may gain or lose on its way to an ion: the formula, and the charge that the group brings.
# H, Na, K, NH4: what the name of a plain ion such as Ion("H", 2) may be; the others are written with their sign.
_CARRIERS = ("H", "Na", "K", "NH4")
_GROUPS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        **{carrier: (carrier.replace("NH4", "H4N"), 1) for carrier in _CARRIERS},
        "Li": ("Li", 1),
        "HCOO": ("CHO2", -1),  # formate, from 0.1 % formic acid in the eluent
        "CH3COO": ("C2H3O2", -1),  # acetate
        "CF3COO": ("C2F3O2", -1),  # trifluoroacetate
        "Cl": ("Cl", -1),
        "H2O": ("H2O", 0),
        "NH3": ("H3N", 0),
        "CH3CN": ("C2H3N", 0),  # acetonitrile of the eluent
        "HCOOH": ("CH2O2", 0),
        "CH3COOH": ("C2H4O2", 0),
        "CF3COOH": ("C2HF3O2", 0),
    }
)
_PART = re.compile(r"(?P<count>\d*)(?P<adduct>NH4|Na|K|H)")  # of a mixture of carriers: "3H+Na"
_CHANGE = re.compile(r"(?P<sign>[+-])(?P<count>\d*)(?P<group>[A-Z][A-Za-z0-9]*)")  # of a written-out ion: "+2Na-H"


@dataclass(frozen=True, slots=True)
class Ion:
    """`molecules` times M with what makes it an ion; how that is written decides what is allowed.

    Plain: Ion("H", 2) is [M+2H]2+, Ion("Na", 1) is [M+Na]+, Ion("H", -1) is [M-H]-; H, Na, K and NH4 only.
    Carriers of several kinds: Ion("3H+Na", 4) is [M+3H+Na]4+.
    Written out, with a sign in front: Ion("+2Na-H", 1) is [M+2Na-H]+, Ion("+H-H2O", 1) is [M+H-H2O]+,
    Ion("+HCOO", -1) is [M+HCOO]-; `GROUPS` are what may be gained or lost. `ion_of` finds the shortest way.

    Raises IonError for an unknown adduct, for charge 0, for negative charges of a plain ion that are not made by
    the loss of protons, for parts that do not make the charge, and for less than one molecule.
    """

    adduct: str
    charge: int
    molecules: int = 1

    def __post_init__(self) -> None:
        if self.molecules < 1:
            raise IonError("An ion needs at least one molecule.")
        parts = _written_out(self.adduct) or _mixture(self.adduct)
        if parts:
            if sum(count * _charge_of(group) for count, group in parts) != self.charge:
                raise IonError(f"The carriers {self.adduct!r} do not make the charge {self.charge}.")
        elif self.adduct not in _CARRIERS:
            raise IonError(f"The adduct {self.adduct!r} is not known; known are {', '.join(_CARRIERS)}.")
        if self.charge == 0:
            raise IonError("An ion needs a charge; 0 is a neutral molecule.")
        if not parts and self.charge < 0 and self.adduct != "H":
            raise IonError(f"A negative ion with {self.adduct} is not known; only [M-nH]n- is.")

    @property
    def changes(self) -> tuple[tuple[int, str], ...]:
        """What the molecules gain (positive count) and lose (negative), each with its group."""
        return _written_out(self.adduct) or _mixture(self.adduct) or ((self.charge, self.adduct),)

    @property
    def label(self) -> str:
        """As it is written: "[M+H]+", "[M+2H]2+", "[M+H-H2O]+", "[2M+Na]+", "[M-H]-"."""
        parts = "".join(_signed(count) + group for count, group in self.changes)
        number = "" if abs(self.charge) == 1 else str(abs(self.charge))
        return f"[{'' if self.molecules == 1 else self.molecules}M{parts}]{number}{'+' if self.charge > 0 else '-'}"

    @property
    def shift(self) -> float:
        """What the charges and groups add to the molecules, Da, electrons counted in."""
        return sum(count * carrier_mass(group) for count, group in self.changes)

    def formula(self, molecule: Formula) -> Formula:
        """The atoms of the ion of this molecule. May count less than none where the molecule cannot lose the group."""
        return sum((_formula(group) * count for count, group in self.changes), start=molecule * self.molecules)


GROUPS: tuple[str, ...] = tuple(_GROUPS)


@cache
def carrier_mass(adduct: str) -> float:
    """Mass of the group as it is gained, Da: its atoms, less an electron for a cation, plus one for an anion
    (NIST, CODATA). H+ 1.007276, Na+ 22.989221, K+ 38.963158, NH4+ 18.033826, Li+ 7.015456, HCOO- 44.998203,
    CH3COO- 59.013853, CF3COO- 112.985587, Cl- 34.969401. Raises KeyError for what is not in `GROUPS`."""
    return monoisotopic_mass(_formula(adduct)) - _charge_of(adduct) * atoms.ELECTRON_MASS


def mz(mass: float, ion: Ion) -> float:
    """m/z of the ion of a neutral molecule with this mass (Da; monoisotopic or average alike)."""
    return (ion.molecules * mass + ion.shift) / abs(ion.charge)


def neutral(mz: float, ion: Ion) -> float:
    """Mass in Da of the neutral molecule that is seen at this m/z as this ion."""
    return (abs(ion.charge) * mz - ion.shift) / ion.molecules


def ion_of(changes: Iterable[tuple[int, str]], molecules: int = 1) -> Ion:
    """The ion with these gains and losses, spelled the one way that makes equal ions equal.

    Raises IonError where they leave no charge, and for a group that is not in `GROUPS`.
    """
    counts: dict[str, int] = {}
    for count, group in changes:
        if group not in _GROUPS:
            raise IonError(f"{group!r} is no group known here; known are {', '.join(GROUPS)}.")
        counts[group] = counts.get(group, 0) + count
    parts = [(counts[group], group) for group in GROUPS if counts.get(group)]
    charge = sum(count * _charge_of(group) for count, group in parts)
    if charge == 0:
        raise IonError("An ion needs a charge; what is gained and lost here leaves the molecule neutral.")
    gained = [(count, group) for count, group in parts if count > 0]
    if len(parts) == 1 and parts[0][1] in _CARRIERS and (gained or parts[0][1] == "H"):
        return Ion(parts[0][1], charge, molecules)
    if len(parts) > 1 and len(gained) == len(parts) and all(group in _CARRIERS for _, group in parts):
        return Ion("+".join(_number(count) + group for count, group in parts), charge, molecules)
    lost = [(count, group) for count, group in parts if count < 0]
    return Ion("".join(_signed(count) + group for count, group in gained + lost), charge, molecules)


def ion_with(adduct: str, charge: int) -> Ion:
    """The usual ion of this charge with one `adduct`, the rest of the charge made by protons.

    ("Na", 1) is [M+Na]+, ("Na", 3) is [M+2H+Na]3+, ("Na", -1) is [M+Na-2H]-, ("HCOO", -2) is [M+HCOO-H]2-.
    Raises IonError for charge 0 and for a group that is not in `GROUPS`.
    """
    if adduct == "H":
        return Ion("H", charge)
    return ion_of(((1, adduct), (charge - _charge_of(adduct), "H")))


def _formula(group: str) -> Formula:
    return parse_formula(_GROUPS[group][0])


def _charge_of(group: str) -> int:
    return _GROUPS[group][1] if group in _GROUPS else 0


def _number(count: int) -> str:
    return "" if count == 1 else str(count)


def _signed(count: int) -> str:
    return ("+" if count > 0 else "-") + _number(abs(count))


@cache
def _written_out(adduct: str) -> tuple[tuple[int, str], ...]:
    """Signed counts and groups of "+2Na-H"; () where the text is written otherwise or names what is not known."""
    found = list(_CHANGE.finditer(adduct))
    if "".join(change.group() for change in found) != adduct or any(one["group"] not in _GROUPS for one in found):
        return ()
    return tuple((int(one["sign"] + (one["count"] or "1")), one["group"]) for one in found)


@cache
def _mixture(adduct: str) -> tuple[tuple[int, str], ...]:
    """Counts and kinds of a mixture of carriers; () where the adduct is of one kind or not known."""
    parts = [_PART.fullmatch(part) for part in adduct.split("+")]
    if len(parts) < 2:
        return ()
    return tuple((int(part["count"] or 1), part["adduct"]) for part in parts if part) if all(parts) else ()


# The ions that the checks try and the reports list
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

MOST_CHARGES = 8

# The wider sets, for whoever looks at a spectrum: what electrospray makes of peptides
POSITIVE_IONS: tuple[Ion, ...] = (
    *(Ion("H", charge) for charge in range(1, MOST_CHARGES + 1)),
    *(ion_with(adduct, charge) for charge in (1, 2, 3) for adduct in ("Na", "K", "NH4", "Li")),
    *(Ion(adduct, 2) for adduct in ("Na", "K")),
    *(ion_of(((2, adduct), (-1, "H"))) for adduct in ("Na", "K")),
    *(ion_of(((charge, "H"), (-1, lost))) for charge in (1, 2) for lost in ("H2O", "NH3")),
    *(Ion(adduct, 1, molecules=2) for adduct in ("H", "Na", "K", "NH4")),
)
NEGATIVE_IONS: tuple[Ion, ...] = (
    *(Ion("H", -charge) for charge in range(1, MOST_CHARGES + 1)),
    *(ion_with(adduct, -1) for adduct in ("HCOO", "CH3COO", "CF3COO", "Cl", "Na", "K")),
    *(ion_with(adduct, -2) for adduct in ("HCOO", "CH3COO", "CF3COO")),
    *(ion_of(((-1, "H"), (-1, lost))) for lost in ("H2O", "NH3")),
    Ion("H", -1, molecules=2),
)
