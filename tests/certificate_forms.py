"""One certificate in many forms: the same claims drawn in another language, layout, style and order."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import rdkit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.extract.vocabulary import language
from coaverify.model.certificate import Amount, Certificate, ObservedMass, PrintedDate
from coaverify.model.evidence import Reading
from coaverify.model.settings import Limits

LANGUAGES = ("en", "de", "fr", "es", "ru", "zh", "ja")
TIGHT = "tight"  # nothing between label and value, as Chinese and Japanese can set it
LAYOUTS = ("lines", "table", "above", "two columns")
SIZES = {"A4": (595.0, 842.0), "Letter": (612.0, 792.0), "A4 landscape": (842.0, 595.0)}  # points

TITLES = {
    "en": "Certificate of Analysis", "de": "Analysenzertifikat", "fr": "Certificat d'analyse",
    "es": "Certificado de análisis", "ru": "Сертификат анализа", "zh": "检验报告", "ja": "試験成績書",
}  # fmt: skip

# Masses are told by a head and a word beside it, which the vocabulary does not list together.
MASS_LABELS = {
    "en": ("Molecular weight", "Monoisotopic mass", "Observed mass"),
    "de": ("Molekulargewicht", "Monoisotopische Masse", "Gefundene Masse"),
    "fr": ("Masse moléculaire", "Masse monoisotopique", "Masse trouvée"),
    "es": ("Peso molecular", "Masa monoisotópica", "Masa encontrada"),
    "ru": ("Молекулярная масса", "Моноизотопная масса", "Найденная масса"),
    "zh": ("分子量", "单同位素质量", "实测分子量"),
    "ja": ("分子量", "モノアイソトピック質量", "実測分子量"),
}
_MASSES = ("molecular_weight", "monoisotopic_mass", "observed_mass")
_NUMBERS = (
    "hplc_purity", "net_peptide_content", "water_content", "acetate_content", "tfa_content", "molecular_weight",
    "monoisotopic_mass", "observed_mass",
)  # fmt: skip
DATES = ("manufacture_date", "analysis_date", "issue_date", "retest_date", "expiry_date")

# As they are printed in English; the values of CLAIMS are what is to be read.
CLAIMS: Mapping[str, str] = {
    "product_name": "Semax",
    "sequence": "MEHFPGP",
    "catalog_number": "HY-P1234",
    "lot_number": "AB-20417",
    "cas_number": "80714-61-0",
    "molecular_formula": "C37H51N9O10S",
    "molecular_weight": "813.92",
    "monoisotopic_mass": "813.3480",
    "observed_mass": "813.36",
    "hplc_purity": "99.31",
    "net_peptide_content": "81.4",
    "water_content": "4.2",
    "acetate_content": "6.75",
    "tfa_content": "0.13",
    "endotoxin": "<0.50 EU/mg",
    "quantity": "10 mg",
    "appearance": "Semax-Lyophilisat",
    "manufacture_date": "2026-01-13",
    "analysis_date": "2026-01-27",
    "issue_date": "2026-02-05",
    "retest_date": "2028-01-13",
    "expiry_date": "2029-01-12",
    "client": "Elmhurst Pharmacy",
    "vendor": "Novak Peptides Ltd",
    "manufacturer": "Hallgarth Synthesis AG",
    "task_number": "R-88172",
}
_UNITS = dict.fromkeys(_MASSES, " Da") | dict.fromkeys([n for n in _NUMBERS if n not in _MASSES], " %")


@dataclass(frozen=True)
class Form:
    """How a certificate is drawn. Lengths are in points."""

    language: str = "en"
    layout: str = "lines"
    order: Sequence[str] = tuple(CLAIMS)
    heads: Mapping[str, int] = field(default_factory=dict)  # which of the vocabulary's heads labels a claim
    page: str = "A4"
    left: float = 56
    top: float = 60
    size: float = 10
    pitch: float = 1.7  # of the size
    family: str = "Helvetica"
    bold: bool = False
    colour: float = 0.0  # grey: 0 is black
    rules: bool = False
    wide_colon: bool = False
    local: bool = False  # decimals and dates as the language writes them


def label_of(claim: str, form: Form) -> str:
    """What labels a claim in a form: one of the first heads of the language's file."""
    if claim in _MASSES:
        return MASS_LABELS[form.language][_MASSES.index(claim)]
    heads = language(form.language).heads[claim]
    head = heads[form.heads.get(claim, 0) % len(heads)]
    return head[:1].upper() + head[1:]


def printed(claim: str, value: str, form: Form) -> str:
    """A claim's value as a certificate in this form prints it."""
    if claim in DATES:
        return _date(value, form)
    if claim in _NUMBERS and form.local and language(form.language).decimal_comma:
        value = value.replace(".", ",")
    return value + _UNITS.get(claim, "")


def _date(iso: str, form: Form) -> str:
    if not form.local or form.language == "en":
        return iso
    year, month, day = (int(part) for part in iso.split("-"))
    if form.language in ("zh", "ja"):
        return f"{year}年{month}月{day}日"
    name = language(form.language).months[month - 1][0]
    return {
        "de": f"{day}. {name.title()} {year}",
        "es": f"{day} de {name} de {year}",
        "ru": f"{day} {name} {year} г.",
    }.get(form.language, f"{day} {name} {year}")


def drawn(form: Form, claims: Mapping[str, str] = CLAIMS) -> bytes:
    """The certificate with these claims as a PDF in a form."""
    width, height = SIZES[form.page]
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
    plain, strong = _fonts(form)
    canvas.setFillGray(form.colour)
    canvas.setStrokeGray(0.6)

    def put(x: float, y: float, text: str, font: str) -> None:
        for run, face in _runs(text, font, form):
            canvas.setFont(face, size)
            canvas.drawString(x, height - y, run)
            x += canvas.stringWidth(run, face, size)

    pairs = [(label_of(claim, form), printed(claim, claims[claim], form)) for claim in form.order]
    columns = {"lines": 1, TIGHT: 1, "table": 1, "above": 3, "two columns": 2}[form.layout]
    column = (width - 2 * form.left) / columns
    room = column * {"lines": 9, TIGHT: 9, "table": 0.48, "above": 0.9, "two columns": 0.43}[form.layout]
    widest = max(_width(text, font, form) for pair in pairs for text, font in zip(pair, (strong, plain), strict=True))
    size = form.size * min(1, room / widest)  # what overlaps says nothing to anybody
    step = size * form.pitch
    canvas.setFont(strong, form.size + 4)
    canvas.drawString(form.left, height - form.top, TITLES[form.language])
    colon = "：" if form.wide_colon and form.language in ("zh", "ja") else ": "
    y = form.top + 2.5 * step
    for first in range(0, len(pairs), columns):
        if y > height - 3 * step:
            canvas.showPage()
            canvas.setFillGray(form.colour)
            canvas.setStrokeGray(0.6)
            y = form.top
        for number, (label, value) in enumerate(pairs[first : first + columns]):
            x = form.left + number * column
            if form.layout in ("lines", TIGHT):
                put(x, y, f"{label}{'' if form.layout == TIGHT else colon}{value}", plain)
            elif form.layout == "above":
                put(x, y, label, strong if form.bold else plain)
                put(x, y + 1.2 * size, value, plain)
            else:
                put(x, y, label, strong if form.bold else plain)
                put(x + column * 0.5, y, value, plain)
        y += (2.4 if form.layout == "above" else 1) * step
        if form.rules and form.layout != "lines":
            canvas.line(form.left, height - y + 1.15 * size, width - form.left, height - y + 1.15 * size)
    canvas.save()
    return buffer.getvalue()


def _runs(text: str, font: str, form: Form) -> list[tuple[str, str]]:
    """A text as runs of one font each: figures and Latin words stand in a font of their own, as is usual, but not
    the figures of a date such as 2026年1月13日. (PDFium drops single characters of fonts that are not embedded.)
    """
    if form.language not in ("zh", "ja"):
        return [(text, font)]
    runs = re.findall(r"\d+年\d+月\d+日|[\u2e80-\uffef]+|.+?(?=\d+年|[\u2e80-\uffef]|$)", text)
    return [(run, font if re.search(r"[\u2e80-\uffef]", run) else form.family) for run in runs]


def drawn_table(code: str, rows: Sequence[Sequence[str]]) -> bytes:
    """A certificate in a language that states product and lot in lines and the rest in a table of three columns."""
    form = Form(language=code)
    plain, _strong = _fonts(form)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=SIZES["A4"], invariant=1)
    top = [(TITLES[code],), *(f"{label_of(c, form)}: {CLAIMS[c]}".split("\n") for c in ("product_name", "lot_number"))]
    for number, texts in enumerate([*top, *rows]):
        for x, text in zip((56, 250, 420), texts, strict=False):
            for run, face in _runs(text, plain, form):
                canvas.setFont(face, 10)
                canvas.drawString(x, 780 - 18 * number, run)
                x += canvas.stringWidth(run, face, 10)
    canvas.save()
    return buffer.getvalue()


def _width(text: str, font: str, form: Form) -> float:
    return float(sum(pdfmetrics.stringWidth(run, face, form.size) for run, face in _runs(text, font, form)))


def _fonts(form: Form) -> tuple[str, str]:
    """The plain font and the bold one of a form; scripts that the standard fonts lack have one each."""
    if form.language in ("ru", "zh", "ja"):
        name = _script_font(form.language)
        return name, name
    bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
    return form.family, bold[form.family]


@cache
def _script_font(code: str) -> str:
    """A font for Cyrillic (the one that RDKit brings along), Chinese or Japanese (which viewers bring along)."""
    if code == "ru":
        pdfmetrics.registerFont(TTFont("FreeSans", str(Path(rdkit.__file__).parent / "Chem/Draw/FreeSans.ttf")))
        return "FreeSans"
    name = {"zh": "STSong-Light", "ja": "HeiseiMin-W3"}[code]
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name


def claims_in(pdf: bytes) -> dict[str, str]:
    """All claims that are read off a certificate, each as text."""
    (certificate,) = extract(read(pdf, "form.pdf", Limits()))
    return claims_of(certificate)


def claims_of(certificate: Certificate) -> dict[str, str]:
    found = {}
    for name in Certificate.__dataclass_fields__:
        reading = getattr(certificate, name)
        if isinstance(reading, Reading):
            found[name] = _text_of(reading.value) + "".join(f" ({doubt})" for doubt in reading.doubts)
    for name in ("further_purities", "further_masses", "observed_ions", "peak_table"):
        if getattr(certificate, name):
            found[name] = str([_text_of(reading.value) for reading in getattr(certificate, name)])
    return found


def _text_of(value: object) -> str:
    if isinstance(value, ObservedMass):
        value = value.mass
    if isinstance(value, Amount):
        return f"{'' if value.comparator == '=' else value.comparator}{value.value}"
    if isinstance(value, PrintedDate):
        return value.iso if value.alternative is None else f"{value.iso} or {value.alternative}"
    return str(value)
