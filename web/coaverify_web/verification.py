"""What the web app asks of a verifier. The real one is `coaverify.batch.local.Verifier`."""

from __future__ import annotations

from typing import Protocol

from coaverify.batch import submission


class Verification(submission.Verification, Protocol):
    """Verifies documents and renders their pages, both outside this process; safe to share by threads."""

    def render_page(self, data: bytes, page: int, dpi: int = ...) -> bytes: ...
