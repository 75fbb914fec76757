"""The table of claims: what the certificate prints, how it was read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coaverify.report.model import Claims, ReadingEntry
from coaverify.report.presentation.places import Place, Places
from coaverify.report.presentation.values import claim_value
from coaverify.report.presentation.words import CLAIM_GROUPS, CLAIM_LABELS, DOUBTS, SOURCES, claim_label


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim. `printed` stands beside `value` only where the words on the page differ from it."""

    anchor: str
    label: str
    value: str
    printed: str
    place: Place
    doubts: tuple[str, ...] = ()
    read_from: str = ""  # where it was not simply text of the file
    template: str = ""  # the file by which it was read


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    title: str
    rows: tuple[ClaimRow, ...]


def readings(claims: Claims, name: str) -> tuple[ReadingEntry, ...]:
    """The readings of a claim, also where there is one at most."""
    value = getattr(claims, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def claim_groups(claims: Claims, places: Places, prefix: str) -> tuple[ClaimGroup, ...]:
    """The claims that are printed, by subject. `prefix` keeps the anchors of several certificates apart."""
    groups = [
        ClaimGroup(title, tuple(row for name in names for row in _rows(claims, name, places, prefix)))
        for title, names in _groups().items()
    ]
    return tuple(group for group in groups if group.rows)


def _groups() -> dict[str, list[str]]:
    """The groups, with claims that the schema has gained since at the end: none is left out."""
    groups = {title: list(names) for title, names in CLAIM_GROUPS.items()}
    unknown = [name for name in Claims.model_fields if name not in CLAIM_LABELS]
    return {**groups, "Other": unknown}


def _rows(claims: Claims, name: str, places: Places, prefix: str) -> Iterator[ClaimRow]:
    found = readings(claims, name)
    for number, reading in enumerate(found, start=1):
        anchor = f"{prefix}-{name}" if len(found) == 1 else f"{prefix}-{name}-{number}"
        label = claim_label(name) if len(found) == 1 else f"{claim_label(name)} {number}"
        yield _row(reading, anchor, label, places)


def _row(reading: ReadingEntry, anchor: str, label: str, places: Places) -> ClaimRow:
    value = claim_value(reading)
    printed = reading.evidence.text
    return ClaimRow(
        anchor=anchor,
        label=label,
        value=value,
        printed="" if _same(value, printed) else printed,
        place=places.place(reading.evidence, anchor, label),
        doubts=tuple(DOUBTS[doubt] for doubt in reading.doubts),
        read_from=SOURCES.get(reading.source, ""),
        template=reading.template,
    )


def _same(value: str, printed: str) -> bool:
    return "".join(value.split()).casefold() == "".join(printed.split()).casefold()
