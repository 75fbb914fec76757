"""A dossier -> what stands on the printed report, in the order in which it stands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from coaverify.checks import ALL_CHECKS
from coaverify.model.finding import Outcome
from coaverify.report.model import CertificateReport, Report
from coaverify.report.presentation.checks import CheckGroup
from coaverify.report.presentation.document import CertificateView, DocumentView, document_view
from coaverify.report.presentation.places import Places
from coaverify.report.presentation.values import claim_value
from coaverify.report.presentation.verdicts import Banner
from coaverify.report.presentation.words import form_name
from coaverify.report.printed.dossier import Dossier, FiledAs, TrailLine, pages_shown
from coaverify.report.printed.drawings import chromatogram_drawing, ladder_drawing, page_drawing
from coaverify.report.printed.identity import IdentityRow, identity_rows

Facts = tuple[tuple[str, str], ...]

DIGESTS = ("SHA-256", "Entry", "Head of the trail")  # facts that are set in letters of one width

_SETTINGS = {
    "as_of": "Dates judged on",
    "expect": "Product that was ordered",
    "lot": "Lot that was ordered",
    "min_purity": "Least purity asked for, %",
    "default_min_purity": "Least purity where none is stated, %",
    "mass_tolerance": "Mass tolerance asked for",
    "mass_tolerance_default": "Mass tolerance where none is asked for",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the sentence under it, and its figures in words."""

    svg: Markup
    caption: str
    rows: Facts = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A hint: no part of the verdict. numbers: of the frames that it points at."""

    warning: bool
    title: str
    message: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One certificate of the document."""

    view: CertificateView
    summary: Facts
    identity: tuple[IdentityRow, ...]
    tally: str
    notes: tuple[Note, ...]
    chromatograms: tuple[Figure, ...]
    ladder: Figure | None
    not_checked: tuple[tuple[str, str], ...]  # title and reason
    templates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the document, with frames."""

    number: int
    of: int
    wide: bool
    svg: Markup


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed."""

    name: str
    label: str
    banner: Banner
    unreadable: bool
    facts: Facts
    filed: Facts
    parts: tuple[Part, ...]
    pictures: tuple[Picture, ...]
    left_out: str
    settings: Facts
    trail: tuple[TrailLine, ...]


def sheet_of(dossier: Dossier) -> Sheet:
    """Work out what is printed."""
    report, places = dossier.report, Places()
    view = document_view(report, {check.id: check.title for check in ALL_CHECKS}, places)
    parts = tuple(
        _part(certificate, shown, places)
        for certificate, shown in zip(report.certificates, view.certificates, strict=True)
    )
    pictures = tuple(_pictures(dossier, view))
    return Sheet(
        name=view.name,
        label=f"Report {dossier.filed.number}" if dossier.filed else "Not filed in an archive",
        banner=view.banner,
        unreadable=report.error is not None,
        facts=_facts(report, view),
        filed=_filed(dossier.filed) if dossier.filed else (),
        parts=parts,
        pictures=pictures,
        left_out=_left_out(report, {picture.number for picture in pictures}),
        settings=_settings(report),
        trail=tuple(replace(line, at=second_of(line.at)) for line in dossier.filed.lines) if dossier.filed else (),
    )


def _part(certificate: CertificateReport, view: CertificateView, places: Places) -> Part:
    ladder = ladder_drawing(certificate)
    return Part(
        view=view,
        summary=_summary(certificate),
        identity=identity_rows(certificate, view.masses, places),
        tally=", ".join(_counted(group) for group in view.checks),
        notes=tuple(_notes(view.checks)),
        chromatograms=tuple(
            Figure(chromatogram_drawing(entry), shown.caption, shown.rows)
            for entry, shown in zip(certificate.chromatograms, view.chromatograms, strict=True)
        ),
        ladder=Figure(*ladder) if ladder else None,
        not_checked=tuple(_not_checked(view.checks)),
        templates=tuple(f"{one.file} (SHA-256 {one.sha256})" for one in certificate.templates),
    )


def _summary(certificate: CertificateReport) -> Facts:
    """What one looks for first; a claim that is not printed is said to be so."""
    claims, known = certificate.claims, certificate.identification
    issuer = claims.laboratory or claims.vendor or claims.manufacturer
    return (
        ("Product", claims.product_name.value if claims.product_name else "not read"),
        ("Form", form_name(known.claimed_form) if known and known.claimed_form else "not read"),
        ("Lot", claims.lot_number.value if claims.lot_number else "not read"),
        ("Purity", claim_value(claims.hplc_purity) if claims.hplc_purity else "not read"),
        ("Issued by", issuer.value if issuer else "not read"),
    )


def _counted(group: CheckGroup) -> str:
    number, word = len(group.cards), group.wording.word.lower()
    return f"{number} {word}s" if group.outcome is Outcome.FAIL and number > 1 else f"{number} {word}"


def _notes(groups: tuple[CheckGroup, ...]) -> Iterator[Note]:
    """The warnings first."""
    cards = [card for group in groups for card in group.cards]
    notes = [
        Note(hint.warning, card.title, hint.message, tuple(place.number for place in hint.places))
        for card in cards
        for hint in card.hints
    ]
    return iter(sorted(notes, key=lambda note: not note.warning))


def _not_checked(groups: tuple[CheckGroup, ...]) -> Iterator[tuple[str, str]]:
    unsettled = {Outcome.INCONCLUSIVE, Outcome.NOT_APPLICABLE}
    for group in groups:
        if group.outcome in unsettled:
            yield from ((card.title, card.message) for card in group.cards)


def _pictures(dossier: Dossier, view: DocumentView) -> Iterator[Picture]:
    wanted = set(pages_shown(dossier.report))
    for page in view.pages:
        if page.number in wanted:
            drawing = page_drawing(page, dossier.pictures.get(page.number))
            yield Picture(page.number, len(view.pages), page.measured and page.width > page.height, drawing)


def _left_out(report: Report, shown: set[int]) -> str:
    """Which pages are not shown, and why."""
    missing = [] if report.error else [page for page in range(1, report.document.pages + 1) if page not in shown]
    if not missing:
        return ""
    listed = ", ".join(str(page) for page in missing[:20]) + (" and more" if len(missing) > 20 else "")
    return f"Not shown here: page{'' if len(missing) == 1 else 's'} {listed} of the document."


def _facts(report: Report, view: DocumentView) -> Facts:
    kind = report.document.media_type
    return (("Document", view.name), *(("Kind", kind),) * bool(kind), *view.facts, ("Schema", report.schema_version))


def _filed(filed: FiledAs) -> Facts:
    return (
        ("Report number", str(filed.number)),
        ("Filed", f"{second_of(filed.at)} UTC, by {filed.by}"),
        ("Entry", filed.hash),
        ("Head of the trail", filed.head_hash),
        ("", f"The head is entry {filed.head_seq}, the last when this was printed."),
    )


def _settings(report: Report) -> Facts:
    """The settings that were used, in words; one that this page does not know is spelled out from its name."""
    known = report.generator.settings.items()
    return tuple(
        (_SETTINGS.get(name, name.replace("_", " ").capitalize()), "none" if value is None else str(value))
        for name, value in known
    )


def second_of(at: str) -> str:
    """A time of the trail as people write it, to the second."""
    return at[:19].replace("T", " ")
