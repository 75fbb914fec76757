"""`coaverify explain` and `coaverify schema`."""

from __future__ import annotations

import json

import jsonschema
import pytest
from click.testing import CliRunner

from cli_reports import failed, inconclusive, passed, unreadable
from coaverify.checks import ALL_CHECKS
from coaverify.cli import main
from coaverify.cli.exit_codes import ExitCode
from coaverify.report.model import Report


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.id)
def test_every_check_is_explained_with_all_its_codes(check: object) -> None:
    assert hasattr(check, "id")
    (known,) = [one for one in ALL_CHECKS if one.id == check.id]
    output = CliRunner().invoke(main, ["explain", known.id]).output
    assert known.title in output
    for name, code in known.codes.items():
        assert name in output
        assert code.meaning in output


def test_without_an_id_all_checks_are_listed() -> None:
    output = CliRunner().invoke(main, ["explain"]).output
    assert [one.id for one in ALL_CHECKS if one.id not in output] == []


def test_the_exit_codes_are_listed() -> None:
    lines = CliRunner().invoke(main, ["explain", "exit-codes"]).output.splitlines()
    assert [int(line.split()[0]) for line in lines] == [code.value for code in ExitCode]


def test_a_mistyped_id_is_answered_with_near_ones() -> None:
    result = CliRunner().invoke(main, ["explain", "identity.fom"])
    assert result.exit_code == 2
    assert "identity.form" in result.stderr


@pytest.mark.parametrize("report", [passed(), failed(), inconclusive(), unreadable()])
def test_reports_keep_to_the_schema_that_is_printed(report: Report) -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema"]).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(report.to_json()), schema)


def test_the_schema_refuses_what_is_no_report() -> None:
    schema = json.loads(CliRunner().invoke(main, ["schema"]).stdout)
    data = json.loads(passed().to_json()) | {"verdict": "good enough"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)
