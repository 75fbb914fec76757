"""`coaverify archive head`: what to note elsewhere, so that a cut tail can be found."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import ORIGINALS, opened


@click.command()
@ARCHIVE
@ORIGINALS
def head(address: str, originals: str | None) -> None:
    """Print the last entry's number, hash, time, key and signature as one line of JSON.

    Kept or printed elsewhere, it proves later that nothing was cut off: coaverify archive audit --head FILE.
    """
    from coaverify.archive.audit import head_of
    from coaverify.archive.errors import NotInArchive

    with opened(address, originals) as archive:
        found = head_of(archive)
        if found is None:
            raise NotInArchive(f"{archive.location.shown}: nothing was filed yet.")
        click.echo(json.dumps(asdict(found)))
