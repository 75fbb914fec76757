"""What may lie behind a difference of masses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.chemistry.masses import average_mass, masses_of, monoisotopic_mass
from coaverify.chemistry.modifications import KNOWN_CHANGES, Kind, explain
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form

SEMAX = parse_sequence("MEHFPGP")

SHIFTS = {
    "amide-for-acid": -0.984,
    "acid-for-amide": 0.984,
    "acetylated": 42.011,
    "deamidation": 0.984,
    "oxidation": 15.995,
    "dioxidation": 31.990,
    "disulfide": -2.016,
    "ammonia-loss": -17.027,
    "water-loss": -18.011,
    "methylation": 14.016,
    "formylation": 27.995,
    "carbamate": 43.990,
    "trifluoroacetylation": 95.982,
    "guanidinylation": 98.084,
    "piperidide": 67.079,
    "tert-butyl": 56.063,
    "boc": 100.052,
    "fmoc": 222.068,
    "trityl": 242.110,
    "pbf": 252.082,
    "tfa-salt": 113.993,
    "acetate-salt": 60.021,
    "sodium-salt": 21.982,
    "potassium": 37.956,
    "ammonium": 17.027,
    "acetonitrile": 41.027,
    "copper": 60.914,
}
SALTS = {"acetate-salt": 60.052, "tfa-salt": 114.023, "hydrochloride": 36.461, "hydrate": 18.015}


@pytest.mark.parametrize(("name", "shift"), SHIFTS.items())
def test_the_known_shifts_are_computed_right(name: str, shift: float) -> None:
    (change,) = (change for change in KNOWN_CHANGES if change.name == name)
    assert monoisotopic_mass(change.delta) == pytest.approx(shift, abs=5.1e-4)


@pytest.mark.parametrize(("name", "weight"), SALTS.items())
def test_salts_add_their_average_weight(name: str, weight: float) -> None:
    (change,) = (change for change in KNOWN_CHANGES if change.name == name)
    assert average_mass(change.delta) == pytest.approx(weight, abs=1.1e-3)


def test_names_of_changes_are_given_once() -> None:
    names = [change.name for change in KNOWN_CHANGES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("printed", "delta", "first"),
    [
        ("MEHFPGP", -0.984, "amide-for-acid"),
        ("MEHFPGP-NH2", 0.984, "acid-for-amide"),
        ("MEHFPGP", 42.01, "acetylated"),
        ("Ac-MEHFPGP", -42.01, "not-acetylated"),
        ("MEHFPGP", 41.026, "acetylated-amide"),
        ("Ac-MEHFPGP-NH2", -41.026, "plain-for-acetylated-amide"),
        ("MEHFPGP", 15.99, "oxidation"),
        ("MEHFPGP", -131.04, "deletion-Met"),
        ("MEHFPGP", 97.053, "doubling-Pro"),
        ("MEHFPGP", -260.083, "truncation-2"),
        ("TKPRPGP", 252.08, "pbf"),
        ("MEHFPGP", 0.573, "average"),
        ("MEHFPGP", 1.0073, "protonated"),
        ("MEHFPGP", 113.99, "tfa-salt"),
    ],
)
def test_a_difference_is_explained_by_what_the_molecule_can_undergo(printed: str, delta: float, first: str) -> None:
    explanations = explain(delta, 0.02, parse_sequence(printed))
    assert explanations[0].name == first
    assert explanations[0].message
    assert [abs(one.residual) for one in explanations] == pytest.approx(
        sorted(abs(one.residual) for one in explanations), abs=1e-4
    )


def test_a_catalogue_weight_of_the_diacetate_is_recognised() -> None:
    weight = masses_of(SEMAX).average + 2 * 60.052
    (explanation, *_) = explain(weight - masses_of(SEMAX).average, 0.05, SEMAX, average=True)
    assert (explanation.name, explanation.times, explanation.kind) == ("acetate-salt", 2, Kind.SALT)


def test_changes_that_the_molecule_cannot_undergo_are_not_offered() -> None:
    names = {
        one.name for delta in (15.995, -2.016, 252.08, 0.984) for one in explain(delta, 0.01, parse_sequence("AEDG"))
    }
    assert names == set()
    assert not [one for one in explain(-2.016, 0.01, parse_sequence("ACG")) if one.name == "disulfide"]
    assert [one for one in explain(-2.016, 0.01, parse_sequence("ACGC")) if one.name == "disulfide"]


def test_no_difference_needs_no_explanation() -> None:
    assert explain(0.01, 0.05, SEMAX) == []


def test_an_unknown_difference_has_none() -> None:
    assert explain(333.333, 0.01, SEMAX) == []


@given(st.floats(-500, 500), st.floats(0.001, 1), st.sampled_from(list(Form)), st.booleans())
def test_every_explanation_keeps_the_tolerance(delta: float, tolerance: float, form: Form, average: bool) -> None:
    for one in explain(delta, tolerance, SEMAX.with_form(form), average=average):
        assert abs(one.residual) <= tolerance
        assert one.delta + one.residual == pytest.approx(delta)
