"""The desk where uploads are handed in: starts their verification and keeps what comes of it.

Each document is verified on its own, so one that fails never stops the others.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from typing import cast

from flask import Flask, current_app

from coaverify.batch.companions import Companions
from coaverify.batch.local import Submission
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from coaverify.report.printed.dossier import Dossier, pages_shown
from coaverify_web.config import WebConfig
from coaverify_web.printing import Form, Press
from coaverify_web.store import Store, StoredDocument, Upload
from coaverify_web.verification import Verification

log = logging.getLogger(__name__)

EXTENSION = "coaverify-desk"


class Company:
    """The documents of one upload, compared with each other in the order in which they are done."""

    def __init__(self) -> None:
        self._companions = Companions()
        self._lock = threading.Lock()

    def compared(self, report: Report) -> Report:
        with self._lock:
            return self._companions.compared(report)


class Desk:
    """Verifies uploads in the background. The threads only wait; the verifier's processes do the work."""

    def __init__(self, verifier: Verification, config: WebConfig) -> None:
        self.config = config
        self._verifier = verifier
        self._closing = False
        self._press = Press()
        self._store = Store(config.kept_results, config.kept_megabytes * 1_000_000)
        self._threads = ThreadPoolExecutor(max_workers=os.cpu_count() or 2, thread_name_prefix="verify")

    def hand_in(self, submissions: Iterable[Submission], settings: Settings) -> Upload:
        """Start verifying, wait a little for the result, and keep it either way."""
        submissions = list(submissions)
        settings = replace(settings, fingerprints=len(submissions) > 1)
        company = Company()
        upload = self._store.add(
            StoredDocument(
                submission.name, submission.data, self._threads.submit(self._verify, submission, settings, company)
            )
            for submission in submissions
        )
        wait([document.outcome for document in upload.documents], timeout=self.config.patience_seconds)
        return upload

    def warm_up(self) -> None:
        """Have a worker started and its modules loaded before the first visitor waits for them."""
        self._threads.submit(self._verify, Submission("warm-up", b""), Settings(), Company())

    def find(self, upload_id: str) -> Upload | None:
        return self._store.get(upload_id)

    def page_image(self, document: StoredDocument, page: int) -> bytes:
        """The page as PNG.

        Raises:
            Unreadable: where the page cannot be rendered.
        """
        return document.image(page, self._verifier.render_page)

    def printed(self, document: StoredDocument, report: Report, form: Form) -> bytes:
        """The document's report as a file to take along.

        Raises:
            NotMade: where it could not be made.
        """
        pictures = {}
        for page in () if form is Form.XLSX else pages_shown(report):
            try:
                pictures[page] = self.page_image(document, page)
            except Unreadable:
                log.warning("page %d of a document could not be rendered", page, exc_info=True)
        return self._press.print(Dossier(report, document.data, pictures), form)

    def close(self) -> None:
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _verify(self, submission: Submission, settings: Settings, company: Company) -> Report:
        settings = replace(settings, templates=self.config.templates)
        try:
            return company.compared(self._verifier.verify(submission, settings))
        except Exception:
            # The page shows a failure of the program and no details: they are here. What was given up is none.
            if not self._closing:
                log.exception("verification of a document of %d bytes failed", len(submission.data))
            raise


def desk() -> Desk:
    """The desk of the app that serves this request."""
    return cast(Desk, current_app.extensions[EXTENSION])


def set_up(app: Flask, verifier: Verification, config: WebConfig) -> Desk:
    made = Desk(verifier, config)
    app.extensions[EXTENSION] = made
    return made
