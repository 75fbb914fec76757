"""`coaverify archive audit`: proves an archive, or a bundle that was exported from one."""

from __future__ import annotations

from pathlib import Path

import click

from coaverify.cli.archive.proving import HEADS, KEYS, Telling, noted, pems
from coaverify.cli.filing import ORIGINALS, opened


@click.command()
@click.argument("bundle", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--archive",
    "address",
    metavar="URL",
    envvar="COAVERIFY_ARCHIVE",
    help="The archive: a folder, or postgresql://user@host/name. Also COAVERIFY_ARCHIVE. Not used with a bundle.",
)
@ORIGINALS
@HEADS
@KEYS
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it. [text]")
@click.pass_context
def audit(
    context: click.Context,
    bundle: Path | None,
    address: str | None,
    originals: str | None,
    heads: tuple[str, ...],
    keys: tuple[Path, ...],
    form: str,
) -> None:
    """Prove that nothing in the archive was altered or lost, or nothing in a BUNDLE, and name what was.

    Every entry's number, link, hash and signature, every original, every report and every row is held against the
    trail. The exit code is 14 where something was found, 0 where nothing was. Notes do not count.
    """
    telling = Telling(as_json=form == "json")
    anchors, named = noted(heads), pems(keys)
    if bundle is not None:
        from coaverify.archive.bundles.proof import audit_bundle

        context.exit(telling.end(str(bundle), audit_bundle(bundle, telling, heads=anchors, keys=named)))
    if address is None:
        raise click.UsageError("Name the archive with --archive or in COAVERIFY_ARCHIVE, or a bundle.")
    from coaverify.archive.audit import audit as audited

    with opened(address, originals) as archive:
        tally = audited(archive, telling, heads=anchors, keys=named)
        context.exit(telling.end(archive.location.shown, tally))
