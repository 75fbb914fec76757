"""Values in whose type something differs: inside one value, or of one value from those above and below it.

What is exchanged in a finished page is seldom set as its surroundings are. What is set otherwise on purpose is: bold
and larger results, footnote signs and charges, signs from another font, codes in a typewriter's face, whole rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from coaverify.extract.columns import SPACE, Column, column_of, left_of, right_of
from coaverify.extract.typefaces import RAISED, Typeface, differences, face_of
from coaverify.model.certificate import Certificate
from coaverify.model.document import Page, Part, Word
from coaverify.model.evidence import Reading, Source
from coaverify.model.file_facts import Difference, OddStyle

FEW = 8  # words: what is set as seldom as that on a page may be out of line
EMPHASIS = 1.2  # ratio of sizes from which type is larger, or smaller, to be noticed
SIGN = 0.87  # of the size: smaller type that is raised or lowered is an index or a footnote's sign
TINY_SIGN = 0.75  # of the size: smaller type within a value is no figure of it
FAINT = 96  # of 255: colours nearer than this are not meant to differ
LINE = 0.3  # of the size: what is farther off is on another line
NO_SHIFT = 0.1  # points
JITTER = 0.1  # of the size: what the cells of a row may be off each other, each being centred for itself
MOST_SHARED = 2  # values that may share an odd setting: what more of them share is a manner

# The claims on which a verdict rests or which tell one lot from another, and what is often set in a manner of its own
_FIGURES = ("hplc_purity", "purity_specification", "molecular_weight", "monoisotopic_mass", "observed_mass",
            "net_peptide_content", "measured_content", "manufacture_date", "analysis_date", "issue_date",
            "retest_date", "expiry_date")  # fmt: skip
_CODES = ("lot_number", "catalog_number", "cas_number")
_NAMES = ("product_name",)
_LISTS = ("observed_ions", "peak_table")

_NUMERIC = tuple("0123456789.,-/:")
_SETTING = attrgetter("font", "size", "colour")
_Claims = list[tuple[str, Reading[object]]]


def odd_styles(pages: Sequence[Page], certificate: Certificate) -> tuple[Reading[OddStyle], ...]:
    """The values of a certificate in whose type something differs. Cheap where nothing on the page stands out."""
    found: list[Reading[OddStyle]] = []
    for page in pages:
        if page.number not in certificate.pages:
            continue
        mixed, rare, shifted = _suspects(page.words)
        if not (mixed or rare or shifted):
            continue
        claims = [one for one in _claims_of(certificate) if one[1].evidence.page == page.number]
        found.extend(_inside(mixed, claims))
        found.extend(_beside(page.words, rare, claims))
        found.extend(_lifted(page.words, shifted, claims))
    return tuple(dict.fromkeys(found))


def _claims_of(certificate: Certificate) -> _Claims:
    single = [(name, getattr(certificate, name)) for name in (*_FIGURES, *_CODES, *_NAMES)]
    lists = [(name, reading) for name in _LISTS for reading in getattr(certificate, name)]
    return [(name, one) for name, one in (*single, *lists) if one is not None and one.evidence.source is Source.TEXT]


def _suspects(words: Sequence[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """Words whose characters are not set alike; words in a setting that is rare; words off their neighbours' line."""
    settings = Counter(map(_SETTING, words))
    few = {setting for setting, count in settings.items() if count <= FEW}
    rare = [word for word in words if _SETTING(word) in few and _is_plain(word)] if few else []
    pairs = [
        (before, word)
        for before, word in pairwise(words)
        if before.foot != word.foot
        and before.size == word.size
        and RAISED * word.size < abs(word.foot - before.foot) < LINE * word.size
    ]
    shifted = [word for pair in pairs for word in pair if _is_plain(word)]
    return [word for word in words if word.parts], rare, shifted


def _is_plain(word: Word) -> bool:
    return word.angle == 0 and word.source is Source.TEXT and any(map(str.isdigit, word.text))


def _claim_at(word: Word, claims: _Claims) -> tuple[str, Reading[object]] | None:
    """The claim in whose place a word stands; the smallest place, where places lie within each other."""
    middle = word.box.middle
    at_height = [one for one in claims if one[1].evidence.box.top - 1.5 <= middle <= one[1].evidence.box.bottom + 1.5]
    inside = [one for one in at_height if one[1].evidence.box.contains(word.box, slack=1.5)]
    return min(inside, key=lambda one: one[1].evidence.box.width, default=None)


# --- inside one value ----------------------------------------------------------------------------


def _inside(mixed: Sequence[Word], claims: _Claims) -> Iterator[Reading[OddStyle]]:
    for word in mixed:
        parts = [part for part in word.parts if any(map(_is_plain_character, part.text))]
        usual = max(parts, key=lambda part: sum(map(_is_plain_character, part.text)), default=None)
        claim = _claim_at(word, claims) if usual is not None and len(parts) > 1 else None
        if usual is None or claim is None:
            continue
        found = [odd for part in parts if (odd := _odd_part(claim[0], part, usual, word.parts)) is not None]
        if found:
            yield _odd(claim[1], max(found, key=lambda odd: odd.clear))


def _odd_part(claim: str, part: Part, usual: Part, parts: Sequence[Part]) -> OddStyle | None:
    differs = _part_differs(part, usual)
    same = _in_one_number(part, parts) or (
        part.text.isascii() and (claim in _CODES or differs == (Difference.BASELINE,))
    )
    # A unit or a word within a value may be smaller, bold or of another colour on purpose.
    if not differs or not (same or Difference.FAMILY in differs):
        return None
    clear = same and differs != (Difference.WEIGHT,)
    return OddStyle(claim, differs, True, clear, part.text, str(face_of(part)), str(face_of(usual)))


def _part_differs(part: Part, usual: Part) -> tuple[Difference, ...]:
    shift = abs(part.foot - usual.foot)
    if part.size < TINY_SIGN * usual.size or (part.size < SIGN * usual.size and shift > RAISED * usual.size):
        return ()
    differs = differences(face_of(part), face_of(usual))
    return (*differs, Difference.BASELINE) if shift > max(0.25, RAISED * usual.size) else differs


def _in_one_number(part: Part, parts: Sequence[Part]) -> bool:
    """Whether the part holds some figures of a number, and a part beside it the others.

    Figures and letters may come from two fonts, and so may the two numbers of a range.
    """
    at = parts.index(part)
    pairs = [(parts[at - 1], part)] if at else []
    pairs += [(part, parts[at + 1])] if at + 1 < len(parts) else []
    return any(
        one.text[-1:] in _NUMERIC and other.text[:1] in _NUMERIC and _has_figure(one) and _has_figure(other)
        for one, other in pairs
    )


def _has_figure(part: Part) -> bool:
    return any(map(_is_figure, part.text))


def _is_plain_character(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_figure(character: str) -> bool:
    return "0" <= character <= "9"


# --- beside the values above and below -----------------------------------------------------------


def _beside(words: Sequence[Word], rare: Sequence[Word], claims: _Claims) -> Iterator[Reading[OddStyle]]:
    placed = [(word, claim) for word in rare if (claim := _claim_at(word, claims)) is not None]
    shared = Counter((face_of(word).family, round(word.size, 1)) for word, _claim in placed)
    for word, (name, reading) in placed:
        column = column_of(word, reading.evidence.box, words, _values(words, claims, reading))
        if column is None:
            continue
        face = face_of(word)
        differs = differences(face, column.usual)
        if differs and not _is_manner(face, column):
            few = shared[face.family, round(word.size, 1)] <= MOST_SHARED
            clear = few and _is_out_of_line(name, face, word, column)
            yield _odd(reading, OddStyle(name, differs, False, clear, word.text, str(face), str(column.usual)))


def _values(words: Sequence[Word], claims: _Claims, own: Reading[object]) -> list[Word]:
    """The first figures of all other claims."""
    boxes = [one.evidence.box for _name, one in claims if one.evidence.box != own.evidence.box]
    return [word for word in words if _is_plain(word) and any(box.contains(word.box, slack=1.5) for box in boxes)]


def _is_manner(face: Typeface, column: Column) -> bool:
    """Whether the value is set so to be noticed, or its whole row is."""
    larger = not 1 / EMPHASIS < face.size / column.usual.size < EMPHASIS if column.usual.size else True
    coloured = any(abs(face.colour[place] - column.usual.colour[place]) > FAINT for place in range(3))
    bolder = face.bold and not column.usual.bold
    return bolder or larger or not column.row_as_others or coloured


def _is_out_of_line(name: str, face: Typeface, word: Word, column: Column) -> bool:
    """Whether no manner of setting codes and names, and no narrow cell, explains the difference."""
    usual, ratio = column.usual, face.size / column.usual.size
    if name in _NAMES:
        return False
    if ratio < 1 and len(word.text) > column.longest:  # shrunk to fit its cell
        return False
    if name in _CODES and face.typewriter:
        return False
    found = differences(face, usual)
    return Difference.FAMILY in found or Difference.SIZE in found


# --- off the line --------------------------------------------------------------------------------


def _lifted(words: Sequence[Word], shifted: Sequence[Word], claims: _Claims) -> Iterator[Reading[OddStyle]]:
    """Values that stand off the line of their label, or of what stands on both their sides."""
    for word in dict.fromkeys(shifted):
        claim = _claim_at(word, claims)
        if claim is None:
            continue
        name, reading = claim
        box = reading.evidence.box
        left, right = left_of(box, words), right_of(word.box, words)
        between = left is not None and right is not None and abs(left.foot - right.foot) < NO_SHIFT
        shift = abs(word.foot - left.foot) if left is not None else 0.0
        if not between or left is None or abs(left.size - word.size) > NO_SHIFT:
            beside = right_of(box, words)
            column = column_of(word, box, words, ())
            alone = beside is None or abs(beside.foot - word.foot) > NO_SHIFT  # else the row stands so
            shift = column.lifted if column is not None and alone else 0.0
            between = False
        close = between and left is not None and word.box.x0 - left.box.x1 < SPACE * word.size
        if (RAISED if close else JITTER) * word.size < shift < LINE * word.size:
            face = str(face_of(word))
            yield _odd(reading, OddStyle(name, (Difference.BASELINE,), False, True, word.text, face, face))


def _odd(reading: Reading[object], odd: OddStyle) -> Reading[OddStyle]:
    return Reading(odd, reading.evidence, reading.doubts)
