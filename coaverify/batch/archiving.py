"""A run whose reports go into an archive as they come. What is in it already is not verified again."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import canonical
from coaverify.archive.filing import file, known_report, note_name
from coaverify.archive.rows import run_of
from coaverify.batch.companions import Companions
from coaverify.batch.local import Submission
from coaverify.model.settings import Settings
from coaverify.report.generator import generator_of
from coaverify.report.model import Report


class ArchivedRun:
    """Files the reports of one run. The user's own reference has to be in use before the first question.

    by: who files, as they name themselves.
    """

    def __init__(self, archive: Archive, settings: Settings, by: str) -> None:
        self._archive = archive
        self._settings = settings
        self._by = by
        self._companions = Companions()

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
        answered = self.answered(report)
        file(self._archive, answered, data, self._by)
        return answered.without_fingerprints()

    def answered(self, report: Report) -> Report:
        """The report compared with what there is, its fingerprints still on it."""
        return self._companions.answered(report)
