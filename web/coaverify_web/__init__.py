"""The web page of coaverify: certificates in, verdicts with reasons and places out."""

from __future__ import annotations

import atexit
from io import BytesIO
from typing import IO

from flask import Flask, Request
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from coaverify import __version__
from coaverify.archive.archive import Archive
from coaverify.archive.location import located
from coaverify.batch.local import Verifier
from coaverify_web import archive, archive_api, archive_review, checks, mass, results, samples, uploads
from coaverify_web.config import WebConfig
from coaverify_web.desk import set_up
from coaverify_web.errors import handle_errors
from coaverify_web.security import protect
from coaverify_web.verification import Verification

__all__ = ["WebConfig", "create_app"]


class InMemoryRequest(Request):
    """A request whose files stay in memory: Werkzeug would put larger ones into temporary files."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


class CoaverifyFlask(Flask):
    request_class = InMemoryRequest


def create_app(config: WebConfig | None = None, verifier: Verification | None = None) -> Flask:
    """Build the app. Without a verifier it starts one of its own, which lives as long as the process.

    Raises:
        ValueError: where the environment holds a setting that makes no sense.
        ArchiveError: where there is to be an archive and it cannot be opened.
    """
    config = config or WebConfig.from_environment()
    app = CoaverifyFlask(__name__)
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=config.upload_bytes,
        BOOTSTRAP_SERVE_LOCAL=True,
        SESSION_COOKIE_NAME="coaverify",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_TIME_LIMIT=12 * 3600,  # a form that stood open over a working day still works
    )
    Bootstrap5(app)
    CSRFProtect(app)
    protect(app)
    handle_errors(app, config)
    shelves = _opened(config)
    made = set_up(app, verifier or _own_verifier(), config, shelves)
    if verifier is None:
        made.warm_up()
    for room in (uploads, results, checks, samples, mass, *((archive, archive_api, archive_review) if shelves else ())):
        app.register_blueprint(room.blueprint)
    app.jinja_env.globals["archiving"] = shelves is not None
    app.jinja_env.globals["version"] = __version__
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app


def _opened(config: WebConfig) -> Archive | None:
    return Archive(located(config.archive, config.originals)) if config.archive else None


def _own_verifier() -> Verification:
    verifier = Verifier()
    verifier.__enter__()
    atexit.register(verifier.__exit__, None, None, None)
    return verifier
