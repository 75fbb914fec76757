"""Pictures of a document's pages for its printed report, made in the sandbox."""

from __future__ import annotations

from coaverify.batch.local import Verifier
from coaverify.model.errors import Unreadable
from coaverify.report.model import Report
from coaverify.report.printed.dossier import PICTURE_DPI, pages_shown


def pictures_of(report: Report, data: bytes, verifier: Verifier) -> dict[int, bytes]:
    """The pages that a printed report shows, as PNG, by their number; one that cannot be rendered is left out."""
    pictures = {}
    for page in pages_shown(report):
        try:
            pictures[page] = verifier.render_page(data, page, PICTURE_DPI)
        except Unreadable:  # the report says that there is no picture
            continue
    return pictures
