"""Amino acid analysis: how many residues of each kind were found, in a table or in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coaverify.extract.cells import Cell
from coaverify.extract.labels import roles_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.readers import Reader
from coaverify.extract.values.numbers import normalise, parse_decimal
from coaverify.model.certificate import Amount, ResidueRatio
from coaverify.model.evidence import Reading

_CODES = ("Ala|Arg|Asn|Asp|Asx|Cys|Gln|Glu|Glx|Gly|His|Hyp|Ile|Leu|Lys|Met|Nle|Orn|Phe|Pro|Ser|Thr|Trp|Tyr|Val|Aib"
          "|Abu|Cit|Dab|Dap|Sar")  # fmt: skip
_RESIDUE = rf"(?P<code>{_CODES})(?:\s*[/+(]\s*(?P<with>Asn|Asp|Gln|Glu)\)?)?"
_ALONE = re.compile(rf"^{_RESIDUE}$", re.IGNORECASE)
_IN_LINE = re.compile(
    rf"(?<![\w-]){_RESIDUE}\s*[:=]?\s*(?P<found>\d{{1,2}}[.,]\d{{1,3}})(?:\s*[(\[]\s*(?P<expected>\d{{1,2}})\s*[)\]])?"
    r"(?![\w.%])",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"^\d{1,2}(?:[.,]\d{1,3})?$")
_SUBJECT = re.compile(
    r"amino[ -]?acid|\baaa\b|aminosäure|acides?\s+aminés|aminoácido|amminoacid|аминокислот|氨基酸|アミノ酸",
    re.IGNORECASE,
)
_RATIO_HEAD = re.compile(r"ratio|relative|molar|found|verhältnis|rapport|relación|比", re.IGNORECASE)
FEWEST = 3  # kinds of residues; fewer are no analysis
_TOGETHER = {"Asn": "Asx", "Asp": "Asx", "Gln": "Glx", "Glu": "Glx"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A residue's ratio, and the row and cell it stands in."""

    ratio: ResidueRatio
    row: int
    cell: Cell


def read_amino_acids(layout: Layout, reader: Reader) -> Iterator[tuple[int, Row]]:
    """Read the ratios of a page that speaks of amino acids; the rows that hold them, with their cells."""
    if not any(_SUBJECT.search(cell.text) for cell in layout.cells):
        return
    found = [one for number, row in enumerate(layout.rows) for one in _of_row(layout, number, row)]
    if len({one.ratio.residue for one in found}) < FEWEST:
        return
    for one in found:
        evidence = one.cell.evidence()
        reader.harvest.amino_acids.append(Reading(one.ratio, evidence, one.cell.doubts))
    for number, group in groupby(found, key=lambda one: one.row):
        cells = {id(one.cell): one.cell for one in group}
        yield number, tuple(cells.values())


def _of_row(layout: Layout, number: int, row: Row) -> Iterator[_Found]:
    """ "Glu | 1 | 1.02" is one row of a table; "Glu 1.02 (1), Pro 1.98 (2)" holds several in one cell."""
    table = _of_table_row(layout, number, row)
    if table is not None:
        yield table
        return
    for cell in row:
        for match in _IN_LINE.finditer(normalise(cell.text)):
            amount, expected = _amount(match["found"]), _amount(match["expected"])
            if amount is not None:
                yield _Found(ResidueRatio(_code(match), amount, expected), number, cell)


def _of_table_row(layout: Layout, number: int, row: Row) -> _Found | None:
    name = _ALONE.match(normalise(row[0].text).strip())
    figures = [cell for cell in row[1:] if _FIGURE.match(normalise(cell.text).strip())]
    if name is None or not figures:
        return None
    headed = {id(cell): _head(layout, number, cell) for cell in figures}
    found = [cell for cell in figures if headed[id(cell)] == "result"] or [
        cell for cell in figures if re.search("[.,]", cell.text) and headed[id(cell)] != "expected"
    ]
    if len(found) != 1:
        return None
    expected = [cell for cell in figures if headed[id(cell)] == "expected" or not re.search("[.,]", cell.text)]
    amount = _amount(found[0].text)
    theory = _amount(expected[0].text) if expected and expected[0] is not found[0] else None
    return None if amount is None else _Found(ResidueRatio(_code(name), amount, theory), number, found[0])


def _head(layout: Layout, number: int, cell: Cell) -> str:
    """What the head of a figure's column says: the nearest cell of letters over it."""
    for row in reversed(layout.rows[:number]):
        over = [other for other in row if other.box.overlap_x(cell.box) > 0]
        if over and re.search(r"[^\W\d_]{3}", over[0].text):
            roles = roles_of(over[0].text)
            if "expected" in roles:
                return "expected"
            return "result" if "result" in roles or _RATIO_HEAD.search(over[0].text) else ""
    return ""


def _code(match: re.Match[str]) -> str:
    code = match["code"].capitalize()
    return _TOGETHER.get(code, code) if match["with"] else code


def _amount(text: str | None) -> Amount | None:
    value = parse_decimal(normalise(text), grouping=False) if text else None
    return None if value is None else Amount(value)
