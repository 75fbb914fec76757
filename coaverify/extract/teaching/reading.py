"""What a template reads on a certificate: at its labels by the general mechanism, and in its regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from coaverify.extract.assembly import assemble
from coaverify.extract.cells import Cell
from coaverify.extract.date_order import order_of
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.labels import MASSES, Label, knowing, taught_label
from coaverify.extract.layout import Layout
from coaverify.extract.readers import Reader
from coaverify.extract.teaching.regions import read_region
from coaverify.extract.values.texts import DATES, PERCENTS, TEXT_PARSERS
from coaverify.extract.vocabulary import OTHER, phrase
from coaverify.model.certificate import Amount, Certificate
from coaverify.model.evidence import Doubt, Reading
from coaverify.model.template import Position, Rule, Template

# Public claims that a template may teach. A peak table is known by the heads of its columns.
TEACHABLE = (*(claim for claim in TEXT_PARSERS if claim not in ("modification", "salt")), *MASSES, *PERCENTS, *DATES,
             "measured_content")  # fmt: skip
_OBSERVED = ("observed_mass", "observed_ions")
_LISTS = ("texts", "amounts", "dates", "ions", "masses")
_SEVERAL = ("hplc_purity", "observed_mass", "observed_ions")  # claims of which a paper may state more than one

ReadPage = Callable[[Layout, Reader], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TaughtReader(Reader):
    """Reads a page as ever, with the template's words known, and keeps apart what stands at those words."""

    taught: Harvest = field(default_factory=Harvest)

    def read(self, label: Label, text: str, cell: Cell, place: Place, *, column: str = "") -> bool:
        if not label.taught:
            return Reader.read(self, label, text, cell, place, column=column)
        if label.position not in (None, Position.RIGHT) and place is not Place.BELOW:
            return False  # a value behind a colon or in a row of results, and the template looks elsewhere
        before = {name: len(getattr(self.harvest, name)) for name in _LISTS}
        found = Reader.read(self, label, text, cell, place, column=column)
        for name, count in before.items():
            getattr(self.taught, name).extend(getattr(self.harvest, name)[count:])
        return found


def read_template(template: Template, pages: Sequence[Layout], general: Harvest, read_page: ReadPage) -> Certificate:
    """The claims that a template reads on the certificate with these pages, and no other claims.

    `general` is what was read without it; `read_page` the general mechanism.
    """
    order = order_of(cell.text for page in pages for cell in page.cells)
    reader = TaughtReader(Harvest(), order)
    with knowing(_words(template)):
        for page in pages:
            read_page(page, reader)
        for rule in template.rules:
            _extend(reader.taught, read_region(rule, pages, order))
    if any(rule.claim == "hplc_purity" for rule in template.rules):  # the limit that stands in the purity's own row
        reader.taught.amounts.extend(_new(reader.harvest.amounts, general.amounts, reader.taught.amounts))
    _keep(reader.taught, template.rules)
    return assemble(reader.taught, tuple(page.page.number for page in pages))


def _words(template: Template) -> dict[str, Label]:
    """What the template's words mean; what it both ignores and teaches is taught."""
    words = {phrase(ignored): Label(OTHER) for ignored in template.ignored}
    for rule in template.rules:
        words |= {phrase(label): taught_label(rule.claim, label, rule.position) for label in rule.labels}
    return words


def _extend(harvest: Harvest, more: Harvest) -> None:
    for name in _LISTS:
        getattr(harvest, name).extend(getattr(more, name))


def _new(
    read: list[Candidate[Amount]], general: list[Candidate[Amount]], taught: list[Candidate[Amount]]
) -> list[Candidate[Amount]]:
    """Limits of the purity that were read only because the template's words were known."""
    limits = [candidate for candidate in read if candidate.claim == "purity_specification"]
    return [candidate for candidate in limits if candidate not in general and candidate not in taught]


def _keep(harvest: Harvest, rules: Sequence[Rule]) -> None:
    """Drop what the template does not speak of. Whether an observed mass is an ion, the paper decides."""
    wanted = {rule.claim for rule in rules}
    if "hplc_purity" in wanted:
        wanted.add("purity_specification")
    if wanted.intersection(_OBSERVED):
        wanted.update(_OBSERVED)
    for name in _LISTS:
        kept = [candidate for candidate in getattr(harvest, name) if candidate.claim in wanted]
        setattr(harvest, name, _doubted_where_several(kept))


def _doubted_where_several(candidates: list[Candidate[Any]]) -> list[Candidate[Any]]:
    """Two values of one claim at the template's own labels: neither is sure."""
    values: dict[str, list[object]] = {}
    for candidate in candidates:
        listed = values.setdefault(candidate.claim, [])
        if candidate.reading.value not in listed:
            listed.append(candidate.reading.value)
    return [
        replace(candidate, reading=doubted(candidate.reading))
        if len(values[candidate.claim]) > 1 and candidate.claim not in _SEVERAL
        else candidate
        for candidate in candidates
    ]


def doubted(reading: Reading[T]) -> Reading[T]:
    """The reading, marked as one of two that the paper allows."""
    if Doubt.AMBIGUOUS in reading.doubts:
        return reading
    return replace(reading, doubts=(*reading.doubts, Doubt.AMBIGUOUS))
