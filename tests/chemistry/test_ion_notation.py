"""Ions as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.chemistry.ion_notation import parse_ion
from coaverify.chemistry.ions import IONS, NEGATIVE_IONS, POSITIVE_IONS, Ion, IonError

WRITTEN = {
    "[M+2H]2+": "[M+2H]2+",
    "[M+2H]²⁺": "[M+2H]2+",
    "[M + 2H]++": "[M+2H]2+",
    "[M+2H]+2": "[M+2H]2+",
    "[M+H+H]2+": "[M+2H]2+",
    "M+2H2+": "[M+2H]2+",
    "2+": "[M+2H]2+",
    "(M+3H)3+": "[M+3H]3+",
    "MH+": "[M+H]+",
    "m+h": "[M+H]+",
    "M+Na": "[M+Na]+",
    "m+nh4": "[M+NH4]+",
    "[M+Li]+": "[M+Li]+",
    "[M+Na+H]2+": "[M+H+Na]2+",
    "[M+3H+Na]4+": "[M+3H+Na]4+",
    "M-H+2Na": "[M+2Na-H]+",
    "[2M+H]+": "[2M+H]+",
    "2M+Na": "[2M+Na]+",
    "[2M–H]⁻": "[2M-H]-",
    "[M-H2O+H]+": "[M+H-H2O]+",
    "[M+2H-NH3]2+": "[M+2H-NH3]2+",
    "-2": "[M-2H]2-",
    "[M−H]−": "[M-H]-",
    "[M+TFA-H]-": "[M+CF3COO]-",
    "[M+FA-H]-": "[M+HCOO]-",
    "[M+OAc]-": "[M+CH3COO]-",
    "[M+Cl]-": "[M+Cl]-",
    "[M+ACN+H]+": "[M+H+CH3CN]+",
}


@pytest.mark.parametrize(("written", "label"), WRITTEN.items())
def test_an_ion_is_known_in_every_usual_notation(written: str, label: str) -> None:
    assert parse_ion(written).label == label


@pytest.mark.parametrize("ion", {*IONS, *POSITIVE_IONS, *NEGATIVE_IONS}, ids=lambda ion: ion.label)
def test_what_is_labelled_is_read_back_as_the_same_ion(ion: Ion) -> None:
    assert parse_ion(ion.label) == ion


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("[M+2H]3+", r"do not make the charge that it states: \[M\+2H\]2\+ would"),
        ("[M-H]+", "do not make the charge"),
        ("[M+TFA]-", "leaves the molecule neutral"),
        ("[M+H-H]", "leaves the molecule neutral"),
        ("[M+Xx]+", "no ion known here"),
        ("[M+H", "no ion known here"),
        ("(M+H]+", "no ion known here"),
        ("[M+H]2+-", "no ion known here"),
        ("M", "no ion known here"),
        ("3", "no ion known here"),
        ("", "no ion known here"),
        ("[0M+H]+", "at least one molecule"),
        ("[M+H]+" * 20, "not longer than"),
    ],
)
def test_what_is_no_ion_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(IonError, match=reason):
        parse_ion(written)


@given(st.text(alphabet="[]()M0123456789+-HNaKLiClOCF⁺²− x", max_size=20))
def test_any_text_is_an_ion_or_refused(text: str) -> None:
    try:
        ion = parse_ion(text)
    except IonError:
        return
    assert parse_ion(ion.label) == ion
