"""Masses, held against RDKit, pyteomics and published figures."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyteomics import mass as pyteomics_mass

from chemistry import rdkit_engine
from chemistry.rdkit_smiles import COPPER
from coaverify.chemistry import atoms
from coaverify.chemistry.formulas import parse_formula
from coaverify.chemistry.groups import BACK_GROUPS, CAPS, SIDE_GROUPS, Group
from coaverify.chemistry.isotopes import most_abundant_mass, pattern
from coaverify.chemistry.masses import average_mass, formula_of, masses_of, masses_of_formula, monoisotopic_mass
from coaverify.chemistry.residues import BY_CODE, NON_STANDARD, STANDARD, TERMINI, Residue
from coaverify.chemistry.sequences import Sequence, parse_sequence
from coaverify.model.form import Form

# (chain, form, formula, average NIST, monoisotopic), from an independent computation
PRIMARY = [
    ("MEHFPGP", Form.PLAIN, "C37H51N9O10S", 813.921, 813.3480),
    ("MEHFPGP", Form.N_ACETYL, "C39H53N9O11S", 855.958, 855.3585),
    ("MEHFPGP", Form.AMIDE, "C37H52N10O9S", 812.937, 812.3639),
    ("MEHFPGP", Form.N_ACETYL_AMIDE, "C39H54N10O10S", 854.973, 854.3745),
    ("TKPRPGP", Form.PLAIN, "C33H57N11O9", 751.875, 751.4341),
    ("TKPRPGP", Form.N_ACETYL, "C35H59N11O10", 793.912, 793.4446),
    ("TKPRPGP", Form.AMIDE, "C33H58N12O8", 750.891, 750.4501),
    ("TKPRPGP", Form.N_ACETYL_AMIDE, "C35H60N12O9", 792.927, 792.4606),
]


@pytest.mark.parametrize(("chain", "form", "formula", "average", "monoisotopic"), PRIMARY)
def test_the_eight_primary_forms_have_their_masses(
    chain: str, form: Form, formula: str, average: float, monoisotopic: float
) -> None:
    masses = masses_of(parse_sequence(chain).with_form(form))
    assert masses.formula == formula
    assert masses.monoisotopic == pytest.approx(monoisotopic, abs=5e-5 + 1e-9)
    assert masses.average == pytest.approx(average, abs=5e-4 + 1e-9)


def test_the_two_legal_averages_of_semax_differ() -> None:
    masses = masses_of(parse_sequence("MEHFPGP"))
    assert masses.average == pytest.approx(813.921, abs=5e-4)
    assert masses.average_iupac == pytest.approx(813.928, abs=5e-4)


chains = st.text(alphabet="ACDEFGHIKLMNPQRSTVWY", min_size=1, max_size=50)


@settings(max_examples=60, deadline=None)
@given(chains, st.sampled_from(list(Form)))
def test_any_standard_chain_weighs_what_rdkit_says(chain: str, form: Form) -> None:
    ours = masses_of(parse_sequence(f"[Acetyl]-{chain}").with_form(form))
    theirs = rdkit_engine.of_chain(chain, form)
    assert ours.formula == theirs.formula
    assert ours.monoisotopic == pytest.approx(theirs.monoisotopic, abs=1e-4)
    assert ours.average == pytest.approx(theirs.average, abs=0.02 + 2e-5 * theirs.average)
    assert ours.average_iupac == pytest.approx(theirs.average, abs=0.02 + 2e-5 * theirs.average)


@pytest.mark.parametrize("residue", NON_STANDARD, ids=lambda residue: residue.code)
def test_residues_outside_the_twenty_have_the_formula_that_rdkit_finds(residue: Residue) -> None:
    codes = ["F", residue.code] if residue.closed_back else [residue.code, "F"]
    ours = formula_of(Sequence(tuple(BY_CODE["phe" if code == "F" else code.lower()] for code in codes)))
    assert ours.hill == rdkit_engine.of_residues(codes, Form.PLAIN).formula


@pytest.mark.parametrize("group", [*CAPS, *SIDE_GROUPS, *BACK_GROUPS], ids=lambda group: group.name)
def test_groups_weigh_what_rdkit_finds_wherever_they_may_stand(group: Group) -> None:
    if group.name == "Cu(II)":
        assert masses_of(parse_sequence("GH(Cu)K")).formula == rdkit_engine.of_smiles(COPPER["GHK"]).formula
        return
    for site in group.sites:
        chain = f"A{site}A" if site.isalpha() else "AFA"
        front, back = group.name if site == "^" else "", group.name if site == "$" else ""
        parts = [rdkit_engine.Part(letter, group.name if letter == site else "") for letter in chain]
        theirs = rdkit_engine.of_drawn(rdkit_engine.Drawn(parts, front=front, back=back)) if site not in "DWE" else None
        front, back = front and f"[{front}]", back and f"[{back}]"
        printed = f"{front or 'H'}-A{chain[1]}{f'({group.name})' if chain[1] == site else ''}A-{back or 'OH'}"
        ours = masses_of(parse_sequence(printed))
        if theirs is None:  # an ester of a side-chain acid, a group on tryptophan: the group's gain is what counts
            assert ours.formula == (formula_of(parse_sequence(chain)) + group.delta).hill
            continue
        assert ours.formula == theirs.formula, printed
        assert ours.monoisotopic == pytest.approx(theirs.monoisotopic, abs=1e-4)


@settings(deadline=None)
@given(chains)
def test_pyteomics_agrees_where_it_is_asked_rightly(chain: str) -> None:
    masses = masses_of(parse_sequence(f"[Acetyl]-{chain}").with_form(Form.PLAIN))
    composition = pyteomics_mass.Composition(sequence=chain)
    assert dict(parse_formula(masses.formula)) == {e: n for e, n in composition.items() if n}
    assert masses.monoisotopic == pytest.approx(pyteomics_mass.calculate_mass(composition=composition), abs=1e-9)
    average = pyteomics_mass.calculate_mass(composition=composition, average=True)
    assert masses.average == pytest.approx(average, abs=1e-9)


def test_the_twenty_residues_are_those_of_pyteomics() -> None:
    theirs = {letter: dict(pyteomics_mass.std_aa_comp[letter]) for letter in "ACDEFGHIKLMNPQRSTVWY"}
    assert {residue.letter: dict(residue.formula) for residue in STANDARD} == theirs


def test_atoms_are_those_of_pyteomics_public_table() -> None:
    for element in atoms.CONVENTIONAL:
        assert atoms.monoisotopic(element) == pyteomics_mass.nist_mass[element][0][0]
        assert atoms.average(element) == pytest.approx(
            pyteomics_mass.calculate_mass(formula=element, average=True), abs=1e-9
        )


@pytest.mark.parametrize("element", sorted(atoms.CONVENTIONAL))
def test_both_tables_of_atomic_weights_mean_the_same_element(element: str) -> None:
    assert atoms.CONVENTIONAL[element] == pytest.approx(atoms.average(element), rel=5e-4)


class TestTrapsOfPyteomics:
    def test_ac_is_acetyl_and_never_actinium(self) -> None:
        trapped = pyteomics_mass.calculate_mass(sequence="Ac-MEHFPGP-NH2")
        assert trapped == pytest.approx(1038.3561, abs=1e-3)  # no error: this is why text never gets there
        masses = masses_of(parse_sequence("Ac-MEHFPGP-NH2"))
        assert masses.monoisotopic == pytest.approx(854.3745, abs=5e-5)
        assert "Ac" not in atoms.CONVENTIONAL

    def test_the_acetyl_end_is_a_whole_group_and_no_delta(self) -> None:
        assert TERMINI[Form.N_ACETYL].hill == "C2H4O2"  # CH3CO and OH
        assert masses_of(parse_sequence("Ac-MEHFPGP")).monoisotopic != pytest.approx(854.3507, abs=1e-3)

    def test_proforma_needs_no_network_and_no_unimod(self) -> None:
        code = (
            "import sys, socket\n"
            "def refuse(*a, **k): raise AssertionError('network')\n"
            "socket.socket = refuse\n"
            "from coaverify.chemistry.masses import masses_of\n"
            "from coaverify.chemistry.sequences import parse_sequence\n"
            "print(round(masses_of(parse_sequence('[Acetyl]-MEHFPGP-[Amidated]')).monoisotopic, 4))\n"
            "heavy = {'numpy', 'pandas', 'sqlalchemy', 'psims', 'lxml', 'pydantic'} & set(sys.modules)\n"
            "print(sorted(heavy))\n"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split("\n")[:2] == ["854.3745", "[]"]


@pytest.mark.parametrize(
    ("chain", "nominal_above_monoisotopic"),
    [("MEHFPGP", 0), ("GEPPPGKPADDAGLV", 0), ("LLGDFFRKSKEKIGKEFKRIVQRIKDFLRNLVPRTES", 2)],
)
def test_the_highest_peak_moves_up_with_the_mass(chain: str, nominal_above_monoisotopic: int) -> None:
    masses = masses_of(parse_sequence(chain))
    assert masses.most_abundant - masses.monoisotopic == pytest.approx(1.0027 * nominal_above_monoisotopic, abs=0.01)


def test_the_isotope_pattern_of_semax_has_the_known_second_peak() -> None:
    first, second, *_ = pattern(parse_formula("C37H51N9O10S"))
    assert second[1] / first[1] == pytest.approx(0.45, abs=0.01)
    assert second[0] - first[0] == pytest.approx(1.0029, abs=5e-4)


@pytest.mark.parametrize("formula", ["C37H51N9O10S", "C14H22CuN6O4", "C2HF3O2", "C212H350N56O78S"])
def test_the_mean_over_the_isotope_pattern_is_the_average_mass(formula: str) -> None:
    peaks = pattern(parse_formula(formula), peaks=60)
    assert sum(share for _, share in peaks) == pytest.approx(1, abs=1e-4)
    assert sum(mass * share for mass, share in peaks) == pytest.approx(average_mass(parse_formula(formula)), rel=1e-4)


def test_a_pattern_that_would_be_wrong_is_refused() -> None:
    with pytest.raises(ValueError, match="main isotope"):
        most_abundant_mass(parse_formula("C5H11NO2Se"))
    with pytest.raises(ValueError, match="difference"):
        pattern(parse_formula("OH") - parse_formula("NH2"))


@pytest.mark.parametrize("smiles", ["CC(=O)O", "OC(=O)C(F)(F)F", "Cl", "O", "[Na]Cl", "OP(O)(O)=O"])
def test_counter_ions_weigh_what_rdkit_says(smiles: str) -> None:
    theirs = rdkit_engine.of_smiles(smiles)
    ours = masses_of_formula(theirs.formula)
    assert ours.monoisotopic == pytest.approx(theirs.monoisotopic, abs=1e-4)
    assert ours.average == pytest.approx(theirs.average, abs=0.01)


def test_a_difference_of_formulas_has_a_mass() -> None:
    assert monoisotopic_mass(parse_formula("OH") - parse_formula("NH2")) == pytest.approx(0.98402, abs=1e-5)


# Masses written down by hand: residues by their monoisotopic masses, plus what the remark says
@pytest.mark.parametrize(
    ("printed", "monoisotopic"),
    [
        ("CYIQNCPLG-NH2 (disulfide 1-6)", 1008.4521 - 2.0157),  # the open chain less two hydrogens
        ("Ac-Nle-c[Asp-His-D-Phe-Arg-Trp-Lys]-NH2", 1041.5508 - 18.0106),  # the open chain less water
        ("Biotin-MEHFPGP", 813.3480 + 226.0776),
        ("FITC-Ahx-MEHFPGP-NH2", 812.3639 + 389.0358 + 113.0841),
        ("Pal-KTTKS", 563.3279 + 238.2297),
        ("cyclo(RGDfK)", 603.3129),
        ("Ac-Lys(Ac)-Gly-NH2", 244.1535 + 42.0106),
    ],
)
def test_printed_groups_and_rings_weigh_what_was_added_up_by_hand(printed: str, monoisotopic: float) -> None:
    assert masses_of(parse_sequence(printed)).monoisotopic == pytest.approx(monoisotopic, abs=2e-3)
