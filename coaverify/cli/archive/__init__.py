"""`coaverify archive`: one file a command; this one knows their names."""

from __future__ import annotations

import click

from coaverify.cli.lazy import Entry, LazyGroup

ARCHIVE_COMMANDS = {
    "add": Entry("coaverify.cli.archive.add:add", "Check documents and file them: `check --archive` in other words."),
    "show": Entry("coaverify.cli.archive.show:show", "Show a report, and what was done to it."),
    "audit": Entry("coaverify.cli.archive.audit:audit", "Prove that nothing was altered or lost; also of a bundle."),
    "head": Entry("coaverify.cli.archive.head:head", "Print the last entry's hash, to be noted elsewhere."),
    "key": Entry("coaverify.cli.archive.keys:key", "Print this installation's public key."),
    "trust": Entry("coaverify.cli.archive.keys:trust", "Vouch for a colleague's public key."),
    "export": Entry("coaverify.cli.archive.export:export", "Write a bundle that proves itself without the archive."),
    "import": Entry("coaverify.cli.archive.restore:restore", "Make an archive again from a bundle of a whole one."),
    "backup": Entry("coaverify.cli.archive.backup:backup", "Copy the archive while it is in use."),
}


@click.group(cls=LazyGroup, entries=ARCHIVE_COMMANDS)
def archive() -> None:
    """Documents and their reports, kept for years: found again, corrected by name, proven unaltered.

    The archive is a folder or a PostgreSQL database: --archive, or the variable COAVERIFY_ARCHIVE.
    """
