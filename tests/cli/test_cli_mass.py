"""`coaverify mass` on names and sequences."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from coaverify.cli import main

# Formula, monoisotopic mass, average mass (NIST), [M+H]+, [M+2H]2+
PUBLISHED = {
    "Semax": ("C37H51N9O10S", 813.3480, 813.921, 814.3552, 407.6813),
    "N-Acetyl Semax": ("C39H53N9O11S", 855.3585, 855.958, 856.3658, 428.6865),
    "Semax Amidate": ("C37H52N10O9S", 812.3639, 812.937, 813.3712, 407.1892),
    "N-Acetyl Semax Amidate": ("C39H54N10O10S", 854.3745, 854.973, 855.3818, 428.1945),
    "Selank": ("C33H57N11O9", 751.4341, 751.875, 752.4413, 376.7243),
    "N-Acetyl Selank": ("C35H59N11O10", 793.4446, 793.912, 794.4519, 397.7296),
    "Selank Amidate": ("C33H58N12O8", 750.4501, 750.891, 751.4573, 376.2323),
    "N-Acetyl Selank Amidate": ("C35H60N12O9", 792.4606, 792.927, 793.4679, 397.2376),
}


def mass(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mass", *arguments])


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_name_gives_its_form_first_and_right(name: str) -> None:
    (sheet,) = json.loads(mass(name, "--format", "json").stdout)
    first = sheet["forms"][0]
    formula, monoisotopic, average, one, two = PUBLISHED[name]
    assert first["form"] == sheet["named_form"]
    assert first["formula"] == formula
    assert first["monoisotopic_mass"] == pytest.approx(monoisotopic, abs=0.0005)
    assert first["average_mass"] == pytest.approx(average, abs=0.0005)
    assert first["ions"]["[M+H]+"] == pytest.approx(one, abs=0.0005)
    assert first["ions"]["[M+2H]2+"] == pytest.approx(two, abs=0.0005)


def test_the_table_shows_the_named_form_with_all_its_figures() -> None:
    result = mass("N-Acetyl Semax Amidate")
    assert result.exit_code == 0
    for words in ("n-acetyl-amide*", "C39H54N10O10S", "854.3745", "854.97", "855.3818", "428.1945"):
        assert words in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


@pytest.mark.parametrize(
    "sequence", ["Ac-MEHFPGP-NH2", "Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH2", "[Acetyl]-MEHFPGP-[Amidated]"]
)
def test_a_sequence_serves_as_well_as_a_name(sequence: str) -> None:
    (sheet,) = json.loads(mass(sequence, "--format", "json").stdout)
    assert sheet["named_form"] == "n-acetyl-amide"
    assert sheet["forms"][0]["monoisotopic_mass"] == pytest.approx(854.3745, abs=0.0005)


def test_a_sequence_that_the_reference_does_not_know_is_computed() -> None:
    (sheet,) = json.loads(mass("GGGGG", "--format", "json").stdout)
    assert sheet["peptide"] is None
    assert sheet["forms"][0]["formula"] == "C10H17N5O6"


def test_csv_has_a_row_for_each_form() -> None:
    rows = list(csv.DictReader(io.StringIO(mass("Selank", "--format", "csv").stdout)))
    assert (rows[0]["form"], rows[0]["named"]) == ("plain", "yes")
    assert len(rows) == 4
    assert rows[0]["[M+H]+"] == "752.44135"


def test_an_ambiguous_name_is_said_to_be_one_on_standard_error() -> None:
    result = mass("Adamax", "--format", "json")
    assert "an ambiguous name, used for semax (n-acetyl), semax (n-acetyl-amide)" in result.stderr
    assert [sheet["named_form"] for sheet in json.loads(result.stdout)] == [None]


def test_what_is_neither_name_nor_sequence_is_a_usage_error() -> None:
    result = mass("XQ-17 (unknown)")
    assert result.exit_code == 2
    assert "no name of the reference, and no sequence" in result.stderr


def test_ions_are_chosen_by_charge_and_adduct() -> None:
    (sheet,) = json.loads(mass("semax", "--charge", "1..2", "--adduct", "Na", "--format", "json").stdout)
    assert sheet["forms"][0]["ions"] == pytest.approx({"[M+Na]+": 836.3372, "[M+H+Na]2+": 418.6722}, abs=5e-4)
    (negative,) = json.loads(mass("semax", "--negative", "--charge", "1", "--format", "json").stdout)
    assert negative["forms"][0]["ions"] == pytest.approx({"[M-H]-": 812.3407}, abs=5e-4)


def test_all_ions_hold_dimers_and_losses_and_one_form_can_be_asked_for() -> None:
    (sheet,) = json.loads(mass("semax", "--all-ions", "--form", "amide", "--format", "json").stdout)
    (amide,) = sheet["forms"]
    assert amide["form"] == "amide"
    assert amide["ions"]["[2M+H]+"] == pytest.approx(1625.7351, abs=5e-4)
    assert amide["ions"]["[M+H-H2O]+"] == pytest.approx(795.3606, abs=5e-4)


def test_the_isotope_pattern_of_an_ion_lies_at_its_charge_spacing() -> None:
    arguments = ("semax", "--isotopes", "[M+2H]2+", "--form", "plain")
    (sheet,) = json.loads(mass(*arguments, "--format", "json").stdout)
    pattern = sheet["forms"][0]["isotopes"]
    (first, one), (second, other), *_ = pattern["peaks"]
    assert (pattern["ion"], one) == ("[M+2H]2+", 1.0)
    assert (first, second - first) == pytest.approx((407.6813, 0.5014), abs=5e-4)
    assert other == pytest.approx(0.451, abs=1e-3)
    rows = list(csv.DictReader(io.StringIO(mass(*arguments, "--format", "csv").stdout)))
    assert rows[0]["mz"] == "407.68126"
    assert "most abundant 407.6813, average 407.9680" in mass(*arguments).stdout


def test_an_observed_value_finds_its_form_in_the_whole_reference() -> None:
    result = mass("--observed", "428.2@2+", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["sheets"] == []
    (answer,) = found["observed"]
    assert (answer["fits"][0]["peptide"], answer["fits"][0]["form"]) == ("semax", "n-acetyl-amide")
    assert answer["fits"][0]["ppm"] == pytest.approx(12.8, abs=0.2)
    assert answer["runner_up"]["within"] is False
    assert (answer["tolerance"], answer["ion"]) == ("±0.3", "[M+2H]2+")
    assert "printed digits" in answer["tolerance_why"]


def test_a_value_that_fits_two_forms_is_said_to_leave_them_open() -> None:
    result = mass("semax", "--observed", "813.9@1+", "--tolerance", "1")
    assert result.exit_code == 0
    assert "cannot be told apart at this tolerance" in result.stdout
    assert "±1 (as asked for)" in result.stdout
    assert "…" not in result.stdout  # no figure is cut


def test_a_value_that_fits_nothing_is_an_answer_too() -> None:
    result = mass("semax", "--observed", "999.9")
    assert result.exit_code == 0
    assert "Nothing that was tried fits 999.9" in result.stdout
    (row,) = csv.DictReader(io.StringIO(mass("semax", "--observed", "999.9", "--format", "csv").stdout))
    assert row["within"] == "no"


def test_several_values_are_answered_together() -> None:
    result = mass("--observed", "428.2", "--observed", "855.4@1+")
    assert "All 2 values together fit one molecule only: Semax, n-acetyl-amide." in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("semax", "--charge", "9"),
        ("semax", "--adduct", "Xe"),
        ("semax", "--isotopes", "[M+2H]3+"),
        ("semax", "--observed", "abc"),
        ("semax", "--observed", "428.2", "--tolerance", "little"),
        ("semax", "--observed", "428.2", "--isotopes", "[M+H]+", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_a_usage_error(arguments: tuple[str, ...]) -> None:
    result = mass(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_the_sheet_loads_neither_the_report_model_nor_a_scientific_library() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from coaverify.cli import main\n"
        "done = CliRunner().invoke(main, ['mass', 'semax']); assert done.exit_code == 0, done.output\n"
        "print(sorted({'pydantic', 'numpy', 'scipy', 'pyteomics', 'pandas', 'sqlalchemy'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
