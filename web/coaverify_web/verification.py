"""What the web app asks of a verifier. The real one is `coaverify.batch.local.Verifier`."""

from __future__ import annotations

from typing import Protocol

from coaverify.batch.local import Submission
from coaverify.model.settings import Settings
from coaverify.report.model import Report


class Verification(Protocol):
    """Verifies documents and renders their pages, both outside this process; safe to share by threads."""

    def verify(self, submission: Submission, settings: Settings) -> Report: ...

    def render_page(self, data: bytes, page: int, dpi: int = ...) -> bytes: ...
