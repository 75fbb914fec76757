"""Every sample gets the verdict that was written by hand, and the very report that stands beside it."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from coaverify.model.finding import Outcome
from coaverify.report.model import Report
from coaverify.report.schema import json_schema
from expected_reports import EXPECTED, path_of_expected, reports_of, without_versions
from make_samples import draw_all

SAMPLES = EXPECTED.parent
TRUTH = tomllib.loads((EXPECTED / "verdicts.toml").read_text(encoding="utf-8"))
NAMES = sorted(TRUTH)


@cache
def reports() -> dict[str, Report]:
    files = [SAMPLES / f"{name}.pdf" for name in NAMES]
    return {report.document.name.removesuffix(".pdf"): report for report in reports_of(files)}


def outcomes(name: str, outcome: Outcome) -> set[str]:
    checks = [check for certificate in reports()[name].certificates for check in certificate.checks]
    return {check.id for check in checks if check.outcome is outcome}


def test_every_sample_has_its_truth_and_a_line_in_the_readme() -> None:
    drawn = {path.stem for path in SAMPLES.glob("*.pdf")}
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z0-9-]+)\.pdf` \|.*\| (\w+) \|$", readme, re.M))
    assert drawn == set(TRUTH)
    assert listed == {name: truth["verdict"] for name, truth in TRUTH.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gets_the_verdict_that_was_written_by_hand(name: str) -> None:
    truth = TRUTH[name]
    assert reports()[name].error is None
    assert outcomes(name, Outcome.FAIL) == set(truth.get("failing", ()))
    assert outcomes(name, Outcome.INCONCLUSIVE) >= set(truth.get("open", ()))
    assert reports()[name].verdict == truth["verdict"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_recognised_by_its_name(name: str) -> None:
    (certificate,) = reports()[name].certificates
    assert certificate.claims.product_name is not None
    assert certificate.claims.product_name.value == TRUTH[name]["product"]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_the_expected_one(name: str) -> None:
    expected = path_of_expected(name).read_text(encoding="utf-8")
    assert without_versions(reports()[name]) == expected, "if that is meant: make samples, and read git diff"


@pytest.mark.parametrize("name", NAMES)
def test_a_report_keeps_to_the_published_schema_and_can_be_read_back(name: str) -> None:
    report = reports()[name]
    jsonschema.validate(json.loads(report.to_json()), json_schema())
    assert Report.from_json(report.to_json()) == report


def test_the_samples_are_what_the_generator_draws(tmp_path: Path) -> None:
    # Page contents, not files: another zlib packs the same words into other bytes.
    for path in draw_all(tmp_path):
        with pikepdf.open(path) as drawn, pikepdf.open(SAMPLES / path.name) as kept:
            assert [page_content(page) for page in drawn.pages] == [page_content(page) for page in kept.pages]


def page_content(page: pikepdf.Page) -> list[bytes]:
    contents = page.obj["/Contents"]
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return [stream.read_bytes() for stream in streams]
