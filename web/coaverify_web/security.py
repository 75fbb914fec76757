"""Headers that keep a browser from doing anything with these pages that they do not ask for."""

from __future__ import annotations

from flask import Flask, Response, request

# Bootstrap's own style sheet draws its form arrows and ticks from data: images.
CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": behind HTTPS the CSRF check compares the referrer with the host.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def protect(app: Flask) -> None:
    """Set the headers on every answer; a browser keeps no page, for pages hold certificates."""

    @app.after_request
    def _set_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint not in ("static", "bootstrap.static"):
            response.headers["Cache-Control"] = "private, no-store"
        return response
