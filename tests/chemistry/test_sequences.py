"""Sequences in the notations that certificates use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaverify.chemistry.residues import NON_STANDARD, STANDARD
from coaverify.chemistry.sequences import Sequence, SequenceError, looks_like_sequence, parse_sequence
from coaverify.model.errors import CoaverifyError
from coaverify.model.form import Form

SEMAX = {
    Form.PLAIN: [
        "MEHFPGP",
        "H-MEHFPGP-OH",
        "MEHFPGP-OH",
        "NH2-MEHFPGP-COOH",
        "H2N-MEHFPGP-COOH",
        "Met-Glu-His-Phe-Pro-Gly-Pro",
        "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH",
        "H–Met–Glu–His–Phe–Pro–Gly–Pro–OH",
        "H-Met-Glu-His-Phe-\nPro-Gly-Pro-OH",
        "H-Met-Glu-H\nis-Phe-Pro-Gly-Pro-OH",
        "Met\u00ad-Glu-His\u200b-Phe-Pro-Gly-Pro",
        "Met Glu His Phe Pro Gly Pro",
        "Met.Glu.His.Phe.Pro.Gly.Pro",
        "MetGluHisPheProGlyPro",
        "MET-GLU-HIS-PHE-PRO-GLY-PRO",
        "met-glu-his-phe-pro-gly-pro",
        "L-Met-L-Glu-L-His-L-Phe-L-Pro-Gly-L-Pro",
        "H-M-E-H-F-P-G-P-OH",
        "MEHF PGP",
        "ＭＥＨＦＰＧＰ",
        "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH acetate salt",
        "MEHFPGP (TFA salt)",
        "MEHFPGP (TFA)",
        "MEHFPGP TFA salt",
        "H-MEHFPGP-OH TFA",
        "Met-Glu-His-Phe-Pro-Gly-Pro HCl",
        "MEHFPGP.",
    ],
    Form.N_ACETYL: [
        "Ac-MEHFPGP",
        "Ac-MEHFPGP-OH",
        "[Acetyl]-MEHFPGP",
        "N-Acetyl-MEHFPGP",
        "N-acetyl-Met-Glu-His-Phe-Pro-Gly-Pro",
        "Acetyl-Met-Glu-His-Phe-Pro-Gly-Pro-OH",
        "CH3CO-MEHFPGP-OH",
        "CH₃CO-Met-Glu-His-Phe-Pro-Gly-Pro-OH",
        "(Ac)MEHFPGP",
        "MEHFPGP (N-Acetyl)",
    ],
    Form.AMIDE: [
        "MEHFPGP-NH2",
        "MEHFPGP-NH₂",
        "MEHFPGP-NH 2",
        "H-MEHFPGP-NH2",
        "MEHFPGP(NH2)",
        "H-Met-Glu-His-Phe-Pro-Gly-Pro(NH2)",
        "MEHFPGP-amide",
        "Met-Glu-His-Phe-Pro-Gly-Pro-amide",
        "MEHFPGP-[Amidated]",
        "MEHFPGP-CONH2",
        "MEHFPGP amide",
        "MEHFPGP (C-terminal amide)",
    ],
    Form.N_ACETYL_AMIDE: [
        "Ac-MEHFPGP-NH2",
        "AC-MEHFPGP-NH2",
        "Ac‑Met‑Glu‑His‑Phe‑Pro‑Gly‑Pro‑NH2",
        "Ac-Met-Glu-His-Phe-Pro-Gly-Pro-NH₂",
        "[Acetyl]-MEHFPGP-[Amidated]",
        "N-Acetyl-Met-Glu-His-Phe-Pro-Gly-Pro-amide",
        "CH3CO-MEHFPGP-CONH2",
        "MEHFPGP (N-Acetyl, C-Amide)",
        "MEHFPGP [N-terminal acetylation; C-terminal amidation]",
        "Ac-M-E-H-F-P-G-P-NH2",
    ],
}


@pytest.mark.parametrize(("printed", "form"), [(text, form) for form, texts in SEMAX.items() for text in texts])
def test_semax_is_read_in_every_notation(printed: str, form: Form) -> None:
    sequence = parse_sequence(printed)
    assert (sequence.one_letter, sequence.form) == ("MEHFPGP", form)


def test_forms_print_as_proforma() -> None:
    semax = parse_sequence("MEHFPGP")
    assert [semax.with_form(form).proforma for form in Form] == [
        "MEHFPGP",
        "[Acetyl]-MEHFPGP",
        "MEHFPGP-[Amidated]",
        "[Acetyl]-MEHFPGP-[Amidated]",
    ]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("H-Aib-His-D-2-Nal-D-Phe-Lys-NH2", "Aib His D-2Nal D-Phe Lys"),
        ("Aib-His-D-2Nal-D-Phe-Lys-NH2", "Aib His D-2Nal D-Phe Lys"),
        ("Ac-Nle-Asp-His-D-Phe-Arg-NH2", "Nle Asp His D-Phe Arg"),
        ("SYS(Nle)EHdFRW", "Ser Tyr Ser Nle Glu His D-Phe Arg Trp"),
        ("H(D-Phe)RW", "His D-Phe Arg Trp"),
        ("pGlu-His-Pro-NH2", "pGlu His Pro"),
        ("Pyr-His-Pro-NH2", "pGlu His Pro"),
        ("pGlu-HP-NH2", "pGlu His Pro"),
        ("H-D-Phe-Pro-OH", "D-Phe Pro"),
        ("H-HAEG-OH", "His Ala Glu Gly"),
        ("[Acetyl]-TFA", "Thr Phe Ala"),
        ("PEPTFA", "Pro Glu Pro Thr Phe Ala"),
        ("ACTH", "Ala Cys Thr His"),
        ("D-Ala-Hyp-Orn", "D-Ala Hyp Orn"),
    ],
)
def test_residues_outside_the_twenty_are_read(printed: str, codes: str) -> None:
    assert parse_sequence(printed).three_letter.split("-", 1)[1].rsplit("-", 1)[0] == codes.replace(" ", "-")


@pytest.mark.parametrize(
    ("printed", "complaint"),
    [
        ("", "empty"),
        ("H-", "empty"),
        ("MEXFPGP", "X stands for"),
        ("MEBFPGP", "Asn or Asp"),
        ("MEZFPGP", "Gln or Glu"),
        ("MEJFPGP", "Leu or Ile"),
        ("MEUFPGP", "Selenocysteine"),
        ("MEOFPGP", "Pyrrolysine"),
        ("Met-Xyz-His", "'Xyz' is no residue"),
        ("Met-GIu-His", "mixes|no residue"),  # OCR: capital I for l
        ("Met-Ac-Glu", "inside the chain"),
        ("Ac-Ac-Met-Glu", "inside the chain"),
        ("Pal-Lys-Thr-Thr-Lys-Ser-OH", "'Pal' is no residue"),
        ("Pal-KTTKS", "'Pal' is no residue"),
        ("Biotin-MEHFPGP", "'Biotin' is no residue"),
        ("Lys(Ac)-Gly", "side chain"),
        ("cyclo(RGDFK)", "rings and bridges"),
        ("CYIQNCPLG-NH2 (disulfide bridge 1-6)", "rings and bridges"),
        ("HfRW", "write dF or D-Phe"),
        ("mehfpgp", "no residue"),
        ("H-F-E", "histidine or hydrogen"),
        ("MEHFPGP TFA", "salt or three residues"),
        ("Met-Glu-H-Phe", "mixes"),
        ("His-pGlu-Pro", "only at the N-terminus"),
        ("MEHF[Oxidation]PGP", "not supported"),
        ("BPC-157", "Asn or Asp"),
        ("LL-37", "no residue"),
        ("N-Acetyl Semax Amidate", "'Semax' is no residue"),
    ],
)
def test_what_cannot_be_computed_raises_with_the_reason(printed: str, complaint: str) -> None:
    with pytest.raises(SequenceError, match=complaint) as raised:
        parse_sequence(printed)
    assert isinstance(raised.value, CoaverifyError)
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    "text",
    [
        "MEHFPGP",
        "AEDG",
        "GEPPPGKPADDAGLV",
        "Ac-KPV-NH2",
        "H-KPV-OH",
        "Lys-Pro-Val",
        "Ala-Glu-Asp-Gly",
        "LysProVal",
        "H-Met-Glu-His-Phe-Pro-Gly-Pro-OH",
        "[Acetyl]-MEHFPGP-[Amidated]",
        "GEPPPGKPADD AGLV",
        "MET-GLU-HIS",
        "TKPRPGP-amide",
    ],
)
def test_sequences_look_like_sequences(text: str) -> None:
    assert looks_like_sequence(text)


@pytest.mark.parametrize(
    "text",
    [
        "WHITE",
        "PEPTIDE",
        "SEMAX",
        "SELANK",
        "TEST",
        "PASS",
        "CERTIFICATE",
        "ANALYSIS",
        "WHITE PEPTIDE",
        "White powder",
        "The TEST was passed",
        "THIS PEPTIDE",
        "DATE",
        "SAMPLE",
        "MASS",
        "LCMS",
        "LC-MS",
        "ESI-MS",
        "HPLC",
        "KPV",
        "ADD",
        "His",
        "Ala",
        "Pro",
        "Met",
        "N/A",
        "",
        "-",
        "99.1 %",
        "BPC-157",
        "TB-500",
        "LL-37",
        "10 mg",
        "H",
        "NH2",
        "N-Acetyl Semax Amidate",
        "Acetic acid",
        "CAS",
        "C37H51N9O10S",
        "DSIP",
        "GHK-Cu",
        "Trp",
    ],
)
def test_words_do_not_look_like_sequences(text: str) -> None:
    assert not looks_like_sequence(text)


residues = st.sampled_from(
    STANDARD
    + tuple(r for r in NON_STANDARD if r.code != "pGlu")
    + tuple(r.mirrored() for r in STANDARD if r.code != "Gly")
)
sequences = st.builds(
    Sequence,
    st.lists(residues, min_size=2, max_size=60).map(tuple),
    st.sampled_from(list(Form)),
)


@given(sequences)
def test_what_is_printed_in_proforma_reads_back(sequence: Sequence) -> None:
    assert parse_sequence(sequence.proforma) == sequence


@given(sequences)
def test_what_is_printed_in_three_letters_reads_back(sequence: Sequence) -> None:
    assert parse_sequence(sequence.three_letter) == sequence


@given(sequences, st.sampled_from(["\n", " ", "\u200b"]), st.data())
def test_a_line_break_anywhere_after_a_dash_changes_nothing(
    sequence: Sequence, blank: str, data: st.DataObject
) -> None:
    printed = sequence.three_letter
    dashes = [place for place, character in enumerate(printed) if character == "-"]
    place = data.draw(st.sampled_from(dashes)) + 1
    assert parse_sequence(printed[:place] + blank + printed[place:]) == sequence


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_crashes(text: str) -> None:
    try:
        sequence = parse_sequence(text)
    except SequenceError:
        assert not looks_like_sequence(text)
    else:
        assert sequence.residues


@pytest.mark.parametrize("text", ["A" * 100_000, "-" * 100_000, "Ac-" * 50_000, "(" * 100_000])
def test_an_endless_text_is_refused_at_once(text: str) -> None:
    with pytest.raises(SequenceError, match="longer than"):
        parse_sequence(text)
    assert not looks_like_sequence(text)
