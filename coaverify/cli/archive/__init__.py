"""`coaverify archive`: one file a command; this one knows their names."""

from __future__ import annotations

import click

from coaverify.cli.lazy import Entry, LazyGroup

ARCHIVE_COMMANDS = {
    "add": Entry("coaverify.cli.archive.add:add", "Check documents and file them: `check --archive` in other words."),
    "list": Entry("coaverify.cli.archive.search:list_reports", "List the reports, the newest first."),
    "search": Entry("coaverify.cli.archive.search:search", "Look for reports by what stands in them."),
    "report": Entry("coaverify.cli.archive.report:report", "Write a report as PDF/A, HTML, JSON, CSV or XLSX."),
    "show": Entry("coaverify.cli.archive.show:show", "Show a report, and what was done to it."),
    "status": Entry("coaverify.cli.archive.review:status", "Say where a report stands and who said what of it."),
    "correct": Entry("coaverify.cli.archive.review:correct", "Correct a misread claim; check the document again."),
    "reverify": Entry("coaverify.cli.archive.reverify:reverify", "Verify documents again; say which verdicts change."),
    "comment": Entry("coaverify.cli.archive.review:comment", "Add a comment to a report."),
    "approve": Entry("coaverify.cli.archive.review:approve", "Approve a report as a second person."),
    "reject": Entry("coaverify.cli.archive.review:reject", "Reject a report as a second person."),
    "retention": Entry("coaverify.cli.archive.retention:retention", "Set or show how long documents are kept."),
    "hold": Entry("coaverify.cli.archive.retention:hold", "Set a legal hold on a document."),
    "release": Entry("coaverify.cli.archive.retention:release", "Release a legal hold."),
    "expired": Entry("coaverify.cli.archive.retention:expired", "List the documents that may be deleted."),
    "delete": Entry("coaverify.cli.archive.retention:delete", "Delete a document; an entry about it stays."),
    "sweep": Entry("coaverify.cli.archive.retention:sweep", "Remove what a broken-off deletion left behind."),
    "timestamp": Entry("coaverify.cli.archive.timestamp:timestamp", "Have an authority attest the trail's head."),
    "history": Entry("coaverify.cli.archive.history:history", "What is known of a document, a lot, a vendor."),
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
