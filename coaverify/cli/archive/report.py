"""`coaverify archive report`: filed reports as documents to read, print and sign."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.archive.place import ARCHIVE
from coaverify.cli.filing import ORIGINALS, opened

if TYPE_CHECKING:
    from coaverify.archive.archive import Archive
    from coaverify.batch.local import Verifier
    from coaverify.report.model import Report

_TABLES = ("csv", "xlsx")  # one file for all reports
_ENDING = "coaverify-report-{number}.{form}"


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=click.IntRange(min=1), metavar="REPORT...")
@ARCHIVE
@ORIGINALS
@click.option(
    "--format",
    "form",
    type=click.Choice(("pdf", "html", "json", *_TABLES)),
    default="pdf",
    show_default=True,
    help="pdf: PDF/A-3, with the report's JSON and the document attached. html: one file that needs nothing else.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The file, or the folder for several. [coaverify-report-N.pdf; coaverify-reports.csv]",
)
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="COAVERIFY_FONTS",
    help="A folder with fonts for scripts that the PDF's own lack, such as Chinese.",
)
def report(
    numbers: tuple[int, ...], address: str, originals: str | None, form: str, output: Path | None, fonts: Path | None
) -> None:
    """Write the reports with these numbers to files. The document's bytes are proven on the way."""
    with ExitStack() as stack:
        archive = stack.enter_context(opened(address, originals))
        if form in _TABLES:
            path = output or Path(f"coaverify-reports.{form}")
            _write(path, _table(_filed(archive, numbers), form))
            return
        verifier = _verifier(stack) if form != "json" else None
        for number in numbers:
            _write(_path(output, number, form, len(numbers) > 1), _printed(archive, number, form, verifier, fonts))


def _verifier(stack: ExitStack) -> Verifier:
    from coaverify.batch.local import Verifier

    return stack.enter_context(Verifier(jobs=1))


def _filed(archive: Archive, numbers: tuple[int, ...]) -> Iterator[Report]:
    from coaverify.archive.printing import report_and_original

    for number in numbers:
        yield report_and_original(archive, number)[0]


def _table(reports: Iterator[Report], form: str) -> bytes:
    if form == "xlsx":
        from coaverify.report.spreadsheet import workbook_of

        return workbook_of(reports)
    from coaverify.report import csv_rows

    lines = [csv_rows.header(), *(line for one in reports for line in csv_rows.lines_of(one))]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _printed(archive: Archive, number: int, form: str, verifier: Verifier | None, fonts: Path | None) -> bytes:
    from coaverify.archive.printing import filed_as, report_and_original

    found, original = report_and_original(archive, number)
    if verifier is None:
        return f"{found.to_json(indent=2, ascii_only=True)}\n".encode()
    from coaverify.batch.page_pictures import pictures_of
    from coaverify.report.printed.dossier import Dossier

    dossier = Dossier(found, original, pictures_of(found, original, verifier), filed_as(archive, number))
    if form == "html":
        from coaverify.report.printed.html import html_of

        return html_of(dossier)
    from coaverify.report.printed.pdf import NotPrinted, pdf_of

    try:
        return pdf_of(dossier, fonts)
    except NotPrinted as error:
        raise click.ClickException(str(error)) from error


def _path(output: Path | None, number: int, form: str, several: bool) -> Path:
    name = _ENDING.format(number=number, form=form)
    if output is None:
        return Path(name)
    return output / name if several or output.is_dir() else output


def _write(path: Path, data: bytes) -> None:
    """Write the file, whole or not at all."""
    half = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except OSError as error:
        raise click.UsageError(f"{path.as_posix()} cannot be written: {error.strerror or error}.") from error
    click.echo(str(path))
