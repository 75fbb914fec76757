"""The flow of extraction: lay out, read tables, pairs, prose and banners, split, assemble."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coaverify.extract.addresses import addresses_on, codes_of
from coaverify.extract.alterations import alterations_of
from coaverify.extract.amino_acids import read_amino_acids
from coaverify.extract.assembly import assemble
from coaverify.extract.banners import is_peptide_name, read_banners
from coaverify.extract.carried import carried_values
from coaverify.extract.date_order import order_of
from coaverify.extract.figures.axes import figures_of
from coaverify.extract.figures.chromatograms import retention_times_of
from coaverify.extract.figures.spectra import spectra_of
from coaverify.extract.harvest import Candidate, Harvest, Place
from coaverify.extract.instruments import instrument_class
from coaverify.extract.integrity import changes_between, hidden_readings
from coaverify.extract.labels import Label, knowing
from coaverify.extract.language import manner_of
from coaverify.extract.layout import Layout, without
from coaverify.extract.lists import read_lists
from coaverify.extract.pairs import read_pairs
from coaverify.extract.paragraphs import paragraphs
from coaverify.extract.parties import read_parties
from coaverify.extract.parts import parts_of
from coaverify.extract.peaks import peak_tables
from coaverify.extract.prose import read_dates, read_prose
from coaverify.extract.readers import Reader
from coaverify.extract.recognition import demand_certificate
from coaverify.extract.record_rows import read_records
from coaverify.extract.record_tables import record_tables
from coaverify.extract.remarks import remarks_on
from coaverify.extract.seams import seams_of
from coaverify.extract.shares import shares_of
from coaverify.extract.splitting import page_groups
from coaverify.extract.styles import odd_styles
from coaverify.extract.table_rows import read_table
from coaverify.extract.tables import role_tables
from coaverify.extract.teaching import Lesson, ignored_on, lesson_on
from coaverify.extract.traces import traces_of
from coaverify.extract.verification import read_verification
from coaverify.extract.writing import written_as
from coaverify.model.certificate import Certificate
from coaverify.model.document import Document, Page
from coaverify.model.template import Template


def extract(document: Document, templates: Sequence[Template] = (), *, demanding: bool = True) -> list[Certificate]:
    """All certificates of a document, in the order of their pages. The user's templates come after all else.

    demanding: False for what the user calls a certificate, however little of one it states.

    Raises:
        Unreadable: with `not_a_certificate` where nothing of a certificate is stated.
    """
    layouts = [part for page in document.pages for part in parts_of(page)]
    with written_as(manner_of(cell.text for layout in layouts for cell in layout.cells)):
        return _extract(document, layouts, templates, demanding=demanding)


def _extract(
    document: Document, layouts: list[Layout], templates: Sequence[Template], *, demanding: bool
) -> list[Certificate]:
    harvest = harvest_of(layouts)
    groups = page_groups(harvest, [page.number for page in document.pages])
    lessons = [lesson_on(layouts, pages, harvest, templates, _read_page) for pages in groups]
    if ignored := ignored_on(lessons):
        harvest = harvest_of(layouts, ignored)
    if demanding:
        demand_certificate(harvest, layouts, frozenset(claim for lesson in lessons for claim in lesson.claims))
    for pages in groups:
        first = next(layout for layout in layouts if layout.page.number == pages[0])
        read_parties(first, harvest, pages, is_peptide_name)
    earlier = [_certificates_of(pages, lessons) for pages in document.earlier]
    layer = _certificates_of(_as_layer(document.pages), lessons)
    certificates = []
    shares = [(lesson, share) for lesson in lessons for share in shares_of(harvest, lesson.pages)]
    alone = Counter(lesson.pages for lesson, _ in shares)
    for number, (lesson, share) in enumerate(shares):
        pages = lesson.pages
        certificate = lesson.taught(assemble(share, pages))
        before = [states[number] for states in earlier if number < len(states)]
        changes = changes_between(before, certificate)
        certificates.append(
            replace(
                certificate,
                instrument_class=instrument_class(layouts, pages),
                remarks=remarks_on(layouts, pages),
                addresses=addresses_on(layouts, pages),
                codes=codes_of(document.pages, pages) if alone[pages] == 1 else (),
                hidden=hidden_readings(document.pages, certificate),
                changes=changes,
                alterations=alterations_of(document, before, certificate, changes),
                odd_styles=odd_styles(document.pages, certificate),
                carried=carried_values(document.pages, certificate),
                seams=seams_of(document.pages, certificate),
                file=document.facts,
                layer_changes=changes_between(layer[number : number + 1], certificate),
            )
        )
    return certificates


def _as_layer(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages as the invisible text over their scans has them; none where there is no such text."""
    if not any(page.layer for page in pages):
        return ()
    return tuple(replace(page, words=page.layer or page.words, cells=()) for page in pages)


def harvest_of(layouts: Sequence[Layout], ignored: Mapping[int, Mapping[str, Label]] | None = None) -> Harvest:
    """Everything that the pages state, as candidates. `ignored`: labels that name no claim, by page."""
    harvest = Harvest()
    order = order_of(cell.text for layout in layouts for cell in layout.cells)
    reader = Reader(harvest, order)
    for layout in layouts:
        with knowing((ignored or {}).get(layout.page.number, {})):
            _read_page(layout, reader)
    read_banners(layouts, harvest, order)
    read_verification(layouts, harvest)
    return harvest


def _read_page(layout: Layout, reader: Reader) -> None:
    figures = figures_of(layout.page)
    reader.harvest.retention_times.extend(retention_times_of(figures))
    spectra = spectra_of(figures)
    for spectrum in spectra:
        reader.harvest.ions.extend(Candidate("observed_ions", ion, Place.FIGURE) for ion in spectrum.ions)
    layout = without(layout, [place for spectrum in spectra for place in spectrum.places])
    done: set[int] = set()  # cells, by id, that a table has taken
    rows: set[int] = set()  # rows in which a table stands
    for table in peak_tables(layout):
        reader.harvest.peaks.append(table.peaks)
        done.update(id(cell) for cell in table.cells)
        rows.update(range(table.first, table.last + 1))
    for number, cells in read_amino_acids(layout, reader):
        rows.add(number)
        done.update(map(id, cells))
    for records in record_tables(layout):
        if records.first not in rows and read_records(records, reader):
            done.update(id(cell) for cell in records.cells)
            rows.update(range(records.first, records.last + 1))
    for results in role_tables(layout):
        if results.first not in rows:
            read_table(results, reader)
            done.update(id(cell) for cell in results.cells)
            rows.update(range(results.first, results.last + 1))
    for paragraph in paragraphs(layout, rows):
        read_prose(paragraph, reader)
    for row in layout.rows:
        for cell in row:
            if id(cell) not in done:
                read_dates(cell, reader)
    read_lists(layout, done, reader)
    read_pairs(layout, done, reader)
    reader.harvest.traces.extend(traces_of(layout, figures))


def _certificates_of(pages: tuple[Page, ...], lessons: Sequence[Lesson]) -> list[Certificate]:
    """What an earlier state of the file stated, cut into certificates and taught as the newest state is."""
    layouts = [part for page in pages for part in parts_of(page)]
    harvest = harvest_of(layouts, ignored_on(lessons)) if pages else Harvest()
    again = [lesson_on(layouts, one.pages, harvest, one.templates, _read_page, holding=True) for one in lessons]
    return [
        lesson.taught(assemble(share, lesson.pages)) for lesson in again for share in shares_of(harvest, lesson.pages)
    ]
