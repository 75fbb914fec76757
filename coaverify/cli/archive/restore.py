"""`coaverify archive import`: an archive made again from a bundle of a whole one."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.archive.proving import HEADS, KEYS, noted, pems
from coaverify.cli.filing import BY, ORIGINALS, opened, whoever


@click.command("import")
@click.argument("bundle", type=click.Path(exists=True, path_type=Path))
@ARCHIVE
@ORIGINALS
@BY
@HEADS
@KEYS
def restore(
    bundle: Path,
    address: str,
    originals: str | None,
    by: str | None,
    heads: tuple[str, ...],
    keys: tuple[Path, ...],
) -> None:
    """Make an archive again from BUNDLE, which `archive export --all` or `archive backup` wrote.

    The bundle is proven first. The archive has to be empty; its trail becomes the bundle's, and an entry tells who
    restored it. Whoever restores vouches for the keys that signed the bundle: compare them first.
    """
    from coaverify.archive.bundles.restoring import restore as restored

    with opened(address, originals, create=True) as archive:
        done = restored(archive, bundle, by or whoever(), heads=tuple(noted(heads)), keys=tuple(pems(keys)))
        place = archive.location.shown
    click.echo(f"{place}: {done.documents} documents, {done.reports} reports, {done.entries} entries as they were.")
