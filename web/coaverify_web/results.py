"""Results: the overview of an upload, a document's page, its JSON and its page images."""

from __future__ import annotations

import json
import logging

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from coaverify.model.errors import Unreadable
from coaverify.report.model import Report
from coaverify.report.presentation.document import document_view
from coaverify_web.checks import check_titles
from coaverify_web.desk import desk
from coaverify_web.presentation.batch import Document, overview, tally
from coaverify_web.printing import MEDIA_TYPES, Form, NotMade
from coaverify_web.store import StoredDocument, Upload

log = logging.getLogger(__name__)

blueprint = Blueprint("results", __name__, url_prefix="/results")

Page = str | tuple[str, int] | Response


@blueprint.get("/<upload_id>")
def upload(upload_id: str) -> Page:
    """One document: its page. Several, or one that is still being checked: the overview."""
    found = _upload(upload_id)
    if len(found.documents) == 1 and not found.pending:
        return redirect(url_for("results.document", upload_id=upload_id, number=1), code=303)
    rows = overview(Document(one.name, one.report, one.crashed) for one in found.documents)
    return render_template("results/overview.html", upload=found, rows=rows, tally=tally(rows))


@blueprint.get("/<upload_id>/progress")
def progress(upload_id: str) -> Response:
    """How far the upload is, for the script that waits for it."""
    found = _upload(upload_id)
    total = len(found.documents)
    return _json(json.dumps({"done": total - found.pending, "total": total}))


@blueprint.get("/<upload_id>/<int:number>")
def document(upload_id: str, number: int) -> Page:
    found = _upload(upload_id)
    stored = _document(found, number)
    if stored.pending:
        return redirect(url_for("results.upload", upload_id=upload_id), code=303)
    if stored.report is None:
        return render_template("results/crash.html", upload=found, name=stored.name), 500
    view = document_view(stored.report, check_titles())
    return render_template(
        "results/document.html", upload=found, number=number, view=view, archiving_of=stored.archiving
    )


@blueprint.get("/<upload_id>/<int:number>/report.json")
def report(upload_id: str, number: int) -> Response:
    """The report as the schema has it."""
    stored = _document(_upload(upload_id), number)
    return _download(_report(stored).to_json(indent=2), "application/json", f"coaverify-report-{number}.json")


@blueprint.get("/<upload_id>/<int:number>/report.<any(pdf, html, xlsx):form>")
def printed(upload_id: str, number: int, form: str) -> Page:
    """The report as a file to read, print and keep. Where it cannot be made, the page says so and the rest stands."""
    stored = _document(_upload(upload_id), number)
    found = _report(stored).without_fingerprints()
    try:
        made = desk().printed(stored, found, Form(form))
    except NotMade:
        log.exception("a report could not be made into %s", form)
        return render_template(
            "results/not_made.html", upload=_upload(upload_id), number=number, form=form.upper()
        ), 500
    answer = Response(made, content_type=MEDIA_TYPES[Form(form)])
    answer.headers.set("Content-Disposition", "attachment", filename=f"coaverify-report-{number}.{form}")
    return answer


@blueprint.get("/<upload_id>/reports.jsonl")
def reports(upload_id: str) -> Response:
    """All reports of the upload that there are, one a line, as the command line writes them."""
    found = [stored.report for stored in _upload(upload_id).documents]
    lines = "".join(f"{report.to_json()}\n" for report in found if report is not None)
    return _download(lines, "application/jsonl", "coaverify-reports.jsonl")


@blueprint.get("/<upload_id>/<int:number>/pages/<int:page>.png")
def page_image(upload_id: str, number: int, page: int) -> Response:
    """A page's picture, rendered in a sandboxed process on first sight."""
    stored = _document(_upload(upload_id), number)
    if not 1 <= page <= _report(stored).document.pages:
        abort(404)
    try:
        image = desk().page_image(stored, page)
    except Unreadable:
        log.warning("page %d of a document could not be rendered", page, exc_info=True)
        abort(404)
    answer = Response(image, mimetype="image/png")
    answer.set_etag(f"{upload_id}-{number}-{page}")
    return answer.make_conditional(request.environ)


def _upload(upload_id: str) -> Upload:
    found = desk().find(upload_id)
    if found is None:
        abort(404)
    return found


def _document(found: Upload, number: int) -> StoredDocument:
    if not 1 <= number <= len(found.documents):
        abort(404)
    return found.documents[number - 1]


def _report(stored: StoredDocument) -> Report:
    """The document's report; a page of it cannot be asked for before there is one."""
    if stored.report is None:
        abort(404)
    return stored.report


def _json(text: str) -> Response:
    return Response(text, mimetype="application/json")


def _download(text: str, mimetype: str, name: str) -> Response:
    answer = Response(text, content_type=f"{mimetype}; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
