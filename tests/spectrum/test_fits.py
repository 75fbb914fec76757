"""What an observed value fits."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coaverify.model.form import Form
from coaverify.spectrum.candidates import LONGEST, Molecule, UnknownPeptide, meant_by, whole_reference
from coaverify.spectrum.fits import Answer, answer_for, together
from coaverify.spectrum.ion_choice import ions_for
from coaverify.spectrum.observed import parse_observed, parse_tolerance
from coaverify.spectrum.sentences import all_together, sentences


def forms_of(name: str) -> list[Molecule]:
    return [molecule for candidate in meant_by(name).candidates for molecule in candidate.molecules()]


def ask(typed: str, molecules: Sequence[Molecule], tolerance: str | None = None) -> Answer:
    asked = parse_tolerance(tolerance) if tolerance else None
    return answer_for(parse_observed(typed), molecules, ions_for(), asked)


def test_the_best_reading_comes_first_with_its_deviation_in_three_units() -> None:
    best, *others = ask("428.2", forms_of("semax")).fits
    assert (best.molecule.form, best.ion_label, best.kind) == (Form.N_ACETYL_AMIDE, "[M+2H]2+", "monoisotopic")
    assert best.deviation == pytest.approx(428.2 - 428.19454, abs=1e-4)
    assert best.mass_deviation == pytest.approx(2 * best.deviation)
    assert best.ppm == pytest.approx(12.8, abs=0.2)
    assert [abs(fit.deviation) for fit in others] == sorted(abs(fit.deviation) for fit in others)


def test_the_runner_up_is_the_next_molecule_even_beyond_the_tolerance() -> None:
    answer = ask("428.2=[M+2H]2+", forms_of("semax"))
    assert len(answer.molecules) == 1
    assert answer.runner_up is not None
    assert answer.runner_up.molecule.form is Form.N_ACETYL
    assert answer.runner_up.deviation == pytest.approx(-0.4865, abs=1e-3)
    assert not answer.runner_up.within
    assert "fits one molecule only" in sentences(answer)[0]
    assert "The next molecule is Semax, n-acetyl," in sentences(answer)[1]


def test_acid_and_amide_are_not_told_apart_at_one_dalton_and_are_at_a_tenth() -> None:
    wide = ask("813.9@1+", forms_of("semax"), "1")
    assert {molecule.form for molecule in wide.molecules} == {Form.PLAIN, Form.AMIDE}
    assert "cannot be told apart at this tolerance" in sentences(wide)[-1]
    narrow = ask("814.36@1+", forms_of("semax"), "0.1")
    assert [molecule.form for molecule in narrow.molecules] == [Form.PLAIN]


def test_a_value_without_its_ion_may_be_a_neutral_mass() -> None:
    found = {(fit.molecule.form, fit.ion_label) for fit in ask("855.4", forms_of("semax")).fits}
    assert {(Form.N_ACETYL_AMIDE, "[M+H]+"), (Form.N_ACETYL, "neutral")} <= found
    stated = ask("855.4=[M+H]+", forms_of("semax"))
    assert {fit.ion_label for fit in stated.fits} == {"[M+H]+"}


def test_a_light_peptide_has_no_highest_peak_of_its_own_and_a_heavy_one_has() -> None:
    heavy = forms_of("LL-37")
    highest = next(molecule for molecule in heavy if molecule.form is Form.PLAIN).masses.most_abundant
    kinds = {fit.kind for fit in ask(f"{highest:.4f}=M", heavy).fits}
    assert kinds == {"most abundant"}
    assert {fit.kind for fit in ask("812.937=M", forms_of("semax")).fits} == {"average"}


def test_nothing_that_fits_is_said_with_what_is_nearest() -> None:
    answer = ask("999.9", forms_of("semax"))
    assert answer.fits == ()
    assert sentences(answer)[0].startswith("Nothing that was tried fits 999.9 within ±0.3")
    assert "Nearest is Semax" in sentences(answer)[0]


def test_two_values_settle_what_one_leaves_open() -> None:
    everything = [molecule for candidate in whole_reference() for molecule in candidate.molecules()]
    one = ask("428.2", everything)
    assert len(one.molecules) > 1
    answers = [one, ask("855.4@1+", everything)]
    (only,) = together(answers)
    assert only.title == "Semax, n-acetyl-amide"
    assert all_together(answers) == "All 2 values together fit one molecule only: Semax, n-acetyl-amide."
    assert all_together([one]) == ""
    assert "No molecule that was tried fits all 2" in all_together([one, ask("999.9@1+", forms_of("semax"))])


def test_molecules_of_one_formula_are_said_to_be_beyond_any_mass() -> None:
    mirrored = [*forms_of("Ac-TKPRPGP")[:1], *forms_of("Ac-TKPRPG-dPro")[:1]]
    answer = ask("794.4519=[M+H]+", mirrored)
    assert "have the same formula: no mass tells them apart" in sentences(answer)[-1]


def test_every_form_of_the_reference_is_found_by_its_own_ion() -> None:
    everything = [molecule for candidate in whole_reference() for molecule in candidate.molecules()]
    for molecule in everything:
        own = f"{molecule.masses.monoisotopic + 1.007276:.4f}=[M+H]+"
        assert molecule in ask(own, everything).molecules, molecule.title


def test_a_name_a_sequence_and_an_ambiguous_name_mean_what_they_say() -> None:
    (named,) = meant_by("N-Acetyl Semax Amidate").candidates
    assert (named.peptide, named.named) == ("semax", Form.N_ACETYL_AMIDE)
    (written,) = meant_by("Ac-MEHFPGP-NH2").candidates
    assert (written.peptide, written.name, written.named) == ("semax", "Semax", Form.N_ACETYL_AMIDE)
    (unknown,) = meant_by("Ac-GGGGG").candidates
    assert (unknown.peptide, unknown.title, unknown.named) == (None, "Ac-Gly-Gly-Gly-Gly-Gly-OH", Form.N_ACETYL)
    assert "ambiguous name" in meant_by("Adamax").remark
    with pytest.raises(UnknownPeptide, match="no name of the reference, and no sequence"):
        meant_by("XQ-17 (unknown)")
    with pytest.raises(UnknownPeptide, match="at most"):
        meant_by("G" * (LONGEST + 1))
