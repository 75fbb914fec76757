"""What the archive's pages show: lists of reports, and how purities lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coaverify.archive.hits import Hit
from coaverify.archive.party_history import Purities
from coaverify.archive.query import UNREADABLE
from coaverify.model.finding import Verdict
from coaverify.model.folding import folded
from coaverify.report.presentation.words import UNREADABLE as NOT_READABLE
from coaverify.report.presentation.words import VERDICTS, Wording, form_name

WIDTH, HEIGHT = 640, 220  # of the picture, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 12.0, 628.0, 28.0, 176.0
_NUMBERED = 9  # figures under the bars, at most


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One certificate of a report, or a report without any."""

    number: int
    day: str
    wording: Wording
    product: str
    lot: str
    vendor: str
    laboratory: str
    purity: str
    name: str
    document: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin: its place in the picture, what stands over it and under its left edge."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    count: int
    start: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """The picture of purities. rows: the same in words, for those who do not see it."""

    bars: tuple[Bar, ...]
    end: str
    description: str
    rows: tuple[tuple[str, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: float = _LEFT
    right: float = _RIGHT
    bottom: float = _BOTTOM


def wording_of(verdict: str) -> Wording:
    """The words of a verdict as lists name it."""
    return NOT_READABLE if verdict == UNREADABLE else VERDICTS[Verdict(verdict)]


def folded_key(text: str) -> str:
    """A name as it stands in an address; "" where it has no letters that can stand there."""
    key = folded(text)
    return "" if any("\ud800" <= character <= "\udfff" for character in key) else key


def listed(hits: Sequence[Hit]) -> tuple[ReportRow, ...]:
    """A row for each certificate that was found, and one for a report without any."""
    return tuple(row for hit in hits for row in _rows(hit))


def histogram(purities: Purities) -> Histogram:
    """Work out the picture."""
    most = max(one.count for one in purities.bins)
    width = (_RIGHT - _LEFT) / len(purities.bins)
    every = -(-len(purities.bins) // _NUMBERED)
    bars = []
    for place, one in enumerate(purities.bins):
        height = (_BOTTOM - _TOP) * one.count / most
        x = _LEFT + place * width
        bars.append(
            Bar(
                x=round(x + 1, 1),
                y=round(_BOTTOM - height, 1),
                width=round(max(width - 2, 1), 1),
                height=round(height, 1),
                middle=round(x + width / 2, 1),
                count=one.count,
                start=f"{one.low:g}" if place % every == 0 else "",
            )
        )
    least, lower, median, upper, greatest = purities.quartiles
    return Histogram(
        bars=tuple(bars),
        end=f"{purities.bins[-1].high:g}" if len(bars) % every == 0 else "",
        description=f"{purities.count} purities from {least:g} to {greatest:g} percent; half of them lie from "
        f"{lower:g} to {upper:g}, the median is {median:g}.",
        rows=tuple((f"{one.low:g} to {one.high:g} %", one.count) for one in purities.bins if one.count),
    )


def _rows(hit: Hit) -> list[ReportRow]:
    lines = [
        ReportRow(
            number=hit.number,
            day=hit.day,
            wording=wording_of(line.verdict),
            product=" · ".join(filter(None, [line.product, form_name(line.form) if line.form else ""])),
            lot=line.lot,
            vendor=line.vendor,
            laboratory=line.laboratory,
            purity=f"{line.purity} %" if line.purity else "",
            name=hit.name,
            document=hit.document,
            current=hit.current,
        )
        for line in hit.certificates
    ]
    if lines:
        return lines
    return [
        ReportRow(
            number=hit.number, day=hit.day, wording=wording_of(hit.verdict), product="", lot="", vendor="",
            laboratory="", purity="", name=hit.name, document=hit.document, current=hit.current,
        )
    ]  # fmt: skip
