"""Options by which every command of `coaverify archive` is told where the archive lies."""

from __future__ import annotations

import click

ARCHIVE = click.option(
    "--archive",
    "address",
    required=True,
    metavar="URL",
    envvar="COAVERIFY_ARCHIVE",
    help="The archive: a folder, or postgresql://user@host/name. Also COAVERIFY_ARCHIVE.",
)
NUMBER = click.argument("number", type=click.IntRange(min=1), metavar="REPORT")
