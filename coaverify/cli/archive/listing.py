"""Lists of reports on standard output, in four formats; how to go on is said on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from coaverify.cli.exit_codes import ExitCode
from coaverify.cli.filing import opened

if TYPE_CHECKING:
    from coaverify.archive.hits import CertificateLine, Hit
    from coaverify.archive.query import Query
    from coaverify.archive.search import Page

LIMIT = click.option(
    "--limit", type=click.IntRange(1, 200), default=50, show_default=True, metavar="N", help="Reports on a page."
)
AFTER = click.option("--after", default="", metavar="CURSOR", help="Go on where a page before ended.")
FORMAT = click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    help="What to print. [table]",
)
ALL_VERSIONS = click.option(
    "--all-versions", is_flag=True, help="All reports of a document. [the newest of each document]"
)

_COLUMNS = (
    "report", "filed_at", "verdict", "error", "current", "document", "sha256", "certificate", "product_name", "peptide",
    "claimed_form", "lot_number", "vendor", "laboratory", "hplc_purity", "issue_date",
)  # fmt: skip
_HEADS = ("Report", "Filed", "Verdict", "Product", "Form", "Lot", "Vendor", "Purity %", "File")
_WIDEST = 36  # characters of a cell in the table


def print_found(query: Query, address: str, originals: str | None, limit: int, after: str, layout: str) -> ExitCode:
    """Look for reports and print a page of them. What was found is the exit code.

    Raises:
        ArchiveError: where the archive cannot be read.
    """
    from coaverify.archive.query import NoCursor
    from coaverify.archive.search import find

    with opened(address, originals) as archive:
        try:
            page = find(archive, query, limit=limit, after=after)
        except NoCursor as error:
            raise click.BadParameter(str(error), param_hint="--after") from error
    _FORMATS[layout](page)
    _say_of_names(page)
    if not page.hits:
        click.echo("Nothing was found.", err=True)
        return ExitCode.NOTHING_TO_CHECK
    if page.after:
        click.echo(f"There are more: the same command with --after {page.after}", err=True)
    return ExitCode.PASSED


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print JSON as UTF-8; where a text holds what UTF-8 cannot say, with escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        click.echo(text.encode())
    except UnicodeEncodeError:
        click.echo(json.dumps(value, ensure_ascii=True, indent=indent).encode())


def _say_of_names(page: Page) -> None:
    for name in page.widened:
        if page.hits:
            click.echo(f"No {name} is called exactly so: these begin so.", err=True)
    for name in page.longer:
        click.echo(f"There are longer names of a {name} that begin so: add a * to see them too.", err=True)


def _as_table(page: Page) -> None:
    from coaverify.report.plain_table import print_rows
    from coaverify.report.summary import one_line

    if not page.hits:
        return

    def cells() -> Iterator[tuple[str, ...]]:
        for hit, line in _lines(page):
            verdict = hit.verdict if line is None else line.verdict
            told = (line.product, line.form, line.lot, line.vendor, line.purity) if line else ("",) * 5
            row = (str(hit.number), hit.day, verdict, *told, hit.name if hit.current else f"{hit.name} (superseded)")
            yield tuple(_cut(one_line(cell)) for cell in row)

    print_rows("", _HEADS, cells(), sys.stdout, left=len(_HEADS))


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…"


def _as_json(page: Page) -> None:
    print_json({"reports": [asdict(hit) for hit in page.hits], "after": page.after or None})


def _as_json_lines(page: Page) -> None:
    for hit in page.hits:
        print_json(asdict(hit), indent=None)


def _as_csv(page: Page) -> None:
    from coaverify.report.csv_rows import as_line
    from coaverify.report.summary import one_line

    click.echo(as_line(_COLUMNS).encode())
    for hit, line in _lines(page):
        start = (str(hit.number), hit.filed_at, line.verdict if line else hit.verdict, hit.error,
                 "yes" if hit.current else "no", hit.name, hit.document)  # fmt: skip
        told = (
            (str(line.number), line.product, line.peptide, line.form, line.lot, line.vendor, line.laboratory,
             line.purity, line.issued)
            if line
            else ("",) * 9
        )  # fmt: skip
        click.echo(as_line(tuple(one_line(cell) for cell in (*start, *told))).encode())


def _lines(page: Page) -> Iterator[tuple[Hit, CertificateLine | None]]:
    """A row for each certificate, and one for a report without any."""
    for hit in page.hits:
        for line in hit.certificates or (None,):
            yield hit, line


_FORMATS: dict[str, Callable[[Page], None]] = {
    "table": _as_table,
    "json": _as_json,
    "jsonl": _as_json_lines,
    "csv": _as_csv,
}
