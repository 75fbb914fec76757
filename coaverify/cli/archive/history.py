"""`coaverify archive history`: what is known of a document, a lot, a vendor or a laboratory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.listing import print_json
from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.archive.show import print_lines, trail_lines
from coaverify.cli.exit_codes import ExitCode
from coaverify.cli.filing import ORIGINALS, opened

if TYPE_CHECKING:
    from coaverify.archive.archive import Archive
    from coaverify.archive.history import DocumentHistory, LotHistory
    from coaverify.archive.hits import Hit
    from coaverify.archive.party_history import PartyHistory, Purities


@click.command()
@click.option("--document", metavar="SHA256", help="A document: its SHA-256, or the first digits.")
@click.option("--lot", metavar="LOT", help="A lot: the reports that name it, and what differs between them.")
@click.option("--vendor", metavar="NAME", help="A vendor: verdicts, purities, figures that repeat.")
@click.option("--laboratory", metavar="NAME", help="The same of a laboratory.")
@click.option("--format", "layout", type=click.Choice(["text", "json"]), default="text", help="What to print. [text]")
@ARCHIVE
@ORIGINALS
@click.pass_context
def history(
    context: click.Context,
    document: str | None,
    lot: str | None,
    vendor: str | None,
    laboratory: str | None,
    layout: str,
    address: str,
    originals: str | None,
) -> None:
    """Tell what is known of one document, lot, vendor or laboratory.

    A vendor's history speaks over its newest certificates and says over how many. The exit code is 3 where the archive
    knows nothing of it.
    """
    from coaverify.archive.errors import NotInArchive

    asked = {"document": document, "lot": lot, "vendor": vendor, "laboratory": laboratory}
    named = [(kind, name) for kind, name in asked.items() if name]
    if len(named) != 1:
        raise click.UsageError("Name one: --document, --lot, --vendor or --laboratory.")
    with opened(address, originals) as archive:
        try:
            found = _history(archive, *named[0])
        except NotInArchive as error:
            click.echo(str(error), err=True)
            context.exit(ExitCode.NOTHING_TO_CHECK)
    if layout == "json":
        print_json(asdict(found))
    else:
        print_lines(_lines(found))


def _history(archive: Archive, kind: str, name: str) -> DocumentHistory | LotHistory | PartyHistory:
    from coaverify.archive.history import history_of_document, history_of_lot
    from coaverify.archive.party_history import Party, history_of_party

    if kind == "document":
        return history_of_document(archive, name)
    if kind == "lot":
        return history_of_lot(archive, name)
    return history_of_party(archive, Party(kind), name)


def _lines(found: DocumentHistory | LotHistory | PartyHistory) -> Iterator[str]:
    from coaverify.archive.history import DocumentHistory, LotHistory

    if isinstance(found, DocumentHistory):
        yield from _of_document(found)
    elif isinstance(found, LotHistory):
        yield from _of_lot(found)
    else:
        yield from _of_party(found)


def _of_document(found: DocumentHistory) -> Iterator[str]:
    yield f"Document {found.sha256}"
    yield f"  came as {', '.join(found.names)}"
    if not found.there:
        yield "  was deleted; the trail tells when, by whom and why"
    yield from _reports(found.reports)
    yield "Trail"
    yield from trail_lines(found.entries)


def _of_lot(found: LotHistory) -> Iterator[str]:
    yield f"Lot {found.lot}"
    yield from _reports(found.reports)
    if found.more:
        yield f"  and older ones: these are the newest {len(found.reports)}"
    yield "What differs between them" if found.differences else "Nothing that is compared differs between them."
    for difference in found.differences:
        yield f"  {difference.claim}"
        for said in difference.values:
            yield f"    {said.value}: report {', '.join(str(number) for number in said.reports)}"


def _of_party(found: PartyHistory) -> Iterator[str]:
    from coaverify.archive.party_history import REPEATS_MEAN, Party

    vendor = found.party is Party.VENDOR
    only = "the newest " if found.more else ""
    yield f"{found.party.value.capitalize()} {found.name}"
    yield f"  over {only}{_many(found.certificates, 'certificate')}, filed from {found.first_day} to {found.last_day}"
    yield f"  verdicts: {_counted(found.verdicts)}"
    yield f"  peptides: {_counted(found.peptides)}"
    yield f"  {'laboratories' if vendor else 'vendors'}: {_counted(found.others)}"
    if found.failing_of:
        yield f"  failing checks in {_many(found.failing_of, 'report')}: {_counted(found.failing)}"
    if found.purities:
        yield from _purities(found.purities)
    if found.repeated or found.ending:
        yield f"Figures that repeat. {REPEATS_MEAN}"
    for one in found.repeated:
        named = ", ".join(one.lots[:8]) + (" ..." if len(one.lots) > 8 else "")
        yield f"  {one.figure} % on {_many(len(one.lots), 'lot')}: {named}"
    if found.ending:
        yield f"  {found.ending.count} of {found.ending.of} figures end in {found.ending.digit}"


def _purities(purities: Purities) -> Iterator[str]:
    least, lower, median, upper, greatest = purities.quartiles
    yield f"Purity in percent, of {_many(purities.count, 'certificate')}"
    yield f"  from {least} to {greatest}; half of them from {lower} to {upper}, the median is {median}"
    most = max(one.count for one in purities.bins)
    for one in purities.bins:
        yield f"  {f'{one.low:g} to {one.high:g}':<16} {'#' * round(40 * one.count / most)} {one.count}"


def _reports(hits: Sequence[Hit]) -> Iterator[str]:
    for hit in hits:
        told = "; ".join(
            " ".join(part for part in (line.product, line.lot, f"{line.purity} %" if line.purity else "") if part)
            for line in hit.certificates
        )
        yield f"  report {hit.number}  {hit.day}  {hit.verdict}  {told}  {hit.name}"


def _counted(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts) or "none"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
