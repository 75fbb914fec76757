"""How the web app is set up. Everything comes in here: no other module reads the environment."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coaverify.model.template import Template
from coaverify.templates.folder import VARIABLE, templates_from
from coaverify.templates.problems import TemplateError

log = logging.getLogger(__name__)

MEGABYTE = 1_000_000

UPLOAD_MEGABYTES = 50
FILES_PER_UPLOAD = 50
KEPT_RESULTS = 200
KEPT_MEGABYTES = 500
ARCHIVE_VARIABLE, ORIGINALS_VARIABLE, USER_VARIABLE = "COAVERIFY_ARCHIVE", "COAVERIFY_ORIGINALS", "COAVERIFY_USER"
REVIEW_VARIABLE, USER_HEADER_VARIABLE = "COAVERIFY_REVIEW", "COAVERIFY_USER_HEADER"
THE_PAGE = "the web page"  # who files, where nobody is named


def _secret_key() -> str:
    return secrets.token_hex(32)


def _default_samples() -> Path | None:
    """The repository's `samples` folder, where the app runs from a checkout."""
    folder = Path(__file__).resolve().parents[2] / "samples"
    return folder if folder.is_dir() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebConfig:
    """The settings of one web app.

    secret_key: signs the session cookie, which carries nothing but the CSRF token.
    upload_megabytes: for one upload, all its files together.
    files_per_upload: how many documents one upload may hold.
    kept_results, kept_megabytes: how much is held in memory before the oldest results are dropped.
    patience_seconds: how long an upload waits for its result before it shows the progress page.
    secure_cookies: True where the app stands behind HTTPS.
    templates: what the one who runs it teaches about the paper of single issuers.
    archive, originals: where documents and reports are filed; "": nowhere. by: in whose name.
    review: whether archived reports may be corrected, commented on and approved on the page, by the name that is typed.
    user_header: the header in which the proxy in front names who is signed in; then by that name only. "": none.
    """

    secret_key: str = field(default_factory=_secret_key, repr=False)
    upload_megabytes: int = UPLOAD_MEGABYTES
    files_per_upload: int = FILES_PER_UPLOAD
    kept_results: int = KEPT_RESULTS
    kept_megabytes: int = KEPT_MEGABYTES
    patience_seconds: float = 4.0
    secure_cookies: bool = False
    samples: Path | None = field(default_factory=_default_samples)
    templates: tuple[Template, ...] = ()
    archive: str = ""
    originals: str | None = None
    by: str = THE_PAGE
    review: bool = False
    user_header: str = ""

    @property
    def may_review(self) -> bool:
        return self.review or bool(self.user_header)

    @property
    def upload_bytes(self) -> int:
        return self.upload_megabytes * MEGABYTE

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str] = os.environ,
        samples: Path | None = None,
        templates: tuple[Template, ...] | None = None,
    ) -> WebConfig:
        """The settings of a deployment. See web/README.md for the variables.

        Raises:
            ValueError: where a number is not a positive whole one, or a template cannot be used; the message says
                which.
        """
        key = environment.get("COAVERIFY_SECRET_KEY", "")
        if not key:
            log.info("COAVERIFY_SECRET_KEY is not set: a random key serves until this process ends")
        return cls(
            secret_key=key or _secret_key(),
            upload_megabytes=_positive(environment, "COAVERIFY_UPLOAD_MB", UPLOAD_MEGABYTES),
            files_per_upload=_positive(environment, "COAVERIFY_FILES_PER_UPLOAD", FILES_PER_UPLOAD),
            kept_results=_positive(environment, "COAVERIFY_KEPT_RESULTS", KEPT_RESULTS),
            kept_megabytes=_positive(environment, "COAVERIFY_KEPT_MB", KEPT_MEGABYTES),
            secure_cookies=environment.get("COAVERIFY_HTTPS", "") == "1",
            samples=samples or _default_samples(),
            templates=_templates(environment) if templates is None else templates,
            archive=environment.get(ARCHIVE_VARIABLE, "").strip(),
            originals=environment.get(ORIGINALS_VARIABLE, "").strip() or None,
            by=environment.get(USER_VARIABLE, "").strip() or THE_PAGE,
            review=environment.get(REVIEW_VARIABLE, "") == "1",
            user_header=environment.get(USER_HEADER_VARIABLE, "").strip(),
        )


def _templates(environment: Mapping[str, str]) -> tuple[Template, ...]:
    folder = environment.get(VARIABLE, "").strip()
    try:
        return templates_from(Path(folder)) if folder else ()
    except TemplateError as error:
        raise ValueError(str(error)) from error


def _positive(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise ValueError(f"{name} is {text!r}; it must be a whole number of 1 or more")
    return int(text)
