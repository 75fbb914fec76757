"""Hidden figures that may be a value, and those that lie apart from all values: how they lie to what is seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from certificate_builder import findings
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.certificate import Certificate, HiddenPlace
from coaverify.model.finding import Outcome
from coaverify.model.settings import Limits
from pdf_builders import drawn

ROWS = (("Product name", "Semax"), ("Lot No.", "AB-12345"), ("Molecular weight", "813.92"),
        ("Purity (HPLC)", "99.31 %"), ("Observed mass", "813.4 Da"), ("Issue date", "2026-03-11"))  # fmt: skip
SIZE = (595.0, 842.0)
ROW_OF_PURITY = 682.0  # height of its baseline
HIDDEN = "integrity.hidden_text"


def certificate_with(also: Callable[[Canvas], None], *rows: tuple[str, str]) -> Certificate:
    """A certificate of lines "label  value" on which something else is drawn after them."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 790, "Certificate of Analysis")
        for number, (label, value) in enumerate(rows or ROWS):
            canvas.drawString(60, 742 - 20 * number, label)
            canvas.drawString(230, 742 - 20 * number, value)
        also(canvas)

    (certificate,) = extract(read(drawn(draw, size=SIZE), "a.pdf", Limits()))
    return certificate


def white(words: str, x: float = 60, y: float = 40) -> Callable[[Canvas], None]:
    """Words in the colour of the paper; at the foot of the page, where nothing else stands."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(x, y, words)

    return draw


def over_purity(words: str) -> Callable[[Canvas], None]:
    """A white box over the purity, and other words on it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(228, ROW_OF_PURITY - 3, 90, 16, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(230, ROW_OF_PURITY, words)

    return draw


def places(certificate: Certificate) -> list[HiddenPlace]:
    return [reading.value.place for reading in certificate.hidden]


@pytest.mark.parametrize(
    "also",
    [
        over_purity("99.87 %"),
        over_purity("complies"),
        over_purity(""),
        white("Purity 94.12 %"),
        white("94.12"),
        white("94 %"),
        white("2026-01-09"),
        white("AB-54321"),
        white("1,203.4 Da"),
        white("61", x=300, y=ROW_OF_PURITY),
    ],
    ids=["another figure over it", "a word over it", "erased", "with its label", "a number with decimals", "a share",
         "a date like those of the certificate", "a lot like its own", "a mass", "in the row of a label"],
)  # fmt: skip
def test_a_hidden_value_contradicts(also: Callable[[Canvas], None]) -> None:
    certificate = certificate_with(also)
    assert HiddenPlace.VALUE in places(certificate)
    finding = findings(certificate)[HIDDEN]
    assert (finding.outcome, finding.code) == (Outcome.FAIL, "hidden-figures")


def test_one_hidden_figure_of_a_number_contradicts_though_it_is_printed_elsewhere() -> None:
    def cover(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(236.7, ROW_OF_PURITY - 3, 6.6, 16, stroke=0, fill=1)

    assert places(certificate_with(cover)) == [HiddenPlace.VALUE]


@pytest.mark.parametrize(
    "words",
    ["VerDate 16:21 Jkt 250001 Fmt 4702", "19", "Form QA-7", "print run v2.0.1 of 3 000", "99.31 %"],
    ids=["marks of a printer", "a page number", "a form's number", "a version", "a figure that is printed, too"],
)
def test_hidden_figures_apart_from_all_values_stay_open_and_keep_from_a_pass(words: str) -> None:
    certificate = certificate_with(white(words))
    assert places(certificate) == [HiddenPlace.APART]
    finding = findings(certificate)[HIDDEN]
    assert (finding.outcome, finding.code, finding.required) == (
        Outcome.INCONCLUSIVE,
        "hidden-figures-apart",
        True,
    )
    assert finding.ask


def test_the_same_words_under_those_that_are_seen_are_no_hidden_figures() -> None:
    def again(canvas: Canvas) -> None:
        over_purity("99.")(canvas)  # PDFium drops a run that is the same as one before it
        canvas.drawString(230 + canvas.stringWidth("99."), ROW_OF_PURITY, "31 %")

    certificate = certificate_with(again)
    assert places(certificate) == [HiddenPlace.REPEATED]
    finding = findings(certificate)[HIDDEN]
    assert (finding.outcome, finding.code) == (Outcome.INCONCLUSIVE, "hidden-words")


def test_without_hidden_words_nothing_is_looked_at() -> None:
    assert certificate_with(lambda canvas: None).hidden == ()
