"""The overview of an upload with several documents: one row for each certificate or unreadable document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coaverify.model.finding import Verdict
from coaverify.report.model import Report
from coaverify.report.presentation.words import CRASHED, UNREADABLE, VERDICTS, Wording, form_name
from coaverify.report.summary import UNREADABLE as UNREADABLE_ROW
from coaverify.report.summary import Row, rows_of

WAITING = Wording("wait", "Checking", "This document is being checked")


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One line of the overview. `number` is the document's place in the upload, from 1."""

    number: int
    document: str
    wording: Wording
    product: str
    lot: str
    purity: str
    reason: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the overview needs of an uploaded document. `report` is None while pending, or after a crash."""

    name: str
    report: Report | None
    crashed: bool = False


def overview(documents: Iterable[Document]) -> tuple[OverviewRow, ...]:
    """The rows in the order of the upload."""
    return tuple(row for number, document in enumerate(documents, start=1) for row in _rows(number, document))


def tally(rows: Sequence[OverviewRow]) -> tuple[tuple[Wording, int], ...]:
    """How often each wording occurs, the ones that need attention first."""
    counts = Counter(row.wording for row in rows)
    order = (VERDICTS[Verdict.FAIL], UNREADABLE, CRASHED, VERDICTS[Verdict.INCONCLUSIVE],
             VERDICTS[Verdict.PASS], WAITING)  # fmt: skip
    return tuple((wording, counts[wording]) for wording in order if counts[wording])


def _rows(number: int, document: Document) -> list[OverviewRow]:
    if document.report is None:
        wording = CRASHED if document.crashed else WAITING
        return [OverviewRow(number, document.name, wording, "", "", "", wording.meaning)]
    return [_row(number, row) for row in rows_of(document.report)]


def _row(number: int, row: Row) -> OverviewRow:
    unreadable = row.verdict == UNREADABLE_ROW
    form = form_name(row.form) if row.form else ""
    return OverviewRow(
        number=number,
        document=row.document,
        wording=UNREADABLE if unreadable else VERDICTS[Verdict(row.verdict)],
        product=" · ".join(filter(None, [row.product, form])),
        lot=row.lot,
        purity=row.purity,
        reason=row.reason,
        anchor=f"c{row.number}" if row.number > 1 else "",
    )
