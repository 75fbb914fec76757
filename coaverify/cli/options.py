"""Types of options: a day, a positive number, what was ordered. Each says in its message what it takes."""

from __future__ import annotations

import datetime
import difflib
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coaverify.model.form import Form
from coaverify.model.settings import Expectation

if TYPE_CHECKING:
    from coaverify.model.template import Template


class CalendarDate(click.ParamType[datetime.date]):
    name = "date"

    def convert(
        self, value: str | datetime.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; give it as YYYY-MM-DD, for example 2026-03-31.", param, ctx)


class Positive(click.ParamType[Decimal]):
    name = "number"

    def convert(self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            number = Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r} is no number; give it with a decimal point, for example 98.5.", param, ctx)
        if not number.is_finite() or number <= 0:
            self.fail(f"{value} is not a positive number.", param, ctx)
        return number


class ExpectationType(click.ParamType[Expectation]):
    """A peptide of the reference, by id or by any of its names, and a form behind a colon."""

    name = "peptide"

    def convert(
        self, value: str | Expectation, param: click.Parameter | None, ctx: click.Context | None
    ) -> Expectation:
        if isinstance(value, Expectation):
            return value
        name, colon, form = value.rpartition(":") if ":" in value else (value, "", "")
        if colon and form not in list(Form):
            self.fail(f"{form!r} is no form; forms are {', '.join(Form)}.", param, ctx)
        peptide, implied = self._resolve(name, param, ctx)
        return Expectation(peptide, form or implied)

    def _resolve(self, name: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        """The reference's id, and the form that the name itself implies ("Semax amidate")."""
        from coaverify.reference.library import library

        if library().get(name):
            return name, None
        matches = library().find(name)
        peptides = {match.entry.id for match in matches}
        if len(peptides) != 1:
            ids = [entry.id for entry in library().entries]
            near = sorted(peptides) or difflib.get_close_matches(name.lower(), ids, n=3) or ids[:5]
            known = "more than one peptide" if matches else "no peptide of the reference"
            self.fail(f"{name!r} names {known}; try an id such as {', '.join(near)}.", param, ctx)
        forms = {match.form for match in matches}
        return peptides.pop(), forms.pop() if len(forms) == 1 else None


TEMPLATES = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="COAVERIFY_TEMPLATES",
    show_envvar=True,
    metavar="FOLDER",
    help="Your templates. [coaverify/templates in your configuration, where it exists]",
)
NO_TEMPLATES = click.option("--no-templates", is_flag=True, help="Use no templates, wherever there are some.")


def _use_reference(context: click.Context, _: click.Parameter, folder: Path | None) -> Path | None:
    """Let this process, and the workers that it starts, add the entries of the folder; a wrong one is said at once."""
    from coaverify.reference import folder as reference_folder
    from coaverify.reference.library import library, use_folder

    context.meta["reference"] = folder
    use_folder(folder)
    library.cache_clear()  # environment and files may have changed since this process last looked
    context.call_on_close(lambda: use_folder(None))
    used = reference_folder.folder_in_use(folder)
    if used is None or (context.command.name == "check" and context.parent and context.parent.info_name == "reference"):
        return folder  # `reference check` says itself what is wrong with each file
    problem = _problem_of(used)
    if problem:
        use_folder(None)  # a command that does not begin is not closed either
        raise click.UsageError(f"{problem}\n`coaverify reference check` goes on from here.")
    return folder


def _problem_of(folder: Path) -> str:
    """The first thing that is wrong with the entries of a folder; "" where nothing is."""
    from coaverify.reference.entry import ReferenceDataError
    from coaverify.reference.library import library
    from coaverify.report.reference_check import problems_of

    try:
        own = [entry for entry in library().entries if (folder / entry.file).is_file()]
    except ReferenceDataError as error:
        return str(error)
    return next((str(problem) for entry in own for problem in problems_of(entry)), "")


REFERENCE = click.option(
    "--reference",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    envvar="COAVERIFY_REFERENCE",
    show_envvar=True,
    is_eager=True,  # before --expect, which may name an entry of the folder
    expose_value=False,
    callback=_use_reference,
    metavar="FOLDER",
    help="Your own peptides. [coaverify/reference in your configuration, where it exists]",
)


def chosen_templates(folder: Path | None, none: bool) -> tuple[Template, ...]:
    """The templates of --templates and --no-templates; one that cannot be used is an error of usage."""
    if none:
        return ()
    from coaverify.templates.folder import templates_from
    from coaverify.templates.problems import TemplateError

    try:
        return templates_from(folder)
    except TemplateError as error:
        raise click.UsageError(f"{error}\n`coaverify template check` goes on from here.") from error


CALENDAR_DATE = CalendarDate()
POSITIVE = Positive()
EXPECTATION = ExpectationType()
