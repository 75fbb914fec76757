"""A run whose reports go into an archive as they come. What is in it already is not verified again."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import canonical
from coaverify.archive.filing import known_report, note_name
from coaverify.archive.rows import run_of
from coaverify.batch.submission import Submission
from coaverify.model.settings import Settings
from coaverify.report.generator import generator_of
from coaverify.report.model import Report

if TYPE_CHECKING:
    from coaverify.archive.duplicates import Duplicates


class ArchivedRun:
    """Files the reports of one run. The user's own reference has to be in use before the first question.

    by: who files, as they name themselves.
    """

    def __init__(self, archive: Archive, settings: Settings, by: str) -> None:
        self._archive = archive
        self._settings = settings
        self._by = by
        self._starting = threading.Lock()
        self._duplicates: Duplicates | None = None

    def known(self, submission: Submission) -> Report | None:
        """The report of the same document by the same versions with the same settings, where it was filed before.

        Raises:
            ArchiveError: where the archive cannot be read, or the name not be noted.
        """
        settings = replace(self._settings, portal_copy=submission.portal_copy or self._settings.portal_copy)
        made_by, sha256 = generator_of(settings), hashlib.sha256(submission.data).hexdigest()
        run = run_of(sha256, canonical(made_by.settings), made_by.coaverify, made_by.reference)
        found = known_report(self._archive, run)
        if found is None:
            return None
        note_name(self._archive, sha256, submission.name, self._by)
        return found[1]

    def filed(self, report: Report, data: bytes) -> Report:
        """File a new report, compared with what there is. When it returns, report and document are there to stay.

        Raises:
            ArchiveError: where it could not be filed; then nothing was.
        """
        return self._comparing().filed(report, data)

    def answered(self, report: Report) -> Report:
        """The report compared with what there is, its fingerprints still on it; nothing is filed.

        Raises:
            ArchiveError: where the archive cannot be read.
        """
        return self._comparing().answered(report)

    @property
    def reported_before(self) -> dict[str, list[str]]:
        """Documents whose data one of this run showed again for another lot or product, and those that did."""
        found = self._duplicates.reported_before if self._duplicates else {}
        return {f"{name} (report {number})": later for (name, number), later in found.items()}

    def _comparing(self) -> Duplicates:
        # Imported here: the checks and their chemistry are not needed where all documents are known.
        from coaverify.archive.duplicates import Duplicates

        with self._starting:
            self._duplicates = self._duplicates or Duplicates(self._archive, self._by)
        return self._duplicates
