"""`coaverify archive backup`: a copy that is made while the archive is in use, and proven."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.archive.proving import KEYS, Telling, pems
from coaverify.cli.filing import ORIGINALS, opened


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@ARCHIVE
@ORIGINALS
@KEYS
@click.pass_context
def backup(context: click.Context, target: Path, address: str, originals: str | None, keys: tuple[Path, ...]) -> None:
    """Copy the archive to TARGET as it stands at one moment, and audit the copy. It may be in use meanwhile.

    An archive in a folder becomes a folder that is an archive itself; called again, what is new is added. One in
    PostgreSQL becomes a bundle of the whole in a new folder or .zip file, which `archive import` restores.

    The exit code is 14 where the audit of the copy found something.
    """
    from coaverify.archive.backup import backup as backed_up

    telling = Telling(as_json=False)
    with opened(address, originals) as archive:
        done = backed_up(archive, target, telling, keys=tuple(pems(keys)))
    click.echo(f"{done.copied} originals copied." + (" The backup is a bundle." if done.is_bundle else ""))
    context.exit(telling.end(str(target), done.tally))
