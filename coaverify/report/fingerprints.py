"""The traits of a certificate by which it is compared with others: what cannot be the same by chance.

A single figure may be the same on two certificates; a retention time and an area that agree to nine digits
together, a line that agrees over its whole length, or a plot that agrees in all its pixels may not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal

from coaverify.model.certificate import Amount, Certificate, Peak, Trace
from coaverify.model.document import Document, Page
from coaverify.model.evidence import Box, Doubt, Evidence, Reading
from coaverify.model.fingerprint import Fingerprint, Trait

LEAST_DIGITS_OF_ROW = 9  # significant digits of time and area together: 1 in 10^9 by chance
LEAST_DIGITS_OF_TABLE = 14
MOST_ROWS = 4  # of a table, those with the largest areas
LEAST_WORDS = 20  # of a text that tells documents apart
LEAST_COUNTS = 2  # of a detector: base peak and total current of a panel
_COUNTS = re.compile(r"(?<![\w.])(?P<count>\d\.\d{1,4})[eE]\+?0?(?P<power>[3-9]|1\d)(?![\w.])")
_SCANS = re.compile(r"\(\d{1,6}:\d{1,6}\)")
LEAST_NUMBER = 5  # characters of a report number that is more than a running number


def fingerprints_of(certificate: Certificate, document: Document) -> tuple[Fingerprint, ...]:
    """All traits of a certificate. What was read with doubt makes none."""
    pages = [page for page in document.pages if page.number in certificate.pages]
    return (
        *_peaks(certificate),
        *_traces(certificate.traces),
        *(_plot(document, number) for number in range(len(document.plots)) if _on(document, number, pages)),
        *_raw_data(pages),
        *_numbers(certificate),
        *_text(pages),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _peaks(certificate: Certificate) -> Iterator[Fingerprint]:
    rows = [row for row in certificate.peak_table if not row.doubts]
    if not rows or len(rows) < len(certificate.peak_table):
        return
    timed = [row for row in rows if row.value.area is not None and row.value.retention_time is not None]
    for row in sorted(timed, key=_area, reverse=True)[:MOST_ROWS]:
        time, area = row.value.retention_time, row.value.area
        if time is not None and area is not None and _digits(time) + _digits(area) >= LEAST_DIGITS_OF_ROW:
            yield Fingerprint(Trait.PEAK, _digest(_plain(time), _plain(area)), row.evidence)
    figures = [amount for row in rows for amount in _figures(row.value)]
    if len(rows) > 1 and sum(map(_digits, figures)) >= LEAST_DIGITS_OF_TABLE:
        yield Fingerprint(Trait.PEAK_TABLE, _digest(*map(_plain, figures)), rows[0].evidence)


def _figures(peak: Peak) -> list[Amount]:
    return [amount for amount in (peak.retention_time, peak.area, peak.area_percent) if amount is not None]


def _area(row: Reading[Peak]) -> Decimal:
    return row.value.area.value if row.value.area is not None else Decimal(0)


def _digits(amount: Amount) -> int:
    return len(amount.value.normalize().as_tuple().digits)


def _plain(amount: Amount) -> str:
    """The value without trailing zeros: "12.30" and "12.3" are one."""
    return format(amount.value.normalize(), "f")


def _traces(traces: tuple[Trace, ...]) -> Iterator[Fingerprint]:
    if not traces:
        return
    from coaverify.report.sketches import trace_sketch  # numpy is loaded only where a trace is drawn

    for trace in traces:
        sketch = trace_sketch(trace)
        if sketch:
            yield Fingerprint(Trait.TRACE, "", trace.evidence, sketch)


def _on(document: Document, number: int, pages: list[Page]) -> bool:
    return document.plots[number].page in {page.number for page in pages}


def _plot(document: Document, number: int) -> Fingerprint:
    from coaverify.report.sketches import packed

    plot = document.plots[number]
    return Fingerprint(Trait.PICTURE, plot.digest, Evidence(plot.page, plot.box, "plot"), packed(plot.sketch))


def _numbers(certificate: Certificate) -> Iterator[Fingerprint]:
    for trait, reading in (
        (Trait.REPORT_NUMBER, certificate.task_number),
        (Trait.VERIFICATION_KEY, certificate.verification_key),
    ):
        if reading is None or Doubt.LOW_CONFIDENCE in reading.doubts:
            continue
        folded = re.sub(r"[^0-9a-z]", "", reading.value.casefold())
        if len(folded) >= LEAST_NUMBER and re.search(r"\d", folded):
            yield Fingerprint(trait, _digest(folded), reading.evidence)


def _raw_data(pages: list[Page]) -> Iterator[Fingerprint]:
    """The counts and scans that a data system writes over its panels, all of them together."""
    written = " ".join(word.text for page in pages for word in page.words)
    counts = {f"{match['count'].rstrip('0')}e{match['power']}" for match in _COUNTS.finditer(written)}
    told = sorted(one for one in counts if sum(map(str.isdigit, one.partition("e")[0])) > 1)
    scans = sorted(set(_SCANS.findall(written)))
    digits = sum(sum(map(str.isdigit, one.partition("e")[0])) for one in told) + sum(len(one) - 3 for one in scans)
    if len(told) >= LEAST_COUNTS and digits >= LEAST_DIGITS_OF_ROW:
        place = next(Evidence(page.number, word.box, word.text) for page in pages for word in page.words
                     if _COUNTS.search(word.text))  # fmt: skip
        yield Fingerprint(Trait.RAW_DATA, _digest(*told, *scans), place)


def _text(pages: list[Page]) -> Iterator[Fingerprint]:
    words = [word.text.casefold() for page in pages for word in page.words]
    if len(words) >= LEAST_WORDS:
        place = Evidence(pages[0].number, Box(0, 0, pages[0].width, pages[0].height), "the whole text")
        yield Fingerprint(Trait.TEXT, _digest(*sorted(words)), place)
