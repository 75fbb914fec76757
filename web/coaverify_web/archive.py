"""The archive's pages: looking for reports, one report with its trail, what is known of lots, vendors, documents."""

from __future__ import annotations

import logging

from flask import Blueprint, abort, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coaverify.archive.archive import Archive
from coaverify.archive.errors import ArchiveError, NotInArchive
from coaverify.archive.history import history_of_document, history_of_lot
from coaverify.archive.party_history import REPEATS_MEAN, Party, history_of_party
from coaverify.archive.printing import filed_as, report_and_original
from coaverify.archive.query import NoCursor
from coaverify.archive.search import count, find
from coaverify.archive.shelf import filed_report, versions_of
from coaverify.archive.standing import status_of
from coaverify.model.errors import Unreadable
from coaverify.report.model import Report
from coaverify.report.presentation.document import document_view
from coaverify.report.presentation.words import claim_label
from coaverify_web.archive_form import SearchForm
from coaverify_web.checks import check_titles
from coaverify_web.desk import desk
from coaverify_web.people import signed_in
from coaverify_web.presentation.archive_pages import folded_key, histogram, listed, wording_of
from coaverify_web.printing import MEDIA_TYPES, Form, NotMade
from coaverify_web.review_forms import CommentForm, CorrectionForm, DecisionForm

log = logging.getLogger(__name__)

blueprint = Blueprint("archive", __name__, url_prefix="/archive")

Page = str | tuple[str, int] | Response

SHOWN = 25  # reports on a page


def the_archive() -> Archive:
    """The archive of the app that serves this request; these pages are there only where there is one."""
    found = desk().archive
    if found is None:
        abort(404)
    return found


@blueprint.app_template_filter("archive_key")
def _archive_key(text: str) -> str:
    return folded_key(text)


@blueprint.app_template_filter("claim_label")
def _claim_label(claim: str) -> str:
    return claim_label(claim)


@blueprint.errorhandler(NotInArchive)
def _not_there(error: NotInArchive) -> tuple[str, int]:
    return _problem(404, "This is not in the archive", str(error), "Look for it by other words.")


@blueprint.errorhandler(ArchiveError)
def _not_usable(error: ArchiveError) -> tuple[str, int]:
    log.error("the archive could not be used: %s", error)
    return _problem(503, "The archive cannot be used now", str(error), "Nothing was changed. Try again in a moment.")


@blueprint.get("/")
def index() -> Page:
    """The search form with what it finds; without anything asked, the newest reports."""
    form = SearchForm(request.args or None)
    if not form.validate():
        return render_template("archive/index.html", form=form, rows=(), found=None), 422
    query, archive = form.query(), the_archive()
    try:
        found = find(archive, query, limit=SHOWN, after=request.args.get("after", ""))
    except NoCursor:
        abort(404)
    total = "" if request.args.get("after") else str(count(archive, query))
    following = {**form.asked(), "after": found.after} if found.after else None
    return render_template(
        "archive/index.html", form=form, rows=listed(found.hits), found=found, total=total, following=following
    )


@blueprint.get("/reports/<int:number>")
def report(number: int) -> Page:
    return report_page(number)


def report_page(number: int, form: CommentForm | DecisionForm | CorrectionForm | None = None, refusal: str = "") -> str:
    """A report's page. form: what was sent and not taken, for which `refusal` says why where the form does not."""
    archive = the_archive()
    filed = filed_report(archive, sized(number))
    hit, others, entries = versions_of(archive, number)
    newer = max((other.number for other in others if other.number > number), default=None)
    return render_template(
        "archive/report.html",
        view=document_view(filed, check_titles()),
        report=filed,
        number=number,
        hit=hit,
        others=listed(others),
        entries=entries,
        newer=newer,
        status=status_of(archive, number),
        forms=_forms(filed, form),
        signed_in=signed_in(),
        sent=form.kind if form else "",
        refusal=refusal,
    )


def _forms(filed: Report, sent: CommentForm | DecisionForm | CorrectionForm | None) -> dict[str, FlaskForm]:
    """The forms below a report, empty but for the one that was sent; none where nothing may be said here."""
    person = signed_in()
    if not desk().config.may_review or person == "":
        return {}
    made = (CommentForm(person, None), DecisionForm(person, None), CorrectionForm(filed, person, None))
    return {one.kind: sent if sent and sent.kind == one.kind else one for one in made}


@blueprint.get("/reports/<int:number>/report.<any(pdf, html, xlsx):form>")
def printed(number: int, form: str) -> Page:
    """The report as a file to read, sign and keep, with its place in the trail; the document is proven on the way."""
    archive = the_archive()
    filed, original = report_and_original(archive, sized(number))
    try:
        made = desk().printed_again(filed, original, filed_as(archive, number), Form(form))
    except NotMade:
        log.exception("report %d could not be made into %s", number, form)
        words = f"The {form.upper()} could not be made", "The report itself is whole.", "Take it along as JSON."
        return _problem(500, *words)
    answer = Response(made, content_type=MEDIA_TYPES[Form(form)])
    answer.headers.set("Content-Disposition", "attachment", filename=f"coaverify-report-{number}.{form}")
    return answer


@blueprint.get("/reports/<int:number>/report.json")
def report_json(number: int) -> Response:
    """The report as it was filed."""
    answer = Response(filed_report(the_archive(), sized(number)).to_json(indent=2, ascii_only=True))
    answer.content_type = "application/json; charset=utf-8"
    answer.headers.set("Content-Disposition", "attachment", filename=f"coaverify-report-{number}.json")
    return answer


@blueprint.get("/reports/<int:number>/pages/<int:page>.png")
def page_image(number: int, page: int) -> Response:
    """A page of the original, rendered in a sandboxed process; the original's bytes are held against their hash."""
    archive = the_archive()
    document = filed_report(archive, sized(number)).document
    if not 1 <= page <= document.pages:
        abort(404)
    answer = Response(mimetype="image/png")
    answer.set_etag(f"{document.sha256}-{page}")
    if request.if_none_match.contains_weak(answer.get_etag()[0] or ""):
        return answer.make_conditional(request.environ)
    try:
        answer.data = desk().render(archive.originals.get(document.sha256), page)
    except Unreadable:
        log.warning("page %d of report %d could not be rendered", page, number, exc_info=True)
        abort(404)
    return answer


@blueprint.get("/lots/<key>")
def lot(key: str) -> Page:
    found = history_of_lot(the_archive(), key)
    return render_template("archive/lot.html", found=found, rows=listed(found.reports))


@blueprint.get("/<any(vendors, laboratories):kind>/<key>")
def party(kind: str, key: str) -> Page:
    asked = Party.VENDOR if kind == "vendors" else Party.LABORATORY
    found = history_of_party(the_archive(), asked, key)
    return render_template(
        "archive/party.html",
        found=found,
        key=key,
        picture=histogram(found.purities) if found.purities else None,
        verdicts=[(wording_of(verdict), count) for verdict, count in found.verdicts],
        titles=check_titles(),
        repeats_mean=REPEATS_MEAN,
    )


@blueprint.get("/documents/<sha256>")
def document(sha256: str) -> Page:
    found = history_of_document(the_archive(), sha256)
    return render_template("archive/document.html", found=found, rows=listed(found.reports))


def sized(number: int) -> int:
    """A number that a database takes."""
    if number >= 2**63:
        abort(404)
    return number


def _problem(status: int, title: str, message: str, advice: str) -> tuple[str, int]:
    return render_template("errors/error.html", status=status, title=title, message=message, advice=advice), status
