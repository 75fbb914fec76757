"""`coaverify reference`: list the peptides, show one, hold files of one's own against chemistry."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.exit_codes import ExitCode, worst
from coaverify.cli.options import REFERENCE

if TYPE_CHECKING:  # the libraries behind these are loaded when a command runs
    from coaverify.reference.entry import Entry
    from coaverify.report.reference_check import Checked, FormRow

FORMAT = click.option("--format", "form", type=click.Choice(("table", "json")), default="table", help="[table]")


@click.group()
def reference() -> None:
    """The peptides that certificates are held against, and those that you add.

    Entries of your own are TOML files in a folder. docs/reference.md explains them.
    """


@reference.command(name="list")
@FORMAT
@REFERENCE
def list_entries(form: str) -> None:
    """List all entries: id, name, native form, confidence."""
    from coaverify.reference.library import library

    entries = library().entries
    if form == "json":
        rows = [_summary(entry) for entry in entries]
        click.echo(json.dumps({"version": library().version, "peptides": rows}, indent=2, ensure_ascii=False))
        return
    width = max(len(entry.id) for entry in entries)
    for entry in entries:
        click.echo(f"{entry.id:<{width}}  {entry.confidence:<6}  {entry.native_form:<14}  {entry.name}")
    click.echo(f"{len(entries)} peptides, reference {library().version}", err=True)


@reference.command()
@click.argument("id")
@FORMAT
@REFERENCE
def show(id: str, form: str) -> None:  # noqa: A002 - the data's own word for it
    """Show one entry, by its ID or any of its names, with formulas and masses computed anew."""
    from coaverify.reference.library import library
    from coaverify.report.reference_check import rows_of

    for entry in _meant(id):
        rows = rows_of(entry)
        if form == "json":
            click.echo(json.dumps(_details(entry, rows), indent=2, ensure_ascii=False))
        else:
            _print(entry, rows, library().version)


@reference.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FOLDER|FILE.toml]...")
@FORMAT
@REFERENCE
def check(paths: tuple[Path, ...], form: str) -> None:
    """Read entry files and recompute what they say; one sentence for each problem.

    Without a path: the folder in use. Exit codes: 0 all are right, 11 some contradict chemistry or another entry, 12
    some cannot be read, 3 no file was found.
    """
    from coaverify.reference.folder import folder_in_use, users_folder
    from coaverify.reference.library import Library
    from coaverify.report.reference_check import checked_file, clashes, is_shipped

    context = click.get_current_context()
    folder = folder_in_use(context.meta.get("reference"))
    given = paths or ((folder,) if folder else ())
    files = [file for path in given for file in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
    if not files:
        where = ", ".join(path.as_posix() for path in given) or users_folder().as_posix()
        click.echo(f"No *.toml file in {where}.", err=True)
        raise click.exceptions.Exit(ExitCode.NOTHING_TO_CHECK)
    results = [checked_file(file) for file in files]
    own = [
        one.entry
        for file, one in zip(files, results, strict=True)
        if one.entry is not None and not one.problems and not is_shipped(file)
    ]
    said = list(clashes(own, Library.load()))
    _say(results, said, form)
    codes = [ExitCode.FAILED] * len(said) + [
        ExitCode.UNREADABLE if one.entry is None else ExitCode.FAILED if one.problems else ExitCode.PASSED
        for one in results
    ]
    raise click.exceptions.Exit(worst(codes))


def _say(results: Iterable[Checked], clashing: list[str], form: str) -> None:
    if form == "json":
        rows = [
            {"file": one.file, "id": one.entry.id if one.entry else None, "problems": list(one.problems)}
            for one in results
        ]
        click.echo(json.dumps({"files": rows, "clashes": clashing}, indent=2, ensure_ascii=False))
        return
    for one in results:
        for problem in one.problems:
            click.echo(problem)
        if not one.problems:
            click.echo(f"{one.file}: right")
    for problem in clashing:
        click.echo(problem)


def _meant(name: str) -> list[Entry]:
    from coaverify.reference.library import library

    entry = library().get(name)
    found = [entry] if entry else list({m.entry.id: m.entry for m in library().find(name)}.values())
    if not found:
        raise click.UsageError(f"{name!r} is no id and no name of the reference; `coaverify reference list` has all.")
    return found


def _summary(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "class": entry.peptide_class,
        "native_form": entry.native_form.value,
        "confidence": entry.confidence.value,
        "sequence": entry.sequence,
        "names": list(entry.names),
        "salts": list(entry.salts),
    }


def _details(entry: Entry, rows: Iterable[FormRow]) -> dict[str, object]:
    forms = [
        {
            "form": row.form.value,
            "formula": row.masses.formula,
            "monoisotopic_mass": row.masses.monoisotopic,
            "average_mass": row.masses.average,
            "names": list(row.facts.names),
            **{
                register: [
                    {"code": code, "confidence": one.confidence.value, "sources": list(one.sources)}
                    for code, one in records
                ]
                for register, records in (
                    ("cas", [(one.number, one) for one in row.facts.cas]),
                    ("unii", [(one.code, one) for one in row.facts.unii]),
                    ("pubchem", [(one.code, one) for one in row.facts.pubchem]),
                )
            },
            "disagreements": [
                {
                    "figure": one.figure,
                    "value": one.value,
                    "by": one.by,
                    "difference": one.difference,
                    "explanation": one.explanation,
                }
                for one in row.facts.disagreements
            ],
        }
        for row in rows
    ]
    ambiguous = [{"name": one.name, "forms": list(one.forms), "note": one.note} for one in entry.ambiguous]
    return _summary(entry) | {
        "forms": forms,
        "ambiguous": ambiguous,
        "sources": list(entry.sources),
        "notes": entry.notes,
    }


def _print(entry: Entry, rows: Iterable[FormRow], version: str) -> None:
    lines = [f"{entry.name}  ({entry.id}, confidence {entry.confidence}, reference {version})", f"  {entry.sequence}"]
    if len(entry.names) > 1:
        lines.append(f"  also: {', '.join(entry.names[1:])}")
    if entry.salts:
        lines.append(f"  sold as: {', '.join(entry.salts)}")
    for row in rows:
        mark = "*" if row.form is entry.native_form else " "
        masses = f"{row.masses.monoisotopic:12.4f} Da {row.masses.average:12.3f} g/mol"
        lines.append(f"{mark} {row.form:<14} {row.masses.formula:<24} {masses}")
        facts = row.facts
        lines += [f"      names: {', '.join(facts.names)}"] if facts.names else []
        lines += [f"      CAS {one.number} ({one.confidence}; {'; '.join(one.sources)})" for one in facts.cas]
        lines += [f"      UNII {one.code} ({one.confidence}; {'; '.join(one.sources)})" for one in facts.unii]
        lines += [f"      PubChem CID {one.code} ({one.confidence})" for one in facts.pubchem]
        for off in facts.disagreements:
            why = f"; {off.explanation}" if off.explanation else ""
            lines.append(f"      published {off.figure} {off.value} disagrees ({off.by}): {off.difference}{why}")
    lines += [f"  “{one.name}” is ambiguous ({', '.join(one.forms)}): {one.note}" for one in entry.ambiguous]
    lines += [f"  {entry.notes}"] if entry.notes else []
    lines += ["  * the form that the bare name means", f"  sources: {'; '.join(entry.sources)}"]
    click.echo("\n".join(lines), file=sys.stdout)
