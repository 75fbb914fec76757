"""More layouts: a German certificate, a laboratory's report on single vials, a maker with words of its own."""

from __future__ import annotations

import datetime
from pathlib import Path

from sample_claims import Claims
from sample_sheet import LEFT, RIGHT, Sheet


def _day(iso: str) -> str:
    return datetime.date.fromisoformat(iso).strftime("%d.%m.%Y")


def _comma(number: str) -> str:
    return number.replace(".", ",")


def german(claims: Claims, path: Path) -> None:
    """Labels in German, decimal commas, days first."""
    sheet = Sheet(path, "Analysenzertifikat", "Helvetica")
    sheet.text(LEFT, 60, claims.vendor, 15, bold=True)
    sheet.text(LEFT, 90, "Analysenzertifikat", 14, bold=True)
    pairs = [
        ("Produktname", claims.product),
        ("Artikel-Nr.", claims.catalog),
        ("Chargen-Nr.", claims.lot),
        ("Sequenz", claims.sequence),
        ("Summenformel", claims.formula),
        ("Molekulargewicht", f"{_comma(claims.molecular_weight)} g/mol"),
    ]
    y = sheet.pairs(LEFT, 126, pairs)
    ions = ", ".join(f"{label} {_comma(value)}" for label, value in claims.ions)
    rows = [
        ("Prüfung", "Spezifikation", "Ergebnis"),
        ("Aussehen", "weißes Pulver", "weißes Pulver"),
        ("Massenspektrum (ESI-MS)", "entspricht der Struktur", ions.replace(", [", "; [")),
        ("Reinheit (HPLC)", f"mind. {_comma(claims.specification)} %", f"{_comma(claims.purity)} %"),
        ("Wassergehalt (KF)", "max. 8,0 %", "4,2 %"),
    ]
    y = sheet.table(y + 12, rows, (LEFT, LEFT + 165, LEFT + 310, RIGHT))
    dates = [
        ("Herstelldatum", _day(claims.manufactured)),
        ("Prüfdatum", _day(claims.analysed)),
        ("Ausstellungsdatum", _day(claims.issued)),
        ("Wiederholungsprüfung", _day(claims.retest)),
    ]
    y = sheet.pairs(LEFT, y + 28, dates)
    sheet.text(LEFT, y + 20, "Freigegeben: Dr. K. Ahrens, Qualitätskontrolle")
    sheet.end_page()
    sheet.save()


def vial_report(claims: Claims, path: Path) -> None:
    """A testing laboratory's report: purity and milligrams of three vials, the identity a word."""
    sheet = Sheet(path, "Test Report", "Helvetica")
    sheet.text(LEFT, 60, claims.vendor, 15, bold=True)
    sheet.text(LEFT, 84, "TEST REPORT", 13, bold=True)
    pairs = [
        ("Task Number", "#48213"),
        ("Client", "Greywater Research Supply"),
        ("Sample", claims.product),
        ("Batch", claims.lot),
        ("Sample received", claims.manufactured),
        ("Date reported", claims.issued),
    ]
    y = sheet.pairs(LEFT, 116, pairs)
    purities = (claims.purity, "99.28", "99.40")
    rows = [
        ("Test", "Vial 1", "Vial 2", "Vial 3"),
        ("Identity (LC-MS)", "Confirmed", "Confirmed", "Confirmed"),
        ("Purity (HPLC-UV)", *(f"{purity} %" for purity in purities)),
        ("Net content", "10.42 mg", "10.37 mg", "10.51 mg"),
    ]
    y = sheet.table(y + 12, rows, (LEFT, LEFT + 140, LEFT + 250, LEFT + 360, LEFT + 470))
    sheet.text(LEFT, y + 26, "Endotoxin (LAL): < 0.05 EU/mg")
    sheet.text(LEFT, y + 46, "Verification key: Q7RT2WMX94KD")
    sheet.text(LEFT, y + 66, "Results relate only to the items tested.")
    sheet.end_page()
    sheet.save()


def own_words(claims: Claims, path: Path) -> None:
    """A maker that calls things by names of its own, which only a template can teach; one figure has no label."""
    sheet = Sheet(path, "Certificate of Analysis", "Helvetica")
    sheet.text(LEFT, 60, claims.vendor, 15, bold=True)
    sheet.text(LEFT, 84, "Certificate of Analysis", 13, bold=True)
    pairs = [
        ("Product Name", claims.product),
        ("Sequence", claims.sequence),
        ("Molecular Formula", claims.formula),
        ("Molecular Weight", f"{claims.molecular_weight} g/mol"),
        ("Stock mark", claims.lot),
        ("Main band at 220 nm", f"{claims.purity} %"),
        ("Gate", f"NLT {claims.specification} %"),
        ("Spectrometer saw [M+H]+", claims.ions[0][1]),
        ("Day at the bench", claims.analysed),
        ("Look again by", claims.retest),
    ]
    y = sheet.pairs(LEFT, 126, pairs)
    sheet.text(RIGHT - 110, 60, claims.issued)
    sheet.text(LEFT, y + 24, "Signed: T. Larkfield")
    sheet.end_page()
    sheet.save()
