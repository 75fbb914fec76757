"""What strangers type and send, made safe to use: plain functions, each tested without HTTP."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation

MAX_NAME = 120
MAX_LOT = 64
UNNAMED = "unnamed document"


def display_name(raw: str | None) -> str:
    """A file name to show, never to open: no folders, no control or direction-changing characters."""
    text = unicodedata.normalize("NFC", raw or "").replace("\\", "/").rsplit("/", 1)[-1]
    text = "".join(character for character in text if unicodedata.category(character)[0] != "C").strip()
    if len(text) > MAX_NAME:
        stem, dot, ending = text.rpartition(".")
        kept = f"{dot}{ending}" if stem and len(ending) <= 5 else ""
        text = text[: MAX_NAME - len(kept) - 1] + "…" + kept
    return text or UNNAMED


def parse_percent(text: str) -> Decimal:
    """A percentage as people type it: "98", "98.5", "98,5 %".

    Raises:
        ValueError: with a sentence that says what is expected.
    """
    cleaned = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        value = Decimal(cleaned)
    except InvalidOperation:
        raise ValueError("Enter a number such as 98 or 98.5.") from None
    if not value.is_finite() or not 0 <= value <= 100:
        raise ValueError("A purity lies between 0 and 100 percent.")
    return value


def parse_lot(text: str) -> str:
    """A lot number as printed on the vial.

    Raises:
        ValueError: with a sentence that says what is expected.
    """
    cleaned = " ".join(text.split())
    if len(cleaned) > MAX_LOT:
        raise ValueError(f"A lot number has at most {MAX_LOT} characters.")
    if any(unicodedata.category(character)[0] == "C" for character in cleaned):
        raise ValueError("The lot number contains characters that cannot be printed. Type it by hand.")
    return cleaned
