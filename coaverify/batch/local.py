"""Verification in disposable worker processes. The parent never parses a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType

from coaverify.document.render import render_page
from coaverify.document.sandbox import Sandbox
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Limits, Settings
from coaverify.report.build import error_report
from coaverify.report.model import Report
from coaverify.verify import verify_to_json


@dataclass(frozen=True, slots=True)
class Submission:
    """A document as handed in: its name, for the report, and its bytes."""

    name: str
    data: bytes


class Verifier:
    """Verifies documents in sandboxed worker processes. Use as a context manager; safe to share by threads.

    Every document yields a report; one that kills its worker or overruns its limits yields a report
    with an error.
    """

    def __init__(self, limits: Limits | None = None, jobs: int | None = None) -> None:
        self._sandbox = Sandbox(
            limits or Limits(), jobs=jobs, preload=("coaverify.verify", "coaverify.checks.integration")
        )

    def __enter__(self) -> Verifier:
        self._sandbox.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    def verify(self, submission: Submission, settings: Settings) -> Report:
        """One report for one document; waits for it."""
        return next(self.verify_many([submission], settings))

    def verify_many(self, submissions: Iterable[Submission], settings: Settings) -> Iterator[Report]:
        """Reports in the order of the submissions, as they come."""
        pending = [
            (submission.name, len(submission.data), hashlib.sha256(submission.data).hexdigest(),
             self._sandbox.submit(verify_to_json, submission.data, submission.name, settings))
            for submission in submissions
        ]  # fmt: skip
        for name, size, sha256, future in pending:
            try:
                yield Report.from_json(future.result())
            except Unreadable as error:
                yield error_report(error, name, size, sha256, settings)

    def render_page(self, data: bytes, page: int, dpi: int = 110) -> bytes:
        """A page (from 1) as PNG.

        Raises:
            Unreadable: where the document cannot be rendered.
        """
        return self._sandbox.submit(render_page, data, page, dpi).result()
