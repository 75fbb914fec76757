"""The one place where characters from a file are made safe and uniform.

What a PDF calls text may hold NUL, lone surrogates, control, bidi and zero-width characters, private
code points, ligatures and several kinds of space. None of them may reach a database, a terminal or a
pattern of an extractor.
"""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
# PDFium reports a hyphen at the end of a line as U+0002.
LINE_END_HYPHEN = "\x02"
# Several look-alikes of the hyphen; U+2212 (minus) and the dashes mean something else and are kept.
HYPHENS = {LINE_END_HYPHEN: "-", "\u2010": "-", "\u2011": "-"}
# Word writes signs of the Symbol font as private code points.
SYMBOLS = {
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf0b1": "±",
    "\uf0b0": "°",
    "\uf0b4": "\u00d7",
    "\uf0bb": "≈",
    "\uf0b7": "•",
    "\uf061": "\u03b1",
    "\uf062": "β",
    "\uf06c": "λ",
    "\uf06d": "μ",
}
REPLACEMENT = "\ufffd"  # something stands here that has no meaning outside its font
FIRST_SURROGATE = 0xD800  # no character of a Western text reaches as far
_PLAINER = {**LIGATURES, **HYPHENS, **SYMBOLS}
# Format characters (category Cf) go, among them the soft hyphen, zero-width and bidi controls.
_DROPPED = {"Cc", "Cf", "Cs", "Cn"}


@lru_cache(maxsize=4096)
def clean_character(character: str) -> str:
    """What is kept of one character: itself, a plainer spelling, a space, or nothing."""
    if character in _PLAINER:
        return _PLAINER[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in _DROPPED:
        return ""
    return REPLACEMENT if category == "Co" else character


def clean(text: str) -> str:
    """The text with every character made safe; pairs of surrogates are joined, single ones dropped."""
    if text.isascii() and text.isprintable():
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(map(clean_character, unicodedata.normalize("NFC", joined)))


def join_surrogates(high: int, low: int) -> str:
    """The character beyond the first plane that two UTF-16 units stand for; "" for a broken pair."""
    if FIRST_SURROGATE <= high < 0xDC00 <= low < 0xE000:
        return chr(0x10000 + ((high - FIRST_SURROGATE) << 10) + (low - 0xDC00))
    return ""


def character_of(code: int) -> str:
    """The character with this code; a broken font may name codes that do not exist."""
    return chr(code) if 0 <= code <= sys.maxunicode else REPLACEMENT


def is_high_surrogate(unit: int) -> bool:
    return FIRST_SURROGATE <= unit < 0xDC00
