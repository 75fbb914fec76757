"""Finding peptides by the names that vendors print, and reading reference files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.model.form import Form
from coaverify.reference.entry import Entry, ReferenceDataError, is_cas_number
from coaverify.reference.folder import folder_in_use
from coaverify.reference.library import Library, library, use_folder

P, A, M, AM = Form.PLAIN, Form.N_ACETYL, Form.AMIDE, Form.N_ACETYL_AMIDE


def found(name: str) -> set[tuple[str, Form | None]]:
    return {(match.entry.id, match.form) for match in library().find(name)}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Semax", P),
        ("SEMAX", P),
        ("semax 10mg", P),
        ("Semax, 10 mg/vial", P),
        ("Semax 10mg x 10 vials", P),
        ("Semax® peptide (lyophilized powder)", P),
        ("Semax 99.5%", P),
        ("Semax Acetate", P),
        ("Semax TFA salt", P),
        ("Semax (free acid)", P),
        ("H-Semax-OH", P),
        ("Семакс", P),
        ("Semax 5MG", P),
        ("Se\u00admax", P),
        ("MEHFPGP", P),
        ("H-Met-Glu-His-Phe-Pro-Gly-Pro-OH", P),
        ("Semax Na salt", P),
        ("N-Acetyl Semax", A),
        ("NA-Semax", A),
        ("NA Semax 10mg", A),
        ("NASemax", A),
        ("AcSemax", A),
        ("Ac-Semax", A),
        ("Semax, N-acetyl", A),
        ("Semax (acetylated)", A),
        ("乙酰Semax", A),
        ("Acetyl-Semax-OH", A),
        ("N-ацетил Семакс", A),
        ("N\u2011Acetyl\u2011Semax", A),
        ("Nα-Acetyl Semax acetate", A),
        ("Semax amide", M),
        ("Semax Amidate 30 mg", M),
        ("Semax-NH2", M),
        ("Semax酰胺", M),
        ("Semax-Amid", M),
        ("SemaxNH₂", M),
        ("Semax, C-terminal amide", M),
        ("N-Acetyl Semax Amidate", AM),
        ("N-Acetyl Semax Amidate 10mg", AM),
        ("NA-Semax-NH2", AM),
        ("Ac-Semax-amide", AM),
        ("Ac-Semax-NH2", AM),
        ("[Ac]Semax-amide", AM),
        ("Semax, N-acetyl, amide", AM),
        ("NA Semax Amidate 30mg", AM),
        ("N-Acetyl-Semax-Amid", AM),
        ("乙酰基Semax酰胺", AM),
        ("NASA", AM),
        ("Semax (N-Acetyl Amidate)", AM),
        ("N-Acetyl Semax Amidate (NASA)", AM),
        ("Ac-MEHFPGP-NH2", AM),
        ("N-ацетил Семакс амид", AM),
        ("acetylsemaxamide", AM),
        ("N-Acetyl Semax Amidate Acetate Salt", AM),
        ("N-terminal acetylated Semax, C-terminal amide", AM),
        ("N-ACETYL  SEMAX_AMIDATE", AM),
    ],
)
def test_semax_is_found_under_every_name_in_the_trade(name: str, form: Form) -> None:
    assert found(name) == {("semax", form)}
    assert not library().is_blend(name)
    assert not any(match.ambiguous for match in library().find(name))


@pytest.mark.parametrize(
    ("name", "id", "form"),
    [
        ("Selank amidate", "selank", M),
        ("NA Selank amidate", "selank", AM),
        ("Thymosin alpha 1", "thymosin-alpha-1", A),
        ("Thymosin α1 5mg", "thymosin-alpha-1", A),
        ("Thymosin α-1 Acetate", "thymosin-alpha-1", A),
        ("Ac-Thymosin alpha-1", "thymosin-alpha-1", A),
        ("Deacetyl-Thymosin alpha-1", "thymosin-alpha-1", P),
        ("Des-acetyl Thymosin alpha-1", "thymosin-alpha-1", P),
        ("TB-500 Fragment", "tb-500-fragment", A),
        ("LKKTETQ", "tb-500-fragment", P),
        ("Thymosin beta-4 (TB-500)", "thymosin-beta-4", A),
        ("Acetyl Hexapeptide-8", "argireline", AM),
        ("Argireline", "argireline", AM),
        ("Ac-SDKP", "ac-sdkp", A),
        ("Ac-KPV-NH2", "kpv", AM),
        ("KPV 10 mg", "kpv", P),
        ("MOTS-c amide", "mots-c", M),
        ("MOTS-c, C-terminal amide", "mots-c", M),
        ("N-Acetyl MOTS-c Amidate 10mg", "mots-c", AM),
        ("BPC157 5mg", "bpc-157", P),
        ("BPC–157", "bpc-157", P),
        ("BPC-157 Arginate", "bpc-157", P),
        ("BPC-157 arginate (arginine salt)", "bpc-157", P),
        ("Glucagon (1-29), human", "glucagon", P),
        ("Ac-Ser-Asp-Lys-Pro-OH", "ac-sdkp", A),
        ("LL-37 (Cathelicidin)", "ll-37", P),
        ("Sermorelin Acetate 2mg", "sermorelin", M),
        ("Ipamorelin", "ipamorelin", M),
        ("Semaglutide 5mg", "semaglutide", P),
        ("PT-141 (Bremelanotide) acetate", "pt-141", A),
        ("Melanotan II", "melanotan-2", AM),
        ("GHK-Cu 50mg", "ghk-cu", P),
        ("CJC-1295 without DAC", "cjc-1295-no-dac", M),
        ("CJC-1295 with DAC", "cjc-1295-dac", M),
        ("Octreotide acetate", "octreotide", P),
        ("Leuprorelin", "leuprolide", P),
    ],
)
def test_other_names_are_found(name: str, id: str, form: Form) -> None:  # noqa: A002 - the data's own word
    assert found(name) == {(id, form)}


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "-",
        "10mg",
        "peptide",
        "acetate",
        "N-Acetyl",
        "Ac",
        "amide",
        "N/A",
        "n/a",
        "Semagl",
        "Semaxin",
        "Sema",
        "Selankin",
        "Thymalin",
        "BPC",
        "TB",
        "Thymosin",
        "White powder",
        "adamantyl Semax",
        "Semax Selank",
        "N-Acetyl Cysteine",
        "Sodium Acetate",
        "Kisspeptin-54",
        "Angiotensin 4",
        "Angiotensin",
    ],
)
def test_unknown_names_give_nothing(name: str) -> None:
    assert library().find(name) == ()
    assert not library().is_blend(name)


def test_adamax_keeps_its_meanings_open() -> None:
    matches = library().find("Adamax 10mg")
    assert {(match.entry.id, match.form) for match in matches} == {("semax", A), ("semax", AM)}
    assert all(match.ambiguous and "adamantyl" in match.note for match in matches)
    assert all(match.ambiguous for match in library().find("Adamax amide"))


def test_an_alias_beside_it_settles_what_adamax_means() -> None:
    (match,) = library().find("Adamax (N-Acetyl Semax Amidate)")
    assert (match.form, match.ambiguous) == (AM, False)


def test_tb_500_means_two_peptides() -> None:
    assert found("TB-500 5mg") == found("TB500") == {("tb-500-fragment", A), ("thymosin-beta-4", A)}
    assert all(match.ambiguous for match in library().find("TB-500"))


def test_cjc_1295_means_two_peptides() -> None:
    assert found("CJC-1295 5mg") == {("cjc-1295-dac", M), ("cjc-1295-no-dac", M)}
    assert all(match.ambiguous for match in library().find("CJC-1295"))


def test_a_name_that_states_two_forms_is_ambiguous() -> None:
    matches = library().find("Semax / N-Acetyl Semax Amidate")
    assert {match.form for match in matches} == {P, AM}
    assert all(match.ambiguous for match in matches)
    assert not library().is_blend("Semax / N-Acetyl Semax Amidate")


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("BPC-157 + TB-500", {"bpc-157", "tb-500-fragment", "thymosin-beta-4"}),
        ("BPC-157/TB500 5mg/5mg", {"bpc-157", "tb-500-fragment", "thymosin-beta-4"}),
        ("Wolverine Blend 10mg", {"bpc-157", "tb-500-fragment", "thymosin-beta-4"}),
        ("KLOW 80mg", {"bpc-157", "tb-500-fragment", "thymosin-beta-4", "kpv", "ghk-cu"}),
        ("Semax & Selank", {"semax", "selank"}),
        ("Semax 10mg, Selank 10mg", {"semax", "selank"}),
        ("Semax and Selank blend", {"semax", "selank"}),
        ("CJC-1295 + Ipamorelin", {"ipamorelin", "cjc-1295-dac", "cjc-1295-no-dac"}),
        ("CJC-1295/Ipamorelin 10mg", {"ipamorelin", "cjc-1295-dac", "cjc-1295-no-dac"}),
        ("CagriSema", {"cagrilintide", "semaglutide"}),
    ],
)
def test_a_blend_gives_its_members(name: str, ids: set[str]) -> None:
    assert {match.entry.id for match in library().find(name)} == ids
    assert library().is_blend(name)


@pytest.mark.parametrize(
    ("name", "salt"),
    [("Semax", ""), ("Semax acetate", "acetate"), ("Semax TFA salt", "TFA"), ("Semax醋酸盐", "acetate")],
)
def test_the_salt_is_put_aside_and_told(name: str, salt: str) -> None:
    (match,) = library().find(name)
    assert (match.form, match.salt) == (P, salt)


@pytest.mark.parametrize("text", [" " * 200_000, "Semax + " * 50_000, "9" * 200_000, "(" * 200_000])
def test_an_endless_text_is_no_name(text: str) -> None:
    assert library().find(text) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    matches = library().find(text)
    assert len({(match.entry.id, match.form) for match in matches}) == len(matches)


@given(
    entry=st.sampled_from(library().entries),
    gap=st.sampled_from([" ", "-", "_", " – "]),
    acetyl=st.booleans(),
    amide=st.booleans(),
)
def test_ends_are_understood_for_every_entry(entry: Entry, gap: str, acetyl: bool, amide: bool) -> None:
    words = [*(["N-Acetyl"] if acetyl else []), entry.name, *(["Amide"] if amide else []), "10 mg"]
    form = Form.of(acetyl or entry.native_form.acetyl, amide or entry.native_form.amidated)
    assert found(gap.join(words)) == {(entry.id, form)}


# --- files of the user's own -----------------------------------------------------------------------

OWN = """
id = "my-peptide"
name = "My Peptide"
sequence = "AAAKK"
class = "own"
confidence = "low"
sources = ["notebook 12"]
"""


def test_a_folder_of_own_files_is_added_and_the_version_says_so(tmp_path: Path) -> None:
    (tmp_path / "my-peptide.toml").write_text(OWN, encoding="utf-8")
    own = Library.load(tmp_path)
    assert own.version.startswith(f"{library().version}+own.")
    assert [(m.entry.id, m.form) for m in own.find("Ac-My Peptide")] == [("my-peptide", A)]
    assert own.get("semax") is not None
    assert library().get("my-peptide") is None
    assert Library.load(tmp_path).version == own.version
    (tmp_path / "my-peptide.toml").write_text(OWN.replace("AAAKK", "AAAKR"), encoding="utf-8")
    assert Library.load(tmp_path).version != own.version


def test_an_own_file_never_takes_the_place_of_a_shipped_entry(tmp_path: Path) -> None:
    (tmp_path / "vesugen.toml").write_text(OWN.replace("my-peptide", "vesugen"), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"vesugen\.toml, field 'id': vesugen is the id of an entry"):
        Library.load(tmp_path)


def test_the_folder_of_the_environment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my-peptide.toml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("COAVERIFY_REFERENCE", str(tmp_path))
    assert folder_in_use() == tmp_path
    assert folder_in_use(tmp_path / "named") == tmp_path / "named"
    monkeypatch.delenv("COAVERIFY_REFERENCE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert folder_in_use() is None
    (tmp_path / "coaverify" / "reference").mkdir(parents=True)
    assert folder_in_use() == tmp_path / "coaverify" / "reference"


def test_a_process_uses_the_folder_that_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "my-peptide.toml").write_text(OWN, encoding="utf-8")
    before = library()
    use_folder(tmp_path)
    try:
        assert library().get("my-peptide") is not None
    finally:
        use_folder(None)
    assert library().get("my-peptide") is None
    assert library().version == before.version


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("", "colour = 1\n"), "unknown field 'colour'"),
        (('name = "My Peptide"', ""), "field 'name': is missing"),
        (('"AAAKK"', '"AAA1"'), "field 'sequence'"),
        (('"AAAKK"', '"[Acetyl]-AAAKK"'), "field 'sequence'"),
        (('"low"', '"sure"'), "field 'confidence': 'sure' is none of high, medium, low"),
        (('"low"', "3"), "field 'confidence': a text is expected"),
        (('["notebook 12"]', '"notebook 12"'), "field 'sources': a list of texts"),
        (('"my-peptide"', '"other"'), "must be called other.toml"),
        (('"my-peptide"', '"My Peptide"'), "field 'id'"),
        (("", "[forms.ester]\n"), "'ester' is none of"),
        (("", '[forms.plain]\nformula = "c6h6"\n'), "forms.plain, field 'formula'"),
        (("", "[forms.plain]\nmass = 5\n"), "forms.plain: unknown field 'mass'"),
        (
            ("", '[[forms.plain.cas]]\nnumber = "80714-61-1"\n'),
            "check digit",
        ),
        (("", '[[ambiguous]]\nname = "X"\nforms = []\nnote = "n"\n'), "at least one form"),
        (('"My Peptide"', '"Semax"'), "The name 'semax' is given to both"),
        (('"AAAKK"', '"MEHFPGP"'), "'mehfpgp' is given to both"),
        (('"AAAKK"', '"KE"'), "have the same sequence: 'KE'"),
        (("", '[[forms.plain.unii]]\ncode = "ABC"\nconfidence = "low"\nsources = ["n"]\n'), "'ABC' is no UNII"),
        (("", '[[forms.plain.unii]]\ncode = "9P1872D4OM"\nconfidence = "low"\nsources = ["n"]\n'), "is no UNII"),
        (("", '[[forms.plain.pubchem]]\ncode = "x1"\nconfidence = "low"\nsources = ["n"]\n'), "no PubChem CID"),
        (("", '[[forms.plain.disagreements]]\nfigure = "formula"\n'), "field 'value': is missing"),
        (("", 'salts = "acetate"\n'), "field 'salts': a list of texts"),
        (("id =", "id ="), None),
        (("id =", "id"), "not a TOML file"),
    ],
)
def test_a_bad_file_is_refused_naming_file_and_field(
    tmp_path: Path, change: tuple[str, str], complaint: str | None
) -> None:
    text = OWN.replace(*change, 1) if change[0] else OWN + change[1]
    (tmp_path / "my-peptide.toml").write_text(text, encoding="utf-8")
    if complaint is None:
        assert Library.load(tmp_path).get("my-peptide")
        return
    with pytest.raises(ReferenceDataError) as raised:
        Library.load(tmp_path)
    assert complaint in str(raised.value)
    assert "my-peptide" in str(raised.value)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="no such folder"):
        Library.load(tmp_path / "nowhere")


@pytest.mark.parametrize("number", ["80714-61-0", "129954-34-3", "7732-18-5", "50-00-0"])
def test_right_cas_numbers_pass_their_check_digit(number: str) -> None:
    assert is_cas_number(number)


@pytest.mark.parametrize("number", ["80714-61-1", "80714610", "0-00-0", "", "abc", "80714-61-0 "])
def test_wrong_cas_numbers_do_not(number: str) -> None:
    assert not is_cas_number(number)


def test_the_reference_needs_no_heavy_imports() -> None:
    code = (
        "import sys\nfrom coaverify.reference.library import library\nlibrary().find('Semax')\n"
        "print({'pydantic', 'pyteomics', 'numpy', 'coaverify.chemistry'} & set(sys.modules) or 'none')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "none"
