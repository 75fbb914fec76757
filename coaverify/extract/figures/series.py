"""Which label carries which ion: what stands near each other, held against the mass that ions have in common.

All ions of one substance give the same neutral mass, whatever that is. No mass of a peptide is known here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from coaverify.extract.figures.notations import Notation
from coaverify.extract.figures.plots import PeakLabel, decimals_of

# Da of the singly charged cations: the atom (NIST) less one electron (CODATA 2022)
CARRIERS = MappingProxyType({"H": 1.007276, "Na": 22.989218, "K": 38.963158, "NH4": 18.033826})

_PART = re.compile(r"(?P<n>\d*)(?P<of>NH4|Na|K|H)")  # of a mixture

_TIGHT = 0.9  # text heights between a label and its ion: next to each other
_ALIGNED = 1.0  # text heights between their centres
_NEAR = 2.4  # text heights: neighbours, where the mass of another ion agrees
_NEAR_ALONE = 1.8  # text heights: the same, where there is no other
_APART = 1.0  # text heights: how much farther the next label has to be
# Labels of instruments of low resolution are off by so much, m/z for each charge (0.3 is the usual limit)
_OFF_NEAR = 0.2
_OFF_FAR = 0.1
_FAR_FAMILY = 3  # ions
_HIGHEST_CHARGE = 8
_MOST_IONS, _MOST_LABELS = 16, 80  # in one figure; more are no spectrum that anyone annotated
_CROWD = 8  # labels: among so many, two agree by chance


@dataclass(frozen=True, slots=True)
class Assigned:
    """A label and the ion that it is of. `sure`: nothing else on the figure fits as well."""

    label: PeakLabel
    notation: Notation | None  # None: none is written
    charge: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class _Bond:
    notation: Notation
    label: PeakLabel
    distance: float  # text heights
    mass: float  # Da, of the neutral molecule

    @property
    def near(self) -> bool:
        return self.distance <= _NEAR


def neutral_mass(mz: float, charge: int, adduct: str = "H") -> float:
    """Mass in Da of the neutral molecule that is seen at this m/z with this charge; the adduct is "H", "Na", "K",
    "NH4" or a mixture such as "3H+Na"."""
    if adduct in CARRIERS:
        return abs(charge) * mz - charge * CARRIERS[adduct]
    carriers = (_PART.fullmatch(part) for part in adduct.split("+"))
    return charge * mz - sum(int(part["n"] or 1) * CARRIERS[part["of"]] for part in carriers if part is not None)


def assigned(labels: Sequence[PeakLabel], notations: Sequence[Notation]) -> list[Assigned]:
    """The labels that ions are written at, each with its ion."""
    if len(notations) > _MOST_IONS or len(labels) > _MOST_LABELS:
        return []
    bonds = [_bond(notation, label) for notation in notations for label in labels]
    found: list[Assigned] = []
    while families := _families(bonds):
        family = families[0]
        sure = _is_clear(family, families)
        found.extend(Assigned(bond.label, bond.notation, bond.notation.charge, sure=sure) for bond in family)
        bonds = _without(bonds, family)
    single = list(_pairs(bond for bond in bonds if bond.distance <= _NEAR_ALONE))
    for bond in single:
        sure = len(notations) == 1 and _belong_together(bond) and _unrivalled(bond, bonds) and _highest(bond, labels)
        found.append(Assigned(bond.label, bond.notation, bond.notation.charge, sure=sure))
        bonds = _without(bonds, [bond])
    return sorted(found, key=lambda one: one.label.word.box.x0)


def _bond(notation: Notation, label: PeakLabel) -> _Bond:
    mass = neutral_mass(float(label.value), notation.charge, notation.adduct or "H")
    return _Bond(notation, label, _distance(notation, label), mass)


def _distance(notation: Notation, label: PeakLabel) -> float:
    """Gap between a label and an ion in text heights; 0 where they are words of one run."""
    in_run = [word for word in notation.run.words if word is label.word]
    if in_run:
        numbers = [
            word for word in notation.run.words if any(c.isdigit() for c in word.text) and word.text[0].isdigit()
        ]
        place = next((n for n, word in enumerate(numbers) if word is label.word), 0)
        return 0.0 if len(numbers) == 1 or place == notation.order else _NEAR + 0.1
    aside = max(0.0, -notation.box.overlap_x(label.word.box))
    apart = max(0.0, -notation.box.overlap_y(label.word.box))
    return math.hypot(aside, apart) / max(label.size, 1.0)


def _families(bonds: Sequence[_Bond]) -> list[list[_Bond]]:
    """Ions that agree on the neutral mass, the best family first: two or more, and where not one of them stands
    next to its label, three."""
    found: list[tuple[tuple[int, int, float], list[_Bond]]] = []
    for seed in bonds:
        family = list(_pairs((bond for bond in bonds if bond is seed or _agree(seed, bond)), first=seed))
        near = sum(bond.near for bond in family)
        if len(family) >= (2 if near else _FAR_FAMILY):
            found.append(((near, len(family), -sum(bond.distance for bond in family)), family))
    found.sort(key=lambda one: one[0], reverse=True)
    return [family for _, family in found]


def _is_clear(family: Sequence[_Bond], others: Sequence[Sequence[_Bond]]) -> bool:
    """Whether no other family that is as large gives one of its labels or ions to another."""
    ions = {id(bond.notation): id(bond.label) for bond in family}
    labels = {id(bond.label): id(bond.notation) for bond in family}
    rivals = (bond for other in others if len(other) >= len(family) and other is not family for bond in other)
    return any(bond.near for bond in family) and not any(
        ions.get(id(bond.notation), id(bond.label)) != id(bond.label)
        and labels.get(id(bond.label), id(bond.notation)) != id(bond.notation)
        for bond in rivals
    )


def _agree(one: _Bond, other: _Bond) -> bool:
    if one.notation is other.notation or one.label is other.label:
        return False
    charges = abs(one.notation.charge) + abs(other.notation.charge)
    off = (_OFF_NEAR if one.near and other.near else _OFF_FAR) * charges
    return abs(one.mass - other.mass) <= off


def _pairs(bonds: Iterable[_Bond], first: _Bond | None = None) -> Iterator[_Bond]:
    """Each ion with one label and each label with one ion, the nearest first."""
    taken: set[int] = set()
    order = sorted(bonds, key=lambda bond: (bond is not first, bond.distance))
    for bond in order:
        if id(bond.notation) not in taken and id(bond.label) not in taken:
            taken |= {id(bond.notation), id(bond.label)}
            yield bond


def _without(bonds: Sequence[_Bond], gone: Sequence[_Bond]) -> list[_Bond]:
    taken = {id(bond.notation) for bond in gone} | {id(bond.label) for bond in gone}
    return [bond for bond in bonds if id(bond.notation) not in taken and id(bond.label) not in taken]


def _belong_together(bond: _Bond) -> bool:
    """Whether an ion and a label stand in one run, or right over each other."""
    if bond.distance == 0 and any(word is bond.label.word for word in bond.notation.run.words):
        return True
    aligned = abs(bond.notation.box.centre - bond.label.word.box.centre) <= _ALIGNED * bond.label.size
    return bond.distance <= _TIGHT and aligned


def _highest(bond: _Bond, labels: Sequence[PeakLabel]) -> bool:
    """Whether no label stands at a higher peak: the one ion that is written is that of the base peak."""
    own = bond.label.word.box
    return all(label.word.box.top >= own.top - own.height for label in labels)


def _unrivalled(bond: _Bond, bonds: Sequence[_Bond]) -> bool:
    return all(
        other.distance >= bond.distance + _APART
        for other in bonds
        if other is not bond and (other.notation is bond.notation or other.label is bond.label)
    )


def inferred(labels: Sequence[PeakLabel]) -> list[Assigned]:
    """Without any ion written: the highest label, and those that are the same molecule in neighbouring charges."""
    labels = [label for label in labels if decimals_of(label.value)]
    if not labels:
        return []
    base = min(labels, key=lambda label: (label.word.box.top, label.word.box.x0))
    series = [_charged(labels, base, charge) for charge in range(1, _HIGHEST_CHARGE + 1)]
    longest = max(len(one) for one in series)
    fitting = [one for one in series if len(one) == longest]
    if longest < (3 if len(labels) > _CROWD else 2) or len(fitting) > 1:
        return [Assigned(base, None, None, sure=False)]
    found = [Assigned(label, None, charge, sure=False) for charge, label in fitting[0].items()]
    return sorted(found, key=lambda one: one.label.word.box.x0)


def _charged(labels: Sequence[PeakLabel], base: PeakLabel, charge: int) -> dict[int, PeakLabel]:
    """The series in which a label has this charge: unbroken charges around it."""
    mass = neutral_mass(float(base.value), charge)
    series = {charge: base}
    for step in (1, -1):
        other = charge + step
        while 1 <= other <= _HIGHEST_CHARGE:
            near = [
                label
                for label in labels
                if abs(neutral_mass(float(label.value), other) - mass) <= _OFF_FAR * (charge + other)
            ]
            if not near:
                break
            series[other] = min(near, key=lambda label: abs(neutral_mass(float(label.value), other) - mass))
            other += step
    return series
