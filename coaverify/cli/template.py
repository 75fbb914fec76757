"""`coaverify template`: start a template from a document, hold templates against their examples, list them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.cli.documents import NotOpened, open_document
from coaverify.cli.exit_codes import ExitCode, worst
from coaverify.cli.options import TEMPLATES

if TYPE_CHECKING:  # the libraries behind these are loaded when a command runs
    from coaverify.batch.local import Verifier
    from coaverify.templates.loading import TemplateFile
    from coaverify.templates.trial import Trial


@click.group()
def template() -> None:
    """Teach coaverify a layout: a small YAML file that says where one issuer prints what.

    Templates come after the general mechanism and fill its gaps. docs/templates.md explains them.
    """


@template.command()
@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    metavar="FILE.yaml",
    help="Where to write it; - prints it. [DOCUMENT with .yaml, beside the document]",
)
def new(document: Path, output: Path | None) -> None:
    """Start a template from DOCUMENT: what was found, what was not, and the labels that nothing knows."""
    from coaverify.batch.local import ProgramFault, Submission, Verifier
    from coaverify.model.errors import Unreadable
    from coaverify.model.settings import Settings
    from coaverify.templates.starting import start

    output = output or document.with_suffix(".yaml")
    to_stdout = output == Path("-")
    if not to_stdout and output.exists():
        raise click.UsageError(f"{output.as_posix()} is there already; name another file with --output.")
    settings = Settings()
    try:
        data = open_document(document, settings.limits.max_bytes + 1)
        with Verifier(settings.limits, jobs=1) as verifier:
            survey = verifier.survey(Submission(document.name, data), settings)
    except (NotOpened, Unreadable) as error:
        click.echo(f"{document.as_posix()}: {error}", err=True)
        raise click.exceptions.Exit(ExitCode.UNREADABLE) from error
    except ProgramFault as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(ExitCode.PROGRAM_FAULT) from error
    text = start(survey, document.name, hashlib.sha256(data).hexdigest())
    if to_stdout:
        click.echo(text.encode(), nl=False)
        return
    try:
        with output.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise click.UsageError(f"{output.as_posix()} cannot be written: {error.strerror}.") from error
    _say_what_next(output, document)


def _say_what_next(output: Path, document: Path) -> None:
    from coaverify.templates.folder import users_folder

    click.echo(f"Written: {output.as_posix()}")
    if output.resolve().parent != document.resolve().parent:
        click.echo(f"Put a copy of {document.name} beside it: the example is looked for there.")
    click.echo(f"Edit it, then: coaverify template check {output.as_posix()}")
    click.echo(f"It is used once it stands, with its example, in {users_folder().as_posix()} or under --templates.")


@template.command(name="list")
@TEMPLATES
def list_templates(templates: Path | None) -> None:
    """List the templates that `coaverify check` would use."""
    from coaverify.templates.folder import users_folder

    folder = templates or users_folder()
    files, broken = _loaded([folder] if folder.is_dir() else [])
    if not files and not broken:
        click.echo(f"No template in {folder.as_posix()}.", err=True)
    for file in files:
        claims = ", ".join(rule.claim for rule in file.template.rules) or "nothing yet"
        missing = "" if file.example_path.is_file() else "; its example is not there"
        click.echo(f"{file.path.as_posix()}  {file.template.issuer}: {claims}{missing}")
    if broken:
        raise click.exceptions.Exit(ExitCode.UNREADABLE)


@template.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[FOLDER|FILE.yaml]...")
@TEMPLATES
def check(paths: tuple[Path, ...], templates: Path | None) -> None:
    """Read each template's example with it and compare claim by claim.

    Without a path: the templates that `coaverify check` would use. Exit codes: 0 all agree, 11 some differ, 12 some
    template or example could not be looked at, 3 no template was found.
    """
    from coaverify.batch.local import ProgramFault, Verifier
    from coaverify.templates.folder import users_folder

    folder = templates or users_folder()
    files, broken = _loaded(paths or ([folder] if folder.is_dir() else []))
    codes = [ExitCode.UNREADABLE] * broken
    if not files and not broken:
        click.echo(f"No template in {', '.join(path.as_posix() for path in paths) or folder.as_posix()}.", err=True)
        raise click.exceptions.Exit(ExitCode.NOTHING_TO_CHECK)
    with Verifier(jobs=1) as verifier:
        for file in files:
            try:
                trial = _trial(file, verifier)
            except ProgramFault as error:
                click.echo(str(error), err=True)
                codes.append(ExitCode.PROGRAM_FAULT)
                continue
            _print(file, trial)
            codes.append(_code(trial))
    raise click.exceptions.Exit(worst(codes))


def _trial(file: TemplateFile, verifier: Verifier) -> Trial:
    from coaverify.model.settings import Settings
    from coaverify.templates.trial import tried

    return tried(file, verifier, Settings(templates=(file.template,)))


def _code(trial: Trial) -> ExitCode:
    if trial.unreadable:
        return ExitCode.UNREADABLE
    return ExitCode.PASSED if trial.agrees else ExitCode.FAILED


def _print(file: TemplateFile, trial: Trial) -> None:
    outcome = "agrees with its example" if trial.agrees else trial.unreadable or "differs from its example"
    click.echo(f"{file.path.as_posix()}  {file.template.issuer}: {outcome}")
    width = max((len(line.subject) for line in trial.lines), default=0)
    for line in trial.lines:
        click.echo(f"  {line.agreement.value:<9}  {line.subject:<{width}}  {line.message}")


def _loaded(paths: Iterable[Path]) -> tuple[list[TemplateFile], int]:
    """The templates at the paths, and how many of them cannot be used; those are said on stderr."""
    from coaverify.templates.folder import files_in
    from coaverify.templates.loading import load_file
    from coaverify.templates.problems import TemplateError

    files: list[TemplateFile] = []
    broken = 0
    for path in (one for given in paths for one in (files_in(given) if given.is_dir() else [given])):
        try:
            files.append(load_file(path))
        except TemplateError as error:
            click.echo(str(error), err=True)
            broken += 1
    return files, broken
