"""Many documents in sandboxed workers: order, isolation, and what belongs to whom."""

from __future__ import annotations

from certificate_builder import SETTINGS
from certificate_pages import TITLE, lines, pdf_of
from coaverify.batch.local import ProgramFault, Submission, Verifier
from coaverify.model.errors import ErrorCode
from coaverify.report.model import Report

SOUND = pdf_of([TITLE, *lines("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")])


def test_reports_come_in_the_order_of_the_submissions() -> None:
    names = [f"{number:02}.pdf" for number in range(12)]
    with Verifier(jobs=2) as verifier:
        reports = list(verifier.verify_many((Submission(name, SOUND) for name in names), SETTINGS))
    assert [report.document.name for report in reports if isinstance(report, Report)] == names


def test_a_bad_file_has_a_report_of_its_own_and_stops_no_other() -> None:
    files = [
        ("good.pdf", SOUND),
        ("cut.pdf", SOUND[:300]),
        ("empty.pdf", b""),
        ("note.txt", b"hello"),
        ("last.pdf", SOUND),
    ]
    with Verifier(jobs=2) as verifier:
        reports = list(verifier.verify_many([Submission(*file) for file in files], SETTINGS))
    errors = [report.error.code if isinstance(report, Report) and report.error else None for report in reports]
    assert errors == [None, ErrorCode.CORRUPT, ErrorCode.EMPTY, ErrorCode.UNSUPPORTED_TYPE, None]


def test_a_fault_of_the_program_is_named_and_stops_no_other() -> None:
    nameless = Submission(None, SOUND)  # type: ignore[arg-type]  # what no caller may hand in, to make it fail
    with Verifier(jobs=1) as verifier:
        first, second = verifier.verify_many([nameless, Submission("good.pdf", SOUND)], SETTINGS)
    assert isinstance(first, ProgramFault)
    assert isinstance(second, Report)
    assert second.error is None


def test_the_verdict_of_a_report_read_back_is_computed_and_not_believed() -> None:
    with Verifier(jobs=1) as verifier:
        report = verifier.verify(Submission("good.pdf", SOUND), SETTINGS)
    altered = report.to_json().replace('"verdict": "pass"', '"verdict": "fail"')
    assert Report.from_json(altered) == report
    assert report.verdict == "pass"
