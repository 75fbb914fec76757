"""Peak tables as the common data systems print them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract.layout import lay_out
from coaverify.extract.peaks import peak_tables
from coaverify.model.certificate import Amount
from coaverify.model.settings import Limits
from pdf_builders import drawn

PAGE = (595.0, 842.0)  # points
PITCH = 12.0

# time, area, percent and name, as each data system rounds them
Peak = tuple[str, str, str, str]


def columns(*places: float, rows: Sequence[Sequence[str]]) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        for number, row in enumerate(rows):
            for x, text in zip(places, row, strict=False):
                canvas.drawString(x, PAGE[1] - 60 - PITCH * number, text)

    return drawn(draw, size=PAGE)


def typed(*lines: str) -> bytes:
    """Lines of a printer: letters of one width."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 8)
        for number, line in enumerate(lines):
            canvas.drawString(50, PAGE[1] - 60 - 9.6 * number, line)

    return drawn(draw, size=PAGE)


def peaks_in(data: bytes) -> list[Peak]:
    (table,) = peak_tables(lay_out(read(data, "test.pdf", Limits()).pages[0]))
    rows = (peak.value for peak in table.peaks)
    return [(_text(row.retention_time), _text(row.area), _text(row.area_percent), row.name) for row in rows]


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount.value)


TABLES: dict[str, tuple[bytes, list[Peak]]] = {
    "units in a row of their own, a rule of dashes, totals": (
        typed(
            "Peak RetTime Type  Width     Area      Height     Area  ",
            "  #   [min]        [min]   [mAU*s]     [mAU]        %",
            "----|-------|----|-------|----------|----------|--------|",
            "   1   7.812 BV    0.1123   12.34567    1.65432   0.1234",
            "   2   8.345 VB    0.1201  9876.54321  1287.65430  98.7654",
            "",
            "Totals :                   9.88889e3  1289.30862",
        ),
        [("7.812", "12.34567", "0.1234", ""), ("8.345", "9876.54321", "98.7654", "")],
    ),
    "percent before height, names with a number": (
        columns(60, 90, 200, 260, 330, 390, rows=[
            ("", "Peak Name", "RT", "Area", "% Area", "Height"),
            ("1", "Imp 1", "7.812", "12345", "0.12", "1654"),
            ("2", "Semax", "8.345", "9876543", "98.77", "1287654"),
        ]),
        [("7.812", "12345", "0.12", "Imp 1"), ("8.345", "9876543", "98.77", "Semax")],
    ),
    "units of volts and seconds": (
        columns(60, 120, 200, 280, 350, rows=[
            ("", "RT", "Area", "% Area", "Height"),
            ("", "(min)", "(µV*sec)", "", "(µV)"),
            ("1", "7.812", "12345", "0.12", "1654"),
            ("2", "8.345", "9876543", "98.77", "1287654"),
        ]),
        [("7.812", "12345", "0.12", ""), ("8.345", "9876543", "98.77", "")],
    ),
    "concentration in percent, total": (
        columns(60, 110, 180, 250, 310, 360, 400, 440, rows=[
            ("Peak#", "Ret. Time", "Area", "Height", "Conc.", "Unit", "Mark", "Name"),
            ("1", "7.812", "12345", "1654", "0.123", "", "M", ""),
            ("2", "8.345", "9876543", "1287654", "98.765", "", "V", "Semax"),
            ("Total", "", "9888888", "1289308", "", "", "", ""),
        ]),
        [("7.812", "12345", "0.123", ""), ("8.345", "9876543", "98.765", "Semax")],
    ),
    "heads glued by a full stop, height before area": (
        columns(60, 90, 150, 230, 300, 370, 430, 490, rows=[
            ("No.", "Ret.Time", "Peak Name", "Height", "Area", "Rel.Area", "Amount", "Type"),
            ("", "min", "", "mAU", "mAU*min", "%", "", ""),
            ("1", "7.81", "n.a.", "1.654", "0.205", "0.12", "n.a.", "BMB"),
            ("2", "8.35", "Semax", "1287.654", "164.609", "98.77", "n.a.", "BMB"),
            ("Total:", "", "", "1289.308", "164.814", "98.89", "0.000", ""),
        ]),
        [("7.81", "0.205", "0.12", ""), ("8.35", "164.609", "98.77", "Semax")],
    ),
    "heads glued by a recogniser": (
        columns(60, 110, 200, 270, 350, rows=[
            ("No.", "RetentionTime", "Area", "Height", "RelativeArea"),
            ("1", "7.812", "0.205", "1.654", "0.12"),
            ("2", "8.345", "164.609", "1287.654", "98.77"),
        ]),
        [("7.812", "0.205", "0.12", ""), ("8.345", "164.609", "98.77", "")],
    ),
    "letters spaced out": (
        columns(60, 150, 250, 350, rows=[
            ("P e a k", "R T", "A r e a", "A r e a  %"),
            ("1", "7.812", "12345", "0.12"),
            ("2", "8.345", "9876543", "98.77"),
        ]),
        [("7.812", "12345", "0.12", ""), ("8.345", "9876543", "98.77", "")],
    ),
    "dots from column to column": (
        typed(
            "No  RT(min)    Area       Area%",
            "......................................",
            "1 ... 7.812 ... 12345 ..... 0.12",
            "2 ... 8.345 ... 9876543 ... 98.77",
            "......................................",
            "Total ......... 9888888 ... 98.89",
        ),
        [("7.812", "12345", "0.12", ""), ("8.345", "9876543", "98.77", "")],
    ),
    "two percentages and a ratio": (
        typed(
            "Peak    Time      Area       Height    Area   Norm. Area   BL   Area/Height",
            "  #     [min]    [µV·s]      [µV]     [%]       [%]             [s]",
            "----------------------------------------------------------------------------",
            "  1     7.812    12345.60    1654.2   0.12     0.12       BB    7.4632",
            "  2     8.345  9876543.21  1287654.3  98.77    98.77      BB    7.6702",
            "----------------------------------------------------------------------------",
            "              9888888.81  1289308.5  98.89    98.89",
        ),
        [("7.812", "12345.60", "0.12", ""), ("8.345", "9876543.21", "98.77", "")],
    ),
    "heads flush left, figures flush right": (
        columns(77, 117, 244, 331, rows=[
            ("Peak", "Retention time, min", "Area, mAU*s", "Area, %"),
            ("1", 40 * " " + "8.724", 23 * " " + "83.67", 11 * " " + "0.489"),
            ("2", 38 * " " + "16.420", 18 * " " + "16672.03", 9 * " " + "97.441"),
        ]),
        [("8.724", "83.67", "0.489", ""), ("16.420", "16672.03", "97.441", "")],
    ),
    "heads without gaps between them": (
        typed(
            "Peak RetTime [min] Width [min] Area [mAU*s] Height [mAU] Area %",
            "  1       7.812       0.1123      12.34567      1.65432  0.1234",
            "  2       8.345       0.1201    9876.54321   1287.65430 98.7654",
        ),
        [("7.812", "12.34567", "0.1234", ""), ("8.345", "9876.54321", "98.7654", "")],
    ),
    "start and end beside the retention time": (
        columns(60, 110, 160, 210, 260, 330, 400, rows=[
            ("Peak", "Start", "RT", "End", "Height", "Area", "Area %"),
            ("1", "7.7", "7.812", "7.9", "1654", "12345", "0.12"),
            ("2", "8.2", "8.345", "8.6", "1287654", "9876543", "98.77"),
        ]),
        [("7.812", "12345", "0.12", ""), ("8.345", "9876543", "98.77", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_peak_table_is_read(name: str) -> None:
    data, expected = TABLES[name]
    assert peaks_in(data) == expected


def test_a_column_under_an_unknown_head_gives_its_figures_to_no_other() -> None:
    data = columns(60, 130, 200, 300, rows=[
        ("Peak", "Qwert", "Area", "Area %"),
        ("1", "7.812", "12345", "0.12"),
        ("2", "8.345", "9876543", "98.77"),
    ])  # fmt: skip
    assert peaks_in(data) == [("", "12345", "0.12", ""), ("", "9876543", "98.77", "")]
