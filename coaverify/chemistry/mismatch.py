"""What may have become of a molecule that was found at another mass: single known changes, and pairs of them.

Each hypothesis is a change of composition, so that its mass is computed and never typed. How usual each is decides
between those that fit alike: an end of the chain that was left free or closed, an oxidised methionine and a residue
that was not coupled are seen every day, a phosphoric acid adduct is not. That order is experience, no measurement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from coaverify.chemistry.changes import KNOWN_CHANGES, Change, Kind
from coaverify.chemistry.formulas import Formula, parse_formula
from coaverify.chemistry.masses import Masses, formula_of, masses_of_formula, monoisotopic_mass
from coaverify.chemistry.modifications import chain_changes, is_possible
from coaverify.chemistry.sequences import Sequence

MORE_THAN_ONCE = 0.5  # rarity that each further time of a change adds
TWO_CHANGES = 3.0  # rarity that a pair has beyond its members'

# How unusual a change is; each unit is a factor of e in how readily it is believed.
_BY_KIND = {
    Kind.FORM: 0.0,
    Kind.CHAIN: 0.5,
    Kind.PROTECTION: 0.6,
    Kind.MODIFICATION: 0.7,
    Kind.ADDUCT: 0.7,
    Kind.SALT: 1.2,
    Kind.READING: 0.3,
}
_BY_NAME = {
    "oxidation": 0.2,
    "disulfide": 0.2,
    "deamidation": 0.5,
    "water-loss": 0.5,
    "ammonia-loss": 0.5,
    "sodium-salt": 0.3,
    "hydrate": 1.2,
    "methylation": 0.9,
    "demethylation": 1.0,
    "phosphoric-acid": 1.0,
    "sulfuric-acid": 1.1,
}
_SINGLY = (Kind.READING, Kind.SALT)  # a pair of these with anything else explains everything, and so nothing


@dataclass(frozen=True)
class Hypothesis:
    """A changed molecule. `rarity`: how unusual the change is, 0 for the most usual; `delta` holds negative counts."""

    names: tuple[str, ...]
    delta: Formula
    message: str
    rarity: float

    @cached_property
    def shift(self) -> float:
        """What the change adds to the monoisotopic mass, Da."""
        return monoisotopic_mass(self.delta)

    def applied_to(self, masses: Masses) -> Masses | None:
        """The masses of the changed molecule; None where it would have to lose atoms that it does not have."""
        changed = parse_formula(masses.formula) + self.delta
        return masses_of_formula(changed) if all(count > 0 for count in changed.values()) else None


@lru_cache(maxsize=32)
def single_changes(sequence: Sequence) -> tuple[Hypothesis, ...]:
    """What one known change, once or a few times, makes of the molecule in its form."""
    return tuple(_singles(sequence))


def pairs_of_changes(sequence: Sequence, least: float, most: float) -> Iterator[Hypothesis]:
    """Two different known changes whose monoisotopic shifts add up to between `least` and `most`, Da."""
    members = [one for one in single_changes(sequence) if not one.names[0].startswith(_WHOLE) and _may_pair(one)]
    for first, second in combinations(members, 2):
        if first.names != second.names and least <= first.shift + second.shift <= most:
            rarity = first.rarity + second.rarity + TWO_CHANGES
            yield Hypothesis(
                first.names + second.names, first.delta + second.delta, f"{first.message}, and {second.message}", rarity
            )


_WHOLE = ("dimer", "truncation", "shortened")  # changes of the whole chain, not parts of a pair
_SALTS = frozenset(change.name for change in KNOWN_CHANGES if change.kind in _SINGLY)


def _may_pair(one: Hypothesis) -> bool:
    return one.names[0] not in _SALTS and one.rarity < 2.0


def _singles(sequence: Sequence) -> Iterator[Hypothesis]:
    for change in KNOWN_CHANGES:
        if is_possible(change, sequence):
            yield from _times(change)
    for name, delta, message in chain_changes(sequence):
        rarity = _BY_KIND[Kind.CHAIN] + (0.2 if name.startswith(("doubling", *_WHOLE)) else 0.0)
        yield Hypothesis((name,), delta, message, rarity)
    whole = formula_of(sequence)
    yield Hypothesis(("dimer",), whole, "a dimer, held together in the spectrometer", 0.7)
    if any(residue.letter == "C" for residue in sequence.residues):
        bridged = whole - parse_formula("H2")
        yield Hypothesis(("dimer-disulfide",), bridged, "a dimer with a disulfide bridge", 0.6)


def _times(change: Change) -> Iterator[Hypothesis]:
    rarity = _BY_NAME.get(change.name, _BY_KIND[change.kind])
    for times in range(1, change.most + 1):
        message = change.message if times == 1 else f"{change.message}, {times} times"
        yield Hypothesis((change.name,), change.delta * times, message, rarity + MORE_THAN_ONCE * (times - 1))
