"""Amino acid analysis as certificates print it."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Certificate
from coaverify.model.settings import Limits
from pdf_builders import drawn

HEAD = ("CERTIFICATE OF ANALYSIS", "Product: Semax", "Lot No: SX-77", "Purity (HPLC): 99.1 %")


def certificate(lines: tuple[tuple[tuple[float, str], ...], ...]) -> Certificate:
    """A certificate with rows of texts at their places under its head."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(HEAD):
            canvas.drawString(60, 780 - 18 * number, line)
        for number, row in enumerate(lines):
            for x, text in row:
                canvas.drawString(x, 680 - 18 * number, text)

    (found,) = extract(read(drawn(draw, size=(595.0, 842.0)), "a.pdf", Limits()))
    return found


def ratios(found: Certificate) -> dict[str, tuple[str, str]]:
    return {
        one.value.residue: (str(one.value.found.value), str(one.value.expected.value) if one.value.expected else "")
        for one in found.amino_acids
    }


WANTED = {"Glu": ("1.02", "1"), "Pro": ("1.98", "2"), "Gly": ("0.99", "1"), "Phe": ("1.01", "1")}


def test_ratios_with_the_theory_in_brackets_stand_in_one_line() -> None:
    line = ((60, "Amino acid analysis:"), (200, "Glu 1.02 (1), Pro 1.98 (2), Gly 0.99 (1), Phe 1.01 (1)"))
    assert ratios(certificate((line,))) == WANTED


@pytest.mark.parametrize("heads", [("Theory", "Found"), ("Expected", "Ratio"), ("Theoretical", "Measured")])
def test_ratios_stand_in_a_table_under_their_heads(heads: tuple[str, str]) -> None:
    rows = tuple(((60, code), (160, theory), (260, found)) for code, (found, theory) in WANTED.items())
    table = (((60, "Amino Acid Analysis"),), ((60, "Residue"), (160, heads[0]), (260, heads[1])), *rows)
    assert ratios(certificate(table)) == WANTED


def test_acid_and_amide_may_be_named_together() -> None:
    line = ((60, "AAA"), (120, "Asp/Asn 2.01; Glu/Gln 0.98; Lys 1.03"))
    assert set(ratios(certificate((line,)))) == {"Asx", "Glx", "Lys"}


def test_numbers_beside_residues_are_none_where_no_analysis_is_spoken_of() -> None:
    line = ((60, "Peaks:"), (120, "Glu 1.02 (1), Pro 1.98 (2), Gly 0.99 (1)"))
    assert certificate((line,)).amino_acids == ()


def test_the_other_claims_of_the_paper_stay_what_they_are() -> None:
    line = ((60, "Amino acid analysis:"), (200, "Glu 1.02 (1), Pro 1.98 (2), Gly 0.99 (1), Phe 1.01 (1)"))
    found = certificate((line,))
    assert found.hplc_purity is not None
    assert str(found.hplc_purity.value.value) == "99.1"
    assert found.sequence is None
    assert found.measured_content is None
