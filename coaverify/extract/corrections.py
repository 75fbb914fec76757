"""A reviewer's reading in place of the program's: parsed as any printed value, and said to be the reviewer's.

What the file itself says otherwise (hidden words, earlier revisions, other places on the page) stays as it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from coaverify.extract.assembly import as_limit
from coaverify.extract.cells import Cell
from coaverify.extract.harvest import Harvest, Place
from coaverify.extract.labels import taught_label
from coaverify.extract.readers import Reader
from coaverify.extract.teaching.reading import TEACHABLE
from coaverify.extract.values.numbers import normalise
from coaverify.extract.values.texts import DATES, PERCENTS
from coaverify.model.certificate import Certificate, Comparator, Labelled
from coaverify.model.correction import NOT_STATED, Corrected, Correction
from coaverify.model.document import Document, Word
from coaverify.model.errors import CoaverifyError
from coaverify.model.evidence import Box, Evidence, Reading, Source

CORRECTABLE = TEACHABLE  # not the rows of peak tables and amino acid analyses
T = TypeVar("T")

_ONE_WAY = "a date that can be read in one way only, such as 2026-03-31"
_EXPECTED = {
    "sequence": "a sequence in one-letter or three-letter code",
    "molecular_formula": "a formula such as C37H51N9O10S",
    "cas_number": "a CAS number such as 80714-61-0",
    "lot_number": "a lot number: a short code with a figure in it",
    "catalog_number": "a catalogue number: a short code with a figure in it",
    "task_number": "a task number: a short code with a figure in it",
    "verification_key": "a key of letters and figures",
    "verification_url": "a web address",
    "quantity": "an amount such as 5 mg",
    "endotoxin": "an amount such as < 0.5 EU/mg",
    "endotoxin_limit": "an amount such as < 5 EU/mg",
    "measured_content": "an amount such as 10.3 mg",
    "molecular_weight": "a mass such as 813.93 g/mol",
    "monoisotopic_mass": "a mass such as 813.36 Da",
    "observed_mass": "a neutral mass such as 813.4 Da",
    "observed_ions": 'ions with their m/z, such as "[M+H]+ 814.36; [M+2H]2+ 407.68"',
    **dict.fromkeys(PERCENTS, "one percentage such as 99.3 %"),
    **dict.fromkeys(DATES, _ONE_WAY),
}
# Where a certificate keeps all statements of a claim, and the further ones
_LISTS = {"lot_number": "lots", "product_name": "products"}
_FURTHER = {"hplc_purity": "further_purities", "observed_mass": "further_masses"}
_LABELLED = {"lot_number": "labelled_lots", **dict.fromkeys(DATES, "all_dates")}


class NotReadable(CoaverifyError):
    """A correction that cannot be read as a value of its claim; the message says what is expected."""


def corrected(
    certificates: list[Certificate], corrections: Sequence[Correction], document: Document
) -> list[Certificate]:
    """The certificates with what a reviewer reads. A correction of a certificate that is not there changes nothing.

    Raises:
        NotReadable: where a text is no value of its claim.
    """
    certificates = list(certificates)
    for one in corrections:
        if 1 <= one.certificate <= len(certificates):
            place = one.certificate - 1
            certificates[place] = _with(certificates[place], one, document)
    return certificates


def demand_readable(claim: str, text: str) -> None:
    """Nothing, where a reviewer's text is a value of the claim, or says that the claim is not stated.

    Raises:
        NotReadable: otherwise.
    """
    if claim not in CORRECTABLE:
        raise NotReadable(f"{claim!r} cannot be corrected. Claims that can be: {', '.join(CORRECTABLE)}.")
    if text != NOT_STATED:
        _read_as(claim, text, Evidence(1, Box(0.0, 0.0, 1.0, 1.0), text, Source.REVIEWER))


def _read_as(claim: str, text: str, place: Evidence) -> tuple[Reading[Any], ...]:
    """The text as a value of the claim, at the place, read for certain."""
    harvest = Harvest()
    word = Word(text, place.box)
    cell = Cell(place.page, place.box, text, place.box.height, (word,))
    Reader(harvest, None).read(taught_label(claim, ""), text, cell, Place.LABELLED)
    groups: tuple[list[Any], ...] = (harvest.texts, harvest.amounts, harvest.dates, harvest.ions, harvest.masses)
    found = [candidate.reading for group in groups for candidate in group if candidate.claim == claim]
    sure = [reading for reading in found if not reading.doubts]
    partly = claim in DATES and any(normalise(one.evidence.text) != normalise(text) for one in sure)  # of "31 February"
    if not sure or partly or len(sure) < len(found) or (len(sure) > 1 and claim != "observed_ions"):
        expected = _EXPECTED.get(claim, "a short text")
        raise NotReadable(
            f"{text!r} cannot be read as {claim}: expected is {expected}; or {NOT_STATED!r}, where the certificate "
            "does not claim it."
        )
    if claim == "hplc_purity" and sure[0].value.comparator is Comparator.AT_LEAST:
        raise NotReadable(f"{text!r} is a limit, not a result: correct purity_specification with it.")
    placed = tuple(replace(reading, evidence=place) for reading in sure)
    return tuple(filter(None, map(as_limit, placed))) if claim == "purity_specification" else placed


def _with(certificate: Certificate, correction: Correction, document: Document) -> Certificate:
    claim, text = correction.claim, correction.text
    before = _each(getattr(certificate, claim))
    place = _place(before, certificate, document, text)
    after = () if text == NOT_STATED else _read_as(claim, text, place)
    several = isinstance(getattr(certificate, claim), tuple)
    change: dict[str, Any] = {claim: after if several else next(iter(after), None)}  # keyword arguments of Certificate
    if claim == "client" and certificate.vendor is not None and certificate.vendor == certificate.client:
        change["vendor"] = change[claim]  # a paper that names no vendor: its client stands for one
    if name := _LISTS.get(claim):
        change[name] = _replaced(getattr(certificate, name), before, after)
    if name := _FURTHER.get(claim):
        change[name] = _replaced(getattr(certificate, name), before, ())
    if name := _LABELLED.get(claim):
        change[name] = _replaced(getattr(certificate, name), _labelled(claim, before), _labelled(claim, after))
    read = "; ".join(reading.evidence.text for reading in before)
    return replace(certificate, **change, corrections=(*certificate.corrections, Corrected(claim, read, text)))


def _each(value: Any) -> tuple[Reading[Any], ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _place(before: Sequence[Reading[Any]], certificate: Certificate, document: Document, text: str) -> Evidence:
    """Where the value had been read; a value that had not been read stands somewhere on the first page."""
    if before:
        old = before[0].evidence
        return Evidence(old.page, old.box, text, Source.REVIEWER)
    page = next(page for page in document.pages if page.number == certificate.pages[0])
    return Evidence(page.number, Box(0.0, 0.0, page.width, page.height), text, Source.REVIEWER)


def _labelled(claim: str, readings: Iterable[Reading[T]]) -> tuple[Reading[Labelled[T]], ...]:
    return tuple(
        Reading(Labelled(claim, reading.value), reading.evidence, reading.doubts, reading.template)
        for reading in readings
    )


def _replaced(
    listed: Sequence[Reading[Any]], before: Sequence[Reading[Any]], after: Sequence[Reading[Any]]
) -> tuple[Reading[Any], ...]:
    """The list with `after` where the very words of `before` stood, else behind all. Other places stay as they are."""
    kept: list[Reading[Any]] = []
    todo = list(after)
    for reading in listed:
        if any(_same_words(reading, old) for old in before):
            kept.extend(todo)
            todo = []
        else:
            kept.append(reading)
    return (*kept, *todo)


def _same_words(one: Reading[Any], other: Reading[Any]) -> bool:
    first, second = one.evidence, other.evidence
    touching = first.box.overlap_x(second.box) > 0 and first.box.overlap_y(second.box) > 0
    return first.page == second.page and touching and _bare(one.value) == _bare(other.value)


def _bare(value: Any) -> Any:
    return (value.claim, value.value) if isinstance(value, Labelled) else value
