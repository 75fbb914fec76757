"""`coaverify archive reverify`: documents verified again by this version, with the settings of their reports."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.archive.review import PORTAL_COPY, means_of
from coaverify.cli.exit_codes import ExitCode, worst
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever
from coaverify.cli.options import CALENDAR_DATE, EXPECTATION, NO_TEMPLATES, REFERENCE, TEMPLATES
from coaverify.model.settings import Expectation

if TYPE_CHECKING:
    from coaverify.archive.archive import Archive
    from coaverify.batch.reverification import VerifiedAgain


@click.command()
@click.argument("numbers", nargs=-1, type=click.IntRange(min=1), metavar="[REPORT]...")
@click.option("--all", "everything", is_flag=True, help="All documents of the archive.")
@click.option("--lot", metavar="LOT", help="Those with a certificate of this lot.")
@click.option("--peptide", type=EXPECTATION, metavar="PEPTIDE[:FORM]", help="Those with a certificate of this peptide.")
@click.option("--as-of", type=CALENDAR_DATE, metavar="YYYY-MM-DD", help="The day to judge dates on. [the report's]")
@click.option("--dry-run", is_flag=True, help="Only say what would change; file nothing.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes. [one a processor]")
@PORTAL_COPY
@TEMPLATES
@NO_TEMPLATES
@REFERENCE
@ARCHIVE
@ORIGINALS
@BY
@click.pass_context
def reverify(
    context: click.Context,
    numbers: tuple[int, ...],
    everything: bool,
    lot: str | None,
    peptide: Expectation | None,
    as_of: datetime.date | None,
    dry_run: bool,
    jobs: int | None,
    portal_copy: Path | None,
    templates: Path | None,
    no_templates: bool,
    address: str,
    originals: str | None,
    by: str | None,
) -> None:
    """Verify archived documents again with this version and its reference, and say what changes and why.

    Of each document the newest report counts, with its own settings and corrections. What comes out otherwise is filed
    as a new report beside the old one. A run that was broken off goes on where it was.
    """
    from coaverify.batch.local import Verifier
    from coaverify.batch.reverification import Reverification

    if sum(map(bool, (numbers, everything, lot or peptide))) != 1:
        raise click.UsageError("Name reports by their numbers, or choose by --lot, --peptide or --all.")
    means = means_of(context, templates, no_templates, portal_copy)
    tally: Counter[str] = Counter()
    with opened(address, originals) as archive, Verifier(jobs=jobs) as verifier:
        run = Reverification(archive, by or whoever(), means, as_of, filing=not dry_run)
        for one in run.of(_chosen(archive, numbers, lot, peptide), verifier):
            _tell(one)
            tally[one.became] += 1
            tally["verdicts"] += bool(one.changes and one.changes.verdict_changed)
    _sum_up(tally, dry_run)
    context.exit(_exit_code(tally))


def _chosen(archive: Archive, numbers: tuple[int, ...], lot: str | None, peptide: Expectation | None) -> Iterator[int]:
    from coaverify.archive.newest import Choice, newest_of_line, newest_reports

    if numbers:
        return iter(dict.fromkeys(newest_of_line(archive, number) for number in numbers))
    chosen = Choice(lot, peptide.peptide if peptide else None, peptide.form if peptide else None)
    return newest_reports(archive, chosen)


def _tell(one: VerifiedAgain) -> None:
    """What became of a report, where there is something to say."""
    if one.why:
        click.echo(f"Report {one.number} {one.name}: {one.why}", err=True)
    if not one.changes:
        return
    before, after = one.changes.verdict_before, one.changes.verdict_after
    verdict = f"{before} -> {after}" if one.changes.verdict_changed else f"{after} as before"
    number = f"Report {one.number} -> {one.filed}" if one.filed else f"Report {one.number}"
    click.echo(f"{number}  {one.name}: {verdict}")
    for sentence in one.changes.sentences:
        click.echo(f"  {sentence}")


def _sum_up(tally: Counter[str], dry_run: bool) -> None:
    from coaverify.batch.reverification import Became

    total = sum(tally[became] for became in Became)
    click.echo(
        f"{total} documents: {tally['verdicts']} verdicts change, {tally[Became.CHANGED] - tally['verdicts']} others "
        f"differ in something, {tally[Became.SAME]} come out the same, {tally[Became.KNOWN]} were made by this version "
        f"already, {tally[Became.REFUSED] + tally[Became.FAULT]} could not be verified again."
        + (" Nothing was filed." if dry_run else "")
    )


def _exit_code(tally: Counter[str]) -> ExitCode:
    from coaverify.batch.reverification import Became

    if not sum(tally[became] for became in Became):
        return ExitCode.NOTHING_TO_CHECK
    codes = [ExitCode.PASSED]
    if tally[Became.REFUSED]:
        codes.append(ExitCode.NOT_ARCHIVED)
    if tally[Became.FAULT]:
        codes.append(ExitCode.PROGRAM_FAULT)
    return worst(codes)
