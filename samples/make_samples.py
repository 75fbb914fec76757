"""Draws the sample certificates. Same code, same bytes.

make_samples.py            draws the PDFs
make_samples.py --update   draws them and writes the expected reports anew; look at the difference!
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from coaverify.model.form import Form
from sample_claims import Claims, Impurity, ions_of, sound
from sample_layouts import Layout, grid, letter, lines, ruled_table, two_pages
from sample_layouts_special import german, own_words, vial_report

HERE = Path(__file__).parent

BRIGHTWATER = "Brightwater Biosynthesis"
AURELIAN = "Aurelian Peptide Works"
KESTREL = "Kestrel and Vale Laboratories"
OSTRAVA = "Ostrava Bioreagents"


def sound_samples() -> dict[str, tuple[Layout, Claims]]:
    """Both peptides in all four forms, nothing wrong."""
    return {
        "semax-plain-sound": (
            ruled_table,
            sound("Semax", Form.PLAIN, vendor=BRIGHTWATER, lot="BB-260302-S1", catalog="BB-1107"),
        ),
        "n-acetyl-semax-sound": (
            lines,
            sound(
                "Semax", Form.N_ACETYL, product="N-Acetyl Semax", vendor=AURELIAN, lot="APW26C017",
                catalog="P-2041", purity="98.72", digits=2, deviation=0.03,
            ),
        ),
        "semax-amide-sound": (
            german,
            sound(
                "Semax", Form.AMIDE, product="Semax-Amid", vendor="Musterpeptid GmbH", lot="MP-0326-114",
                catalog="40-2210", purity="99.12",
            ),
        ),
        "n-acetyl-semax-amide-sound": (
            two_pages,
            sound(
                "Semax", Form.N_ACETYL_AMIDE, product="N-Acetyl Semax Amidate", vendor=KESTREL,
                lot="KV-26-0588", catalog="KV-3003",
            ),
        ),
        "selank-plain-sound": (
            grid,
            sound("Selank", Form.PLAIN, vendor=OSTRAVA, lot="OB26-0311", purity="99.47", charges=(1,)),
        ),
        "n-acetyl-selank-sound": (
            ruled_table,
            sound(
                "Selank", Form.N_ACETYL, product="N-Acetyl Selank", vendor=BRIGHTWATER,
                lot="BB-260305-S4", catalog="BB-1119", purity="98.86", digits=4, deviation=0.0011,
            ),
        ),
        "selank-amide-sound": (
            letter,
            sound(
                "Selank", Form.AMIDE, product="Selank Amidate", vendor="Castellane Fine Peptides",
                lot="CFP-7741", purity="99.05",
            ),
        ),
        "n-acetyl-selank-amide-sound": (
            lines,
            sound(
                "Selank", Form.N_ACETYL_AMIDE, product="N-Acetyl Selank Amidate", vendor=AURELIAN,
                lot="APW26C021", catalog="P-2044", purity="98.40", digits=2, deviation=-0.05,
            ),
        ),
    }  # fmt: skip


def faulty_samples() -> dict[str, tuple[Layout, Claims]]:
    """Each with one thing wrong, or one thing missing."""
    amide = sound("Semax", Form.AMIDE, product="Semax Amidate", vendor=BRIGHTWATER, lot="BB-260302-S2")
    semax = sound("Semax", Form.PLAIN, vendor=BRIGHTWATER, lot="BB-260302-S3", catalog="BB-1107")
    selank = sound("Selank", Form.PLAIN, vendor=OSTRAVA, lot="OB26-0312", purity="98.93")
    acetyl = sound(
        "Semax", Form.N_ACETYL, product="N-Acetyl Semax", vendor=AURELIAN, lot="APW26C018",
        purity="96.84", impurities=(Impurity(9.871, 1.02), Impurity(12.066, 2.14)),
    )  # fmt: skip
    acetyl_selank = sound("Selank", Form.N_ACETYL, product="N-Acetyl Selank", vendor=AURELIAN, lot="APW26C022")
    vials = sound("Semax", Form.PLAIN, product="Semax 10mg", vendor="Halcyon Assay Service", lot="GRS-118")
    own = sound("Semax", Form.AMIDE, product="Semax Amidate", vendor="Larkfield Fine Peptides", lot="LF-26-031")
    two_lots = sound("Selank", Form.PLAIN, vendor=KESTREL, lot="KV-26-0612", catalog="KV-3011")
    return {
        "semax-amide-ions-of-the-acid": (
            ruled_table,
            replace(amide, ions=ions_of("Semax", Form.PLAIN, 1, 0.04, (1, 2))),
        ),
        "semax-amide-one-dalton-tolerance": (ruled_table, replace(amide, mass_result="812.6 ± 1.0 Da")),
        "semax-no-mass-stated": (ruled_table, replace(semax, mass_result="Conforms")),
        "semax-bare-mass-fits-two-molecules": (grid, replace(semax, mass_result="813.36")),
        "semax-wrong-formula": (lines, replace(semax, formula="C37H52N10O9S")),
        "selank-wrong-molecular-weight": (grid, replace(selank, molecular_weight="765.90")),
        "selank-lot-mismatch": (two_pages, replace(two_lots, lot_on_second_page="KV-26-0521")),
        "n-acetyl-semax-below-specification": (two_pages, acetyl),
        "n-acetyl-selank-wrong-sequence": (
            lines,
            replace(acetyl_selank, sequence="Ac-Thr-Lys-Pro-Arg-Gly-Pro-Pro-OH"),
        ),
        "third-party-vial-report": (vial_report, vials),
        "semax-amide-in-words-of-its-own": (own_words, own),
    }


def draw_all(folder: Path) -> list[Path]:
    """Draw every sample into the folder; returns the files."""
    samples = {**sound_samples(), **faulty_samples()}
    for name, (layout, claims) in samples.items():
        layout(claims, folder / f"{name}.pdf")
    return [folder / f"{name}.pdf" for name in samples]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write samples/expected/*.json anew as well")
    arguments = parser.parse_args()
    files = draw_all(HERE)
    print(f"{len(files)} certificates drawn in {HERE.name}/")
    if arguments.update:
        from expected_reports import write_expected

        print(f"{write_expected(files)} expected reports written; see git diff")


if __name__ == "__main__":
    main()
