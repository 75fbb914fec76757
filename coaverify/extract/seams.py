"""Values in scans and photos whose pixels were saved otherwise than those of the page's other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from coaverify.model.certificate import Certificate
from coaverify.model.document import Page
from coaverify.model.evidence import Box, Reading
from coaverify.model.file_facts import Seam

_LISTS = ("observed_ions", "peak_table")


def seams_of(pages: Sequence[Page], certificate: Certificate) -> tuple[Seam, ...]:
    """The claims of a certificate in whose place such words stand, each place once. Cheap where there are none."""
    if not any(page.seams for page in pages):
        return ()
    found: dict[tuple[int, Box], Seam] = {}
    for page in pages:
        for claim, reading in _readings(certificate) if page.seams else ():
            place = reading.evidence
            if place.page == page.number and any(_stands_in(word, place.box) for word in page.seams):
                found.setdefault((place.page, place.box), Seam(claim, place))
    return tuple(found.values())


def _readings(certificate: Certificate) -> Iterator[tuple[str, Reading[object]]]:
    for field in fields(certificate):
        value = getattr(certificate, field.name)
        if isinstance(value, Reading):
            yield field.name, value
    for name in _LISTS:
        yield from ((name, reading) for reading in getattr(certificate, name))


def _stands_in(word: Box, place: Box) -> bool:
    return place.x0 <= word.centre <= place.x1 and place.top <= word.middle <= place.bottom
