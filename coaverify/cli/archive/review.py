"""`coaverify archive correct|comment|approve|reject|status`: what people say of a report, by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.place import ARCHIVE, NUMBER
from coaverify.cli.exit_codes import ExitCode
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever
from coaverify.cli.options import NO_TEMPLATES, REFERENCE, TEMPLATES, chosen_templates
from coaverify.model.portal_copy import PortalCopy

if TYPE_CHECKING:
    from coaverify.batch.correcting import CorrectedReport, Means

WHY = click.option("--why", required=True, metavar="TEXT", help="Why. It stands in the trail for good.")
PORTAL_COPY = click.option(
    "--portal-copy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The laboratory's own copy, where the report was made with it.",
)


def means_of(context: click.Context, templates: Path | None, no_templates: bool, portal_copy: Path | None) -> Means:
    """What reports may have been made with beside the document."""
    from coaverify.batch.correcting import Means

    copy = None
    if portal_copy is not None:
        copy = PortalCopy(portal_copy.name, portal_copy.read_bytes(), pasted=portal_copy.suffix.lower() == ".txt")
    return Means(chosen_templates(templates, no_templates), copy, context.meta.get("reference"))


@click.command()
@NUMBER
@click.argument("claim")
@click.argument("text")
@WHY
@click.option("--certificate", type=click.IntRange(min=1), default=1, metavar="N", help="Which of the document's. [1]")
@PORTAL_COPY
@TEMPLATES
@NO_TEMPLATES
@REFERENCE
@ARCHIVE
@ORIGINALS
@BY
@click.pass_context
def correct(
    context: click.Context,
    number: int,
    claim: str,
    text: str,
    why: str,
    certificate: int,
    portal_copy: Path | None,
    templates: Path | None,
    no_templates: bool,
    address: str,
    originals: str | None,
    by: str | None,
) -> None:
    """Correct a misread CLAIM of report REPORT: TEXT is what the paper prints, or "not stated".

    The document is checked again with that reading, and the new report is filed beside the old one.
    """
    from coaverify.batch.correcting import correct as corrected
    from coaverify.batch.local import ProgramFault, Verifier
    from coaverify.model.correction import Correction

    means = means_of(context, templates, no_templates, portal_copy)
    with opened(address, originals) as archive, Verifier(jobs=1) as verifier:
        reading = Correction(certificate, claim, text)
        try:
            made = corrected(archive, verifier, number, reading, why=why, by=by or whoever(), means=means)
        except ProgramFault as fault:
            click.echo(str(fault), err=True)
            context.exit(ExitCode.PROGRAM_FAULT)
    _tell(number, made)


def _tell(number: int, made: CorrectedReport) -> None:
    from coaverify.report.differences import differences

    found = differences(made.before, made.after)
    click.echo(f"Report {made.filed.seq} follows report {number}: {found.verdict_before} -> {found.verdict_after}.")
    for sentence in found.sentences:
        click.echo(f"  {sentence}")


@click.command()
@NUMBER
@click.argument("words")
@ARCHIVE
@ORIGINALS
@BY
def comment(number: int, words: str, address: str, originals: str | None, by: str | None) -> None:
    """Add a comment to report REPORT. It stands in the trail for good."""
    from coaverify.archive import review

    with opened(address, originals) as archive:
        entry = review.comment(archive, number, words, by or whoever())
    click.echo(f"Entry {entry.seq}: the comment on report {number} is filed.")


@click.command()
@NUMBER
@click.option("--words", default="", metavar="TEXT", help="What is to stand beside the approval.")
@ARCHIVE
@ORIGINALS
@BY
def approve(number: int, words: str, address: str, originals: str | None, by: str | None) -> None:
    """Approve report REPORT as a second person: not as the one who filed or corrected it."""
    from coaverify.archive import review

    with opened(address, originals) as archive:
        entry = review.approve(archive, number, by or whoever(), words)
    click.echo(f"Entry {entry.seq}: report {number} is approved by {by or whoever()}.")


@click.command()
@NUMBER
@WHY
@ARCHIVE
@ORIGINALS
@BY
def reject(number: int, why: str, address: str, originals: str | None, by: str | None) -> None:
    """Reject report REPORT as a second person: not as the one who filed or corrected it."""
    from coaverify.archive import review

    with opened(address, originals) as archive:
        entry = review.reject(archive, number, by or whoever(), why)
    click.echo(f"Entry {entry.seq}: report {number} is rejected by {by or whoever()}.")


@click.command()
@NUMBER
@ARCHIVE
@ORIGINALS
def status(number: int, address: str, originals: str | None) -> None:
    """Say where report REPORT stands: what it follows, what took its place, who said what of it."""
    from coaverify.archive.standing import status_of

    with opened(address, originals) as archive:
        found = status_of(archive, number)
    click.echo(found.sentence)
    if len(found.line) > 1:
        click.echo(f"It follows report {', '.join(map(str, found.line[:-1]))}.")
    for one in found.corrections:
        click.echo(
            f'  {one.at}  {one.by} corrected {one.claim} of report {one.report} from "{one.old or "not stated"}" to '
            f'"{one.new or "not stated"}": {one.words}'
        )
    for said in found.comments:
        click.echo(f"  {said.at}  {said.by}: {said.words}")
    for decision in found.decisions:
        word = "approved" if decision.approved else "rejected"
        click.echo(f"  {decision.at}  {decision.by} {word} it{f': {decision.words}' if decision.words else ''}")
