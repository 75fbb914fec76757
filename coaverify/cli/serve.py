"""`coaverify serve`: the web page on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import click

from coaverify.cli.filing import ARCHIVE, BY, ORIGINALS, whoever
from coaverify.cli.options import NO_TEMPLATES, REFERENCE, TEMPLATES, chosen_templates


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port.")
@click.option(
    "--samples",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Offer the certificates in DIR to try the page with.",
)
@TEMPLATES
@NO_TEMPLATES
@REFERENCE
@ARCHIVE
@ORIGINALS
@BY
@click.option(
    "--review",
    is_flag=True,
    help="Let reports of the archive be corrected, commented on and approved on the page, by the name that is typed.",
)
@click.pass_context
def serve(
    context: click.Context,
    host: str,
    port: int,
    samples: Path | None,
    templates: Path | None,
    no_templates: bool,
    archive: str | None,
    originals: str | None,
    by: str | None,
    review: bool,
) -> None:
    """Start the web page. It needs the extra `web`: pip install 'coaverify[web]'.

    With --archive every upload is filed with its report, and the page finds them again.
    """
    if review and not archive:
        raise click.UsageError("--review needs an archive: name it with --archive.")
    try:
        from coaverify_web import serve as web
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("coaverify"):
            raise
        raise click.UsageError(
            f"The web page needs {error.name}, which is not installed: pip install 'coaverify[web]'."
        ) from error
    taught = chosen_templates(templates, no_templates)
    if folder := context.meta.get("reference"):
        os.environ["COAVERIFY_REFERENCE"] = str(folder)  # the page's worker processes look there
    if archive:  # the page's own settings come from the environment
        named = {"COAVERIFY_ARCHIVE": archive, "COAVERIFY_ORIGINALS": originals, "COAVERIFY_USER": by or whoever(),
                 "COAVERIFY_REVIEW": "1" if review else None}  # fmt: skip
        os.environ.update({name: value for name, value in named.items() if value})
    try:
        web.serve(host, port, samples, taught)
    except web.CannotServe as error:
        raise click.UsageError(str(error)) from error
