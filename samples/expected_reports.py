"""The expected reports beside the samples: how they are made, for the generator and for the test alike."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from coaverify.batch.local import ProgramFault, Submission, Verifier
from coaverify.model.settings import Settings
from coaverify.report.model import Report

AS_OF = datetime.date(2026, 11, 21)
EXPECTED = Path(__file__).parent / "expected"


def reports_of(files: Iterable[Path]) -> Iterator[Report]:
    """The reports of the files, judged on a fixed day."""
    submissions = [Submission(file.name, file.read_bytes()) for file in files]
    with Verifier() as verifier:
        for report in verifier.verify_many(submissions, Settings(as_of=AS_OF)):
            if isinstance(report, ProgramFault):
                raise report
            yield report


def without_versions(report: Report) -> str:
    """The report's text; versions are masked, they change without the report meaning anything else."""
    data = json.loads(report.to_json())
    data["generator"] |= {"coaverify": "(any)", "reference": "(any)"}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def path_of_expected(name: str) -> Path:
    """Where the expected report of "semax-plain-sound.pdf" stands."""
    return EXPECTED / f"{Path(name).stem}.json"


def write_expected(files: Iterable[Path]) -> int:
    """Write the expected reports anew; returns how many."""
    EXPECTED.mkdir(exist_ok=True)
    written = 0
    for report in reports_of(files):
        path_of_expected(report.document.name).write_text(without_versions(report), encoding="utf-8")
        written += 1
    return written
