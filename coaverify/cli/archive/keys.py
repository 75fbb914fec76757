"""`coaverify archive key` and `trust`: the installation's public key, and a colleague's that one vouches for."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever


@click.command()
def key() -> None:
    """Print the public key of this installation, for those who prove what it signed."""
    from coaverify.archive.keys import signer_of_this_installation

    click.echo(signer_of_this_installation().public_pem, nl=False)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ARCHIVE
@ORIGINALS
@BY
def trust(file: Path, address: str, originals: str | None, by: str | None) -> None:
    """Vouch for the public key in FILE: an audit then takes what it signed as signed by a colleague."""
    from coaverify.archive.vouching import vouch

    with opened(address, originals) as archive:
        identifier = vouch(archive, file.read_text(encoding="ascii", errors="replace"), by or whoever())
    click.echo(f"This archive now takes signatures of the key {identifier}.")
