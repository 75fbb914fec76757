"""`coaverify archive export`: a bundle that proves itself."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import ORIGINALS, opened


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="The whole archive, as `archive import` wants it.")
@click.option("--report", "reports", type=click.IntRange(min=1), multiple=True, metavar="N", help="A report's number.")
@click.option("--lot", "lots", multiple=True, metavar="LOT", help="A lot, however it is spaced and spelt.")
@click.option("--document", "documents", multiple=True, metavar="SHA256", help="A document, or its first 8 digits.")
@ARCHIVE
@ORIGINALS
def export(
    bundle: Path,
    everything: bool,
    reports: tuple[int, ...],
    lots: tuple[str, ...],
    documents: tuple[str, ...],
    address: str,
    originals: str | None,
) -> None:
    """Write originals, reports, the trail, a manifest and signatures to BUNDLE: a folder, or a file ending in .zip.

    A selection takes whole documents, with every report on them and all that was done to these. Of all other documents
    the bundle holds no name and no lot, only the lines that prove the chain.

    Whoever gets the bundle proves it with `coaverify archive audit BUNDLE`, or with `sh prove.sh` inside it.
    """
    from coaverify.archive.bundles.export import export as exported
    from coaverify.archive.bundles.selection import Selection

    selection = Selection(reports, lots, documents)
    if everything is not selection.is_whole:
        raise click.UsageError("Say what to export: --all, or any of --report, --lot and --document.")
    with opened(address, originals) as archive:
        done = exported(archive, bundle, selection)
    click.echo(f"{bundle}: {done.documents} documents, {done.reports} reports, the trail of {done.entries} entries.")
    click.echo(f"Head: {done.head}")
