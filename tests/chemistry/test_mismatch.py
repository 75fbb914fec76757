"""Changes that may lie behind a mass that was found elsewhere."""

from __future__ import annotations

import pytest

from coaverify.chemistry.masses import masses_of, masses_of_formula
from coaverify.chemistry.mismatch import pairs_of_changes, single_changes
from coaverify.chemistry.sequences import parse_sequence

SEMAX = parse_sequence("MEHFPGP")


def shifts(printed: str) -> dict[str, float]:
    found = single_changes(parse_sequence(printed))
    return {one.names[0]: one.shift for one in reversed(found)}  # once is listed before twice


@pytest.mark.parametrize(
    ("printed", "name", "shift"),
    [
        ("MEHFPGP", "oxidation", 15.9949),
        ("MEHFPGP", "deletion-Gly", -57.0215),
        ("MEHFPGP", "doubling-Pro", 97.0528),
        ("MEHFPGP", "truncation-2", -260.0831),  # Met and Glu
        ("MEHFPGP", "shortened-2", -154.0742),  # Gly and Pro
        ("MEHFPGP", "tfa-adduct", 113.9929),
        ("MEHFPGP", "dimer", 813.3480),
        ("ACGC", "disulfide", -2.0157),
    ],
)
def test_a_single_change_shifts_the_mass_as_published(printed: str, name: str, shift: float) -> None:
    assert shifts(printed)[name] == pytest.approx(shift, abs=2e-4)


def test_a_changed_molecule_is_a_molecule() -> None:
    oxidised = next(one for one in single_changes(SEMAX) if one.names == ("oxidation",))
    changed = oxidised.applied_to(masses_of(SEMAX))
    assert changed == masses_of_formula("C37H51N9O11S")


def test_nothing_loses_atoms_that_it_does_not_have() -> None:
    water = next(one for one in single_changes(parse_sequence("MEHFPGP")) if one.names == ("deletion-Met",))
    assert water.applied_to(masses_of(parse_sequence("GG"))) is None  # no sulfur to lose


def test_a_pair_of_changes_adds_up() -> None:
    wanted = 15.9949 + 0.9840  # oxidised, and an acid where the amide should be
    found = list(pairs_of_changes(parse_sequence("MEHFPGP-NH2"), wanted - 0.01, wanted + 0.01))
    names = [set(one.names) for one in found]
    assert {"oxidation", "acid-for-amide"} in names
    assert all(abs(one.shift - wanted) <= 0.01 for one in found)


def test_pairs_are_rarer_than_either_of_their_members() -> None:
    singles = {one.names[0]: one.rarity for one in single_changes(SEMAX)}
    pairs = list(pairs_of_changes(SEMAX, 10.0, 20.0))
    assert pairs
    assert all(one.rarity > max(singles[name] for name in one.names) for one in pairs)


def test_what_the_chain_cannot_undergo_is_not_among_its_changes() -> None:
    assert {"oxidation", "pbf", "disulfide", "dimer-disulfide"}.isdisjoint(shifts("AEDG"))
