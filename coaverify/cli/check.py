"""`coaverify check`: find documents, verify them, say what came out, add up the exit code."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

import click

from coaverify.cli.documents import Found, NotOpened, find_documents
from coaverify.cli.exit_codes import ExitCode, exit_code_of, worst
from coaverify.cli.filing import ARCHIVE, BY, ORIGINALS, Filing, whoever
from coaverify.cli.options import (
    CALENDAR_DATE,
    EXPECTATION,
    NO_TEMPLATES,
    POSITIVE,
    REFERENCE,
    TEMPLATES,
    chosen_templates,
)
from coaverify.cli.output import FORMATS, ReportFolder, writer_for
from coaverify.cli.portal_copies import PortalCopies
from coaverify.cli.progress import progress
from coaverify.cli.verifying import verified
from coaverify.model.settings import Expectation, Settings

Format = Literal["table", "json", "jsonl", "csv"]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="What to print. [table]")
@click.option("--expect", type=EXPECTATION, metavar="PEPTIDE[:FORM]", help="What was ordered.")
@click.option("--lot", metavar="LOT", help="The lot on the label.")
@click.option("--min-purity", type=POSITIVE, metavar="PERCENT", help="The least purity to accept.")
@click.option("--mass-tolerance", type=POSITIVE, metavar="DA", help="In place of what the paper implies.")
@click.option("--as-of", type=CALENDAR_DATE, metavar="YYYY-MM-DD", help="The day to judge dates on. [today]")
@click.option(
    "--portal-copy",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="The laboratory's own copy: a PDF, a picture, or its text in a .txt file. Of several documents: a folder of "
    "files named like them.",
)
@TEMPLATES
@NO_TEMPLATES
@REFERENCE
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes. [one a processor]")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write each document's report to DIR as well.",
)
@ARCHIVE
@ORIGINALS
@BY
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    form: Format,
    expect: Expectation | None,
    lot: str | None,
    min_purity: Decimal | None,
    mass_tolerance: Decimal | None,
    as_of: datetime.date | None,
    portal_copy: Path | None,
    templates: Path | None,
    no_templates: bool,
    jobs: int | None,
    output: Path | None,
    archive: str | None,
    originals: str | None,
    by: str | None,
) -> None:
    """Check the certificates at PATHS: files, folders (searched with their subfolders) and ZIP archives.

    One unreadable document does not stop the others; the exit code is that of the worst one.
    `coaverify explain exit-codes` lists the codes.
    """
    settings = Settings(
        as_of=as_of or datetime.date.today(),
        expect=expect,
        lot=lot,
        min_purity=min_purity,
        mass_tolerance=mass_tolerance,
        templates=chosen_templates(templates, no_templates),
        reference=context.meta.get("reference"),
    )
    try:
        documents = find_documents(paths)
    except NotOpened as error:
        raise click.UsageError(str(error)) from error
    if not documents:
        click.echo("Nothing to check: no PDF, image or ZIP with them under the given paths.", err=True)
    settings = replace(settings, fingerprints=len(documents) > 1 or archive is not None)
    copies = PortalCopies(portal_copy, documents)
    filing = Filing(archive, originals, by or whoever()) if archive else None
    context.exit(_check_all(documents, settings, copies, jobs, form, output, filing))


def _check_all(
    documents: list[Found],
    settings: Settings,
    copies: PortalCopies,
    jobs: int | None,
    form: Format,
    output: Path | None,
    filing: Filing | None,
) -> ExitCode:
    refused: list[ExitCode] = []
    codes: list[ExitCode] = []
    writer = writer_for(form)
    folder = ReportFolder(output) if output else None
    writer.begin()
    with progress(len(documents)) as advance:
        for document, report in verified(documents, settings, copies, jobs, refused, filing):
            writer.write(report)
            if folder:
                folder.write(document.place, report)
            codes.append(exit_code_of(report))
            advance(document.name)
    writer.end()
    return worst([*codes, *refused])
