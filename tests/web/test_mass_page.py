"""The mass page: forms, fits and the ladder, asked by a plain GET."""

from __future__ import annotations

import itertools

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coaverify.chemistry.ions import mz
from coaverify.report.presentation.ladder import HEIGHT, Ladder, ladder
from coaverify.spectrum.candidates import meant_by
from coaverify.spectrum.fits import answer_for
from coaverify.spectrum.ion_choice import ions_for
from coaverify.spectrum.observed import parse_observed


def ask(client: FlaskClient, **fields: str) -> TestResponse:
    return client.get("/mass/", query_string=fields)


def test_the_page_is_in_the_navigation_and_asks_for_nothing_yet(client: FlaskClient) -> None:
    page = client.get("/mass/")
    assert page.status_code == 200
    assert 'href="/mass/" aria-current="page"' in page.text
    assert "<svg class=" + '"ladder"' not in page.text
    assert 'method="get"' in page.text


def test_a_name_shows_the_four_forms_and_the_ladder(client: FlaskClient) -> None:
    page = ask(client, peptide="N-Acetyl Semax Amidate").text
    for figure in ("854.3745", "813.3480", "855.3585", "812.3639", "428.1945", "C39H54N10O10S"):
        assert figure in page
    assert "Ladder of the ions of N-Acetyl Semax Amidate" in page
    assert "asked for" in page


def test_an_observed_value_is_answered_beside_the_forms(client: FlaskClient) -> None:
    page = ask(client, peptide="semax", observed="428.2@2+").text
    assert "428.2 as [M+2H]2+ fits one molecule only" in page
    assert "The next molecule is Semax, n-acetyl," in page
    assert "ladder-hit" in page


def test_without_a_name_the_whole_reference_is_searched_and_leads_on(client: FlaskClient) -> None:
    page = ask(client, observed="428.2 855.4@1+").text
    assert "All 2 values together fit one molecule only: Semax, n-acetyl-amide." in page
    assert "peptide=%5BAcetyl%5D-MEHFPGP-%5BAmidated%5D" in page
    assert "cannot be told apart at this tolerance" in page


def test_negative_ions_are_shown_where_they_are_asked_for(client: FlaskClient) -> None:
    page = ask(client, peptide="semax", polarity="negative").text
    assert "[M+CF3COO]-" in page
    assert "[M+2H]2+</th>" not in page


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"peptide": "XQ-17 (unknown)"}, "no name of the reference, and no sequence"),
        ({"peptide": "G" * 301}, "longer than 300 characters"),
        ({"peptide": "semax", "observed": "abc"}, "is no value"),
        ({"peptide": "semax", "observed": "428.2=[M+2H]3+"}, "do not make the charge"),
        ({"observed": "1 " * 21}, "At most 20 values"),
        ({"observed": "1 " * 200}, "longer than 300 characters"),
        ({"peptide": "semax", "tolerance": "little"}, "is no tolerance"),
        ({"peptide": "semax", "polarity": "sideways"}, "Choose positive or negative"),
    ],
)
def test_what_is_not_understood_is_told_in_a_sentence(client: FlaskClient, fields: dict[str, str], reason: str) -> None:
    page = ask(client, **fields)
    assert page.status_code == 422
    assert reason in page.text
    assert "ladder" not in page.text.replace("mass.css", "")


def test_what_is_typed_is_never_markup(client: FlaskClient) -> None:
    page = ask(client, peptide="<script>alert(1)</script>", observed='"><b>')
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text


@pytest.mark.parametrize("peptide", ["G", "GLOW", "Adamax", "LL-37", "pGlu-HP", "W" * 120])
def test_short_long_and_ambiguous_peptides_have_a_page(client: FlaskClient, peptide: str) -> None:
    assert ask(client, peptide=peptide, observed="100 5000.5=M").status_code == 200


def laid_out(name: str, *observed: str) -> Ladder:
    molecules = meant_by(name).candidates[0].molecules()
    answers = [answer_for(parse_observed(text), molecules, ions_for()) for text in observed]
    return ladder(molecules, [molecule.form.value for molecule in molecules], ions_for(), answers)


@pytest.mark.parametrize("name", ["semax", "LL-37"])
def test_a_heavier_ion_stands_higher_and_none_outside_the_picture(name: str) -> None:
    plot = laid_out(name)
    molecule = meant_by(name).candidates[0].molecules()[0]
    by_title = {rung.title: rung.y for rung in plot.columns[0].rungs}
    places = sorted((mz(molecule.masses.monoisotopic, ion), ion.label) for ion in ions_for())
    heights = [by_title[f"{label} {place:.4f}"] for place, label in places]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < y < HEIGHT for y in heights)


def test_labels_of_a_column_never_lie_over_one_another() -> None:
    for column in laid_out("LL-37", "899.7", "1499.3").columns:
        places = sorted(rung.label_y for rung in column.rungs if rung.label)
        assert len(places) >= 5
        assert all(later - earlier >= 15 for earlier, later in itertools.pairwise(places))


def test_an_observed_value_lies_at_the_rung_that_it_fits_and_far_ones_are_named() -> None:
    plot = laid_out("N-Acetyl Semax Amidate", "428.1945", "99999")
    (line,) = plot.observed
    (hit,) = (rung for rung in plot.columns[0].rungs if rung.hit)
    assert line.y == pytest.approx(hit.y, abs=0.2)
    assert plot.outside == ("99999",)
