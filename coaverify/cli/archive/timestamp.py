"""`coaverify archive timestamp`: an authority's word that the trail's head was there at a time."""

from __future__ import annotations

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever


@click.command()
@click.option(
    "--authority",
    required=True,
    metavar="URL",
    envvar="COAVERIFY_TIMESTAMP_AUTHORITY",
    help="The timestamp authority (RFC 3161). Also COAVERIFY_TIMESTAMP_AUTHORITY.",
)
@ARCHIVE
@ORIGINALS
@BY
def timestamp(authority: str, address: str, originals: str | None, by: str | None) -> None:
    """Have an authority attest the last entry of the trail, and with it all before it.

    The hash of that entry is sent to the authority, and nothing else. With COAVERIFY_TIMESTAMP_ROOTS (a PEM file) the
    authority's certificate has to lead to one of those in it.
    """
    from coaverify.archive.timestamps import stamp

    with opened(address, originals) as archive:
        made = stamp(archive, authority, by or whoever())
    said = made.timestamp
    trust = "" if said.trusted else " (whose certificate was not held against roots that you trust)"
    click.echo(
        f"Entry {made.seq}: {said.authority}{trust} attests entry {made.of} at {said.time:%Y-%m-%d %H:%M:%S} UTC."
    )
