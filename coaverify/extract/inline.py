"""Labels and values inside one text: behind a colon, or with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coaverify.extract.cells import Cell
from coaverify.extract.labels import LONGEST_LABEL, Label, interpret
from coaverify.extract.values.sequences import sequence_in
from coaverify.extract.values.texts import DATES, PERCENTS
from coaverify.extract.vocabulary import MASS

# not the colon of a time or an address; leaders of dots do what a colon does
_COLON = re.compile(r"\s*(?:(?<!\d)[:：](?!//)|[:：](?!\d\d))\s*|\s+=\s+|\s*\.{4,}\s*|\s*(?:\. ){3,}\.?\s*|\s*…{2,}\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_MARK = re.compile(r"[:：=…]|\.\s?\.|\s[-–—]\s")  # without one there is neither of the two
_BOUNDARY = re.compile(r"\s{2,}|[|·•;；。]\s*|(?<=[.!?])\s+(?=[A-Z])|,\s+(?=[A-Z])")
_PIECES = re.compile(r"\s*[|·•;；。]\s*|\s{3,}")
_CJK_END = re.compile(r"(?<=[\u3040-\u9fff)）])(?=[\dA-Za-z<>≥≤~≧≦＞＜])")
# "Purity (HPLC) ≥ 98 %: 99.1 %"
_LIMIT_IN_LABEL = re.compile(
    r"\s+(?P<limit>(?:≥|>=|>|NLT|min\.?)\s*\d{2}(?:[.,]\d+)?\s*%)\s*[:：]\s*(?P<result>\d{1,3}(?:[.,]\d+)?\s*%)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[A-Za-z])\s?#(?=[A-Za-z0-9])")
_BRACKETED = re.compile(r"(?<=\S)\s?[(\[]([^()\[\]]{4,40})[)\]]")
_ENUMERATION = re.compile(r"^\W*(?:\d{1,2}[.)]\s*)?")
_LONGEST_TEXT = 4000  # characters
_MOST_WORDS = 9  # of a piece in which a label stands without a colon
_TYPED = (*PERCENTS, *DATES, "sequence", "lot_number", "catalog_number", "cas_number", "molecular_formula", "endotoxin",
          "measured_content", "verification_key", "task_number", MASS)  # fmt: skip
_BEGINS_VALUE = re.compile(
    r"[\d<>≥≤~≈=(\[]|m/z|nlt|nmt|min|max|about|ca\b|not less|[^\W\d_]{3,9}\.?\s\d", re.IGNORECASE
)
_ENDS_VALUE = re.compile(r"\d|[A-Z]{2}|[,;.)]$")
_CODES = ("lot_number", "catalog_number", "verification_key", "task_number")


@dataclass(frozen=True, slots=True)
class Inline:
    """A label and its value inside one text; `start` is where the label begins."""

    label: Label
    value: str
    start: int


def inline_pairs(text: str) -> list[Inline]:
    """The labels of a text that a colon follows, each with what stands up to the next label."""
    text = text[:_LONGEST_TEXT]
    if not _MARK.search(text):
        return []
    text = _LIMIT_IN_LABEL.sub(r": \g<result> (limit \g<limit>)", text)
    marks: list[tuple[int, int, Label]] = []  # label start, value start, label
    after = 0
    for colon in _COLON.finditer(text):
        found = _label_before(text, after, colon.start(), first=not marks)
        if found is not None:
            start, label = found
            marks.append((start, colon.end(), label))
            after = colon.end()
    dash = None if marks else _DASH.search(text)
    dashed = interpret(text[: dash.start()]) if dash else None
    if dash and dashed is not None:
        marks.append((0, dash.end(), dashed))
    pairs = []
    for number, (start, begin, label) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        pairs.append(Inline(label, text[begin:end].strip(" ,;|·•"), start))
    return _with_found(pairs)


def _with_found(pairs: list[Inline]) -> list[Inline]:
    """ "Purity: min. 98 %  Found: 99.1 %": what is said to be found belongs to the label before it."""
    joined: list[Inline] = []
    for pair in pairs:
        last = joined[-1] if joined else None
        bare = pair.label.claim == MASS and pair.label.found and not (pair.label.of_mass or pair.label.ion)
        if last is not None and bare and last.label.claim in PERCENTS and "%" in pair.value:
            joined[-1] = replace(last, value=f"{pair.value} (limit {last.value})")
        else:
            joined.append(pair)
    return joined


def _label_before(text: str, after: int, colon: int, *, first: bool) -> tuple[int, Label] | None:
    """The longest known label that ends at the colon.

    The first label of a text has to begin where the text or a part of it begins: "Formal name: ..." is no
    "name". A later one may follow a value without any mark between them.
    """
    near = max(after, colon - LONGEST_LABEL)  # a label is short, however long the text before it
    starts = [match.end() for match in _BOUNDARY.finditer(text, near, colon)]
    if first:
        lead = _ENUMERATION.match(text[after:near] if near > after else text[after:colon])
        starts = [after, after + (lead.end() if lead else 0), *starts]
    else:  # after a value: where a mark parts them, else where words do
        starts += [near + match.end() for match in re.finditer(r"\s+", text[near:colon])]
    for start in starts:
        label = interpret(text[start:colon])
        if label is not None:
            return start, label
    return None


def leading_pairs(cell: Cell) -> Iterator[Inline]:
    """ "Purity 99.6 %", "Lot AB123", "C37H51N9O10S M.W. 813.92": a label and a typed value with no colon between."""
    for line in cell.lines if len(cell.lines) > 1 else (cell.text,):
        for piece in _PIECES.split(line):
            words = _parted(piece).split()
            if 2 <= len(words) <= _MOST_WORDS and ":" not in piece:
                yield from _chain(words)
        if "(" not in line and "[" not in line:
            continue
        for bracket in _BRACKETED.finditer(line):  # "Semax (Lot SX-11)"
            for pair in _chain(_parted(bracket[1]).split()):
                if pair.label.claim in _CODES and pair.start == 0:
                    yield replace(pair, start=bracket.start())


def _chain(words: list[str]) -> Iterator[Inline]:
    """The labels of a few words, each with the typed value that follows it up to the next one."""
    found = _leading(words)
    while found is not None:
        values = found.value.split()
        begin = len(words) - len(values)
        rest = next(
            (n for n in range(1, len(values)) if (f := _leading(values[n:])) and f.start == 0 and _ends(values[n - 1])),
            None,
        )
        if rest is None or (found.label.claim == MASS and not found.label.of_mass):
            yield found
            return
        yield replace(found, value=" ".join(values[:rest]))
        words = words[begin + rest :]
        found = _leading(words)


def _begins_with_sequence(text: str) -> bool:
    sequence = sequence_in(text)
    return sequence is not None and text.replace(" ", "").startswith(sequence.replace(" ", "")[:6])


def _ends(word: str) -> bool:
    return bool(_ENDS_VALUE.search(word))


def _parted(piece: str) -> str:
    """ "纯度99.2%", "Lot#SX12" with a space behind the label, where none is set."""
    if "#" in piece:
        piece = _GLUED.sub("# ", piece)
    if piece.isascii() and ")" not in piece:
        return piece
    for boundary in _CJK_END.finditer(piece):
        if interpret(piece[: boundary.start()]) is not None:
            return f"{piece[: boundary.start()]} {piece[boundary.start() :]}"
    return piece


def _leading(words: list[str]) -> Inline | None:
    """The first label of a few words that a typed value follows to the end of the piece."""
    for start in range(len(words) - 1):
        for count in range(min(5, len(words) - start - 1), 0, -1):
            name = " ".join(words[start : start + count])
            label = None if re.search(r"\d", name) and not re.search(r"[\[(]M", name) else interpret(name)
            if label is None or label.claim not in _TYPED or (start and label.claim == MASS and not label.of_mass):
                continue
            value = " ".join(words[start + count :])
            if label.ion is not None:  # the text may go on with other ions: it is read as a whole
                label, value = replace(label, ion=None), " ".join(words[start:])
            if label.claim in _CODES and not re.search(r"\d", value.split()[0]):
                return None
            if label.claim == "sequence" and not _begins_with_sequence(value):
                return None
            if label.claim in (*PERCENTS, *DATES, MASS) and not _BEGINS_VALUE.match(value):
                return None
            if start and not _ENDS_VALUE.search(words[start - 1]):
                return None  # "Solvent purity 99 %" is no purity
            return Inline(label, value, start)
    return None
