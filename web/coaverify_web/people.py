"""Who is at the page, as far as the page can know: it has no accounts of its own."""

from __future__ import annotations

from flask import request

from coaverify_web.desk import desk


def signed_in() -> str | None:
    """Who is signed in at the proxy in front, "" for nobody; None where it is not for the proxy to say."""
    header = desk().config.user_header
    return " ".join(_in_letters(request.headers.get(header, "")).split()) if header else None


def _in_letters(sent: str) -> str:
    """A header's text: its bytes come as Latin-1, whatever they were, and proxies send UTF-8."""
    try:
        return sent.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return sent


def whoever() -> str:
    """In whose name documents are filed: of the one who is signed in, else of the page."""
    return signed_in() or desk().config.by
