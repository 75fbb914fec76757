"""Verification in disposable worker processes. The parent never parses a document."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING

from coaverify.batch.submission import ProgramFault, Submission
from coaverify.document.render import render_page
from coaverify.document.sandbox import Sandbox, Task
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Limits, Settings
from coaverify.report.build import error_report
from coaverify.report.model import Report
from coaverify.verify import verify_to_json

if TYPE_CHECKING:  # only templates have need of it
    from coaverify.batch.survey import Survey


__all__ = ["ProgramFault", "Submission", "Verifier"]


@dataclass(frozen=True, slots=True)
class _Sent:
    name: str
    size: int
    sha256: str
    settings: Settings
    task: Task


class Verifier:
    """Verifies documents in sandboxed worker processes. Use as a context manager; safe to share by threads.

    Every document yields a report; one that kills its worker or overruns its limits yields a report
    with an error.
    """

    def __init__(self, limits: Limits | None = None, jobs: int | None = None) -> None:
        self._window = 4 * (jobs or os.cpu_count() or 1)
        self._sandbox = Sandbox(
            limits or Limits(), jobs=jobs, preload=("coaverify.verify", "coaverify.chromatography.integration")
        )

    def __enter__(self) -> Verifier:
        self._sandbox.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    def verify(self, submission: Submission, settings: Settings) -> Report:
        """One report for one document; waits for it.

        Raises:
            ProgramFault: where coaverify itself failed on the document.
        """
        return self._collect(self._send(submission, settings))

    def verify_many(self, submissions: Iterable[Submission], settings: Settings) -> Iterator[Report | ProgramFault]:
        """Reports in the order of the submissions, as they come; a fault of the program in the place of a report.

        Only as many documents are held at a time as keep the workers busy.
        """
        pending: deque[_Sent] = deque()
        for submission in submissions:
            pending.append(self._send(submission, settings))
            if len(pending) >= self._window:
                yield self._report_or_fault(pending.popleft())
        while pending:
            yield self._report_or_fault(pending.popleft())

    def _send(self, submission: Submission, settings: Settings) -> _Sent:
        sha256 = hashlib.sha256(submission.data).hexdigest()
        settings = submission.settings or settings
        if submission.portal_copy is not None:
            settings = replace(settings, portal_copy=submission.portal_copy)
        task = self._sandbox.submit(verify_to_json, submission.data, submission.name, settings)
        return _Sent(submission.name, len(submission.data), sha256, settings, task)

    def _report_or_fault(self, sent: _Sent) -> Report | ProgramFault:
        try:
            return self._collect(sent)
        except ProgramFault as fault:
            return fault

    def _collect(self, sent: _Sent) -> Report:
        try:
            return Report.from_json(sent.task.result())
        except Unreadable as error:
            return error_report(error, sent.name, sent.size, sent.sha256, sent.settings)
        except Exception as error:
            raise ProgramFault(sent.name, error) from error

    def survey(self, submission: Submission, settings: Settings) -> Survey:
        """What a template can be started from, and whether the settings' templates hold.

        Raises:
            Unreadable: where the document cannot be read.
            ProgramFault: where coaverify itself failed on the document.
        """
        from coaverify.batch.survey import Survey, survey_to_json

        task = self._sandbox.submit(survey_to_json, submission.data, submission.name, settings)
        try:
            return Survey.model_validate_json(task.result())
        except Unreadable:
            raise
        except Exception as error:
            raise ProgramFault(submission.name, error) from error

    def render_page(self, data: bytes, page: int, dpi: int = 110) -> bytes:
        """A page (from 1) as PNG.

        Raises:
            Unreadable: where the document cannot be rendered.
        """
        return self._sandbox.submit(render_page, data, page, dpi).result()
