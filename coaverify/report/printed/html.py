"""The printed report as HTML: one file with everything in it, no script, no address of another place."""

from __future__ import annotations

from coaverify.report.printed.dossier import Dossier
from coaverify.report.printed.sheet import DIGESTS, sheet_of
from coaverify.report.printed.templating import environment


def html_of(dossier: Dossier) -> bytes:
    """The report as an HTML page, UTF-8. What stands in it of the document is escaped."""
    page = (
        environment()
        .get_template("report.html")
        .render(d=sheet_of(dossier), sha256=dossier.report.document.sha256, digests=DIGESTS)
    )
    return page.encode("utf-8")
