"""A testing laboratory's report whose only figures for the identity stand in its mass spectrum."""

from __future__ import annotations

from pathlib import Path

from sample_claims import Claims
from sample_sheet import LEFT, Sheet

LOWEST, HIGHEST = 200, 1200  # m/z
NOISE = ((251.2, 0.03), (302.9, 0.02), (518.4, 0.04), (655.1, 0.02), (731.8, 0.03), (963.0, 0.02))  # m/z, height
SMALL = 7.0  # font size of labels


def spectrum_report(claims: Claims, path: Path) -> None:
    """Purity and content as figures, the identity a word; the ions are labelled in the drawing."""
    sheet = Sheet(path, "Test Report", "Helvetica")
    sheet.text(LEFT, 60, claims.vendor, 15, bold=True)
    sheet.text(LEFT, 84, "TEST REPORT", 13, bold=True)
    pairs = [
        ("Task Number", "#48377"),
        ("Client", "Greywater Research Supply"),
        ("Sample", claims.product),
        ("Batch", claims.lot),
        ("Sample received", claims.manufactured),
        ("Date reported", claims.issued),
    ]
    y = sheet.pairs(LEFT, 116, pairs)
    rows = [
        ("Test", "Specification", "Result"),
        ("Identity (LC-MS)", "Conforms", "Confirmed"),
        ("Purity (HPLC-UV)", f"≥ {claims.specification} %", f"{claims.purity} %"),
        ("Net content", "10 mg", "10.42 mg"),
    ]
    y = sheet.table(y + 12, rows, (LEFT, LEFT + 180, LEFT + 330, LEFT + 470))
    sheet.text(LEFT, y + 34, "Mass spectrum, ESI positive", bold=True)
    draw_spectrum(sheet, claims, LEFT + 20, y + 60, 440, 200)
    sheet.end_page()
    sheet.save()


def draw_spectrum(sheet: Sheet, claims: Claims, left: float, top: float, width: float, height: float) -> None:
    """Sticks over an axis of m/z; the ions of the claims with their labels, some noise without."""
    bottom = top + height

    def x(mz: float) -> float:
        return left + width * (mz - LOWEST) / (HIGHEST - LOWEST)

    sheet.line(left, top, left, bottom)
    sheet.line(left, bottom, left + width, bottom)
    for tick in range(LOWEST, HIGHEST + 1, 100):
        sheet.line(x(tick), bottom, x(tick), bottom + 3)
        _centred(sheet, x(tick), bottom + 11, str(tick))
    for percent in (0, 50, 100):
        sheet.text(left - 18, bottom - 0.85 * height * percent / 100 + 2.5, str(percent), SMALL)
    sheet.text(left + width / 2 - 6, bottom + 22, "m/z", SMALL)
    for mz, share in NOISE:
        sheet.line(x(mz), bottom, x(mz), bottom - 0.85 * height * share)
    for (ion, value), share in zip(claims.ions, (0.62, 1.0), strict=False):
        peak = bottom - 0.85 * height * share
        sheet.line(x(float(value)), bottom, x(float(value)), peak, width=0.9, colour="#1d4ed8")
        _centred(sheet, x(float(value)), peak - 3, value)
        _centred(sheet, x(float(value)), peak - 12, ion)


def _centred(sheet: Sheet, x: float, y: float, words: str) -> None:
    sheet.text(x - 0.27 * SMALL * len(words), y, words, SMALL)
