"""Who is at the page, as far as the page can know: it has no accounts of its own."""

from __future__ import annotations

from flask import request

from coaverify_web.desk import desk


def signed_in() -> str | None:
    """Who is signed in at the proxy in front, "" for nobody; None where it is not for the proxy to say."""
    header = desk().config.user_header
    return " ".join(request.headers.get(header, "").split()) if header else None


def whoever() -> str:
    """In whose name documents are filed: of the one who is signed in, else of the page."""
    return signed_in() or desk().config.by
