"""How a word is set: the family of its font, its weight, size and colour, and in what two settings differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coaverify.model.document import Colour, Part, Word
from coaverify.model.file_facts import Difference

SAME_SIZE = 0.015  # share: what rounding and scaling in the file make of one size
SAME_COLOUR = 10  # of 255, in any channel
RAISED = 0.04  # of the size: a baseline that differs by less is rounding

_STYLES = r"(?:Regu|Regular|Roman|Book|Medi|Medium|Normal|Light|Thin|Black|Heavy|Ital|Italic|Oblique|Slant|It|Obl"
_STYLES += r"|(?:Semi|Demi|Extra|Ultra)?(?:bold|Bold|bd)|Blk|Hv|Bd|Md|Lt|Th|Ou|PSMT|PS|MT|Std|LT|\d+)+"
_STYLE = re.compile(_STYLES)
_ENDING = re.compile(r"(?:PSMT|PS|MT|Std|Pro|(?:Semi|Demi|Extra)?[Bb]old|Black|Italic|Oblique|Regular)+$")
_BOLD = re.compile(r"bold|black|blk|heavy|demi", re.I)
# Converters number the fonts that they find, and Type 3 fonts have no name: nothing can be said of such a family.
_NUMBERED = re.compile(
    r"^(?:(?:CIDFont\+)?(?:[A-Z]{1,3}|Font|TT|T1_|Type3|OCR|f-\d+-)?[-_ ]?\d*|Adv[A-Z]*[0-9A-F]{2,}|\W*)$", re.I
)
_TYPEWRITER = re.compile(r"mono|courier|consol|typewriter|code|menlo|fixed|terminal", re.I)


@dataclass(frozen=True, slots=True)
class Typeface:
    """family: "" where the font's name does not tell. size: points."""

    family: str
    bold: bool
    size: float
    colour: Colour

    @property
    def typewriter(self) -> bool:
        return _TYPEWRITER.search(self.family) is not None

    def __str__(self) -> str:
        return f"{self.family or 'a font without a name'}{' bold' if self.bold else ''}, {self.size:.1f} pt"


def face_of(word: Word | Part) -> Typeface:
    """How most of a word's letters and figures are set."""
    part = max(word.parts, key=_letters) if isinstance(word, Word) and word.parts else word
    family, bold = _family(part.font)
    return Typeface(family, bold, part.size, part.colour)


def _letters(part: Part) -> int:
    return sum(map(str.isalnum, part.text))


@lru_cache(maxsize=256)
def _family(font: str) -> tuple[str, bool]:
    """The family's name without weight, slant and foundry, and whether the font is a bold one."""
    bold = bool(_BOLD.search(font))
    name, *more = re.split(r"[-,_]+", (font.rpartition("+")[2] or font).replace(" ", ""))
    if _NUMBERED.match(font) or _NUMBERED.match(name):
        return "", bold
    kept = [part for part in more if not _STYLE.fullmatch(part)]
    return "".join((_ENDING.sub("", name) or name, *kept)), bold


def differences(one: Typeface, usual: Typeface) -> tuple[Difference, ...]:
    """In what a setting differs from the usual one, the place of its baseline apart."""
    found = []
    if one.family and usual.family and one.family.lower() != usual.family.lower():
        found.append(Difference.FAMILY)
    if one.bold != usual.bold:
        found.append(Difference.WEIGHT)
    if abs(one.size - usual.size) > SAME_SIZE * max(one.size, usual.size):
        found.append(Difference.SIZE)
    if max(abs(one.colour[place] - usual.colour[place]) for place in range(3)) > SAME_COLOUR:
        found.append(Difference.COLOUR)
    return tuple(found)
