"""What a printed report is made of: the report, the document with its pictures, and its place in an archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coaverify.report.model import Report

MOST_PAGES = 40  # that are shown as pictures
PICTURE_DPI = 144  # of the pages' pictures: fine enough to read small print on paper


@dataclass(frozen=True, slots=True)
class TrailLine:
    """An entry of the archive's trail that is about the report. `at`: UTC, ISO 8601. `what`: a sentence."""

    seq: int
    at: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class FiledAs:
    """A report's place in an archive.

    hash: of its entry in the trail. head_seq, head_hash: the trail's last entry when this was printed; held against
    the archive later, they show whether its end was cut off.
    """

    number: int
    at: str
    by: str
    hash: str
    head_seq: int
    head_hash: str
    lines: tuple[TrailLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a printed report shows.

    original: the document's bytes, which the PDF carries with it. pictures: of its pages, as PNG, by their number from
    1; a page without one is shown as an empty sheet. filed: None where the report is in no archive.
    """

    report: Report
    original: bytes
    pictures: Mapping[int, bytes] = field(default_factory=dict)
    filed: FiledAs | None = None


def pages_shown(report: Report) -> tuple[int, ...]:
    """The pages whose pictures a printed report shows: the first, and those on which something was read.

    At most MOST_PAGES; none where the document could not be looked at.
    """
    if report.error is not None or not report.document.pages:
        return ()
    pages = {1, *(page for certificate in report.certificates for page in certificate.pages)}
    return tuple(sorted(page for page in pages if page <= report.document.pages))[:MOST_PAGES]
