"""Labels in one list and their values in another under it, in the same order."""

from __future__ import annotations

from dataclasses import replace

from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Harvest, Place
from coaverify.extract.labels import Label, interpret
from coaverify.extract.layout import Layout
from coaverify.extract.readers import Reader
from coaverify.extract.spots import is_value
from coaverify.extract.vocabulary import OTHER

_FEWEST = 3  # labels in a list
_EDGE = 1.5  # of the text's height by which the cells of one list may be out of line


def read_lists(layout: Layout, done: set[int], reader: Reader) -> None:
    """Read lists of labels with their lists of values; their cells are added (by id) to `done`.

    As many values as labels stand in single cells under the last label, and every value reads as what its label
    says: else nothing is read.
    """
    index = 0
    while index < len(layout.rows):
        labels = _labels_from(layout, index, done)
        if len(labels) < _FEWEST:
            index += max(len(labels), 1)
            continue
        values = _values_from(layout, index + len(labels), labels[0][0], done)[: len(labels)]
        own = replace(reader, harvest=Harvest())
        pairs = list(zip(labels, values, strict=False))
        if len(values) == len(labels) and all(_reads(label, value, own) for (_, label), value in pairs):
            _add(own.harvest, reader.harvest)
            done.update(id(cell) for cell, _ in labels)
            done.update(id(cell) for cell in values)
        index += len(labels)


def _labels_from(layout: Layout, index: int, done: set[int]) -> list[tuple[Cell, Label]]:
    labels: list[tuple[Cell, Label]] = []
    for number in range(index, len(layout.rows)):
        row = layout.rows[number]
        label = interpret(row[0].text)
        if len(row) > 1 or label is None or id(row[0]) in done or (labels and not _aligned(row[0], labels[0][0])):
            break
        labels.append((row[0], label))
    return labels


def _values_from(layout: Layout, index: int, label: Cell, done: set[int]) -> list[Cell]:
    values: list[Cell] = []
    for number in range(index, len(layout.rows)):
        row = layout.rows[number]
        if len(row) > 1 or id(row[0]) in done or not is_value(row[0]) or not _aligned(row[0], (values or [row[0]])[0]):
            break
        values.append(row[0])
    return values if values and values[0].box.overlap_x(label.box) > -20 * label.size else []


def _aligned(cell: Cell, other: Cell) -> bool:
    return abs(cell.box.x0 - other.box.x0) < _EDGE * cell.size


def _reads(label: Label, value: Cell, reader: Reader) -> bool:
    return label.claim == OTHER or reader.read(label, value.text, value, Place.BELOW)


def _add(own: Harvest, to: Harvest) -> None:
    to.texts += own.texts
    to.amounts += own.amounts
    to.dates += own.dates
    to.ions += own.ions
    to.masses += own.masses
    to.statements += own.statements
