"""The JSON Schema of the report, made from the model so that it cannot drift from it."""

from __future__ import annotations

from typing import Any

from coaverify.report.model import SCHEMA_VERSION, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of what `Report.to_json` gives (JSON Schema, draft 2020-12)."""
    schema = Report.model_json_schema(mode="serialization")
    return {
        "$schema": DIALECT,
        "title": f"coaverify report, schema {SCHEMA_VERSION}",
        **{key: value for key, value in schema.items() if key != "title"},
    }
