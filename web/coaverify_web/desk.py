"""The desk where uploads are handed in: starts their verification and keeps what comes of it.

Each document is verified on its own, so one that fails never stops the others.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from typing import cast

from flask import Flask, current_app

from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.batch.correcting import CorrectedReport, Means, correct
from coaverify.batch.local import Submission
from coaverify.model.correction import Correction
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from coaverify.report.printed.dossier import Dossier, FiledAs, pages_shown
from coaverify_web.company import Company, FiledCompany
from coaverify_web.config import WebConfig
from coaverify_web.printing import Form, Press
from coaverify_web.store import Archiving, Store, StoredDocument, Upload
from coaverify_web.verification import Verification

log = logging.getLogger(__name__)

EXTENSION = "coaverify-desk"


class Desk:
    """Verifies uploads in the background. The threads only wait; the verifier's processes do the work."""

    def __init__(self, verifier: Verification, config: WebConfig, archive: Archive | None = None) -> None:
        self.config = config
        self.archive = archive
        self._verifier = verifier
        self._closing = False
        self._press = Press()
        self._store = Store(config.kept_results, config.kept_megabytes * 1_000_000)
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 2, thread_name_prefix="verify")

    def hand_in(self, submissions: Iterable[Submission], settings: Settings, by: str) -> Upload:
        """Start verifying, wait a little for the result, and keep it either way. by: in whose name it is filed."""
        submissions = list(submissions)
        settings = replace(settings, templates=self.config.templates)
        company: Company
        if self.archive is None:
            settings = replace(settings, fingerprints=len(submissions) > 1)
            company = Company()
        else:
            settings = replace(settings, fingerprints=True)
            company = FiledCompany(self.archive, settings, by)
        upload = self._store.add(self._begun(submission, settings, company) for submission in submissions)
        wait([document.outcome for document in upload.documents], timeout=self.config.patience_seconds)
        return upload

    def warm_up(self) -> None:
        """Have a worker started and its modules loaded before the first visitor waits for them."""
        self._threads.submit(self._verify, Submission("warm-up", b""), Settings(), Company(), Archiving())

    def find(self, upload_id: str) -> Upload | None:
        return self._store.get(upload_id)

    def page_image(self, document: StoredDocument, page: int) -> bytes:
        """The page as PNG.

        Raises:
            Unreadable: where the page cannot be rendered.
        """
        return document.image(page, self._verifier.render_page)

    def render(self, data: bytes, page: int) -> bytes:
        """A page of an archived original as PNG.

        Raises:
            Unreadable: where the page cannot be rendered.
        """
        return self._verifier.render_page(data, page)

    def printed(self, document: StoredDocument, report: Report, form: Form) -> bytes:
        """The document's report as a file to take along.

        Raises:
            NotMade: where it could not be made.
        """
        pictures = self._pictures(report, form, lambda page: self.page_image(document, page))
        return self._press.print(Dossier(report, document.data, pictures), form)

    def printed_again(self, report: Report, original: bytes, filed: FiledAs, form: Form) -> bytes:
        """An archived report as a file to take along.

        Raises:
            NotMade: where it could not be made.
        """
        pictures = self._pictures(report, form, lambda page: self.render(original, page))
        return self._press.print(Dossier(report, original, pictures, filed), form)

    def correct(self, number: int, reading: Correction, why: str, by: str) -> CorrectedReport:
        """Verify an archived report's document again with a reviewer's reading, and file the new report.

        Raises:
            as `coaverify.batch.correcting.correct`; NotInArchive also where there is no archive.
        """
        if self.archive is None:
            raise NotInArchive("There is no archive here.")
        means = Means(self.config.templates)
        return correct(self.archive, self._verifier, number, reading, why=why, by=by, means=means)

    def close(self) -> None:
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self.archive is not None:
            self.archive.close()

    def _pictures(self, report: Report, form: Form, rendered: Callable[[int], bytes]) -> dict[int, bytes]:
        """The pages' pictures that a file shows; what cannot be rendered is left out."""
        pictures = {}
        for page in () if form is Form.XLSX else pages_shown(report):
            try:
                pictures[page] = rendered(page)
            except Unreadable:
                log.warning("page %d of a document could not be rendered", page, exc_info=True)
        return pictures

    def _begun(self, submission: Submission, settings: Settings, company: Company) -> StoredDocument:
        archiving = Archiving()
        outcome = self._threads.submit(self._verify, submission, settings, company, archiving)
        return StoredDocument(submission.name, submission.data, outcome, archiving)

    def _verify(self, submission: Submission, settings: Settings, company: Company, archiving: Archiving) -> Report:
        try:
            known = company.known(submission, archiving)
            if known is not None:
                return known
            return company.finished(self._verifier.verify(submission, settings), submission, archiving)
        except Exception:
            # The page shows a failure of the program and no details: they are here. What was given up is none.
            if not self._closing:
                log.exception("verification of a document of %d bytes failed", len(submission.data))
            raise


def desk() -> Desk:
    """The desk of the app that serves this request."""
    return cast(Desk, current_app.extensions[EXTENSION])


def set_up(app: Flask, verifier: Verification, config: WebConfig, archive: Archive | None = None) -> Desk:
    made = Desk(verifier, config, archive)
    app.extensions[EXTENSION] = made
    return made
