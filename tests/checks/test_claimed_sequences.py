"""Materials that no reference knows are held against the sequence that their paper prints; and blocked ends."""

from __future__ import annotations

import pytest

from certificate_builder import certificate, code, findings, ion, reading
from coaverify.model.finding import Verdict, verdict_of

OBSERVED, FORM, SEQUENCE = "identity.observed_mass", "identity.form", "identity.sequence"


# The right [M+H]+ is added up by hand: Semax 813.3480, its amide 812.3639; FITC 389.0358, Ahx 113.0841, biotin
# 226.0776, palmitoyl 238.2297, the proton 1.0073
@pytest.mark.parametrize(
    ("printed", "mz"),
    [
        ("FITC-Ahx-MEHFPGP-NH2", "1315.49"),
        ("Biotin-MEHFPGP", "1040.43"),
        ("Biotin-Ahx-Met-Glu-His-Phe-Pro-Gly-Pro-OH", "1153.52"),
        ("MEH(D-Phe)PGP", "814.36"),
        ("MEHfPGP-NH2", "813.37"),
        ("Pal-KTTKS", "802.56"),
        ("CYIQNCPLG-NH2 (disulfide C1-C6)", "1007.44"),
        ("pGlu-His-Pro-NH2", "363.18"),
        ("cyclo(RGDfK)", "604.32"),
        ("Ac-Lys(Ac)-Gly-NH2", "287.17"),
    ],
)
def test_a_custom_peptide_is_held_against_its_printed_sequence(printed: str, mz: str) -> None:
    right = certificate("Order 4711", sequence=reading(printed), observed_ions=(ion(mz),))
    assert code(OBSERVED, right) == "mass-agrees"
    wrong = certificate("Order 4711", sequence=reading(printed), observed_ions=(ion(f"{float(mz) + 2:.2f}"),))
    assert code(OBSERVED, wrong) == "mass-differs"


@pytest.mark.parametrize(
    "printed",
    [
        "FAM-MEHFPGP",  # a dye, or three residues
        "Biotin-PEG4-MEHFPGP",
        "CCGCC (disulfide bridge)",
        "CYIQNCPLG-NH2 (disulfide C2-C7)",
        "MEHFPGP(ox)",
        "cyclo(CRGDC)",
    ],
)
def test_what_is_not_clear_in_a_printed_sequence_is_never_computed(printed: str) -> None:
    paper = certificate("Order 4711", sequence=reading(printed))
    assert code(OBSERVED, paper) == "unknown-peptide"
    assert verdict_of(findings(paper).values()) is not Verdict.PASS


def test_a_lipopeptide_whose_lipid_is_not_printed_stays_open() -> None:
    bare = certificate("Liraglutide", sequence=reading("HAEGTFTSDVSSYLEGQAAKEFIAWLVRGRG"))
    assert code(SEQUENCE, bare) == "groups-not-printed"
    whole = certificate("Liraglutide", sequence=reading("HAEGTFTSDVSSYLEGQAAK(γGlu-Pal)EFIAWLVRGRG"))
    assert code(SEQUENCE, whole) == "sequence-agrees"
    other = certificate("GHK", sequence=reading("Pal-Gly-His-Lys-OH"))
    assert code(SEQUENCE, other) == "sequence-differs"


def test_bridges_may_be_left_out_but_not_be_others() -> None:
    assert code(SEQUENCE, certificate("Oxytocin", sequence=reading("CYIQNCPLG-NH2"))) == "sequence-agrees"
    bridged = "Cys-Tyr-Ile-Gln-Asn-Cys-Pro-Leu-Gly-NH2 (Disulfide bridge: Cys1-Cys6)"
    assert code(SEQUENCE, certificate("Oxytocin", sequence=reading(bridged))) == "sequence-agrees"
    wrong = "CCEYCCNPACTGCY (disulfide 1-5, 2-10, 6-13)"
    assert code(SEQUENCE, certificate("Linaclotide", sequence=reading(wrong))) == "sequence-differs"


def test_a_form_that_the_chain_cannot_have_is_never_computed() -> None:
    paper = certificate("N-Acetyl Leuprolide", observed_ions=(ion("1209.65"),))
    assert code(OBSERVED, paper) == "unknown-peptide"
    assert code(FORM, paper) == "unknown-peptide"


@pytest.mark.parametrize(
    ("product", "mz", "expected"),
    [
        ("PT-141", "1025.53", "form-agrees"),
        ("PT-141", "1024.55", "other-form"),  # melanotan II
        ("Melanotan II", "1024.55", "form-agrees"),
        ("Melanotan II", "1025.53", "other-form"),  # bremelanotide
    ],
)
def test_bremelanotide_and_melanotan_ii_are_told_apart(product: str, mz: str, expected: str) -> None:
    assert code(FORM, certificate(product, observed_ions=(ion(mz),))) == expected


def test_cjc_1295_stays_open_as_long_as_only_its_name_is_printed() -> None:
    paper = certificate("CJC-1295", observed_ions=(ion("1684.9", 2),))
    assert code(OBSERVED, paper) == "blend"
    assert verdict_of(findings(paper).values()) is not Verdict.PASS


def test_no_figure_of_the_copper_complex_fails() -> None:
    for mz in ("341.19", "402.11", "404.1"):
        assert code(OBSERVED, certificate("GHK-Cu", observed_ions=(ion(mz),))) in (
            "mass-agrees",
            "low-confidence-reference",
        )


def test_a_bridge_that_the_named_peptide_has_is_no_unknown_modification() -> None:
    stated = (reading("C-Terminal Amide; Disulfide bridge: s=s 1-6"),)
    oxytocin = certificate("Oxytocin", modifications=stated, observed_ions=(ion("1007.4"), ion("504.2", 2)))
    assert code(OBSERVED, oxytocin) == "mass-agrees"
    semax = certificate("Semax", modifications=(reading("Disulfide bridge: 1-6"),))
    assert code(OBSERVED, semax) == "unknown-peptide"  # without cysteine there is nothing to be bridged
