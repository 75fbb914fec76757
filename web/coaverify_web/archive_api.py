"""The archive for programs: the same searches as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coaverify.archive.errors import ArchiveError, NotInArchive
from coaverify.archive.query import NoCursor
from coaverify.archive.search import MOST_HITS, find
from coaverify.archive.shelf import filed_report
from coaverify_web.archive import the_archive
from coaverify_web.archive_form import SearchForm

blueprint = Blueprint("archive_api", __name__, url_prefix="/api/archive")


@blueprint.errorhandler(ArchiveError)
def _failed(error: ArchiveError) -> Response:
    return _json({"error": str(error)}, 404 if isinstance(error, NotInArchive) else 503)


@blueprint.get("/reports")
def reports() -> Response:
    """Reports by what is asked in the address, under the names of the page's form; `limit`, `after` page."""
    form = SearchForm(request.args or None)
    if not form.validate():
        return _json({"error": "Not understood.", "fields": form.errors}, 422)
    limit = request.args.get("limit", "50")
    if not limit.isdecimal() or not 1 <= int(limit[:9]) <= MOST_HITS:
        return _json({"error": f"limit is a number from 1 to {MOST_HITS}."}, 422)
    try:
        page = find(the_archive(), form.query(), limit=int(limit), after=request.args.get("after", ""))
    except NoCursor as error:
        return _json({"error": str(error)}, 422)
    return _json({
        "reports": [asdict(hit) for hit in page.hits],
        "after": page.after or None,
        "widened": page.widened,
        "longer": page.longer,
    })  # fmt: skip


@blueprint.get("/reports/<int:number>")
def report(number: int) -> Response:
    """A report as it was filed."""
    if number >= 2**63:
        raise NotInArchive(f"There is no report {number} in this archive.")
    return Response(filed_report(the_archive(), number).to_json(ascii_only=True), mimetype="application/json")


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")
