"""The command line. One file a command; this one knows their names and loads a command when it is called.

Help and version load no command, so they do not pay for what the commands import.
"""

from __future__ import annotations

import click

from coaverify import __version__
from coaverify.cli.exit_codes import ExitCode
from coaverify.cli.lazy import Entry, LazyGroup
from coaverify.model.errors import CoaverifyError

COMMANDS = {
    "check": Entry("coaverify.cli.check:check", "Check certificates and say what is wrong with them."),
    "mass": Entry("coaverify.cli.mass:mass", "Masses and ions of all forms of a peptide; what an observed value fits."),
    "explain": Entry("coaverify.cli.explain:explain", "Explain a check, its codes and why it matters."),
    "schema": Entry("coaverify.cli.schema:schema", "Print the JSON Schema of the report."),
    "template": Entry("coaverify.cli.template:template", "Teach coaverify the layout of one issuer's paper."),
    "reference": Entry("coaverify.cli.reference:reference", "List the known peptides, show one, check your own."),
    "archive": Entry("coaverify.cli.archive:archive", "Find, show, correct, prove and export what was archived."),
    "serve": Entry("coaverify.cli.serve:serve", "Start the web page on this machine."),
}


class NotArchived(click.ClickException):
    """The archive could not be used; the message says why."""

    exit_code = ExitCode.NOT_ARCHIVED


class Main(LazyGroup):
    """The command itself: what a command raises on purpose becomes a message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """A folder of one's own that holds a wrong entry is an error of usage, whichever command met it."""
        try:
            return super().invoke(ctx)
        except CoaverifyError as error:
            from coaverify.archive.errors import ArchiveError
            from coaverify.reference.entry import ReferenceDataError

            if isinstance(error, ArchiveError):
                raise NotArchived(str(error)) from error
            if isinstance(error, ReferenceDataError):
                raise click.UsageError(f"{error}\n`coaverify reference check` goes on from here.") from error
            raise


@click.group(
    cls=Main,
    entries=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: see `coaverify explain exit-codes`. For research use only; no medical advice.",
)
@click.version_option(__version__, prog_name="coaverify")
def main() -> None:
    """Read certificates of analysis of synthetic peptides and check every claim that can be checked.

    A refusal may be a false alarm; a pass is never given where something was not checked.
    """
