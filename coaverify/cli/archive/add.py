"""`coaverify archive add`: documents into the archive, each with a report."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.check import check
from coaverify.cli.filing import BY, ORIGINALS


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@ARCHIVE
@ORIGINALS
@BY
@click.pass_context
def add(context: click.Context, paths: tuple[Path, ...], address: str, originals: str | None, by: str | None) -> None:
    """Check the documents at PATHS and file them with their reports.

    `coaverify check --archive` does the same, and takes what was ordered, formats and more.
    """
    context.invoke(check, paths=paths, archive=address, originals=originals, by=by)
