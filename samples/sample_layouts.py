"""The layouts in which vendors print certificates. Each function draws one whole document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sample_chromatogram import draw_chromatogram, peak_rows
from sample_claims import Claims
from sample_sheet import LEFT, RIGHT, Sheet

Layout = Callable[[Claims, Path], None]
TABLE_EDGES = (LEFT, LEFT + 165, LEFT + 320, RIGHT)


def _ions(claims: Claims) -> str:
    return claims.mass_result or ", ".join(f"{label} {value}" for label, value in claims.ions)


def _expected(claims: Claims) -> str:
    return ", ".join(f"{label} {value}" for label, value in claims.expected_ions)


def _identity_pairs(claims: Claims) -> list[tuple[str, str]]:
    return [
        ("Product Name", claims.product),
        ("Catalog No.", claims.catalog),
        ("Lot No.", claims.lot),
        ("CAS No.", claims.cas),
        ("Sequence", claims.sequence),
        ("Molecular Formula", claims.formula),
        ("Molecular Weight", f"{claims.molecular_weight} g/mol"),
        ("Quantity", claims.quantity),
    ]


def _date_pairs(claims: Claims) -> list[tuple[str, str]]:
    return [
        ("Date of Manufacture", claims.manufactured),
        ("Date of Analysis", claims.analysed),
        ("Issue Date", claims.issued),
        ("Retest Date", claims.retest),
    ]


def _first_page(sheet: Sheet, claims: Claims) -> None:
    sheet.text(LEFT, 62, claims.vendor, 15, bold=True, colour="#0f4c5c")
    sheet.line(LEFT, 72, RIGHT, 72, 1.2, "#0f4c5c")
    sheet.centred(104, "Certificate of Analysis", 16, bold=True)
    y = sheet.pairs(LEFT, 140, _identity_pairs(claims))
    rows = [
        ("Test", "Specification", "Result"),
        ("Appearance", "White powder", "White lyophilized powder"),
        ("Identity (ESI-MS)", "Corresponds to structure", _ions(claims)),
        ("Purity (RP-HPLC, 220 nm)", f"≥ {claims.specification} %", f"{claims.purity} %"),
        ("Water (Karl Fischer)", "≤ 8.0 %", "3.1 %"),
    ]
    y = sheet.table(y + 12, rows, TABLE_EDGES)
    y = sheet.pairs(LEFT, y + 28, _date_pairs(claims))
    sheet.text(LEFT, y + 20, "Released by: R. Lindqvist, Quality Control")
    sheet.end_page()


def ruled_table(claims: Claims, path: Path) -> None:
    """One page: label and value lines above, a ruled Test / Specification / Result table below."""
    sheet = Sheet(path, "Certificate of Analysis")
    _first_page(sheet, claims)
    sheet.save()


def two_pages(claims: Claims, path: Path) -> None:
    """The ruled table, and a second page with chromatogram, peak table and the ions."""
    sheet = Sheet(path, "Certificate of Analysis")
    _first_page(sheet, claims)
    sheet.text(LEFT, 56, f"{claims.vendor} - HPLC and MS data", 11, bold=True)
    sheet.text(LEFT, 72, f"Product: {claims.product}")
    sheet.text(LEFT + 280, 72, f"Lot No.: {claims.lot_on_second_page}")
    sheet.text(LEFT, 92, "Column: C18, 4.6 x 250 mm, 5 um; flow 1.0 mL/min; detection 220 nm")
    sheet.text(LEFT, 105, "Gradient: 10 to 35 % B in 18 min (A: 0.1 % TFA in water, B: acetonitrile)")
    draw_chromatogram(sheet, claims, LEFT + 40, 130, RIGHT - LEFT - 60, 210)
    y = sheet.table(390, peak_rows(claims), (LEFT, LEFT + 60, LEFT + 160, LEFT + 280, LEFT + 380), 17)
    sheet.text(LEFT, y + 30, "Mass spectrum (ESI, positive mode)", bold=True)
    observed = [("Ion", "Calculated m/z", "Observed m/z")]
    observed += [(label, calculated, dict(claims.ions)[label]) for label, calculated in claims.expected_ions]
    sheet.table(y + 40, observed, (LEFT, LEFT + 100, LEFT + 220, LEFT + 340), 17)
    sheet.end_page()
    sheet.save()


def lines(claims: Claims, path: Path) -> None:
    """Plain lines, label and value, no rules."""
    sheet = Sheet(path, "Certificate of Analysis", "Helvetica")
    sheet.text(LEFT, 60, claims.vendor.upper(), 13, bold=True)
    sheet.text(LEFT, 84, "CERTIFICATE OF ANALYSIS", 12, bold=True)
    y = sheet.pairs(LEFT, 120, _identity_pairs(claims), gap=150, step=17)
    sheet.text(LEFT, y + 12, "RESULTS", 10.5, bold=True)
    results = [
        ("Appearance", "white lyophilized powder"),
        ("HPLC Purity", f"{claims.purity} %  (specification: NLT {claims.specification} %)"),
        ("Monoisotopic Mass", f"{claims.monoisotopic} Da (calculated)"),
        ("Observed Ions (ESI-MS)", _ions(claims)),
        ("Acetate Content", "7.4 %"),
    ]
    y = sheet.pairs(LEFT, y + 32, results, gap=150, step=17)
    y = sheet.pairs(LEFT, y + 16, _date_pairs(claims), gap=150, step=17)
    sheet.text(LEFT, y + 24, "Approved by: M. Okafor, QA Manager")
    sheet.end_page()
    sheet.save()


def grid(claims: Claims, path: Path) -> None:
    """Cards in a grid: a small label, its value in large letters beneath."""
    sheet = Sheet(path, "Certificate of Analysis")
    sheet.fill(0, 0, RIGHT + 56, 84, "#102a43")
    sheet.text(LEFT, 44, claims.vendor, 16, bold=True, colour="#ffffff")
    sheet.text(LEFT, 64, "Certificate of Analysis", 10, colour="#d9e2ec")
    cards = [
        ("PRODUCT", claims.product), ("LOT NUMBER", claims.lot),
        ("SEQUENCE", claims.sequence), ("CAS NUMBER", claims.cas),
        ("MOLECULAR FORMULA", claims.formula), ("MOLECULAR WEIGHT", f"{claims.molecular_weight} g/mol"),
        ("PURITY (HPLC)", f"{claims.purity} %"), ("PURITY SPECIFICATION", f"≥ {claims.specification} %"),
        ("MS FOUND", _ions(claims)), ("APPEARANCE", "White powder"),
        ("ANALYSIS DATE", claims.analysed), ("ISSUE DATE", claims.issued),
    ]  # fmt: skip
    shown = [(label, value) for label, value in cards if value]
    for number, (label, value) in enumerate(shown):
        x = LEFT + 245 * (number % 2)
        y = 125 + 58 * (number // 2)
        sheet.text(x, y, label, 7, colour="#627d98")
        sheet.text(x, y + 16, value, 10, bold=True)
        sheet.line(x, y + 28, x + 225, y + 28, 0.4, "#bcccdc")
    sheet.end_page()
    sheet.save()


def letter(claims: Claims, path: Path) -> None:
    """A letter whose results stand in sentences."""
    sheet = Sheet(path, "Certificate of Analysis", "Times-Roman")
    sheet.text(LEFT, 64, claims.vendor, 15, bold=True)
    sheet.text(RIGHT - 130, 110, f"Date: {claims.issued}", 11)
    y = sheet.pairs(
        LEFT,
        150,
        [("Certificate of Analysis", claims.product), ("Batch", claims.lot), ("Sequence", claims.sequence)],
    )
    ions = " and ".join(f"{label} at m/z {value}" for label, value in claims.ions)
    sentences = [
        f"We certify that the above batch of {claims.product} was analysed on {claims.analysed}.",
        f"The purity by RP-HPLC is {claims.purity} % (specification: at least {claims.specification} %).",
        f"The ESI mass spectrum shows {ions}.",
        f"The molecular formula is {claims.formula}, the molecular weight {claims.molecular_weight} g/mol.",
        "The material is a white lyophilized powder. It is meant for research use only.",
    ]
    for number, sentence in enumerate(sentences):
        sheet.text(LEFT, y + 30 + 20 * number, sentence, 11)
    sheet.text(LEFT, y + 190, "Dr. H. Castellane, Head of Quality Control", 11)
    sheet.end_page()
    sheet.save()
