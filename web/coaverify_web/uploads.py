"""The start page: the form, and what becomes of it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from coaverify_web.desk import desk
from coaverify_web.forms import OneClickForm, UploadForm
from coaverify_web.people import whoever
from coaverify_web.samples import listed_samples, showcase

blueprint = Blueprint("uploads", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def start() -> Page:
    return _page(_form())


@blueprint.post("/")
def check() -> Page:
    """Hand the documents in and lead to their results."""
    form = _form()
    if not form.validate():
        return _page(form), 422
    upload = desk().hand_in(form.submissions(), form.settings(), whoever())
    return redirect(url_for("results.upload", upload_id=upload.id), code=303)


def _form() -> UploadForm:
    return UploadForm(files_per_upload=desk().config.files_per_upload)


def _page(form: UploadForm) -> str:
    config = desk().config
    return render_template(
        "uploads/start.html",
        form=form,
        one_click=OneClickForm(),
        samples=showcase(listed_samples(config.samples)),
        upload_megabytes=config.upload_megabytes,
        files_per_upload=config.files_per_upload,
    )
