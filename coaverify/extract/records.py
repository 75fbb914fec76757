"""Tables of several lots, products or vials: one record a row under labels, or one a column beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from coaverify.extract.cells import Cell
from coaverify.extract.column_heads import lot_of
from coaverify.extract.labels import Label, interpret
from coaverify.extract.layout import Row
from coaverify.extract.values.texts import TEXT_PARSERS

COUNTED = re.compile(r"^(?:(?P<word>[^\W\d]+)\s*)?[#.№]*\s*[\"'“]?(?P<number>\d{1,2}|[A-H])[\"'”]?$")
MEAN = re.compile(r"^(?:average|mean|avg\.?|ø|x̄|mittelwert|moyenne|media|promedio|среднее|平均值?)\b", re.IGNORECASE)
_PITCH = 4.0  # of the text's height: a wider gap ends an unruled table
REACH = 1.0  # of the text's height: how far a value may stand beside its head
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


def goes_on(row: Row, header: Row, previous: Row) -> bool:
    """Whether a row still belongs to the table."""
    if header[0].ruled is not None:
        return row[0].ruled == header[0].ruled
    gap = min(cell.box.top for cell in row) - max(cell.box.bottom for cell in previous)
    return row[0].ruled is None and gap < _PITCH * max(cell.size for cell in row)


def key_of(records: list[Record]) -> Label | None:
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


def are_named(records: list[Record], key: Label | None) -> bool:
    texts = [record.name.text for record in records if not record.mean]
    if key is None or key.claim != "lot_number":
        if are_counted(texts):
            return True
        if key is None:
            return False
    names = {TEXT_PARSERS[key.claim](text) for text in texts}
    return None not in names and len(names) >= 2


def are_counted(names: list[str]) -> bool:
    """Whether names are one word counted from one, or from A: "Vial 1", "Vial 2"; "A", "B"."""
    found = [match for match in (COUNTED.match(name.strip()) for name in names) if match is not None]
    words = {(match["word"] or "").casefold() for match in found}
    numbers = [match["number"] for match in found]
    of_lots = any((label := interpret(word)) is not None and label.claim == "lot_number" for word in words)
    return (
        1 < len(found) == len(names)
        and len(words) == 1
        and not of_lots
        and numbers in ([str(n + 1) for n in range(len(found))], [chr(65 + n) for n in range(len(found))])
    )
