"""`coaverify archive hold|release|retention|delete|expired|sweep`: how long documents are kept."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.archive.review import WHY
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever

if TYPE_CHECKING:
    from coaverify.archive.archive import Archive
    from coaverify.archive.documents import Filed

DOCUMENT = click.argument("document", required=False)
REPORT = click.option("--report", type=click.IntRange(min=1), metavar="N", help="The document that report N is on.")


def document_of(archive: Archive, digits: str | None, report: int | None) -> Filed:
    """The document that a command names: by the first digits of its SHA-256, or by a report."""
    from coaverify.archive.documents import document_named, document_of_report

    if (digits is None) is (report is None):
        raise click.UsageError("Name the document: by the first digits of its SHA-256, or by --report N.")
    with archive.reading() as connection:
        if report is not None:
            return document_of_report(connection, report)
        return document_named(connection, digits or "")


def today() -> datetime.date:
    """The day by which periods are judged, UTC as in the trail."""
    return datetime.datetime.now(datetime.UTC).date()


@click.command()
@DOCUMENT
@REPORT
@WHY
@ARCHIVE
@ORIGINALS
@BY
def hold(
    document: str | None, report: int | None, why: str, address: str, originals: str | None, by: str | None
) -> None:
    """Set a legal hold on DOCUMENT: nothing of it is deleted while the hold stands."""
    from coaverify.archive.retention import set_hold

    with opened(address, originals) as archive:
        held = document_of(archive, document, report)
        entry = set_hold(archive, held, why, by or whoever())
    click.echo(f"Hold {entry.seq} stands on document {held.sha256[:12]} {held.name}.")


@click.command()
@DOCUMENT
@REPORT
@click.option("--hold", "number", type=click.IntRange(min=1), metavar="N", help="Which hold, where several stand.")
@WHY
@ARCHIVE
@ORIGINALS
@BY
def release(
    document: str | None,
    report: int | None,
    number: int | None,
    why: str,
    address: str,
    originals: str | None,
    by: str | None,
) -> None:
    """Release a legal hold of DOCUMENT."""
    from coaverify.archive import retention

    with opened(address, originals) as archive:
        held = document_of(archive, document, report)
        entry = retention.release(archive, held, why, by or whoever(), number)
        with archive.reading() as connection:
            left = retention.holds_on(connection, held)
    rest = f"; hold {', '.join(str(one.seq) for one in left)} still stands" if left else ""
    click.echo(f"Entry {entry.seq}: a hold of document {held.sha256[:12]} is released{rest}.")


@click.command()
@click.option("--years", type=click.IntRange(1, 200), metavar="N", help="Set the period.")
@click.option("--why", default="", metavar="TEXT", help="Why, for example the rule that asks for it.")
@ARCHIVE
@ORIGINALS
@BY
def retention(years: int | None, why: str, address: str, originals: str | None, by: str | None) -> None:
    """Show the retention periods, or set one: documents are kept N years from the day of their last report.

    A shorter period holds for what is filed after it only. Nothing is deleted by itself, and nothing may be deleted
    before a period was set.
    """
    from coaverify.archive.retention import periods_in, set_period

    with opened(address, originals) as archive:
        if years is not None:
            entry = set_period(archive, years, why, by or whoever())
            click.echo(f"Entry {entry.seq}: documents are kept {years} years.")
            return
        with archive.reading() as connection:
            periods = periods_in(connection)
    for period in periods:
        click.echo(f"Entry {period.seq}: {period.years} years")
    if not periods:
        click.echo("No retention period was set: nothing may be deleted.")


@click.command()
@DOCUMENT
@REPORT
@WHY
@ARCHIVE
@ORIGINALS
@BY
def delete(
    document: str | None, report: int | None, why: str, address: str, originals: str | None, by: str | None
) -> None:
    """Delete DOCUMENT with all its reports. An entry stays that says who deleted what, when and why.

    Refused while a legal hold stands and before the retention period is over; there is no way around either.
    """
    from coaverify.archive.deletion import delete_document

    with opened(address, originals) as archive:
        gone = document_of(archive, document, report)
        tombstone = delete_document(archive, gone, why, by or whoever(), today())
    reports = ", ".join(map(str, tombstone.reports)) or "none"
    click.echo(f"Entry {tombstone.seq}: document {gone.sha256[:12]} {gone.name} is deleted, with reports {reports}.")


@click.command()
@ARCHIVE
@ORIGINALS
def expired(address: str, originals: str | None) -> None:
    """List the documents whose period is over and on which no hold stands."""
    from coaverify.archive.retention import expired as may_go

    count = 0
    with opened(address, originals) as archive:
        for one in may_go(archive, today()):
            click.echo(f"{one.document.sha256}  kept until {one.until}  {one.document.name}")
            count += 1
    click.echo(f"{count} documents may be deleted.", err=True)


@click.command()
@ARCHIVE
@ORIGINALS
@BY
def sweep(address: str, originals: str | None, by: str | None) -> None:
    """Remove originals of documents whose deletion was broken off, by a power cut for example."""
    from coaverify.archive import deletion

    count = 0
    with opened(address, originals) as archive:
        for sha256 in deletion.sweep(archive, by or whoever()):
            click.echo(f"{sha256} is removed.")
            count += 1
    click.echo(f"{count} originals were left of deletions.", err=True)
