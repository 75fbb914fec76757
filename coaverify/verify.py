"""The main flow: read, extract, check, report.

THE PROMISE: a refusal may be a false alarm; a pass is never given where something was not checked.
"""

from __future__ import annotations

import hashlib

from coaverify.checks import examine
from coaverify.document.read import read
from coaverify.extract import extract
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Settings
from coaverify.reference.library import library
from coaverify.report.build import build_report, error_report
from coaverify.report.model import Report


def verify(data: bytes, name: str, settings: Settings) -> Report:
    """Verify one document. Never raises for what is wrong with the document: the report says it.

    Opens the document in this process: use `coaverify.batch.local.Verifier` for files of strangers.
    """
    try:
        document = read(data, name, settings.limits)
        certificates = extract(document, settings.templates)
    except Unreadable as error:
        return error_report(error, name, len(data), hashlib.sha256(data).hexdigest(), settings)
    examined = [examine(certificate, settings, library()) for certificate in certificates]
    return build_report(document, examined, settings)


def verify_to_json(data: bytes, name: str, settings: Settings) -> bytes:
    """`verify` for a worker process, whose answer crosses over as bytes."""
    return verify(data, name, settings).to_json().encode()
