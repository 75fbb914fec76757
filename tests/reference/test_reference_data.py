"""The data of the reference: do they agree with chemistry, and with themselves?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chemistry import rdkit_engine
from chemistry.rdkit_smiles import COPPER
from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.masses import masses_of
from coaverify.chemistry.sequences import parse_sequence
from coaverify.model.form import Form
from coaverify.reference.entry import Confidence, Entry
from coaverify.reference.library import SHIPPED, library
from coaverify.reference.toml_files import table_of, tables_in
from coaverify.report.reference_check import checked_file
from coaverify_reference import VERSION

EVERY_FORM = [
    pytest.param(entry, form, id=f"{entry.id}-{form}")
    for entry in library().entries
    for form in parse_sequence(entry.sequence).forms
]
PUBLISHED = [
    pytest.param(entry, form, facts.formula, id=f"{entry.id}-{form}")
    for entry in library().entries
    for form, facts in entry.forms.items()
    if facts.formula
]


def by_rdkit(entry: Entry, form: Form) -> rdkit_engine.RdkitMasses:
    """Drawn from names and places alone: the engine knows none of our compositions."""
    if entry.sequence.isalpha():
        return rdkit_engine.of_chain(entry.sequence, form)
    chain = parse_sequence(entry.sequence)
    if "Cu(II)" in chain.three_letter:  # one form only is drawn; the others follow from it by the ends alone
        drawn = rdkit_engine.of_smiles(COPPER[chain.one_letter])
        ends = [rdkit_engine.of_chain(chain.one_letter, one) for one in (Form.PLAIN, form)]
        formula = parse_formula(drawn.formula) + parse_formula(ends[1].formula) - parse_formula(ends[0].formula)
        monoisotopic, average = (
            getattr(drawn, mass) + getattr(ends[1], mass) - getattr(ends[0], mass)
            for mass in ("monoisotopic", "average")
        )
        return rdkit_engine.RdkitMasses(formula.hill, monoisotopic, average)
    parts = [
        rdkit_engine.Part(
            residue.letter if residue.letter != "X" else residue.code, residue.group.name if residue.group else ""
        )
        for residue in chain.residues
    ]
    bridges = [(bridge.first, bridge.second, bridge.ring.value) for bridge in chain.bridges]
    front, back = (group.name if group else "" for group in (chain.front, chain.back))
    return rdkit_engine.of_drawn(rdkit_engine.Drawn(parts, form, front, back, bridges))


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
    assert library().by_sequence(sequence.with_form(entry.native_form)) is entry
    assert set(entry.forms) <= set(sequence.forms), "facts are given for a form that the chain cannot have"
    assert {form for one in entry.ambiguous for form in one.forms} <= set(sequence.forms)


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


def test_the_index_that_is_loaded_is_what_the_files_say() -> None:
    parsed = json.loads((SHIPPED / "index.json").read_text(encoding="utf-8"))
    mend = "run scripts/reference-index.py"
    assert parsed["peptides"] == dict(tables_in(SHIPPED / "peptides")), mend
    assert parsed["blends"] == table_of(SHIPPED / "blends.toml"), mend
    assert parsed["version"] == VERSION, mend


@pytest.mark.parametrize("path", sorted((SHIPPED / "peptides").glob("*.toml")), ids=lambda path: path.stem)
def test_no_shipped_file_has_a_problem(path: Path) -> None:
    assert checked_file(path).problems == ()


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
        "semaglutide",
        "tirzepatide",
        "retatrutide",
        "liraglutide",
        "cagrilintide",
        "melanotan-1",
        "melanotan-2",
        "pt-141",
        "oxytocin",
        "desmopressin",
        "octreotide",
        "leuprolide",
        "triptorelin",
        "gonadorelin",
        "ghrp-2",
        "ghrp-6",
        "hexarelin",
        "cjc-1295-dac",
        "cjc-1295-no-dac",
        "tesamorelin",
        "aod-9604",
        "ghk-cu",
        "ss-31",
        "foxo4-dri",
        "ara-290",
        "bivalirudin",
        "ziconotide",
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


def test_a_hundred_and_ten_entries_are_sure_enough_to_judge_by() -> None:
    assert sum(entry.confidence is not Confidence.LOW for entry in library().entries) >= 110


@pytest.mark.parametrize(
    "entry",
    [e for e in library().entries if any(f.disagreements for f in e.forms.values())],
    ids=lambda entry: entry.id,
)
def test_recorded_disagreements_do_disagree_with_what_is_computed(entry: Entry) -> None:
    for form, facts in entry.forms.items():
        masses = masses_of(parse_sequence(entry.sequence).with_form(form))
        for one in facts.disagreements:
            if one.figure == "formula":
                assert parse_formula(one.value) != parse_formula(masses.formula), one
                continue
            nearest = min(abs(float(one.value) - weight) for weight in (masses.average, masses.average_iupac))
            assert nearest > 0.1, one
            assert float(one.difference.split()[0]) == pytest.approx(float(one.value) - masses.average_iupac, abs=0.02)


# Written down from the published structures, residue by residue and group by group, without our tables
@pytest.mark.parametrize(
    ("id", "formula", "monoisotopic"),
    [
        ("semaglutide", "C187H291N45O59", 4111.1154),
        ("tirzepatide", "C225H348N48O68", 4810.5249),
        ("liraglutide", "C172H265N43O51", 3748.9474),
        ("oxytocin", "C43H66N12O12S2", 1006.4365),
        ("octreotide", "C49H66N10O10S2", 1018.4405),
        ("pt-141", "C50H68N14O10", 1024.5243),
        ("melanotan-2", "C50H69N15O9", 1023.5403),
        ("leuprolide", "C59H84N16O12", 1208.6455),
        ("goserelin", "C59H84N18O14", 1268.6414),
        ("degarelix", "C82H103ClN18O16", 1630.7487),
        ("linaclotide", "C59H79N15O21S6", 1525.3899),
        ("eptifibatide", "C35H49N11O9S2", 831.3156),
        ("ghk-cu", "C14H22CuN6O4", 401.0999),
    ],
)
def test_known_drugs_have_their_published_figures(id: str, formula: str, monoisotopic: float) -> None:  # noqa: A002
    entry = library().get(id)
    assert entry is not None
    masses = masses_of(parse_sequence(entry.sequence).with_form(entry.native_form))
    assert masses.formula == formula
    assert masses.monoisotopic == pytest.approx(monoisotopic, abs=2e-3)


def test_two_peptides_of_one_chain_are_told_apart_by_their_ends() -> None:
    chain = parse_sequence(next(e for e in library().entries if e.id == "pt-141").sequence)
    owners = [library().by_sequence(chain.with_form(form)) for form in Form]
    assert [entry and entry.id for entry in owners] == [None, "pt-141", None, "melanotan-2"]
