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
        ("HfRW", "His D-Phe Arg Trp"),
        ("Ac-YaDAIFTQ-NH2", "Tyr D-Ala Asp Ala Ile Phe Thr Gln"),
        ("H-βAla-His-Ser-His-OH", "bAla His Ser His"),
        ("H-Lys(Ac)-Gly-OH", "Lys(Ac) Gly"),
        ("Lys(Pal)-Gly", "Lys(Pal) Gly"),
        ("K(Ac)G", "Lys(Ac) Gly"),
        ("Ac-D-Ser(tBu)-Leu-NH2", "D-Ser(tBu) Leu"),
        ("GSS(n-octanoyl)FLS", "Gly Ser Ser(Oct) Phe Leu Ser"),
        ("Ala-(NMe)Val-Phe", "Ala NMeVal Phe"),
        ("H-Thr-N-Me-Val-Phe-OH", "Thr NMeVal Phe"),
        ("Lys(AEEA-AEEA-γGlu-C18 diacid)-Gly", "Lys(C18diacid-gGlu-AEEA-AEEA) Gly"),
        ("Lys((AEEA)2-γ-Glu-C20 diacid)-Gly", "Lys(C20diacid-gGlu-AEEA-AEEA) Gly"),
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
        ("Tirzo-KTTKS", "'Tirzo' is no residue"),
        ("Biotin-PEG4-MEHFPGP", "is no residue"),
        ("Lys(Foo)-Gly", "side chain|no residue"),
        ("Gly(Ac)-Lys", "cannot carry"),
        ("Ac-pGlu-His-Pro-NH2", "not free"),
        ("Pal-pGlu-His-Pro", "no amine"),
        ("Ac-Pal-KTTKS", "'Pal'|two groups"),
        ("Pro-NHEt-NH2", "two groups|mixes"),
        ("cyclo(CRGDC)", "is not clear"),
        ("cyclo(RGD)cyclo(FK)", "several"),
        ("cyclo(RGDfK", "not closed"),
        ("Ac-cyclo(AGGA)-NH2", "not clear"),
        ("CYIQNCPLG-NH2 (disulfide bridge 1-7)", "residue 7|cannot form"),
        ("CYIQNCPLG-NH2 (disulfide bridge Cys2-Cys6)", "residue 2 of the printed chain is Tyr"),
        ("CYIQNCPLG-NH2 (disulfide Cys105-Cys110)", "no residue 105"),
        ("CCEYCC (disulfide bridge)", "does not say which"),
        ("CYIQNCPLG-NH2 (two disulfide bridges, reduced)", "not understood"),
        ("CCEYCC (disulfide 1-2, 2-5)", "two bridges"),
        ("AGGK (lactam 1-4)", "cannot form"),
        ("C[MOD:00034#XL1]C[MOD:00034#XL1]C[#XL1]", "begins twice"),
        ("C[MOD:00034#XL1]GGC", "one end only"),
        ("C[MOD:99999#XL1]GGC[#XL1]", "not known here"),
        ("Xhf", "no residue|small letter"),
        ("Hfrwk", "no residue"),
        ("FAM-YGRKK", "FAM may be a group or 3 residues"),
        ("Ac-DEVD-AMC", "AMC may be a group"),
        ("H(D-Gly)RW", "no D-form"),
        ("HgRWK", "no D-form"),
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
    + tuple(r for r in NON_STANDARD if not r.closed_front and not r.closed_back)
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


RINGS = [
    ("CYIQNCPLG-NH2 (disulfide C1-C6)", "disulfide 1-6"),
    ("H-Cys-Tyr-Ile-Gln-Asn-Cys-Pro-Leu-Gly-NH2 (Disulfide bridge: Cys1–Cys6) acetate salt", "disulfide 1-6"),
    ("CYIQNCPLG-NH2, disulfide bridge between Cys1 and Cys6", "disulfide 1-6"),
    ("CYIQNCPLG-NH2 (disulfide)", "disulfide 1-6"),
    ("CYIQNCPLG-NH2 [S-S 1-6]", "disulfide 1-6"),
    ("Cys(1)-Tyr-Ile-Gln-Asn-Cys(1)-Pro-Leu-Gly-NH2", "disulfide 1-6"),
    ("H-D-Phe-Cys(1)-Tyr-D-Trp-Lys-Thr-Cys(1)-Thr-NH2", "disulfide 2-7"),
    ("Cys(1)-Cys(2)-Gly-Cys(1)-Ala-Cys(2)-OH", "disulfide 1-4, disulfide 2-6"),
    ("H-c[Cys-Tyr-Ile-Gln-Asn-Cys]-Pro-Leu-Gly-NH2", "disulfide 1-6"),
    ("CCEYCCNPACTGCY (Disulfide bridge: 1-6, 2-10, 5-13)", "disulfide 1-6, disulfide 2-10, disulfide 5-13"),
    ("Ac-Nle-c[Asp-His-D-Phe-Arg-Trp-Lys]-NH2", "lactam 2-7"),
    ("Ac-(Nle)DHfRWK-NH2 (lactam bridge Asp2-Lys7)", "lactam 2-7"),
]


@pytest.mark.parametrize(("printed", "rings"), RINGS)
def test_bridges_are_read_as_printed(printed: str, rings: str) -> None:
    sequence = parse_sequence(printed)
    assert sequence.three_letter.endswith(f" ({rings})")
    assert parse_sequence(sequence.proforma) == parse_sequence(sequence.three_letter) == sequence


@pytest.mark.parametrize(
    ("printed", "proforma"),
    [
        ("FITC-Ahx-MEHFPGP-NH2", "[Formula:C27H22N2O6S|INFO:FITC-Ahx]-MEHFPGP-[Amidated]"),
        ("Biotin-MEHFPGP", "[Biotin]-MEHFPGP"),
        ("(Pal)KTTKS", "[Palmitoyl]-KTTKS"),
        ("Pal-Lys-Thr-Thr-Lys-Ser-OH", "[Palmitoyl]-KTTKS"),
        ("Myristoyl-KLAKK-NH2", "[Myristoyl]-KLAKK-[Amidated]"),
        ("FAM-Tyr-Gly-OH", "[Formula:C21H10O6|INFO:FAM]-YG"),
        ("Ac-Asp-Glu-Val-Asp-AMC", "[Acetyl]-DEVD-[Formula:C10H7NO|INFO:AMC]"),
        ("pGlu-His-Pro-NHEt", "X[Formula:C5H5NO2|INFO:pGlu]HP-[Formula:C2H5NO-1|INFO:NHEt]"),
        ("cyclo(RGDfK)", "R[Formula:H-2O-1#XL1|INFO:head-to-tail]GDF[INFO:D]K[#XL1]"),
        ("cyclo(-Arg-Gly-Asp-D-Phe-Lys-)", "R[Formula:H-2O-1#XL1|INFO:head-to-tail]GDF[INFO:D]K[#XL1]"),
    ],
)
def test_groups_at_the_ends_are_read_as_printed(printed: str, proforma: str) -> None:
    sequence = parse_sequence(printed)
    assert sequence.proforma == proforma
    assert parse_sequence(proforma) == parse_sequence(sequence.three_letter) == sequence


def test_an_end_that_is_bound_has_no_other_form() -> None:
    assert parse_sequence("Pal-KTTKS").forms == (Form.PLAIN, Form.AMIDE)
    assert parse_sequence("YGGFL-OMe").forms == (Form.PLAIN, Form.N_ACETYL)
    assert parse_sequence("pGlu-His-Pro").forms == (Form.PLAIN, Form.AMIDE)
    assert parse_sequence("cyclo(RGDfK)").forms == (Form.PLAIN,)
    with pytest.raises(SequenceError, match="not free"):
        parse_sequence("Pal-KTTKS").with_form(Form.N_ACETYL)


@pytest.mark.parametrize(
    "printed", ["Cys(1)-Tyr-Ile", "CYIQNC(1)PLGC(1)", "Gly(1)-Tyr-Ala(1)", "Cys(1)-Tyr-Cys(1)-Gly-Cys(1)"]
)
def test_numbers_that_join_no_two_residues_are_refused(printed: str) -> None:
    with pytest.raises(SequenceError):
        parse_sequence(printed)
