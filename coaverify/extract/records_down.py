"""Tables with one record a row, under a row of labels."""

from __future__ import annotations

import re

from coaverify.extract.cells import Cell
from coaverify.extract.labels import Label, interpret, roles_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.records import (
    KEYS,
    MEAN,
    REACH,
    Field,
    Record,
    RecordTable,
    are_counted,
    are_named,
    goes_on,
)
from coaverify.extract.tables import header_of
from coaverify.extract.vocabulary import OTHER

_SERIES = re.compile(
    r"^(?:vials?|replicates?|injections?|preparations?|aliquots?|runs?|fläschchen|probe|flacons?|#|no\.?|nr\.?|n)\b",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"^(?:sd|rsd|s\.d\.|std\b|cv|%\s?rsd|stdev|standard deviation|range|min|max)\b", re.IGNORECASE)
_MILLIGRAMS = re.compile(r"[(\[,/]\s*mg\b")


def records_down(layout: Layout, index: int) -> RecordTable | None:
    """The table whose labels stand in the row with this index, where one of them tells its rows apart."""
    header = layout.rows[index]
    if len(header) < 2:
        return None
    labels = [_head_label(cell) for cell in header]
    counted = bool(_SERIES.match(header[0].text))
    if sum(1 for label in labels if label is not None and label.claim != OTHER) < (1 if counted else 2):
        return None
    if header_of(header) is not None:
        return None
    keys = [n for claim in KEYS for n, label in enumerate(labels) if label is not None and label.claim == claim]
    if counted or not header[0].text[:1].isalnum():
        keys = [*(key for key in keys if key), 0]
    tables = (_rows_by(layout, index, labels, key) for key in keys)
    return next((table for table in tables if table is not None), None)


def _head_label(cell: Cell) -> Label | None:
    """What a head says; "Found (mg)" heads what was found of the peptide."""
    label = interpret(cell.text)
    if (label is None or not label.of_mass) and _MILLIGRAMS.search(cell.text) and "result" in roles_of(cell.text):
        return Label("measured_content")
    return label


def _rows_by(layout: Layout, index: int, labels: list[Label | None], key: int) -> RecordTable | None:
    """The table under a header whose records are told apart by the column with the number `key`."""
    header = layout.rows[index]
    records: list[Record] = []
    limits: dict[int, Cell] = {}
    last = index
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        if not goes_on(row, header, layout.rows[last]) or _are_labels(row):
            break
        placed = _under(row, header)
        if key not in placed or len(placed) < 2 or (labels[key] and interpret(placed[key].text) == labels[key]):
            break
        last = number
        name = placed[key]
        if "specification" in roles_of(name.text):
            limits = placed
        elif not _SPREAD.match(name.text) and not any(roles_of(cell.text) == ("ignored",) for cell in row):
            fields = [(n, cell, label) for n, cell in sorted(placed.items()) if (label := labels[n]) is not None]
            mean = bool(MEAN.match(name.text))
            records.append(Record(name, [Field(label, header[n], cell) for n, cell, label in fields], mean))
    named = labels[key]
    if named is not None and named.claim not in KEYS:
        named = None
    if len(records) < 2 or not are_named(records, named):
        return None
    if limits:
        heads = {id(cell): n for n, cell in enumerate(header)}
        for one in (one for record in records for one in record.fields):
            if (limit := limits.get(heads[id(one.head)])) is not None:
                one.beside = {"parameter": one.head, "specification": limit}
    cells = [cell for row in layout.rows[index : last + 1] for cell in row]
    of_lots = named is not None and named.claim == "lot_number"
    series = not of_lots and are_counted([record.name.text for record in records if not record.mean])
    return RecordTable(index, last, records, None if series else named, cells)


def _are_labels(row: Row) -> bool:
    """Whether a row heads values of its own: the next pairs of label and value, not the next record."""
    return 2 * sum(1 for cell in row if interpret(cell.text) is not None) > len(row)


def _under(row: Row, header: Row) -> dict[int, Cell]:
    """A row's cells by the header's column that they stand under."""
    placed: dict[int, Cell] = {}
    for cell in row:
        number = max(range(len(header)), key=lambda n: _fit(cell, header[n]))
        if _fit(cell, header[number]) > -REACH * cell.size and number not in placed:
            placed[number] = cell
    return placed


def _fit(cell: Cell, head: Cell) -> float:
    """Shared width in points, or the negative gap between the two."""
    return cell.box.overlap_x(head.box)
