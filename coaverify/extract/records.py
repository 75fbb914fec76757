"""Tables of several lots, products or vials: one record a row under labels, or one a column beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coaverify.extract.cells import Cell
from coaverify.extract.column_heads import lot_of, of_other_material
from coaverify.extract.inline import inline_pairs
from coaverify.extract.labels import Label, interpret, roles_of
from coaverify.extract.layout import Layout, Row
from coaverify.extract.tables import header_of
from coaverify.extract.values.texts import TEXT_PARSERS
from coaverify.extract.vocabulary import OTHER

_COUNTED = re.compile(r"^(?:(?P<word>[^\W\d]+)\s*)?[#.№]*\s*[\"'“]?(?P<number>\d{1,2}|[A-H])[\"'”]?$")
_SERIES = re.compile(
    r"^(?:vials?|replicates?|injections?|preparations?|aliquots?|runs?|fläschchen|probe|flacons?|#|no\.?|nr\.?|n)\b",
    re.IGNORECASE,
)
_MEAN = re.compile(r"^(?:average|mean|avg\.?|ø|x̄|mittelwert|moyenne|media|promedio|среднее|平均值?)\b", re.IGNORECASE)
_SPREAD = re.compile(r"^(?:sd|rsd|s\.d\.|std\b|cv|%\s?rsd|stdev|standard deviation|range|min|max)\b", re.IGNORECASE)
_PITCH = 4.0  # of the text's height: a wider gap ends an unruled table
_REACH = 1.0  # of the text's height: how far a value may stand beside its head
KEYS = ("lot_number", "product_name")


@dataclass(slots=True)
class Field:
    """One value of a record: its label with the label's cell, and what its row says of limit and method."""

    label: Label
    head: Cell
    value: Cell
    beside: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """One lot, product or vial. `name` is the cell that tells it from the others; `mean`: it is their average."""

    name: Cell
    fields: list[Field] = field(default_factory=list)
    mean: bool = False


@dataclass(slots=True)
class RecordTable:
    """A table of records and the rows (by index) and cells that it takes. `shared` holds what is said of all."""

    first: int
    last: int
    records: list[Record]
    key: Label | None  # what the records' names are; None where they are counted
    cells: list[Cell]
    shared: list[Field] = field(default_factory=list)


def record_tables(layout: Layout) -> Iterator[RecordTable]:
    """Tables with at least two records."""
    index = 0
    while index < len(layout.rows):
        table = _with_rows(layout, index) or _with_columns(layout, index)
        if table is not None:
            yield table
        index = table.last + 1 if table is not None else index + 1


# --- one record a row --------------------------------------------------------------------------


def _with_rows(layout: Layout, index: int) -> RecordTable | None:
    header = layout.rows[index]
    if len(header) < 2 or header_of(header) is not None:
        return None
    labels = [interpret(cell.text) for cell in header]
    if sum(1 for label in labels if label is not None and label.claim != OTHER) < 2 - bool(
        _SERIES.match(header[0].text)
    ):
        return None
    keys = [n for claim in KEYS for n, label in enumerate(labels) if label is not None and label.claim == claim]
    if bool(_SERIES.match(header[0].text)) or not header[0].text[:1].isalnum():
        keys = [*(key for key in keys if key), 0]
    tables = (_rows_by(layout, index, labels, key) for key in keys)
    return next((table for table in tables if table is not None), None)


def _rows_by(layout: Layout, index: int, labels: list[Label | None], key: int) -> RecordTable | None:
    """The table under a header whose records are told apart by the column with the number `key`."""
    header = layout.rows[index]
    records: list[Record] = []
    limits: dict[int, Cell] = {}
    last = index
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        if not _goes_on(row, header, layout.rows[last]):
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
            mean = bool(_MEAN.match(name.text))
            records.append(Record(name, [Field(label, header[n], cell) for n, cell, label in fields], mean))
    named = labels[key]
    if named is not None and named.claim not in KEYS:
        named = None
    if len(records) < 2 or not _are_named(records, named):
        return None
    if limits:
        heads = {id(cell): n for n, cell in enumerate(header)}
        for one in (one for record in records for one in record.fields):
            if (limit := limits.get(heads[id(one.head)])) is not None:
                one.beside = {"parameter": one.head, "specification": limit}
    cells = [cell for row in layout.rows[index : last + 1] for cell in row]
    of_lots = named is not None and named.claim == "lot_number"
    series = not of_lots and _counted([record.name.text for record in records if not record.mean])
    return RecordTable(index, last, records, None if series else named, cells)


def _under(row: Row, header: Row) -> dict[int, Cell]:
    """A row's cells by the header's column that they stand under."""
    placed: dict[int, Cell] = {}
    for cell in row:
        number = max(range(len(header)), key=lambda n: _fit(cell, header[n]))
        if _fit(cell, header[number]) > -_REACH * cell.size and number not in placed:
            placed[number] = cell
    return placed


def _fit(cell: Cell, head: Cell) -> float:
    """Shared width in points, or the negative gap between the two."""
    return cell.box.overlap_x(head.box)


def _goes_on(row: Row, header: Row, previous: Row) -> bool:
    """Whether a row still belongs to the table."""
    if header[0].ruled is not None:
        return row[0].ruled == header[0].ruled
    gap = min(cell.box.top for cell in row) - max(cell.box.bottom for cell in previous)
    return row[0].ruled is None and gap < _PITCH * max(cell.size for cell in row)


# --- one record a column -----------------------------------------------------------------------


def _with_columns(layout: Layout, index: int) -> RecordTable | None:
    header = layout.rows[index]
    heads = [cell for cell in header[1:] if _names_record(cell)]
    if not len(heads) >= 2 or len([cell for cell in heads if not _MEAN.match(cell.text)]) < 2:
        heads = _values_of_key(header)
        if len(heads) < 2:
            return None
    heads = [cell for cell in heads if not of_other_material(layout.rows[: index + 1], cell)]
    records = [Record(cell, mean=bool(_MEAN.match(cell.text))) for cell in heads]
    if len(records) < 2:
        return None
    shared: list[Field] = []
    first, last, cells = index, index, list(header)
    roles = [(cell, roles[0]) for cell in header if cell not in heads and (roles := roles_of(cell.text))]
    for number in range(index + 1, len(layout.rows)):
        row = layout.rows[number]
        if not _goes_on(row, header, layout.rows[last]) or not _read_row(row, heads, roles, records, shared):
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
        if not own or not _goes_on(header, row, row) or not _read_row(row, heads, roles, records, shared):
            break
        first = number
        cells += row
    key = _key_of(records)
    if key is None and not _counted([record.name.text for record in records if not record.mean]):
        return None
    return RecordTable(first, last, records, key, cells, shared)


def _names_record(cell: Cell) -> bool:
    """ "Lot A-101", "Vial 2", "Average": the head of one record's column."""
    counted = _COUNTED.match(cell.text)
    if _MEAN.match(cell.text) or (counted and (counted["word"] or "vial") and interpret(cell.text) is None):
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
        under = [n for n, head in enumerate(heads) if cell.box.overlap_x(head.box) > -_REACH * 0.5 * cell.size]
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


# --- what the records are ----------------------------------------------------------------------


def _key_of(records: list[Record]) -> Label | None:
    """The label under which the records differ as lots, or else as products, do."""
    names = [lot_of(record.name) for record in records]
    if None not in names and len(set(names)) > 1:
        return Label("lot_number")
    for claim in KEYS:
        found = [
            TEXT_PARSERS[claim](one.value.text)
            for record in records
            for one in record.fields
            if one.label.claim == claim
        ]
        if len(found) > 1 and len(set(found)) == len(found) and None not in found:
            return Label(claim)
    return None


def _are_named(records: list[Record], key: Label | None) -> bool:
    texts = [record.name.text for record in records if not record.mean]
    if key is None or key.claim != "lot_number":
        if _counted(texts):
            return True
        if key is None:
            return False
    names = {TEXT_PARSERS[key.claim](text) for text in texts}
    return None not in names and len(names) >= 2


def _counted(names: list[str]) -> bool:
    """Whether names are one word counted from one, or from A: "Vial 1", "Vial 2"; "A", "B"."""
    found = [match for match in (_COUNTED.match(name.strip()) for name in names) if match is not None]
    words = {(match["word"] or "").casefold() for match in found}
    numbers = [match["number"] for match in found]
    of_lots = any((label := interpret(word)) is not None and label.claim == "lot_number" for word in words)
    return (
        1 < len(found) == len(names)
        and len(words) == 1
        and not of_lots
        and numbers in ([str(n + 1) for n in range(len(found))], [chr(65 + n) for n in range(len(found))])
    )
