"""One document's page: everything that its template shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaverify.report.entries import PictureEntry
from coaverify.report.model import CertificateReport, Report
from coaverify.report.presentation.checks import CheckGroup, check_groups
from coaverify.report.presentation.chromatograms import ChromatogramView, chromatogram_view
from coaverify.report.presentation.claims import ClaimGroup, claim_groups
from coaverify.report.presentation.copies import CopyRow, copy_rows
from coaverify.report.presentation.masses import MassTable, mass_table
from coaverify.report.presentation.places import Mark, Places
from coaverify.report.presentation.verdicts import Banner, banner_of_certificate, banner_of_report
from coaverify.report.presentation.words import ERROR_TITLES, TEXT_SOURCES


@dataclass(frozen=True, slots=True)
class CertificateView:
    """One certificate of the document. `anchor` prefixes the ids of everything in it."""

    anchor: str
    title: str
    banner: Banner
    masses: MassTable | None
    checks: tuple[CheckGroup, ...]
    claims: tuple[ClaimGroup, ...]
    not_proven: tuple[str, ...]
    copies: tuple[CopyRow, ...] = ()
    chromatograms: tuple[ChromatogramView, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to be shown. Without a known size nothing is drawn on it: a box in the wrong place misleads."""

    number: int
    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def measured(self) -> bool:
        return self.width > 0 and self.height > 0


@dataclass(frozen=True, slots=True)
class DocumentView:
    name: str
    banner: Banner
    facts: tuple[tuple[str, str], ...]
    error_title: str
    error_message: str
    certificates: tuple[CertificateView, ...]
    pages: tuple[PageView, ...]


def document_view(report: Report, titles: Mapping[str, str], places: Places | None = None) -> DocumentView:
    """Work out the page of a report. `titles` are the checks' titles by id; `places` collects its frames."""
    places = places or Places()
    several = len(report.certificates) > 1
    certificates = tuple(
        _certificate(certificate, number, several, titles, places)
        for number, certificate in enumerate(report.certificates, start=1)
    )
    return DocumentView(
        name=report.document.name,
        banner=banner_of_report(report),
        facts=_facts(report),
        error_title=ERROR_TITLES[report.error.code] if report.error else "",
        error_message=report.error.message if report.error else "",
        certificates=certificates,
        pages=_pages(report, places),
    )


def _certificate(
    certificate: CertificateReport, number: int, several: bool, titles: Mapping[str, str], places: Places
) -> CertificateView:
    anchor = f"c{number}"
    claims = claim_groups(certificate.claims, places, anchor)  # first: boxes lead back to claims
    return CertificateView(
        anchor=anchor,
        title=_title(certificate, number) if several else "",
        banner=banner_of_certificate(certificate),
        masses=mass_table(certificate, places, anchor),
        checks=check_groups(certificate.checks, titles, places, anchor),
        claims=claims,
        not_proven=certificate.not_proven,
        copies=copy_rows(certificate),
        chromatograms=tuple(
            chromatogram_view(entry, f"{anchor}-chromatogram-{number}")
            for number, entry in enumerate(certificate.chromatograms, start=1)
        ),
    )


def _title(certificate: CertificateReport, number: int) -> str:
    name = certificate.claims.product_name
    parts = [f"Certificate {number}", name.value if name else ""]
    if certificate.pages:
        noun = "page" if len(certificate.pages) == 1 else "pages"
        parts.append(f"{noun} {', '.join(str(page) for page in certificate.pages)}")
    return ", ".join(filter(None, parts))


def _pages(report: Report, places: Places) -> tuple[PageView, ...]:
    if report.error is not None:
        return ()
    views = []
    for number in range(1, report.document.pages + 1):
        sizes = report.document.page_sizes
        width, height = sizes[number - 1] if number <= len(sizes) else (0.0, 0.0)
        views.append(PageView(number, width, height, tuple(places.on_page(number))))
    return tuple(views)


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    document = report.document
    source = TEXT_SOURCES.get(document.text_source or "", "")
    pages = f"{document.pages} page{'' if document.pages == 1 else 's'}" if document.pages else ""
    facts = (
        ("Size", ", ".join(filter(None, [pages, f"{_size(document.size_bytes)}"]))),
        ("Read from", source),
        *(
            (f"{code.kind}, page {code.evidence.page}", f"{code.text} (shown, never followed)")
            for code in document.codes
        ),
        ("Pictures not read", _unread(document.unread_pictures)),
        ("Dates judged on", _setting(report, "as_of")),
        ("SHA-256", document.sha256),
        ("Checked by", f"coaverify {report.generator.coaverify}, reference {report.generator.reference}"),
    )
    return tuple((label, value) for label, value in facts if value)


def _unread(pictures: Sequence[PictureEntry]) -> str:
    """On which pages there are pictures whose text, if there is any, says nothing in this report."""
    counts = Counter(picture.page for picture in pictures)
    return "; ".join(f"page {page}: {count}" for page, count in sorted(counts.items()))


def _setting(report: Report, name: str) -> str:
    value = report.generator.settings.get(name)
    return "" if value is None else str(value)


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
