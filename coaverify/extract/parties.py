"""Who issued, tested and sold: from labels, else from the letterhead, the footer and the signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import interpret
from coaverify.extract.layout import Layout
from coaverify.extract.values.dates import dates_in
from coaverify.model.evidence import Evidence, Reading

_LABORATORY = re.compile(
    r"\b(?:laborator\w*|labs?\b|analytic\w*|assay\w*|diagnostic\w*|testing|bioanalytic\w*|institut\w*|labor|test\s+house|"
    r"(?:mass|analysis|test|core)\s+(?:facility|services?))\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:laborator\w*|labs?|analytic\w*|assay\w*|diagnostic\w*|testing|test\s+house|facility|p[eé]pt[iyí]d\w*|пептид\w*|bio\w+|pharma\w*|chem\w*|supply|sciences?|technolog\w*|"
    r"services|institut\w*|research|gmbh|ltd|llc|inc|corp|co|ab|ag|kg|bv|s\.?a|sas|srl|plc|limited|company|group|solutions|synth\w*|therapeutics|lda|s\.?\s?r\.?\s?l|sp\.\s*z\s*o|s\.\s?l|aps|as|oy|sarl|kk)\b\.?|公司|^(?:ООО|АО|ЗАО|ПАО)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"certificate|analysis\b|analytical\s+(?:test\s+)?report|test\s+report|\breport\b|zertifikat|analysenzert|certificado|certificat|сертификат|检验|报告|证书|page\s+\d|confidential|"
    r"quality|chromatogram|spectrum|spectrometry|hplc\b|results?\b|data sheet|c\s?e\s?r\s?t\s?i\s?f|summary",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"@|www\.|https?:|\btel\b|phone|fax|telefon|\d{4,}|\b(?:street|st\.|road|rd\.|avenue|drive|suite|unit \d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s+[-–—|·•]\s+")
_PEPTIDES = re.compile(r"p[eé]pt[iyí]d|пептид|chem", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?)(?P<name>[\w-]{4,40})\.[a-z]{2,}", re.IGNORECASE)
_COMPANY = re.compile(
    r"(?P<name>(?:[A-ZÄÖÜÀ-Þ][\w&'-]+\s+){1,4})(?:GmbH|AG|Ltd|LLC|Inc|Corp|B\.?V|S\.?A|SARL|ApS|AS|AB|Oy|plc|Co)\b"
)
_TEST_REPORT = re.compile(
    r"test\s*report|analysis\s*report|prüfbericht|analytical\s*report|laboratory\s*report|检测报告",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:approved|released|head of|director|manager|analyst|signed|quality control|chemist|qa|qc)\b",
    re.IGNORECASE,
)


def read_parties(first: Layout, harvest: Harvest, pages: tuple[int, ...], is_product: Callable[[str], bool]) -> None:
    """Add vendor and laboratory by their place on a certificate's first page where no label names them.

    `pages` are the certificate's; `is_product` tells names of peptides. The value of a label is
    no letterhead.
    """
    named = {candidate.claim for candidate in harvest.texts if candidate.page in pages}
    values = {candidate.reading.value for candidate in harvest.texts if candidate.page in pages}
    issuer = _letterhead(first, lambda text: text in values or is_product(text)) or _footer(first)
    signed = _signature(first)
    if issuer is not None:
        reports = bool(_TEST_REPORT.search(_squeezed(first)))
        sells = _PEPTIDES.search(issuer.text) is not None  # "Corvid Peptide Labs" makes what it tests
        tests = reports or (_LABORATORY.search(issuer.text) and "vendor" not in named and not sells)
        claim = "laboratory" if "client" in named or (tests and _LABORATORY.search(issuer.text)) else "vendor"
        if claim not in named:
            _add(harvest, claim, issuer)
            named.add(claim)
    if signed is not None and "laboratory" not in named and (issuer is None or signed.text != issuer.text):
        _add(harvest, "laboratory", signed)


def _add(harvest: Harvest, claim: str, evidence: Evidence) -> None:
    harvest.texts.append(Candidate(claim, Reading(evidence.text, evidence), Place.LETTERHEAD))


def _squeezed(layout: Layout) -> str:
    """The page's upper words, letter-spaced headings closed up."""
    text = " ".join(cell.text for cell in layout.cells if cell.box.top < 0.3 * layout.page.height)
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", text) + " " + text


def _letterhead(layout: Layout, is_other: Callable[[str], bool]) -> Evidence | None:
    """The largest words in the upper fifth of the page that can be a company's name."""
    best: tuple[float, Evidence] | None = None
    known = _names_elsewhere(layout)
    for cell in layout.cells:
        if cell.box.top > 0.22 * layout.page.height:
            break
        for text in dict.fromkeys((cell.text, *cell.lines, *_DASHED.split(cell.text))):
            if not _is_name(text) or is_other(text):
                continue
            organised = bool(_ORGANISATION.search(text)) or _letters(text) in known
            if not organised:
                continue
            weight = cell.size + 6
            if best is None or weight > best[0] + 0.01:
                best = (weight, cell.evidence(text))
    return best[1] if best else None


def _names_elsewhere(layout: Layout) -> set[str]:
    """Names by which the page's own addresses call the issuer: of a web domain, or before a company's form.

    "www.torrwyn.com" and "Torrwyn Bioscience Ltd, Unit 4" both make "TORRWYN" in the letterhead a company.
    """
    names: set[str] = set()
    for cell in layout.cells:
        for match in _DOMAIN.finditer(cell.text):
            names.add(_letters(match["name"]))
        for match in _COMPANY.finditer(cell.text):
            words = match["name"].split()
            names.update(_letters(" ".join(words[:count])) for count in range(1, len(words) + 1))
    return {name for name in names if len(name) > 3}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_name(text: str) -> bool:
    if not 3 <= len(text) <= 60 or interpret(text) is not None or inline_pairs(text):
        return False
    if _TITLE.search(text) or _TITLE.search(text.replace(" ", "")) or _CONTACT.search(text) or dates_in(text):
        return False
    return bool(re.match(r"[^\W\d_]", text))


def _footer(layout: Layout) -> Evidence | None:
    """The first part of a line at the foot of the page that goes on with an address or a telephone number."""
    for cell in layout.cells:
        if cell.box.top < 0.85 * layout.page.height:
            continue
        parts = re.split(r"\s*[·|•]\s*|\s+[-–]\s+", cell.text)
        if len(parts) > 1 and _is_name(parts[0]) and _ORGANISATION.search(parts[0]) and _CONTACT.search(cell.text):
            return cell.evidence(parts[0])
    return None


def _signature(layout: Layout) -> Evidence | None:
    """A company's name right under the words of approval."""
    signed: Cell | None = None
    for cell in _lower_cells(layout):
        if signed is not None and _is_company(cell.text) and _right_under(cell, signed):
            return cell.evidence()
        if _SIGNED.search(cell.text):
            signed = cell
    return None


def _is_company(text: str) -> bool:
    return _is_name(text) and bool(_ORGANISATION.search(text)) and not _SIGNED.search(text)


def _right_under(cell: Cell, other: Cell) -> bool:
    return abs(cell.box.x0 - other.box.x0) < 3 * cell.size and cell.box.top - other.box.bottom < 2.5 * cell.size


def _lower_cells(layout: Layout) -> Iterator[Cell]:
    return (cell for cell in layout.cells if cell.box.top > 0.2 * layout.page.height)
