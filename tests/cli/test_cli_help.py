"""Help is there for every command, and quick: it loads none of the libraries that it does not use."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from coaverify import __version__
from coaverify.cli import COMMANDS, main

HEAVY = ("pdfplumber", "pdfminer", "pypdfium2", "pydantic", "pyteomics", "flask", "rich", "pebble", "numpy")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_every_option_has_help(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name
    assert command.help
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_help_lists_every_command() -> None:
    output = CliRunner().invoke(main, ["--help"]).output
    for name, entry in COMMANDS.items():
        assert name in output
        assert entry.summary in " ".join(output.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]], ids=" ".join)
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    heavy = HEAVY if arguments[0] != "check" else tuple(name for name in HEAVY if name != "pydantic")
    code = (
        "import sys\nfrom coaverify.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        f"print('loaded:', [name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"coaverify, version {__version__}\n"


def test_an_unknown_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["frobnicate"]).exit_code == 2
