"""Somebody who uses the page over HTTP, form by form."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Visitor:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def token(self) -> str:
        found = TOKEN.search(self.client.get("/").text)
        if found is None:
            raise AssertionError("The start page carries no CSRF token.")
        return found[1]

    def upload(self, *documents: bytes | tuple[str, bytes], **fields: Any) -> TestResponse:
        """Fill in the form and send it; follows to the page that comes of it."""
        named = [(f"{n}.pdf", one) if isinstance(one, bytes) else one for n, one in enumerate(documents, 1)]
        files = [FileStorage(BytesIO(data), name) for name, data in named]
        boundary, body = encode_multipart({"csrf_token": self.token(), "documents": files, **fields})
        # Encoded here: the test client would put large bodies into temporary files of its own.
        kind = f"multipart/form-data; boundary={boundary}"
        return self.client.post("/", data=body, content_type=kind, follow_redirects=True)

    def upload_path(self, *documents: bytes) -> str:
        """Where the results of an upload stand, without a slash at the end."""
        path = self.upload(*documents).request.path
        return path.rsplit("/", 1)[0] if path.rsplit("/", 1)[-1].isdigit() else path
