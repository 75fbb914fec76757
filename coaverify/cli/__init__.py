"""The command line. One file a command; this one knows their names and loads a command when it is called.

Help and version load no command, so they do not pay for what the commands import.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass

import click

from coaverify import __version__
from coaverify.model.errors import CoaverifyError


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives, as "module:name", and its line in the list of commands."""

    target: str
    summary: str


COMMANDS = {
    "check": Entry("coaverify.cli.check:check", "Check certificates and say what is wrong with them."),
    "mass": Entry("coaverify.cli.mass:mass", "Masses and ions of all forms of a peptide; what an observed value fits."),
    "explain": Entry("coaverify.cli.explain:explain", "Explain a check, its codes and why it matters."),
    "schema": Entry("coaverify.cli.schema:schema", "Print the JSON Schema of the report."),
    "template": Entry("coaverify.cli.template:template", "Teach coaverify the layout of one issuer's paper."),
    "reference": Entry("coaverify.cli.reference:reference", "List the known peptides, show one, check your own."),
    "serve": Entry("coaverify.cli.serve:serve", "Start the web page on this machine."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101  # for the type checker; a test holds it
        return command

    def invoke(self, ctx: click.Context) -> object:
        """A folder of one's own that holds a wrong entry is an error of usage, whichever command met it."""
        try:
            return super().invoke(ctx)
        except CoaverifyError as error:
            from coaverify.reference.entry import ReferenceDataError

            if isinstance(error, ReferenceDataError):
                raise click.UsageError(f"{error}\n`coaverify reference check` goes on from here.") from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: see `coaverify explain exit-codes`. For research use only; no medical advice.",
)
@click.version_option(__version__, prog_name="coaverify")
def main() -> None:
    """Read certificates of analysis of synthetic peptides and check every claim that can be checked.

    A refusal may be a false alarm; a pass is never given where something was not checked.
    """
