"""Labels and values outside of role tables: behind a colon, to the right, below, above, to the left."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import reduce
from itertools import takewhile

from coaverify.extract.banners import is_peptide_name
from coaverify.extract.cells import Cell, join_lines, joined
from coaverify.extract.column_heads import one_series
from coaverify.extract.harvest import Place
from coaverify.extract.inline import inline_pairs, leading_pairs
from coaverify.extract.labels import Label, interpret
from coaverify.extract.layout import Layout
from coaverify.extract.neighbours import beside, has_label_before, is_column, over_and_under
from coaverify.extract.readers import Reader, is_theory
from coaverify.extract.spots import LEAD, Spot, is_value, series_from, wrapped, wrapped_label
from coaverify.extract.units import with_unit_of
from coaverify.extract.values.masses import masses_in
from coaverify.extract.values.numbers import normalise, numbers_in
from coaverify.extract.values.percents import percents_in
from coaverify.extract.values.texts import conforms
from coaverify.extract.vocabulary import MASS, OTHER
from coaverify.model.certificate import LOWER, Comparator
from coaverify.model.template import Position

_FREE_TEXT = ("product_name", "appearance", "laboratory", "vendor", "client", "manufacturer", "method", "instrument",
              "salt")  # fmt: skip
_OF_PURITY = ("hplc_purity", "purity_specification", "method")
_WRAPPED = (*_FREE_TEXT, "sequence")
_METHODS = ("hplc_purity", MASS, "water_content", "endotoxin")  # claims that are named after how they are measured
_WITH_UNITS = ("measured_content", "net_peptide_content", "endotoxin", "quantity")
_COUNTER_IONS = (
    "salt",
    "tfa_content",
    "acetate_content",
    "chloride_content",
)  # labels that may be the value of a counter-ion
_CONTENTS = ("water_content", "acetate_content", "tfa_content", "net_peptide_content", "chloride_content",
             "residual_solvents", "loss_on_drying")  # fmt: skip
_UNITS_OF_ENDOTOXIN = re.compile(r"\d\s*(?:EU|IU)\b", re.IGNORECASE)
_OF_VIAL = re.compile(r"\d+[.,]\d+\s*mg(?:\s*/\s*vial)?")
_FINAL = re.compile(r"\b(?:final|finished|released|end product|product|this lot|lyophili[sz]ed)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+")
_REACH = 2.4  # of the label's height: the farthest that a value stands under or over its label


def read_pairs(layout: Layout, done: set[int], reader: Reader) -> None:
    """Read all labelled values of a page but those in the cells (by id) of `done`."""
    for index, row in enumerate(layout.rows):
        for position, cell in enumerate(row):
            if id(cell) not in done:
                _read_cell(Spot(layout, index, position), done, reader)


def _read_cell(spot: Spot, done: set[int], reader: Reader) -> None:
    several = wrapped_label(spot)
    if several is not None:
        done.update(id(cell) for cell in several.cells)
        if several.label.claim == OTHER or _read_right(several.valued, several.label, reader):
            return
    label = _label_of(spot.cell)
    if label is not None:
        if label.claim == "quantity" and reader.read(label, spot.cell.text, spot.cell, Place.LABELLED):
            return  # "Pack size 25 mg"
        if label.claim != OTHER and not _is_value_of_salt(spot, label):
            _read_around(spot, label, done, reader)
        return
    if _read_found_amount(spot, reader):
        return
    if _read_captioned(spot.cell, reader) or _read_inline(spot, reader):
        return
    for pair in leading_pairs(spot.cell):
        reader.read(pair.label, pair.value, spot.cell, Place.LABELLED)


def _read_found_amount(spot: Spot, reader: Reader) -> bool:
    """ "Semax | 10.12 mg": beside a peptide's own name a weighed amount is what was found of it."""
    value = spot.row[spot.position + 1] if spot.position + 1 < len(spot.row) else None
    if value is None or not _OF_VIAL.fullmatch(value.text) or not is_peptide_name(spot.cell.text):
        return False
    return reader.read(Label("measured_content"), value.text, value, Place.BELOW)


def _label_of(cell: Cell) -> Label | None:
    """What a cell means as a label; one such as "Identity: mass spectrum (ESI)" is a label in two parts."""
    label = interpret(cell.text)
    if label is not None:
        return label
    pairs = inline_pairs(cell.text)
    return interpret(pairs[0].value) if len(pairs) == 1 and pairs[0].start == 0 and pairs[0].value else None


def _is_value_of_salt(spot: Spot, label: Label) -> bool:
    """ "Counter ion: | TFA": what could be a label is the value of the cell before it."""
    if label.claim not in _COUNTER_IONS:
        return False
    before = interpret(spot.row[spot.position - 1].text) if spot.position else None
    return before is not None and before.claim == "salt"


def _read_captioned(cell: Cell, reader: Reader) -> bool:
    """A box whose first line is the label of what stands under it, numbered or not."""
    if len(cell.lines) < 2:
        return False
    label = interpret(_NUMBERED.sub("", cell.lines[0]))
    if label is None or interpret(cell.lines[1]) is not None:
        return False
    value = reduce(join_lines, cell.lines[1:])
    if read_parallel(_NUMBERED.sub("", cell.lines[0]), value, cell, reader):
        return True
    return label.claim == OTHER or reader.read(label, value, cell, Place.LABELLED)


def _read_inline(spot: Spot, reader: Reader) -> bool:
    """Values behind colons: line by line where the lines have labels of their own, else over the whole cell."""
    cell = spot.cell
    texts = list(cell.lines) if len(cell.lines) > 1 and all(inline_pairs(line) for line in cell.lines) else [cell.text]
    if len(cell.lines) > 1 and len(texts) == 1 and not inline_pairs(cell.lines[0]):
        texts = list(cell.lines)
    found = [pair for text in texts for pair in inline_pairs(text)]
    for pair in found:
        if pair.label.claim != OTHER and pair.value:
            reader.read(pair.label, pair.value, cell, Place.LABELLED)
    if found and found[0].start > 0:  # what stands before the first label may be a pair without a colon
        before = cell.text[: found[0].start]
        for pair in leading_pairs(replace(cell, text=before, lines=(before,))):
            reader.read(pair.label, pair.value, cell, Place.LABELLED)
    if found and not found[-1].value:  # "Lot No.:" alone at the end of a cell, the value in the next
        _read_right(spot, found[-1].label, reader)
    return bool(found)


def _read_around(spot: Spot, label: Label, done: set[int], reader: Reader) -> None:
    """Look for a label's value to the right, then over or under it, whichever is nearer, then to the left."""
    if label.looks(Position.RIGHT) and _read_right(spot, label, reader):
        return
    bare = label.claim == MASS and not (label.ion or label.found or label.theory or label.of_mass)
    for value in over_and_under(spot):
        if not label.looks(Position.BELOW if value.index > spot.index else Position.ABOVE):
            continue
        if id(value.cell) in done or not is_value(value.cell) or has_label_before(value):
            continue
        if label.claim == "quantity" and is_column(value):
            return  # the amounts of several components
        if label.claim == "hplc_purity" and value.index > spot.index and _read_final(value, label, reader):
            return
        if bare and not _is_mass_figure(value.cell.text):
            return  # "Mass Spectrum" over a figure heads no value
        if _read_value(value, label, reader, Place.BELOW, spot.cell.text):
            return
    if spot.position and not bare and label.looks(Position.LEFT):
        left = Spot(spot.layout, spot.index, spot.position - 1)
        if id(left.cell) not in done and is_value(left.cell) and not has_label_before(left):
            _read_value(left, label, reader, Place.BELOW, spot.cell.text)


def read_parallel(name: str, value: str, cell: Cell, reader: Reader) -> bool:
    """ "Found mass / expected mass (Da)" over "855.34 / 855.36": as many labels as values, in the same order."""
    names, values = name.split(" / "), value.split(" / ")
    labels = [interpret(one) for one in names]
    if len(names) < 2 or len(names) != len(values) or None in labels or len({*labels}) < 2:
        return False
    for label, one in zip(labels, values, strict=True):
        if label is not None:
            reader.read(label, one, cell, Place.LABELLED)
    return True


def _read_final(spot: Spot, label: Label, reader: Reader) -> bool:
    """Of several percentages in one column of a ruled table the one in the row of the final material."""
    column = [
        (row, cell)
        for row in spot.layout.rows[spot.index :]
        for cell in row
        if cell.ruled is not None and cell.ruled == spot.cell.ruled and abs(cell.box.x0 - spot.cell.box.x0) < 2
    ]
    final = [(row, cell) for row, cell in column if _FINAL.search(row[0].text) and percents_in(cell.text)]
    if len(column) < 2 or len(final) != 1:
        return False
    row, value = final[0]
    for cell in row:
        if cell is not value and any(found.amount.comparator in LOWER for found in percents_in(cell.text)):
            reader.read(Label("purity_specification"), cell.text, cell, Place.BELOW)
    return reader.read(label, value.text, value, Place.BELOW)


def _read_value(spot: Spot, label: Label, reader: Reader, place: Place, head: str = "") -> bool:
    cell = wrapped(spot) if label.claim in _WRAPPED else series_from(spot)
    text = cell.text.lstrip(LEAD)
    if label.claim in _FREE_TEXT and any(pair.start == 0 for pair in leading_pairs(cell)):
        return False  # "Lot AB-12" is a pair of its own, whatever stands beside it
    if label.claim == "quantity" and cell is not spot.cell:
        label = Label("measured_content")  # one figure for each vial was found, not labelled
    return reader.read(label, with_unit_of(head, text) if label.claim in _WITH_UNITS else text, cell, place)


# --- to the right ------------------------------------------------------------------------------


def _read_right(spot: Spot, label: Label, reader: Reader) -> bool:
    """Read the cells to the right up to the next label. Words take the next cell, figures the first that fits.

    Percentages side by side are read together: a limit and a result, or the results of several vials.
    """
    values = beside(spot)
    if label.claim == "hplc_purity":
        plain = takewhile(lambda value: _is_of_purity(value.cell), values)
        percents = [value.cell for value in plain if percents_in(value.cell.text)]
        if len(percents) > 1 and (
            sum(1 for cell in percents if _is_exact(cell)) <= 1 or one_series(spot.layout.rows[: spot.index], percents)
        ):
            together = reduce(joined, percents)
            return reader.read(label, together.text, together, Place.LABELLED)
        if len(percents) > 1:  # several results: which of them counts is for the checks to doubt
            read = [reader.read(label, cell.text, cell, Place.LABELLED) for cell in percents]
            return any(read)
    if label.claim in _CONTENTS:
        plain = takewhile(lambda value: is_value(value.cell), values)
        percents = [value.cell for value in plain if percents_in(value.cell.text)]
        exact = [cell for cell in percents if _is_exact(cell)]
        if len(percents) == 2 and len(exact) == 1:  # a limit and the result, in either order
            return reader.read(label, exact[0].text, exact[0], Place.LABELLED)
    if label.claim in (*_CONTENTS, "endotoxin") and len(values) > 1 and _is_limit(values[0].cell):
        if conforms(values[1].cell.text):
            return True  # "≤ 0.5 % | Conforms": a limit, and a word in the place of the result
        if label.claim == "endotoxin" and _UNITS_OF_ENDOTOXIN.search(values[1].cell.text):
            reader.read(Label("endotoxin_limit"), values[0].cell.text, values[0].cell, Place.LABELLED)
            values = values[1:]  # "NMT 5 EU/mg | < 1 EU/mg"
    found = False
    for value in values:
        other = interpret(value.cell.text)
        if other is not None and label.claim == "method" and other.claim in _METHODS:
            other = None  # "Method | RP-HPLC": what could be a label is the value
            if reader.read(label, value.cell.text, value.cell, Place.LABELLED):
                return True
        of_salt = label.claim == "salt" and other is not None and other.claim in _COUNTER_IONS
        if other is not None and not of_salt and (other.claim != label.claim or label.claim in _FREE_TEXT):
            break
        if other is None and not is_value(value.cell):
            break
        if _read_value(value, label, reader, Place.LABELLED, spot.cell.text):
            found = True
            if label.claim != MASS or not is_theory(value.cell.text):
                break
        elif label.claim in _WRAPPED:
            break
    return found


def _is_of_purity(cell: Cell) -> bool:
    """Whether a cell beside a purity's label still belongs to it: a value, or a label that says purity again."""
    label = interpret(cell.text.strip(LEAD))
    return label.claim in _OF_PURITY if label is not None else is_value(cell)


def _is_limit(cell: Cell) -> bool:
    """Whether a cell states a bound as specifications do, "NMT 5 EU/mg"; "< 0.05 EU/mg" is how results are stated."""
    found = list(numbers_in(normalise(cell.text)))
    return len(found) == 1 and found[0].amount.comparator in (Comparator.AT_MOST, Comparator.AT_LEAST)


def _is_exact(cell: Cell) -> bool:
    return any(found.amount.comparator is Comparator.EQUAL for found in percents_in(cell.text))


# --- over, under, wrapped ----------------------------------------------------------------------


def _is_mass_figure(text: str) -> bool:
    """A text that is a measured mass and little else: "813.36", "m/z 407.7 (2+)"; not the numbers of an axis."""
    items = masses_in(text)
    return bool(items) and len(text) < 40 and all(item.ion is not None or item.amount.decimals for item in items)
