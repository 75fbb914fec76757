"""The documents of one upload: compared with each other, and filed where there is an archive."""

from __future__ import annotations

import logging
import threading

from coaverify.archive.archive import Archive
from coaverify.archive.errors import ArchiveError
from coaverify.archive.shelf import number_of
from coaverify.batch.archiving import ArchivedRun
from coaverify.batch.companions import Companions
from coaverify.batch.local import Submission
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from coaverify_web.store import Archiving

log = logging.getLogger(__name__)


class Company:
    """The documents of one upload, compared with each other in the order in which they are done."""

    def __init__(self) -> None:
        self._companions = Companions()
        self._lock = threading.Lock()

    def known(self, submission: Submission, archiving: Archiving) -> Report | None:
        """The document's report, where it need not be verified again."""
        return None

    def finished(self, report: Report, submission: Submission, archiving: Archiving) -> Report:
        """The report as it is shown."""
        with self._lock:
            return self._companions.compared(report)


class FiledCompany(Company):
    """The same, filed as they are done. What could not be filed is shown all the same, and marked as not archived."""

    def __init__(self, archive: Archive, settings: Settings, by: str) -> None:
        super().__init__()
        self._archive = archive
        self._run = ArchivedRun(archive, settings, by)

    def known(self, submission: Submission, archiving: Archiving) -> Report | None:
        try:
            with self._lock:
                report = self._run.known(submission)
            if report is not None:
                archiving.number, archiving.known = number_of(self._archive, report), True
        except ArchiveError as error:  # it is verified, and filing it is tried again
            log.warning("the archive could not be asked for a document: %s", error)
            archiving.number, archiving.known = None, False
            return None
        return report

    def finished(self, report: Report, submission: Submission, archiving: Archiving) -> Report:
        try:
            with self._lock:
                filed = self._run.filed(report, submission.data)
            archiving.number = number_of(self._archive, filed)
        except ArchiveError as error:
            log.error("a document was not archived: %s", error)
            archiving.number, archiving.failure = None, str(error)
            return super().finished(report, submission, archiving)
        return filed
