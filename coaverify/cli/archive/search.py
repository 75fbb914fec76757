"""`coaverify archive search`: reports by what stands in them. `coaverify archive list`: all of them."""

from __future__ import annotations

from typing import Any

import click

from coaverify.archive.query import VERDICTS, Query
from coaverify.cli.archive.listing import AFTER, ALL_VERSIONS, FORMAT, LIMIT, print_found
from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import ORIGINALS
from coaverify.cli.options import CALENDAR_DATE, POSITIVE

_DAY = "YYYY-MM-DD"


@click.command(name="list")
@LIMIT
@AFTER
@ALL_VERSIONS
@FORMAT
@ARCHIVE
@ORIGINALS
@click.pass_context
def list_reports(
    context: click.Context,
    limit: int,
    after: str,
    all_versions: bool,
    layout: str,
    address: str,
    originals: str | None,
) -> None:
    """List the archive's reports, the newest first."""
    context.exit(print_found(Query(current_only=not all_versions), address, originals, limit, after, layout))


@click.command()
@click.argument("words", nargs=-1)
@click.option("--lot", default="", metavar="LOT", help="Written in any way; with * at the end: all that begin so.")
@click.option("--vendor", default="", metavar="NAME", help="The same for a vendor,")
@click.option("--laboratory", default="", metavar="NAME", help="and for a laboratory.")
@click.option("--peptide", default="", metavar="PEPTIDE", help="A peptide's id or name.")
@click.option("--form", default="", metavar="FORM", help="The form claimed: plain, amide and so on.")
@click.option("--product", default="", metavar="WORDS", help="Words of the printed product's name.")
@click.option("--task", default="", metavar="WORDS", help="The task number.")
@click.option("--file", default="", metavar="WORDS", help="Words of the document's name.")
@click.option("--document", default="", metavar="SHA256", help="The document's SHA-256, or its first digits.")
@click.option("--verdict", type=click.Choice(VERDICTS), default=None, help="What came out.")
@click.option("--error", default="", metavar="CODE", help='Why a document could not be looked at: "encrypted" ...')
@click.option("--from", "filed_from", type=CALENDAR_DATE, metavar=_DAY, help="Filed on this day (UTC) or later,")
@click.option("--to", "filed_to", type=CALENDAR_DATE, metavar=_DAY, help="or earlier.")
@click.option("--issued-from", type=CALENDAR_DATE, metavar=_DAY, help="Issued on this day or later,")
@click.option("--issued-to", type=CALENDAR_DATE, metavar=_DAY, help="or earlier.")
@click.option("--min-purity", type=POSITIVE, metavar="PERCENT", help="Claims at least this purity,")
@click.option("--max-purity", type=POSITIVE, metavar="PERCENT", help="or at most.")
@ALL_VERSIONS
@LIMIT
@AFTER
@FORMAT
@ARCHIVE
@ORIGINALS
@click.pass_context
def search(
    context: click.Context,
    /,
    words: tuple[str, ...],
    verdict: str | None,
    all_versions: bool,
    limit: int,
    after: str,
    layout: str,
    address: str,
    originals: str | None,
    **asked: Any,  # the other options, named as in Query
) -> None:
    """Look for reports in which all WORDS stand, and of which all that is asked holds. The newest come first.

    Words are found without regard to case, accents and signs; one that ends in * stands for all that begin so. The
    exit code is 3 where nothing was found.
    """
    query = Query(words=" ".join(words), verdict=verdict or "", current_only=not all_versions, **asked)
    context.exit(print_found(query, address, originals, limit, after, layout))
