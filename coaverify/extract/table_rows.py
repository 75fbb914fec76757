"""Rows of a table of results -> candidates: which cell is the result, the limit, the theory."""

from __future__ import annotations

import re
from dataclasses import replace

from coaverify.extract.cells import Cell
from coaverify.extract.column_heads import lot_of
from coaverify.extract.harvest import Place
from coaverify.extract.labels import Label, interpret
from coaverify.extract.readers import Reader
from coaverify.extract.tables import RoleTable
from coaverify.extract.units import with_unit_of
from coaverify.extract.values.masses import masses_in
from coaverify.extract.values.numbers import normalise, numbers_in, parse_decimal
from coaverify.extract.values.percents import bare_percent, percents_in
from coaverify.extract.vocabulary import MASS
from coaverify.model.certificate import LOWER, Amount, Comparator

_BY_MS = re.compile(
    r"\b(?:esi|ms|lc-?ms|maldi|tof|mass spec\w*|hrms|q-?tof|orbitrap)\b|质谱|масс-спектр", re.IGNORECASE
)


_OF_WEIGHT = re.compile(r"\bm\.?\s?w\b|mol(?:ecular|\.)?\s*w(?:eigh)?t|molekulargewicht|分子量", re.IGNORECASE)
_INTERVAL = re.compile(r"(?P<low>\d{2,3}(?:[.,]\d+)?)\s*%?\s*(?:-|–|—|~|to|bis|à)\s*(?P<high>\d{2,3}(?:[.,]\d+)?)")


def read_table(table: RoleTable, reader: Reader) -> None:
    """Read every row whose parameter the vocabulary knows."""
    for column in table.columns:
        if column.role == "result" and (lot := lot_of(column.header)):
            reader.read(Label("lot_number"), lot, column.header, Place.RESULT_COLUMN)
    for cells in table.rows:
        label = interpret(cells["parameter"].text) or table.subject
        if label is not None:
            read_row(label, cells, reader)


def read_row(label: Label, cells: dict[str, Cell], reader: Reader) -> None:
    """Read the cells of one row, by the role of their column, for a label."""
    if label.claim == "quantity":
        _read_quantity(cells, reader)
        return
    result = cells.get("result")
    measured = label.claim != MASS or _is_measured(label, cells)
    if result is not None:
        text = _with_unit(result, cells)
        before = len(reader.harvest.ions)
        limited = label.claim != "hplc_purity" or _has_limit(cells)
        place = Place.RESULT_COLUMN if limited else Place.LABELLED  # of two purities the one with a limit counts
        reader.read(label, text, result, place, column="result" if measured else "")
        _note_compared(reader, before, cells)
    ions = result is not None and any(item.is_mz for item in masses_in(result.text))
    for role in ("specification", "expected", "target"):
        cell = cells.get(role)
        if cell is None:
            continue
        if label.claim == MASS:
            compared = masses_in(cell.text)
            if compared and not (
                ions and all(not item.amount.unit for item in compared)
            ):  # what stands beside a measured mass is its own theory, of whichever kind
                of_found = measured and result is not None and masses_in(result.text)
                beside = replace(label, by_ms=True) if of_found and not _OF_WEIGHT.search(cell.text) else label
                reader.read(beside, cell.text, cell, Place.RESULT_COLUMN, column=role)
        elif label.claim == "hplc_purity" and role == "specification":
            _read_limit(cell, reader)
        elif label.claim == "endotoxin" and role == "specification":
            reader.read(Label("endotoxin_limit"), cell.text, cell, Place.RESULT_COLUMN)
    lowest = cells.get("minimum")
    if label.claim == "hplc_purity" and lowest is not None and "specification" not in cells:
        _read_limit(lowest, reader)
    unnamed = cells.get("unnamed")
    limits = percents_in(unnamed.text) if unnamed is not None and "specification" not in cells else []
    if label.claim == "hplc_purity" and unnamed is not None and any(f.amount.comparator in LOWER for f in limits):
        _read_limit(unnamed, reader)  # a limit under a header that is not known is a limit


def _has_limit(cells: dict[str, Cell]) -> bool:
    return any(
        percents_in(cells[role].text) or bare_percent(cells[role].text)
        for role in ("specification", "minimum", "unnamed")
        if role in cells
    )


def _note_compared(reader: Reader, before: int, cells: dict[str, Cell]) -> None:
    """Keep with the ions just read the one figure that their row compares them with."""
    items = [item for role in ("specification", "expected") if role in cells for item in masses_in(cells[role].text)]
    if len(items) != 1 or items[0].ion is not None:
        return
    for number in range(before, len(reader.harvest.ions)):
        candidate = reader.harvest.ions[number]
        value = replace(candidate.reading.value, beside=items[0].amount)
        reader.harvest.ions[number] = replace(candidate, reading=replace(candidate.reading, value=value))


def _read_quantity(cells: dict[str, Cell], reader: Reader) -> None:
    """In a table of results a quantity is what was found; what the label claims stands in the specification."""
    result, claim = cells.get("result"), cells.get("specification") or cells.get("expected")
    if result is not None:
        text = with_unit_of(cells["parameter"].text, _with_unit(result, cells))
        reader.read(Label("measured_content"), text, result, Place.RESULT_COLUMN)
    if claim is not None:
        reader.read(Label("quantity"), claim.text, claim, Place.RESULT_COLUMN)


def _read_limit(cell: Cell, reader: Reader) -> None:
    interval = _INTERVAL.search(normalise(cell.text))
    low = parse_decimal(interval["low"], grouping=False) if interval else None
    if low is not None:  # "98.0 - 100.0": its lower end is the limit
        amount = Amount(low, Comparator.AT_LEAST, "%")
        reader.add_amount("purity_specification", amount, cell.text, cell, Place.RESULT_COLUMN)
        return
    limits = [found.amount for found in percents_in(cell.text)] or [a for a in [bare_percent(cell.text)] if a]
    if not limits:  # "min, 98,0": whatever the sign, a figure in this place is a limit that must not be lost
        figures = [found.amount for found in numbers_in(normalise(cell.text), grouping=False)]
        below_hundred = [amount for amount in figures if 0 < amount.value <= 100]
        limits = (
            [replace(max(below_hundred, key=lambda a: a.value), comparator=Comparator.AT_LEAST)]
            if below_hundred
            else []
        )
    if limits:
        reader.add_amount("purity_specification", limits[0], cell.text, cell, Place.RESULT_COLUMN)


def _with_unit(result: Cell, cells: dict[str, Cell]) -> str:
    """The result with the unit of the table's own unit column, where the cell has none."""
    unit = cells.get("unit")
    return (
        f"{result.text} {unit.text}" if unit is not None and not re.search(r"[%A-Za-z]", result.text) else result.text
    )


def _is_measured(label: Label, cells: dict[str, Cell]) -> bool:
    """Whether a mass in a result column was measured: the label, the method or a figure to compare with says so."""
    if label.theory:
        return False
    if label.found or label.by_ms or label.ion is not None:
        return True
    method = cells.get("method")
    if method is not None and _BY_MS.search(method.text):
        return True
    return any(role in cells and masses_in(cells[role].text) for role in ("specification", "expected"))
