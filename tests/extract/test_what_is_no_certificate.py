"""Documents that name peptides, lots and figures and are no certificates: nothing is checked on them."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Limits, Settings
from coaverify.verify import verify
from pdf_builders import drawn

A4 = (595.0, 842.0)
Row = tuple[str, ...]


def document(title: str, *rows: Row, columns: float = 130.0) -> bytes:
    """A page with a large title and rows of texts under it, each in its column (points)."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(50, 770, title)
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                canvas.drawString(50 + columns * column, 730 - 18 * number, text)

    return drawn(draw, size=A4)


INVOICE = document(
    "INVOICE 2026-0412",
    ("Customer:", "Dr A. Reader"),
    ("Invoice date:", "2026-03-02"),
    ("Item", "Cat. No.", "Lot No.", "Purity", "Price"),
    ("Semax acetate 10 mg", "NG-101", "SMX-2601", "98.2 %", "210.00 EUR"),
    ("Selank 5 mg", "NG-102", "SLK-2602", "98.9 %", "76.00 EUR"),
    columns=105,
)
PRICE_LIST = document(
    "Price list 2026",
    ("Peptide", "Sequence", "CAS", "MW", "Purity", "10 mg"),
    ("Semax", "MEHFPGP", "80714-61-0", "813.9", "98%", "$52"),
    ("Selank", "TKPRPGP", "129954-34-3", "751.9", "98%", "$52"),
    columns=85,
)
SAFETY_DATA_SHEET = document(
    "SAFETY DATA SHEET",
    ("Product name", "Selank acetate"),
    ("CAS-No.", "129954-34-3"),
    ("Molecular formula", "C33H57N11O9"),
    ("Molecular weight", "751.88 g/mol"),
    ("Purity", "98 %"),
    ("Revision date", "2025-10-01"),
)
DATA_SHEET = document(
    "Selank for research",
    ("Product name:", "Selank"),
    ("Sequence:", "Thr-Lys-Pro-Arg-Pro-Gly-Pro"),
    ("Molecular formula:", "C33H57N11O9"),
    ("Molecular weight:", "751.88"),
    ("CAS number:", "129954-34-3"),
    ("Purity:", "> 98 %"),
    ("Data of single lots stand on the certificate of analysis, which can be had with every order.",),
)
SPECIFICATION = document(
    "Product specification",
    ("Product name:", "Semax"),
    ("Sequence:", "Met-Glu-His-Phe-Pro-Gly-Pro"),
    ("CAS No.:", "80714-61-0"),
    ("Molecular weight:", "813.93"),
    ("Test", "Method", "Specification"),
    ("Purity (HPLC)", "RP-HPLC", ">= 98.0 %"),
    ("Water content", "Karl Fischer", "<= 8.0 %"),
)
PAPER = document(
    "Stability of Semax in human serum",
    ("Abstract. Semax (MEHFPGP) is a synthetic analogue of ACTH(4-10); we studied its degradation.",),
    ("The peptide was purchased from a supplier (lot 22134, purity 98.2 %). Separation on C18, 0.1 % TFA.",),
    ("In ESI-MS we observed m/z 814.4 [M+H]+; calculated monoisotopic mass 813.35 Da.",),
    ("Metabolite", "Sequence", "Calc. mass", "Observed m/z"),
    ("Semax", "MEHFPGP", "813.35", "814.36"),
    ("Semax 3-7", "HFPGP", "553.27", "554.28"),
)
APPLICATION_NOTE = document(
    "Application note 114: fast HPLC of peptides",
    ("Column:", "C18, 2.1 x 100 mm"),
    ("Sample:", "Peptide standard mix"),
    ("Peak", "RT (min)", "Area", "Area %"),
    ("1", "3.12", "120344", "24.8"),
    ("2", "3.98", "118220", "24.3"),
    ("3", "4.41", "247113", "50.9"),
)
COLUMN_TEST = document(
    "Column test sheet",
    ("Column:", "C18 5 um 4.6 x 250 mm"),
    ("Lot No.:", "5620-041"),
    ("Test date:", "2026-01-22"),
    ("Peak", "RT (min)", "Area", "Area %"),
    ("1", "1.52", "9120", "20.1"),
    ("2", "5.80", "36254", "79.9"),
)
NONE = {
    "an invoice": INVOICE,
    "a price list": PRICE_LIST,
    "a safety data sheet": SAFETY_DATA_SHEET,
    "a data sheet that speaks of certificates": DATA_SHEET,
    "a specification": SPECIFICATION,
    "a paper": PAPER,
    "an application note": APPLICATION_NOTE,
    "the test of a column": COLUMN_TEST,
}


@pytest.mark.parametrize("kind", NONE)
def test_it_is_no_certificate(kind: str) -> None:
    with pytest.raises(Unreadable) as raised:
        extract(read(NONE[kind], "a.pdf", Limits()))
    assert raised.value.code is ErrorCode.NOT_A_CERTIFICATE


def test_the_picture_of_an_invoice_is_none_either() -> None:
    buffer = io.BytesIO()
    pypdfium2.PdfDocument(INVOICE)[0].render(scale=2).to_pil().save(buffer, "PNG")
    report = verify(buffer.getvalue(), "invoice.png", Settings())
    assert report.error is not None
    assert report.error.code is ErrorCode.NOT_A_CERTIFICATE
    assert report.verdict == "inconclusive"


RESULTS: tuple[Row, ...] = (
    ("Product name:", "Selank"),
    ("Lot No.:", "SLK-2602"),
    ("Purity (HPLC):", "98.72 %"),
)


@pytest.mark.parametrize("title", ["Certificate of Analysis", "Results", "Product data sheet", "Product specification"])
def test_a_result_for_a_lot_is_one_whatever_the_paper_is_called(title: str) -> None:
    (found,) = extract(read(document(title, *RESULTS), "a.pdf", Limits()))
    assert found.lot_number is not None
    assert found.lot_number.value == "SLK-2602"


def test_a_label_that_names_an_invoice_does_not_make_it_one() -> None:
    data = document("Results", *RESULTS, ("Invoice No.:", "77120"), ("Purchase order:", "PO-8831"))
    assert len(extract(read(data, "a.pdf", Limits()))) == 1
