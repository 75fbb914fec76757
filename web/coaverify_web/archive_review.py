"""What people do with an archived report on its page: correct a reading, comment, approve, reject."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from coaverify.archive import review
from coaverify.archive.errors import NotAllowed
from coaverify.archive.shelf import filed_report
from coaverify.batch.submission import ProgramFault
from coaverify_web.archive import Page, report_page, sized, the_archive
from coaverify_web.desk import desk
from coaverify_web.people import signed_in
from coaverify_web.review_forms import CommentForm, CorrectionForm, DecisionForm

log = logging.getLogger(__name__)

blueprint = Blueprint("archive_review", __name__, url_prefix="/archive/reports/<int:number>")

Form = CommentForm | DecisionForm | CorrectionForm


@blueprint.before_request
def _may_review() -> None:
    """These pages are there only where the one who runs this allows it, and for people who are signed in."""
    if not desk().config.may_review:
        abort(404)
    if signed_in() == "":
        abort(403)


@blueprint.post("/comment")
def comment(number: int) -> Page:
    form = CommentForm(signed_in())
    return _done(number, form, lambda: _said(review.comment, number, form.words.data, form.person))


@blueprint.post("/decision")
def decision(number: int) -> Page:
    form = DecisionForm(signed_in())

    def decide() -> int:
        if form.decision.data == "approve":
            return _said(review.approve, number, form.person, form.words.data or "")
        return _said(review.reject, number, form.person, form.words.data or "")

    return _done(number, form, decide)


@blueprint.post("/correction")
def correction(number: int) -> Page:
    """The document is verified again with the reviewer's reading; the page of the new report answers."""
    form = CorrectionForm(filed_report(the_archive(), sized(number)), signed_in())
    return _done(number, form, lambda: desk().correct(number, form.correction(), form.why.data, form.person).filed.seq)


def _said(say: Callable[..., object], number: int, *words: str) -> int:
    say(the_archive(), sized(number), *words)
    return number


def _done(number: int, form: Form, do: Callable[[], int]) -> Page:
    """Do it and show the report that it led to; else the page again, with what was refused."""
    if not form.validate():
        return report_page(number, form), 422
    try:
        return _shown(number, do())
    except NotAllowed as refusal:
        return report_page(number, form, str(refusal)), 409
    except ProgramFault:
        log.exception("a corrected document could not be verified")
        return report_page(number, form, "coaverify failed on this document. Nothing was changed."), 500


def _shown(before: int, number: int) -> Response:
    """A new report is shown from its verdict on; the same one where its trail tells what was added."""
    anchor = "archive-trail" if number == before else None
    return redirect(url_for("archive.report", number=number, _anchor=anchor), code=303)
