"""`coaverify archive`: one file a command; this one knows their names."""

from __future__ import annotations

import click

from coaverify.cli.lazy import Entry, LazyGroup

ARCHIVE_COMMANDS = {
    "add": Entry("coaverify.cli.archive.add:add", "Check documents and file them: `check --archive` in other words."),
    "report": Entry("coaverify.cli.archive.report:report", "Write a report as PDF/A, HTML, JSON, CSV or XLSX."),
    "show": Entry("coaverify.cli.archive.show:show", "Show a report, and what was done to it."),
}


@click.group(cls=LazyGroup, entries=ARCHIVE_COMMANDS)
def archive() -> None:
    """Documents and their reports, kept for years: found again, corrected by name, proven unaltered.

    The archive is a folder or a PostgreSQL database: --archive, or the variable COAVERIFY_ARCHIVE.
    """
