"""`coaverify schema`: the JSON Schema of the report."""

from __future__ import annotations

import json

import click

from coaverify.report.schema import json_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of the report (draft 2020-12)."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
