"""Product names as printed: what in them is the peptide, what its ends, what salt, amount and packaging."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from coaverify.reference.vocabulary import (
    ACETYL,
    AMIDE,
    ENDS,
    NOT_ACETYL,
    NOT_AMIDE,
    PACKAGING,
    SALTS,
    SCRIPTS,
)

_AMOUNT = re.compile(
    r"(?<![a-z0-9])(?:\d*\s*[x*]\s*)?\d+(?:[.,]\d+)?\s*"
    r"(?:mg|mcg|ug|µg|μg|g|kg|iu|ml|mm|mmol|vials?|kits?|pcs|units?|bottles?|caps(?:ules)?)"
    r"(?:\s*/\s*(?:vial|ml|bottle|kit))?(?![a-z0-9])"
)
_PERCENT = re.compile(r"(?:purity\s*:?\s*)?[<>≥≤~]?=?\s*\d+(?:[.,]\d+)?\s*\+?\s*%\+?(?:\s*purity)?")
_MULTIPLE = re.compile(r"(?<![a-z0-9])(?:x\s*\d+|\d+\s*x)(?![a-z0-9])")
_MARKS = re.compile("[®™©\u00ad\u200b-\u200f\u2060\ufeff]")

# "N-acetyl", "N-terminal acetylation", "C-terminal amide": which end is meant is clear without it
_WHICH_END = re.compile(
    r"(?<![^\W_])(?:n[\s_-]*(?:alpha)?[\s_-]*(?:term\w*)?[\s_-]*(?=acetyl)|c[\s_-]*term\w*[\s_-]*(?=amid))"
)
_GLUED_FRONT = re.compile(r"^(nacetyl|acetyl|nac|na|ac)(?=.)")
_GLUED_BACK = re.compile(r"(?<=.)(conh2|nh2|amidate|amidated|amide|amid)$")


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A product name taken apart. None for an end that the name does not speak of."""

    key: str  # letters and digits of what is left: the peptide
    acetyl: bool | None = None
    amidated: bool | None = None
    salt: str = ""


def squashed(text: str) -> str:
    """Letters and digits alone, in small letters: what two spellings of one name share."""
    return "".join(c for c in _latin(text) if c.isalnum())


def words_of(text: str) -> list[str]:
    """The words of a printed name without amounts and purities."""
    latin = _latin(text)
    for pattern in (_AMOUNT, _PERCENT, _MULTIPLE):
        latin = pattern.sub(" ", latin)
    latin = re.sub(r"\bna[\s-]+(?=salt|salz)", "sodium ", latin)  # elsewhere NA is N-acetyl
    latin = _WHICH_END.sub(" ", latin)
    latin = re.sub(r"\b(non|des|de|un)-(?=acetyl|amid)", r"\1", latin)
    return re.findall(r"[^\W_]+", latin)


@lru_cache(maxsize=256)  # the name of one certificate is asked for several times
def readings(text: str) -> tuple[PrintedName, ...]:
    """The ways to take a printed name apart, the most literal first.

    A word such as "peptide", "acetate", "Ac" or "amide" may belong to the name itself ("Vasoactive
    intestinal peptide", "Acetyl hexapeptide-8"): the whole is tried before its parts.
    """
    words = words_of(text)
    salts = [SALTS[word] for word in words if word in SALTS]
    salt = next((name for name in salts if name), "")
    found: list[PrintedName] = []
    for some in (words, [word for word in words if word not in PACKAGING]):
        bare = [word for word in some if word not in SALTS]
        found += [PrintedName("".join(some)), PrintedName("".join(bare), salt=salt)]
        kept, acetyl, amidated = _parted(bare)
        for rest in (kept, [word for word in kept if word not in ENDS]):
            parted = PrintedName("".join(rest), acetyl, amidated, salt)
            found += [parted, *_unglued(parted)]
    return tuple(dict.fromkeys(name for name in found if name.key))


def _parted(words: list[str]) -> tuple[list[str], bool | None, bool | None]:
    """(name, acetyl, amidated): the words that speak of the ends taken out."""
    acetyl: bool | None = None
    amidated: bool | None = None
    kept: list[str] = []
    for word in words:
        if word in ACETYL or word in NOT_ACETYL:
            acetyl = word in ACETYL
        elif word in AMIDE or word in NOT_AMIDE:
            amidated = word in AMIDE
        else:
            kept.append(word)
    return kept, acetyl, amidated


def _unglued(name: PrintedName) -> list[PrintedName]:
    """Modifiers written together with the name: "NASemax", "Semaxamide", "AcSemaxNH2"."""
    found: list[PrintedName] = []
    front = _GLUED_FRONT.match(name.key)
    back = _GLUED_BACK.search(name.key)
    if front:
        found.append(PrintedName(name.key[front.end() :], True, name.amidated, name.salt))
    if back:
        found.append(PrintedName(name.key[: back.start()], name.acetyl, True, name.salt))
    if front and back and front.end() < back.start():
        found.append(PrintedName(name.key[front.end() : back.start()], True, True, name.salt))
    return found


_LONGEST = 400  # characters; what is longer is no product name, and must not cost time


def _latin(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", _MARKS.sub("", text)).casefold()
    plain = re.sub("[\u2010-\u2015\u2212\ufe58\ufe63]", "-", plain)
    for script, latin in SCRIPTS:
        plain = plain.replace(script, latin)
    return plain


_JOINTS = re.compile(r"\s*(?:\+|&|/|,|;|\||(?<=\s)(?:and|und|with|plus|и|和)(?=\s))\s*")
_STRONG_JOINT = re.compile(r"[+&]|\s(?:and|und|plus|и|和)\s")
_BRACKETS = re.compile(r"[()\[\]（）【】]")


_NO_NAMES = PACKAGING | SALTS.keys()


def members(text: str) -> tuple[list[str], bool]:
    """The parts of a name that may be a blend, and whether they are joined unmistakably ("+", "and")."""
    latin = _AMOUNT.sub(" ", _latin(text))
    parts = [part for part in _JOINTS.split(latin) if not _NO_NAMES.issuperset(words_of(part))]
    return parts, _STRONG_JOINT.search(latin) is not None


def aliases(text: str) -> list[str]:
    """The parts of a name that may be several names for one thing: "Thymosin beta-4 (TB-500)"."""
    return [part for piece in _BRACKETS.split(_latin(text)) for part in members(piece)[0]]
