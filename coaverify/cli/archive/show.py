"""`coaverify archive show`: one report, as it was filed, with its entries in the trail."""

from __future__ import annotations

import click

from coaverify.cli.archive.place import ARCHIVE, NUMBER
from coaverify.cli.filing import ORIGINALS, opened


@click.command()
@NUMBER
@ARCHIVE
@ORIGINALS
def show(number: int, address: str, originals: str | None) -> None:
    """Print the report with number REPORT as JSON, as it was filed."""
    from coaverify.archive.shelf import filed_report

    with opened(address, originals) as archive:
        click.echo(filed_report(archive, number).to_json(indent=2).encode())
