"""Tables with one record a column, beside a column of labels."""

from __future__ import annotations

from coaverify.extract.cells import Cell
from coaverify.extract.column_heads import lot_of, of_other_material
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import Label, interpret, roles_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.records import (
    COUNTED,
    KEYS,
    MEAN,
    REACH,
    Field,
    Record,
    RecordTable,
    are_counted,
    goes_on,
    key_of,
)
from coaverify.extract.values.texts import TEXT_PARSERS


def records_across(layout: Layout, index: int) -> RecordTable | None:
    """The table whose records stand side by side from the row with this index on."""
    header = layout.rows[index]
    heads = [cell for cell in header[1:] if _names_record(cell)]
    if not len(heads) >= 2 or len([cell for cell in heads if not MEAN.match(cell.text)]) < 2:
        heads = _values_of_key(header)
        if len(heads) < 2:
            return None
    heads = [cell for cell in heads if not of_other_material(layout.rows[: index + 1], cell)]
    records = [Record(cell, mean=bool(MEAN.match(cell.text))) for cell in heads]
    if len(records) < 2:
        return None
    shared: list[Field] = []
    first, last, cells = index, index, list(header)
    roles = [(cell, roles[0]) for cell in header if cell not in heads and (roles := roles_of(cell.text))]
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        if not goes_on(row, header, layout.rows[last]) or not _read_row(row, heads, roles, records, shared):
            break
        last = number
        cells += row
    own = _values_of_key(header)
    if own:
        key = interpret(header[0].text)
        for record in records:
            record.fields.insert(0, Field(key or Label("lot_number"), header[0], record.name))
    if last == index:
        return None
    for number in range(index - 1, -1, -1):  # rows over the lots: "Product | Semax | Selank"
        row = layout.rows[number]
        if not own or not goes_on(header, row, row) or not _read_row(row, heads, roles, records, shared):
            break
        first = number
        cells += row
    key = key_of(records)
    if key is None and not are_counted([record.name.text for record in records if not record.mean]):
        return None
    return RecordTable(first, last, records, key, cells, shared)


def _names_record(cell: Cell) -> bool:
    """ "Lot A-101", "Vial 2", "Average": the head of one record's column."""
    counted = COUNTED.match(cell.text)
    if MEAN.match(cell.text) or (counted and (counted["word"] or "vial") and interpret(cell.text) is None):
        return True
    return lot_of(cell) is not None


def _values_of_key(row: Row) -> list[Cell]:
    """The cells behind "Lot No." or "Product" where they are values of several records."""
    label = interpret(row[0].text)
    if label is None or label.claim not in KEYS or len(row) < 3:
        return []
    values = list(row[1:])
    parser = TEXT_PARSERS[label.claim]
    read = [parser(cell.text) for cell in values if interpret(cell.text) is None and not inline_pairs(cell.text)]
    if len(read) != len(values) or None in read or len(set(read)) < len(read):
        return []
    return values


def _read_row(
    row: Row, heads: list[Cell], roles: list[tuple[Cell, str]], records: list[Record], shared: list[Field]
) -> bool:
    """Add a row's values to the records. False where the row has no label or no value under them."""
    label = interpret(row[0].text)
    if len(row) < 2 or (row[0].box.x1 > heads[0].box.x0 + heads[0].size and row[0].box.overlap_x(heads[0].box) > 0):
        return False
    if any(interpret(cell.text) not in (None, label) for cell in row[1:] if not _by_method(cell)):
        return False
    beside = {"parameter": row[0]}
    for cell in row[1:]:
        role = next((role for head, role in roles if cell.box.overlap_x(head.box) > 0), None)
        if role is not None and role != "parameter":
            beside[role] = cell
    if label is None:
        return True
    for cell in row[1:]:
        under = [n for n, head in enumerate(heads) if cell.box.overlap_x(head.box) > -REACH * 0.5 * cell.size]
        if cell in beside.values() or not under:
            continue
        if len(under) > 1 and cell.box.width > 0.9 * (heads[under[-1]].box.x1 - heads[under[0]].box.x0):
            shared.append(Field(label, row[0], cell, beside))  # one cell under several heads speaks of all
            continue
        best = max(under, key=lambda n: cell.box.overlap_x(heads[n].box))
        records[best].fields.append(Field(label, row[0], cell, beside))
    return True


def _by_method(cell: Cell) -> bool:
    """ "HPLC" in a column of methods is a word of the vocabulary and no label."""
    label = interpret(cell.text)
    return label is not None and label.claim in (
        "mass",
        "hplc_purity",
        "endotoxin",
        "water_content",
        "purity_specification",
    )
