"""Pages for what goes wrong between browser and app. Each says what to do; none shows a traceback."""

from __future__ import annotations

import logging

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from coaverify_web.config import WebConfig

log = logging.getLogger(__name__)

Answer = tuple[str, int]


def _page(status: int, title: str, message: str, advice: str) -> Answer:
    return render_template("errors/error.html", status=status, title=title, message=message, advice=advice), status


def handle_errors(app: Flask, config: WebConfig) -> None:
    """Register a page for each class of error."""
    _handle_bad_requests(app, config)
    _handle_the_rest(app)


def _handle_bad_requests(app: Flask, config: WebConfig) -> None:

    @app.errorhandler(CSRFError)
    def _form_expired(error: CSRFError) -> Answer:
        return _page(
            400,
            "This form has expired",
            "The form was opened too long ago, in another session, or with cookies switched off.",
            "Open the page again and send the form once more. Nothing was checked or kept.",
        )

    @app.errorhandler(RequestEntityTooLarge)
    def _too_large(error: RequestEntityTooLarge) -> Answer:
        return _page(
            413,
            "That upload is too large",
            f"One upload may hold up to {config.upload_megabytes} MB, all its files together.",
            "Send fewer files at a time, or a smaller scan: 300 dpi is enough to be read.",
        )

    @app.errorhandler(NotFound)
    def _not_found(error: NotFound) -> Answer:
        return _page(
            404,
            "There is nothing here",
            "The address may be mistyped, or it belonged to a result that is no longer kept. Results live in "
            "this server's memory only and make room for newer ones.",
            "Check the document again: it takes a few seconds.",
        )


def _handle_the_rest(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def _other(error: HTTPException) -> Answer:
        return _page(
            error.code or 500,
            error.name,
            "The server could not do what was asked.",
            "Go back to the start page and try from there.",
        )

    @app.errorhandler(Exception)
    def _crash(error: Exception) -> Answer:
        log.error("a page failed", exc_info=error)
        return _page(
            InternalServerError.code,
            "coaverify made a mistake",
            "This is a fault of the program; it says nothing about your document.",
            "Try once more. If it happens again, please report it with the steps that lead here.",
        )
