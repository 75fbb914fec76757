"""Claims that stay words: names, lots, quantities, endotoxin figures, keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from coaverify.extract.values.formulas import formula_in
from coaverify.extract.values.numbers import normalise
from coaverify.extract.values.sequences import sequence_in
from coaverify.extract.vocabulary import languages, pattern_of

_CJK = re.compile(r"[\u3040-\u9fff]")
_LATIN_TAIL = re.compile(r"^[\u3000-\u9fff\s/，,;；]+(?P<latin>[A-Za-z][\x20-\x7e\u00a0-\u024f]{2,})$")
_LOT = re.compile(r"^[A-Za-zА-я0-9][A-Za-zА-я0-9._/#+\-–() ]{0,38}$")
_LOWER_CASE = re.compile(r"[a-zа-я]{2}")
_CAS = re.compile(r"(?<![\d-])(\d{2,7})\s?[-‐–]\s?(\d{2})\s?[-‐–]\s?(\d)(?![\d-])")
_CONTAINERS = "vials?|ml|bottle|kit|fläschchen|flasche|flacon|frasco|флакон|瓶|支|мл|バイアル"
_QUANTITY = re.compile(
    r"(?:\d+\s*[x×*]\s*)?\d+(?:[.,]\d+)?(?:\s*/\s*\d+(?:[.,]\d+)?)*\s*(?:mg|µg|mcg|ug|kg|g|ml|µl|l|iu|units?|vials?|毫克|克|мкг|мг|кг|г|мл)(?![^\W\d_\u3040-\u9fff])"
    rf"(?:\s*(?:/|per|pro|par|por|je|в)\s*(?:{_CONTAINERS}))?",
    re.IGNORECASE,
)
_AMOUNT_BEHIND = re.compile(
    r"[\s,(-]+(?P<amount>\d[\d.,]*(?:\s*/\s*\d[\d.,]*)*\s*(?:mg|µg|mcg|ug|g|ml|iu|毫克|мкг|мг|г)(?:\s*/\s*(?:vial|ml|瓶|支|флакон))?)\)?(?:\s+(?:vial|kit|total))?\s*$",
    re.IGNORECASE,
)
_ENDOTOXIN = re.compile(
    rf"(?:[<>≤≥~]\s*)?\d+(?:[.,]\d+)?\s*(?:EU|IU|UE|IE|I\.?E\.?|UI|U\.?I\.?|E\.?U\.?|ЕЭ|МЕ)\s*(?:/|per|pro|par|por|je|в|на)\s*(?:mg|µg|ug|mcg|g|мг|{_CONTAINERS})",
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
        if re.search(r"\d", " ".join(kept)) and _LOWER_CASE.search(word):
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


def conforms(text: str) -> bool:
    """Whether a result is said in words to be in order, and not that it is not."""
    good, bad = _verdicts()
    return bool(good.search(text)) and not bad.search(text)


@cache
def _verdicts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = languages()
    good = pattern_of(word for language in known for word in language.conforms)
    return good, pattern_of(word for language in known for word in language.fails)


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
    "endotoxin_limit": endotoxin,
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
    "largest_impurity",
    "total_impurities",
    "net_peptide_content",
    "water_content",
    "acetate_content",
    "tfa_content",
    "chloride_content",
    "residual_solvents",
    "loss_on_drying",
    "mass_balance",
    "label_claim_percent",
)
DATES = (
    "received_date",
    "manufacture_date",
    "analysis_date",
    "issue_date",
    "retest_date",
    "expiry_date",
)
