"""Claims that stay words: names, lots, quantities, endotoxin figures, keys."""

from __future__ import annotations

import re
from collections.abc import Callable

from coaverify.extract.values.formulas import formula_in
from coaverify.extract.values.numbers import normalise
from coaverify.extract.values.sequences import sequence_in

_CJK = re.compile(r"[\u3040-\u9fff]")
_LATIN_TAIL = re.compile(r"^[\u3000-\u9fff\s/，,;；]+(?P<latin>[A-Za-z][\x20-\x7e\u00a0-\u024f]{2,})$")
_LOT = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._/#\-–() ]{0,38}$")
_CAS = re.compile(r"(?<![\d-])(\d{2,7})\s?[-‐–]\s?(\d{2})\s?[-‐–]\s?(\d)(?![\d-])")
_QUANTITY = re.compile(
    r"(?:\d+\s*[x×*]\s*)?\d+(?:[.,]\d+)?(?:\s*/\s*\d+(?:[.,]\d+)?)*\s*(?:mg|µg|mcg|ug|kg|g|ml|µl|l|iu|units?|vials?|毫克|克|мг|г)\b"
    r"(?:\s*(?:/|per)\s*(?:vial|ml|bottle|kit))?",
    re.IGNORECASE,
)
_AMOUNT_BEHIND = re.compile(
    r"[\s,(-]+(?P<amount>\d[\d.,]*(?:\s*/\s*\d[\d.,]*)*\s*(?:mg|µg|mcg|ug|g|ml|iu|毫克|мг)(?:\s*/\s*(?:vial|ml))?)\)?(?:\s+(?:vial|kit|total))?\s*$",
    re.IGNORECASE,
)
_ENDOTOXIN = re.compile(
    r"(?:[<>≤≥~]\s*)?\d+(?:[.,]\d+)?\s*(?:EU|IU|UE|E\.?U\.?|ЕЭ)\s*(?:/|per)\s*(?:mg|µg|ug|mcg|ml|vial|g|мг)",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s,;)]*)?", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{4,31}")
_NOTHING = re.compile(r"^(?:n/?a|none|-+|—|not (?:applicable|stated|available)|unknown|tbd|\.+|_+)$", re.IGNORECASE)


def english_part(text: str) -> str:
    """The English words of a text that says the same in two scripts; else the text."""
    match = _LATIN_TAIL.match(text.strip())
    return match["latin"].strip() if match else text.strip()


def plain_text(text: str) -> str | None:
    """Words of at most 120 characters, with a letter among them."""
    text = english_part(re.sub(r"\s+", " ", text)).strip(" :;|")
    if not 1 < len(text) <= 120 or _NOTHING.match(text) or not re.search(r"[^\W\d_]", text):
        return None
    return text


def product(text: str) -> str | None:
    """A product's name without the amount behind it ("Semax 5 mg" names Semax); in-house names may be figures."""
    name = plain_text(text) or code(text)
    if name is None or formula_in(name) == name.replace(" ", ""):
        return None
    bare = _AMOUNT_BEHIND.sub("", name).strip(" ,-–")
    return bare if re.search(r"\w{2}", bare) else name


def amount_behind(text: str) -> str | None:
    """The amount that stands behind a product's name."""
    match = _AMOUNT_BEHIND.search(re.sub(r"\s+", " ", text).strip())
    return match["amount"].strip() if match else None


def code(text: str) -> str | None:
    """A lot, catalogue or task number: a short code, with a figure or in one word."""
    text = _code_words(normalise(text).strip(" :;,|"))
    if _NOTHING.match(text) or not text:
        return None
    bare = text.lstrip("#")
    if not _LOT.match(bare) or not (re.search(r"\d", bare) or re.fullmatch(r"[A-Z][A-Z-]{2,}", bare)):
        return None
    return text if len(text) > 1 else None


def _code_words(text: str) -> str:
    """The words of a code: after a word with a figure, words in lower case belong to something else."""
    words = text.split()
    kept = words[:1]
    for word in words[1:]:
        if re.search(r"\d", " ".join(kept)) and re.search(r"[a-z]{2}", word):
            break
        kept.append(word)
    return " ".join(kept)


def cas(text: str) -> str | None:
    match = _CAS.search(normalise(text))
    return f"{match[1]}-{match[2]}-{match[3]}" if match else None


def quantity(text: str) -> str | None:
    match = _QUANTITY.search(normalise(text))
    return match[0] if match else None


def endotoxin(text: str) -> str | None:
    match = _ENDOTOXIN.search(normalise(text))
    return match[0] if match else None


def url(text: str) -> str | None:
    match = _URL.search(text)
    return match[0] if match else None


def key(text: str) -> str | None:
    match = _KEY.match(text.strip())
    return match[0] if match and re.search(r"\d", match[0]) else None


def sequence(text: str) -> str | None:
    return sequence_in(text)


TEXT_PARSERS: dict[str, Callable[[str], str | None]] = {
    "product_name": product,
    "sequence": sequence,
    "catalog_number": code,
    "lot_number": code,
    "cas_number": cas,
    "molecular_formula": formula_in,
    "endotoxin": endotoxin,
    "quantity": quantity,
    "appearance": plain_text,
    "laboratory": plain_text,
    "vendor": plain_text,
    "manufacturer": plain_text,
    "client": plain_text,
    "task_number": code,
    "verification_key": key,
    "verification_url": url,
    "method": plain_text,
    "instrument": plain_text,
    "modification": plain_text,
    "salt": plain_text,
}
PERCENTS = (
    "hplc_purity",
    "purity_specification",
    "net_peptide_content",
    "water_content",
    "acetate_content",
    "tfa_content",
)
DATES = (
    "received_date",
    "manufacture_date",
    "analysis_date",
    "issue_date",
    "retest_date",
    "expiry_date",
)
