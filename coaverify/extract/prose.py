"""Claims in running text: "We hereby certify that ..., lot ..., with a purity of ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from coaverify.extract.amounts import read_amounts
from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Place
from coaverify.extract.labels import Label
from coaverify.extract.readers import Reader
from coaverify.extract.values.dates import dates_in
from coaverify.extract.values.formulas import formula_in
from coaverify.extract.values.masses import MassItem, masses_in
from coaverify.extract.values.numbers import Found, normalise
from coaverify.extract.values.percents import percents_in
from coaverify.extract.values.sequences import sequence_in
from coaverify.extract.values.texts import DATES, PERCENTS, cas, code
from coaverify.extract.vocabulary import MASS, tokens_of, vocabulary
from coaverify.model.certificate import LOWER, Comparator

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÄÖÜА-Я])(?<!calc\.\s)(?<!No\.\s)(?<!Dr\.\s)(?<!Nr\.\s)(?<!ca\.\s)")
LONGEST_PARAGRAPH, LONGEST_SENTENCE = 20_000, 1500  # characters
_CONNECTORS = frozenset(
    [
        "of",
        "is",
        "was",
        "a",
        "an",
        "the",
        "be",
        "found",
        "to",
        "determined",
        "as",
        "at",
        "by",
        "with",
        "and",
        "in",
        "as",
        "determined",
        "assessed",
        "established",
        "has",
        "shows",
        "showed",
        "gave",
        "has",
        "been",
        "content",
        "amounts",
        "amounting",
        "measured",
        "average",
        "hplc",
        "rp-hplc",
        "chromatographic",
        "peptide",
        "total",
        "overall",
        "having",
        "nm",
        "uv",
        "area",
        "von",
        "ist",
        "beträgt",
        "eine",
        "de",
    ]
)
_TRAILING = frozenset(
    ["on", "by", "at", "is", "was", "the", "in", "am", "of", "to", "until", "before", "bis", "for", ":", "date"]
)
_LIMIT = re.compile(
    r"\b(?:limit|specification|required|requirement|minimum|must|shall|criterion|criteria)\b", re.IGNORECASE
)
_BEFORE = 130  # characters before a percentage in which its head stands
# "the purity of Semax lot 88-A was ..."
_OF_WHAT = re.compile(
    r"\bof\s+(?:the\s+)?[\w-]+(?:,?\s*(?:lot|batch|charge)\s+(?:no\.?\s*)?[\w./-]+,?)?(?=\s+(?:as|was|is|has|by)\b)",
    re.IGNORECASE,
)
_PURITY = re.compile(r"\b(?:purity|reinheit)\b", re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\b(?:reference|standard|impurit\w+|solvent|mobile phase|gradient|acetonitrile|internal)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:gave|give[sn]?|found|observed|measured|detected|determined|show(?:s|ed|n)|deconvol\w*|spectrum|spectrometry|esi|maldi|ergab|gefunden)\b",
    re.IGNORECASE,
)
_MASS_BEFORE = re.compile(
    r"(?:mass|weight|m/z|mw|m\.w\.|masse|gewicht)[\s:]*(?:\(?(?:[\w.-]+)\)?\s+)?(?:of|is|was|=|:|von|ist|to be)?\s*$",
    re.IGNORECASE,
)
_RESULTS_FOR = re.compile(
    r"\b(?:results?|report|certificate|analysis|data)\s+(?:of\s+\w+\s+)?(?:for|of)\s+(?:the\s+)?(?:peptide\s+)?"
    r"(?P<product>[^,;]{3,60}?),?\s+(?:\(?(?:lot|batch|charge)\b)",
    re.IGNORECASE,
)
_SAMPLE_OF = re.compile(
    r"\b(?:sample|vial|batch|lot|aliquot)s?\s+of\s+(?:the\s+)?(?:peptide\s+)?(?P<product>[^,;()]{3,50}?),?\s*\(?(?:lot|batch|charge)\b",
    re.IGNORECASE,
)
_CERTIFY = re.compile(
    r"\b(?:certif(?:y|ies|ied)|confirm(?:s|ed)?|declares?|states?)\s+that\s+(?:the\s+)?(?:(?:above|following)\s+)?"
    r"(?:(?:product|sample|peptide|material|substance|(?:batch|lot)(?:\s+of)?)\s+)?(?!the\b|above|following|this\b|it\b)"
    r"(?P<product>.+?),?\s*(?:\(?(?:lot|batch|charge|catalog\w*|cas)\b|has been|was\b|is\b|meets|"
    r"complies|conforms|manufactured|supplied)"
)
_CODE = r"\s*(?:number|no\.?|nr\.?|#|code)?\s*:?\s*(?P<code>[A-Za-z]{0,8}[\w./-]*\d[\w./-]*)"
_LOT = re.compile(rf"\b(?:lot|batch|charge)\b{_CODE}", re.IGNORECASE)
_CATALOG = re.compile(rf"\b(?:catalog(?:ue)?|cat\.?|item|article)\b{_CODE}", re.IGNORECASE)
_SUBMITTED = re.compile(
    r"\b(?:submitted|sent in|provided|supplied|ordered)\s+by\s+(?P<who>[A-ZÄÖÜ][^,;:()\d]{2,50}?)(?:[,;]|\.?\s*$|\.\s)"
)
_SUPPLIED = re.compile(
    r"\b(?:supplied|received|delivered) as (?:an? )?(?P<text>[\w\s/-]+?)(?:,|\.|;|\s+(?:and|has|have|was|is|in)\b)"
)
_HOW = re.compile(
    r"\b(?:by|at|on|using|via|mittels|bei|par)\s+(?:the\s+)?(?:\d+\s*nm|[\w-]+(?:\s+at\s+\d+\s*nm)?)", re.IGNORECASE
)
_HYPHEN = re.compile(r"(?<=[a-zäöü])-(?=[a-zäöü])")


def read_prose(paragraph: Cell, reader: Reader) -> None:
    """Read a paragraph sentence by sentence."""
    for sentence in _SENTENCE.split(paragraph.text[:LONGEST_PARAGRAPH]):
        text = normalise(sentence)[:LONGEST_SENTENCE]
        _read_words(text, paragraph, reader)
        _read_dates(text, paragraph, reader)
        _read_percents(text, paragraph, reader)
        _read_masses(text, paragraph, reader)
        read_amounts(text, paragraph, reader)


def read_dates(cell: Cell, reader: Reader) -> None:
    """Dates of a line behind words that say what they are: "Tested Aug 24, 2026, certified Aug 29, 2026"."""
    _read_dates(normalise(cell.text)[:LONGEST_SENTENCE], cell, reader)


def _read_words(text: str, cell: Cell, reader: Reader) -> None:
    found: list[tuple[str, str | None]] = []
    if match := _CERTIFY.search(text) or _RESULTS_FOR.search(text) or _SAMPLE_OF.search(text):
        found.append(("product_name", match["product"].strip(" ,")))
    if match := _SUPPLIED.search(text):
        found.append(("appearance", match["text"].strip()))
    if match := _SUBMITTED.search(text):
        found.append(("client", match["who"].strip()))
    for claim, pattern in (("lot_number", _LOT), ("catalog_number", _CATALOG)):
        if match := pattern.search(text):
            found.append((claim, code(match["code"].rstrip(".,;)"))))
    after = re.search(r"\b(?:sequence|sequenz|structure)\b", text, re.IGNORECASE)
    if after:
        found.append(("sequence", sequence_in(text[after.end() : after.end() + 400].lstrip(" :is"), labelled=True)))
    after = re.search(r"\b(?:formula|summenformel)\b", text, re.IGNORECASE)
    if after:
        found.append(("molecular_formula", formula_in(text[after.end() :])))
    if re.search(r"\bCAS\b", text):
        found.append(("cas_number", cas(text)))
    for claim, value in found:
        if value:
            reader.read(Label(claim), value, cell, Place.PROSE)


def _read_dates(text: str, cell: Cell, reader: Reader) -> None:
    heads = vocabulary().heads
    for found in dates_in(text, reader.order):
        tokens = tokens_of(_HYPHEN.sub("-", text[max(0, found.start - 60) : found.start]))
        candidates = [tokens]
        while candidates[-1] and candidates[-1][-1] in _TRAILING:
            candidates.append(candidates[-1][:-1])
        claim = next(
            (
                name
                for words in candidates
                for count in range(min(4, len(words)), 0, -1)
                for name in (
                    *heads.get(" ".join(words[-count:]), ()),
                    *heads.get("".join(words[-count:]).replace("-", ""), ()),
                )
                if name in DATES
            ),
            None,
        )
        if claim:
            reader.add_date(claim, found.date, text[found.start : found.end], cell, Place.PROSE)


def _read_percents(text: str, cell: Cell, reader: Reader) -> None:
    for found in percents_in(text):
        claim = _percent_claim(text, found)
        before = text[: found.start]
        if (
            claim is None
            and found.amount.comparator in LOWER
            and _LIMIT.search(before[-45:])
            and _PURITY.search(before)
        ):
            claim = "purity_specification"
        if claim is None:
            continue
        if claim == "hplc_purity" and _LIMIT.search(before[-90:]):
            claim = "purity_specification"
        amount = found.amount
        if claim == "purity_specification" and amount.comparator is Comparator.EQUAL:
            amount = replace(amount, comparator=Comparator.AT_LEAST)
        reader.add_amount(claim, amount, text[found.start : found.end], cell, Place.PROSE)


def _percent_claim(text: str, found: Found) -> str | None:
    """The claim whose head stands before the percentage with nothing but connecting words between, or "
    "right behind it."""
    words = re.sub(r"\([^()]*\)", " ", text[max(0, found.start - _BEFORE) : found.start])
    before = tokens_of(_OF_WHAT.sub(" ", _HOW.sub(" ", words)))
    behind = tokens_of(text[found.end : found.end + 30])[:2]
    if behind and text[found.end :].lstrip()[:1].islower() and "hplc_purity" in vocabulary().heads.get(behind[0], ()):
        return None if _NOT_OURS.search(text[max(0, found.start - 40) : found.start]) else "hplc_purity"
    while before:
        for count in range(min(4, len(before)), 0, -1):
            for claim in vocabulary().heads.get(" ".join(before[-count:]), ()):
                if claim in PERCENTS:
                    return claim
        if before[-1] not in _CONNECTORS:
            return None
        before.pop()
    return None


def _read_masses(text: str, cell: Cell, reader: Reader) -> None:
    found = bool(_FOUND.search(text))
    for item in masses_in(text):
        if not _is_about_mass(text, item):
            continue
        label = Label(MASS, found=found and not item.theory, theory=item.theory, by_ms=found, of_mass=True)
        reader.add_mass(label, item, text, cell, Place.PROSE, "expected" if item.theory else "")


def _is_about_mass(text: str, item: MassItem) -> bool:
    """An ion or a mass unit stands beside the number, or the words before it speak of a mass."""
    if item.ion is not None or item.amount.unit:
        return True
    return item.theory or bool(
        _MASS_BEFORE.search(re.sub(r"(?<=\w)-(?=\w)", "", text[max(0, item.start - 50) : item.start]))
    )
