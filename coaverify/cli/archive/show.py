"""`coaverify archive show`: one report, as it was filed, with its entries in the trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.place import ARCHIVE, NUMBER
from coaverify.cli.filing import ORIGINALS, opened

if TYPE_CHECKING:
    from coaverify.archive.hits import Hit
    from coaverify.archive.trail_words import EntryLine
    from coaverify.report.model import CertificateReport, Claims, Report


@click.command()
@NUMBER
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json"]),
    default="text",
    help="A page to read, or the report as it was filed. [text]",
)
@ARCHIVE
@ORIGINALS
def show(number: int, layout: str, address: str, originals: str | None) -> None:
    """Show the report with number REPORT: its verdict, claims, checks, and what was done to it."""
    from coaverify.archive.shelf import filed_report, versions_of

    with opened(address, originals) as archive:
        report = filed_report(archive, number)
        if layout == "text":
            print_lines(_page(report, *versions_of(archive, number)))
            return
    try:
        click.echo(report.to_json(indent=2).encode())
    except UnicodeEncodeError:  # a file name that is no UTF-8
        click.echo(report.to_json(indent=2, ascii_only=True))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines that hold what stands on certificates: nothing in them steers the terminal."""
    for line in lines:
        shown = (c if c.isprintable() else " " if c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in line)
        click.echo("".join(shown).rstrip().encode())


def trail_lines(entries: Sequence[EntryLine]) -> Iterator[str]:
    """Entries of the trail, one a line."""
    for entry in entries:
        yield f"  {entry.seq}  {entry.at[:19].replace('T', ' ')} UTC  {entry.by}: {entry.words}"


def _page(report: Report, hit: Hit, others: Sequence[Hit], entries: Sequence[EntryLine]) -> Iterator[str]:
    yield f"Report {hit.number}: {hit.verdict}, {hit.name}"
    yield f"  filed {hit.day} ({hit.origin}) by coaverify {hit.coaverify}, reference {hit.reference}"
    yield f"  SHA-256 of the document {hit.document}"
    newer = [other.number for other in others if other.number > hit.number]
    if newer:
        yield f"  superseded: the newest report on this document is {max(newer)}"
    if report.error:
        yield f"  {report.error.message}"
    for number, certificate in enumerate(report.certificates, start=1):
        yield ""
        yield from _certificate(number, certificate)
    if others:
        yield ""
        yield "Other reports on this document"
        for other in others:
            yield f"  {other.number}  {other.day}  {other.verdict}  ({other.origin})"
    yield ""
    yield "Trail"
    yield from trail_lines(entries)


def _certificate(number: int, certificate: CertificateReport) -> Iterator[str]:
    from coaverify.report.summary import reason_of

    pages = ", ".join(str(page) for page in certificate.pages)
    yield f"Certificate {number}{f' (page {pages})' if pages else ''}: {certificate.verdict}. {reason_of(certificate)}"
    yield "  Claims, as printed"
    for name, printed in _claims(certificate.claims):
        yield f"    {name:<22} {printed}"
    yield "  Checks"
    for check in certificate.checks:
        yield f"    {check.outcome.value:<15} {check.id}: {check.message}"


def _claims(claims: Claims) -> Iterator[tuple[str, str]]:
    for name in type(claims).model_fields:
        claim = getattr(claims, name)
        readings = claim if isinstance(claim, tuple) else (claim,) if claim is not None else ()
        printed = "; ".join(dict.fromkeys(reading.evidence.text for reading in readings))
        if printed:
            yield name.replace("_", " "), printed
