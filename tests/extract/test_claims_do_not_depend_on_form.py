"""The same certificate moved, restyled and translated states the same; one value altered alters that claim alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certificate_forms import (
    CLAIMS,
    DATES,
    LANGUAGES,
    LAYOUTS,
    SIZES,
    TIGHT,
    Form,
    claims_in,
    drawn,
    drawn_table,
    label_of,
    printed,
)
from coaverify.extract.vocabulary import language

# Each example draws a PDF and reads it, which takes about a tenth of a second.
bounded = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

orders = st.permutations(tuple(CLAIMS)).map(tuple)
places = {
    "layout": st.sampled_from(LAYOUTS),
    "order": orders,
    "page": st.sampled_from(tuple(SIZES)),
    "left": st.integers(min_value=28, max_value=80),
    "top": st.integers(min_value=40, max_value=120),
    "pitch": st.sampled_from([1.5, 1.7, 2.0]),
}
styles = {
    "layout": st.sampled_from(LAYOUTS),
    "family": st.sampled_from(["Helvetica", "Times-Roman", "Courier"]),
    "size": st.sampled_from([7, 8.5, 9, 10, 11]),
    "bold": st.booleans(),
    "colour": st.sampled_from([0.0, 0.25, 0.5]),
    "rules": st.booleans(),
    "wide_colon": st.booleans(),
}
words = {
    "language": st.sampled_from(LANGUAGES),
    "layout": st.sampled_from(LAYOUTS),
    "local": st.booleans(),
    "heads": st.fixed_dictionaries({claim: st.integers(min_value=0, max_value=2) for claim in CLAIMS}),
}


def forms(*groups: Mapping[str, st.SearchStrategy[object]]) -> st.SearchStrategy[Form]:
    merged = {name: strategy for group in groups for name, strategy in group.items()}
    return st.builds(Form, **merged)


@bounded
@given(form=forms(places))
def test_moving_a_certificate_does_not_change_its_claims(form: Form) -> None:
    assert claims_in(drawn(form)) == CLAIMS


@bounded
@given(form=forms(styles))
def test_restyling_a_certificate_does_not_change_its_claims(form: Form) -> None:
    assert claims_in(drawn(form)) == CLAIMS


@bounded
@given(form=forms(words))
def test_translating_a_certificate_does_not_change_its_claims(form: Form) -> None:
    assert claims_in(drawn(form)) == CLAIMS


@bounded
@given(form=forms(places, styles, words))
def test_moved_restyled_and_translated_at_once_it_states_the_same(form: Form) -> None:
    assert claims_in(drawn(form)) == CLAIMS


ALTERED = {
    "product_name": "Selank",
    "sequence": "TKPRPGP",
    "lot_number": "AB-20471",
    "cas_number": "129954-34-3",
    "molecular_formula": "C33H57N11O9",
    "molecular_weight": "831.92",
    "monoisotopic_mass": "831.3480",
    "observed_mass": "813.63",
    "hplc_purity": "93.91",
    "net_peptide_content": "84.1",
    "water_content": "2.4",
    "acetate_content": "7.65",
    "tfa_content": "0.31",
    "quantity": "5 mg",
    "issue_date": "2026-05-02",
    "retest_date": "2028-10-13",
}


@bounded
@given(claim=st.sampled_from(tuple(ALTERED)), form=forms(places, styles, words))
def test_altering_one_printed_value_changes_that_claim_alone(claim: str, form: Form) -> None:
    altered = {**CLAIMS, claim: ALTERED[claim]}
    assert claims_in(drawn(form, altered)) == altered


@pytest.mark.parametrize("code", ["zh", "ja"])
def test_chinese_and_japanese_labels_need_nothing_between_them_and_their_values(code: str) -> None:
    order = ("lot_number", "cas_number", "molecular_formula", "hplc_purity", "water_content", "issue_date")
    assert claims_in(drawn(Form(language=code, layout=TIGHT, order=order, local=True))) == {
        claim: CLAIMS[claim] for claim in order
    }


LIMITS = {
    "en": "NLT 98.0 %", "de": "mindestens 98,0 %", "fr": "au moins 98,0 %", "es": "no menos de 98,0 %",
    "ru": "не менее 98,0 %", "zh": "不得少于 98.0 %", "ja": "98.0 % 以上",
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_tables_of_results_are_read_in_every_language(code: str) -> None:
    one, form = language(code), Form(language=code, local=True)
    rows = [
        [one.roles[role][0].capitalize() for role in ("parameter", "specification", "result")],
        [label_of("hplc_purity", form), LIMITS[code], printed("hplc_purity", "97.31", form)],
        [label_of("water_content", form), printed("water_content", "8.0", form), printed("water_content", "4.2", form)],
        [label_of("observed_mass", form), "± 1.0 Da", "813.4"],
        [label_of("appearance", form), one.appearance[0], one.appearance[0]],
    ]
    assert claims_in(drawn_table(code, rows)) == {
        "product_name": CLAIMS["product_name"],
        "lot_number": CLAIMS["lot_number"],
        "hplc_purity": "97.31",
        "purity_specification": ">=98.0",
        "water_content": "4.2",
        "observed_mass": "813.4",
        "appearance": one.appearance[0],
    }


@pytest.mark.parametrize("claim", ["hplc_purity", "lot_number", *DATES[:2]])
def test_what_is_not_printed_is_not_claimed(claim: str) -> None:
    left = tuple(name for name in CLAIMS if name != claim)
    assert claims_in(drawn(Form(order=left))) == {name: CLAIMS[name] for name in left}
