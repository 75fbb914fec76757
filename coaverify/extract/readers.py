"""A label and the words beside it -> candidates. The one place that knows how each claim is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from coaverify.extract.banners import is_peptide_name
from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.labels import Label, has_word
from coaverify.extract.values.dates import Order, dates_in, is_range
from coaverify.extract.values.label_shares import share_of_label
from coaverify.extract.values.masses import MassItem, masses_in
from coaverify.extract.values.numbers import normalise, numbers_in
from coaverify.extract.values.percents import bare_percent, mean_of, percents_in, split_result_and_limit
from coaverify.extract.values.replicates import replicated
from coaverify.extract.values.sequences import goes_on
from coaverify.extract.values.texts import DATES, PERCENTS, TEXT_PARSERS, amount_behind, conforms
from coaverify.extract.vocabulary import MASS, tokens_of, vocabulary
from coaverify.model.certificate import Amount, Comparator, MassKind, ObservedIon, ObservedMass, PrintedDate
from coaverify.model.evidence import Doubt, Reading

_MG = re.compile(r"\s*(?:mg|毫克|мг)\b", re.IGNORECASE)
# a raised figure behind a value points to a footnote; "10⁵" and "[M+2H]²⁺" are none
_FOOTNOTE = re.compile(r"(\d[.,]\d+|[≥≤<>]\s?\d+|(?:%|\b\d{1,3}))(?:[⁰¹²³⁴-⁹]+(?![⁺⁻+\-−⁰¹²³⁴-⁹])|[*†‡§¶]+|[a-h]\))")
_PACKED = re.compile(r",?\s*\b\d+\s*(?:vials?|x|×)\s*(?:of\s+|à\s+)?\d[\d.,]*\s*(?:mg|µg|mcg|g)\b.*$", re.IGNORECASE)
T = TypeVar("T")

LONGEST_VALUE = 400  # characters: what is longer is no value, and would cost the patterns dearly
LONGEST_SEQUENCE = 3000

_PARTIES = ("laboratory", "vendor", "client", "manufacturer")
_COMPARED = ("expected", "specification", "target")  # columns that hold what a result is compared with
_LIMITS = (Comparator.AT_LEAST, Comparator.GREATER)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values into a harvest. `order` is how the document writes day and month."""

    harvest: Harvest
    order: Order | None

    def read(self, label: Label, text: str, cell: Cell, place: Place, *, column: str = "") -> bool:
        """Read `text`, which stands in `cell`, as the label's claim. True where something was found.

        `column` is the kind of column ("result", "specification", "expected", "") that the cell stands in.
        """
        text = text[: LONGEST_VALUE if label.claim not in ("sequence", MASS) else LONGEST_SEQUENCE]
        text = _FOOTNOTE.sub(r"\1", text) if label.claim != "molecular_formula" else text
        if label.claim == MASS:
            return self._mass(label, text, cell, place, column)
        if label.claim in PERCENTS:
            return self._percent(label.claim, text, cell, place)
        if label.claim in DATES:
            return self._date(label, text, cell, place)
        if label.claim == "measured_content":
            return self._milligrams(text, cell, place)
        return self._text(label.claim, text, cell, place, label.words)

    # --- words -----------------------------------------------------------------------------

    def _text(self, claim: str, text: str, cell: Cell, place: Place, words: str = "") -> bool:
        if claim == "catalog_number" and (not re.search(r"\d", text) or is_peptide_name(text)):
            claim, place = "product_name", Place.BELOW  # "Item: Semax" names no number
        parser = TEXT_PARSERS.get(claim)
        if claim in _PARTIES:
            text = re.split(r"\s+[·|•]\s+", text)[0]
        value = parser(_PACKED.sub("", text) if claim == "product_name" else text) if parser else None
        if value is None:
            return False
        cut = claim == "sequence" and goes_on(text, value)
        doubts = (*cell.doubts, Doubt.INCOMPLETE) if cut else cell.doubts
        reading = Reading(value, cell.evidence(value if value in text else text), doubts)
        self.harvest.texts.append(Candidate(claim, reading, place, words))
        if claim == "product_name" and (amount := amount_behind(text)):
            size = Reading(amount, cell.evidence(amount), cell.doubts)
            self.harvest.texts.append(Candidate("quantity", size, Place.LETTERHEAD))
        return True

    def _date(self, label: Label, text: str, cell: Cell, place: Place) -> bool:
        flat = normalise(text)
        dates = dates_in(flat, self.order, compact=True)
        if not dates or len(text) > 60:
            return False
        one = dates[0]
        if label.claim == "analysis_date" and len(dates) > 1 and is_range(flat[one.end : dates[1].start]):
            one = dates[1]  # an analysis was done when it was finished
        self.add_date(label.claim, one.date, flat[one.start : one.end], cell, place, label.words)
        return True

    def add_date(self, claim: str, date: PrintedDate, printed: str, cell: Cell, place: Place, words: str = "") -> None:
        doubts = cell.doubts + ((Doubt.AMBIGUOUS,) if date.alternative else ())
        self.harvest.dates.append(Candidate(claim, Reading(date, cell.evidence(printed), doubts), place, words))

    # --- figures ---------------------------------------------------------------------------

    def _percent(self, claim: str, text: str, cell: Cell, place: Place) -> bool:
        results, limit = split_result_and_limit(text)
        if not results and limit is None and (bare := bare_percent(text)):
            results = [bare]
        if claim == "net_peptide_content" and not results:
            return self._milligrams(text, cell, place)
        if claim == "hplc_purity":
            results, limit = _apart(results, limit)
        if limit is not None and claim == "hplc_purity":
            self.add_amount("purity_specification", limit, text, cell, place)
        if not results:
            return limit is not None
        value = _together(results, text) if claim == "hplc_purity" else results[0]
        self.add_amount(claim, value, text, cell, place)
        return True

    def _milligrams(self, text: str, cell: Cell, place: Place) -> bool:
        flat = normalise(text)
        found = [number for number in numbers_in(flat) if _MG.match(flat, number.end)]
        if not found:
            return False
        several = replicated(flat, found, "mg")
        if several is None:
            return False
        doubts = cell.doubts + ((Doubt.AMBIGUOUS,) if any(number.ambiguous for number in found) else ())
        reading = Reading(replace(several, unit="mg"), cell.evidence(text), doubts)
        self.harvest.amounts.append(Candidate("measured_content", reading, place))
        if len(found) == 1 and (share := share_of_label(flat[found[0].end :])) is not None:
            self.add_amount("label_claim_percent", share, text, cell, place)
        return True

    def add_amount(self, claim: str, amount: Amount, printed: str, cell: Cell, place: Place) -> None:
        self.harvest.amounts.append(Candidate(claim, Reading(amount, cell.evidence(printed), cell.doubts), place))

    # --- masses ----------------------------------------------------------------------------

    def _mass(self, label: Label, text: str, cell: Cell, place: Place, column: str) -> bool:
        items = masses_in(text)
        if not items and label.found and not label.of_mass and self._milligrams(text, cell, place):
            return True  # "Found: 10.3 mg"
        if not items:
            return self._statement(label, text, cell, place, column)
        for item in items:
            self.add_mass(label, item, text, cell, place, column)
        return True

    def add_mass(self, label: Label, item: MassItem, text: str, cell: Cell, place: Place, column: str) -> None:
        """File a number by what its label, its column and the words beside it say that it is."""
        ion = item.ion or label.ion
        kind = item.kind if item.kind is not MassKind.UNSTATED else label.kind
        theory = item.theory or column in _COMPARED or (label.theory and column == "")
        is_mz = ion is not None or item.amount.unit == "m/z"
        if theory:
            if is_mz or label.ion:
                return
            if item.amount.tolerance is not None and column == "specification":
                if kind is MassKind.UNSTATED and not label.of_weight:
                    return  # a limit, and nothing says of which kind of mass
                place = Place.BELOW  # the middle of an acceptance range is the computed mass, printed less surely
                if kind is MassKind.UNSTATED and label.of_weight:
                    kind = MassKind.AVERAGE
            self._theory(kind, label, item, text, cell, place)
            return
        observed = is_mz or label.found or label.by_ms or column == "result"
        if not observed:
            self._theory(kind, label, item, text, cell, place)
        elif is_mz or not self._speaks_of_mass(label, item):
            reading = ObservedIon(item.amount, ion.charge if ion else None, ion.adduct if ion else None)
            self.harvest.ions.append(self._candidate("observed_ions", reading, text, item, cell, place))
        else:
            value = ObservedMass(item.amount, kind)
            self.harvest.masses.append(self._candidate("observed_mass", value, text, item, cell, place))

    @staticmethod
    def _speaks_of_mass(label: Label, item: MassItem) -> bool:
        """Whether label or unit say "mass" or "weight": "MS: 813.4" does not, and may be an ion."""
        return label.of_mass or item.amount.unit.lower() in (
            "da",
            "g/mol",
            "amu",
            "u",
            "dalton",
            "daltons",
            "kda",
        )

    def _theory(self, kind: MassKind, label: Label, item: MassItem, text: str, cell: Cell, place: Place) -> None:
        """A theoretical neutral mass. One that stands beside a found mass and names no kind is
        filed as `theory_beside_found` until the assembly can tell which it is."""
        if kind is MassKind.MONOISOTOPIC:
            claim = "monoisotopic_mass"
        elif kind is MassKind.AVERAGE or not (label.found or label.by_ms):
            claim = "molecular_weight"
        else:
            claim = "theory_beside_found"
        printed = text[item.start : item.end]
        self.add_amount(claim, item.amount, printed, cell, place)

    def _statement(self, label: Label, text: str, cell: Cell, place: Place, column: str) -> bool:
        if column in ("specification", "expected", "method") or not conforms(text):
            return False
        self.harvest.statements.append(
            Candidate("mass_statement", Reading(text, cell.evidence(text), cell.doubts), place)
        )
        return True

    @staticmethod
    def _candidate(claim: str, value: T, text: str, item: MassItem, cell: Cell, place: Place) -> Candidate[T]:
        printed = text[item.start : item.end]
        return Candidate(claim, Reading(value, cell.evidence(printed), cell.doubts), place)


def _together(results: list[Amount], text: str) -> Amount:
    """Several purities of one text: with a printed average that one, and the others as replicates."""
    found = [one for one in percents_in(text) if one.amount in results]
    several = replicated(normalise(text), found, "%") if len(found) == len(results) else None
    return several or mean_of(results)


def _apart(results: list[Amount], limit: Amount | None) -> tuple[list[Amount], Amount | None]:
    """Results and limit of one text: "≥98 % 99.2 %" holds a limit and a result, ">98 %" alone a result."""
    if limit is not None or len(results) < 2:
        return results, limit
    exact = [amount for amount in results if amount.comparator is Comparator.EQUAL]
    limits = [amount for amount in results if amount.comparator in _LIMITS]
    if exact and limits:
        return exact, limits[0]
    return results, None


def is_theory(text: str) -> bool:
    return has_word(" ".join(tokens_of(text)), vocabulary().mass.theory)
