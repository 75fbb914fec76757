"""The data of the reference: do they agree with chemistry, and with themselves?"""

from __future__ import annotations

from itertools import product

import pytest

from chemistry import rdkit_engine
from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form
from coaverify.reference.entry import Confidence, Entry
from coaverify.reference.library import library

EVERY_FORM = [pytest.param(e, f, id=f"{e.id}-{f}") for e, f in product(library().entries, Form)]
PUBLISHED = [
    pytest.param(entry, form, facts.formula, id=f"{entry.id}-{form}")
    for entry in library().entries
    for form, facts in entry.forms.items()
    if facts.formula
]


def by_rdkit(entry: Entry, form: Form) -> rdkit_engine.RdkitMasses:
    if entry.sequence.isalpha():
        return rdkit_engine.of_chain(entry.sequence, form)
    residues = parse_sequence(entry.sequence).residues
    return rdkit_engine.of_residues([r.letter if r.letter != "X" else r.code for r in residues], form)


@pytest.mark.parametrize(("entry", "form"), EVERY_FORM)
def test_every_form_weighs_what_rdkit_says(entry: Entry, form: Form) -> None:
    ours = masses_of(parse_sequence(entry.sequence).with_form(form))
    theirs = by_rdkit(entry, form)
    assert ours.formula == theirs.formula
    assert ours.monoisotopic == pytest.approx(theirs.monoisotopic, abs=1e-4)
    assert ours.average == pytest.approx(theirs.average, abs=0.02 + 2e-5 * theirs.average)


@pytest.mark.parametrize(("entry", "form", "published"), PUBLISHED)
def test_published_formulas_follow_from_the_sequence(entry: Entry, form: Form, published: str) -> None:
    assert published == parse_formula(published).hill, "written in Hill's order"
    assert masses_of(parse_sequence(entry.sequence).with_form(form)).formula == published


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_sequences_are_written_as_the_chemistry_prints_them(entry: Entry) -> None:
    sequence = parse_sequence(entry.sequence)
    assert sequence.proforma == entry.sequence
    assert library().by_sequence(sequence.with_form(Form.N_ACETYL_AMIDE)) is entry


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_every_name_finds_its_entry_and_form(entry: Entry) -> None:
    for name in entry.names:
        assert [(m.entry, m.form, m.ambiguous) for m in library().find(name)] == [(entry, entry.native_form, False)], (
            name
        )
    for form, facts in entry.forms.items():
        for name in facts.names:
            assert [(m.entry, m.form, m.ambiguous) for m in library().find(name)] == [(entry, form, False)], name
    for ambiguous in entry.ambiguous:
        found = library().find(ambiguous.name)
        assert {m.form for m in found if m.entry is entry} == set(ambiguous.forms)
        assert all(m.ambiguous and m.note for m in found)


@pytest.mark.parametrize("entry", library().entries, ids=lambda entry: entry.id)
def test_facts_are_supported(entry: Entry) -> None:
    assert entry.sources
    if entry.confidence is Confidence.HIGH:
        facts = entry.facts(entry.native_form)
        assert facts.formula, "a high entry has a published formula"
        assert facts.cas, "and a CAS number"
    if entry.confidence is Confidence.LOW:
        assert not any(facts.cas or facts.formula for facts in entry.forms.values())


def test_the_commonly_sold_peptides_are_there() -> None:
    assert {
        "semax",
        "selank",
        "tb-500-fragment",
        "kpv",
        "thymosin-alpha-1",
        "angiotensin-ii",
        "epitalon",
        "ll-37",
        "mots-c",
        "bpc-157",
        "thymosin-beta-4",
        "ipamorelin",
        "dsip",
        "tuftsin",
        "ghk",
        "argireline",
    } <= {entry.id for entry in library().entries}


def test_cas_numbers_find_their_form() -> None:
    for number, identifier, form in [
        ("80714-61-0", "semax", Form.PLAIN),
        ("129954-34-3", "selank", Form.PLAIN),
        ("62304-98-7", "thymosin-alpha-1", Form.N_ACETYL),
        ("616204-22-9", "argireline", Form.N_ACETYL_AMIDE),
    ]:
        match = library().by_cas(number)
        assert match is not None
        assert (match.entry.id, match.form) == (identifier, form)
    assert library().by_cas("50-00-0") is None
