"""Records of a table -> candidates: several lots as a part of the harvest each, several vials as replicates."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import reduce

from coaverify.extract.cells import Cell, joined
from coaverify.extract.harvest import Harvest, Part, Place
from coaverify.extract.labels import Label
from coaverify.extract.readers import Reader
from coaverify.extract.records import Field, RecordTable
from coaverify.extract.splitting import RESULTS
from coaverify.extract.table_rows import read_row
from coaverify.extract.units import with_unit_of
from coaverify.extract.values.numbers import normalise, numbers_in
from coaverify.extract.vocabulary import MASS, OTHER

_REPLICATED = ("hplc_purity", "measured_content", "net_peptide_content")


def read_records(table: RecordTable, reader: Reader) -> bool:
    """Read a table of records. False where it is left to the other readers of tables."""
    if table.key is None:
        return _read_series(table, reader)
    parts = _parts_of(table, reader)
    results = [part for part in parts if {claim for claim, _ in part.harvest.stated()} & RESULTS]
    if len(parts) < 2 or len(results) < 2:
        return False
    reader.harvest.parts.extend(parts)
    for one in table.shared:
        _read_field(one, reader)
    return True


def _parts_of(table: RecordTable, reader: Reader) -> list[Part]:
    parts: dict[str, Part] = {}
    for record in table.records:
        if record.mean:
            continue
        own = replace(reader, harvest=Harvest())
        found = any(one.label.claim == MASS and one.label.found for one in record.fields)
        for one in record.fields:
            beside_found = found and one.label.claim == MASS and one.label.theory and not one.label.ion
            _read_field(replace(one, label=replace(one.label, by_ms=True)) if beside_found else one, own)
        of_lots = table.key is not None and table.key.claim == "lot_number"
        if of_lots and not own.harvest.values("lot_number"):
            own.read(Label("lot_number"), _bare_name(record.name), record.name, Place.RESULT_COLUMN)
        key = next((v for claim in ("lot_number", "product_name") for v in own.harvest.values(claim)), None)
        if key is None:
            continue
        before = parts.get(key)
        harvest = own.harvest if before is None else before.harvest.and_also(own.harvest)
        parts[key] = Part(record.name.page, key, harvest)
    return list(parts.values())


def _bare_name(cell: Cell) -> str:
    """The code in "Lot A-101"."""
    return re.sub(r"^[^\W\d]+(?:\s*(?:no|nr|number|#)\b\.?)?[\s:#]+", "", cell.text)


def _read_series(table: RecordTable, reader: Reader) -> bool:
    """Vials or injections side by side: purities and contents are replicates, the rest is read as it stands."""
    singles = [record for record in table.records if not record.mean]
    means = [record for record in table.records if record.mean]
    found = False
    labels = list(dict.fromkeys(one.label for record in singles for one in record.fields))
    for label in labels:
        fields = [one for record in singles for one in record.fields if one.label == label]
        mean = next((one for record in means for one in record.fields if one.label == label), None)
        if label.claim in _REPLICATED or (label.claim == "quantity" and _is_measured(fields)):
            found = _read_replicates(label, fields, mean, reader) or found
        elif label.claim not in ("product_name", "lot_number", OTHER):
            for one in fields:
                _read_field(one, reader)
    lots = {one.value.text: one for record in singles for one in record.fields if one.label.claim == "lot_number"}
    for one in [*table.shared, *(lots.values() if len(lots) == 1 else ())]:
        _read_field(one, reader)
    return found


def _read_replicates(label: Label, fields: list[Field], mean: Field | None, reader: Reader) -> bool:
    claim = "measured_content" if label.claim == "quantity" else label.claim
    cells = [replace(one.value, text=with_unit_of(one.head.text, one.value.text)) for one in fields]
    cell = reduce(joined, cells)
    own = replace(reader, harvest=Harvest())
    read_row(Label(claim), {**fields[0].beside, "result": cell}, own)
    average = _average(mean)
    for number, candidate in enumerate(own.harvest.amounts):
        value = candidate.reading.value
        if average is not None and value.replicates:
            changed = replace(candidate.reading, value=replace(value, value=average))
            own.harvest.amounts[number] = replace(candidate, reading=changed)
    reader.harvest.amounts.extend(own.harvest.amounts)
    return bool(own.harvest.amounts)


def _average(mean: Field | None) -> Decimal | None:
    if mean is None:
        return None
    numbers = list(numbers_in(normalise(mean.value.text), grouping=False))
    return numbers[0].amount.value if numbers else None


def _is_measured(fields: list[Field]) -> bool:
    """A quantity with decimals, or another in each record, was weighed or measured; a label's is round."""
    texts = {one.value.text for one in fields}
    return len(texts) > 1 or any(re.search(r"\d[.,]\d", text) for text in texts)


def _read_field(one: Field, reader: Reader) -> None:
    if one.label.claim == OTHER:
        return
    label = one.label
    if label.claim == "quantity" and re.search(r"\d[.,]\d", one.value.text):
        label = Label("measured_content")
    cell = replace(one.value, text=with_unit_of(one.head.text, one.value.text))
    if len(one.beside) > 1:
        read_row(label, {**one.beside, "result": cell}, reader)
    else:
        column = (
            "result" if label.claim == MASS and (label.found or label.ion or label.by_ms) and not label.theory else ""
        )
        reader.read(label, cell.text, cell, Place.RESULT_COLUMN, column=column)
