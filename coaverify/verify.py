"""The main flow: read, extract, check, report.

THE PROMISE: a refusal may be a false alarm; a pass is never given where something was not checked.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from coaverify.checks import examine
from coaverify.document.pasted import pasted
from coaverify.document.read import read, read_pictures, recogniser_installed, with_plots
from coaverify.extract import extract, pictures_wanted
from coaverify.extract.corrections import corrected
from coaverify.model.certificate import Certificate
from coaverify.model.document import Document
from coaverify.model.errors import Unreadable
from coaverify.model.portal_copy import ReadCopy
from coaverify.model.settings import Settings
from coaverify.reference.library import library, use_folder
from coaverify.report.build import build_report, error_report
from coaverify.report.model import Report

COLLECT_AFTER = 20_000  # objects more than were freed; 700 is usual


def verify(data: bytes, name: str, settings: Settings) -> Report:
    """Verify one document. Never raises for what is wrong with the document: the report says it.

    Opens the document in this process: use `coaverify.batch.local.Verifier` for files of strangers.
    """
    with _collecting_rarely():
        return _verified(data, name, settings)


def _verified(data: bytes, name: str, settings: Settings) -> Report:
    use_folder(settings.reference)
    try:
        document, certificates = _read(data, name, settings)
    except Unreadable as error:
        return error_report(error, name, len(data), hashlib.sha256(data).hexdigest(), settings)
    if settings.fingerprints:
        document = with_plots(data, document)
    certificates = corrected(certificates, settings.corrections, document)
    copy = _copy(settings)
    examined = [examine(certificate, settings, library(), copy) for certificate in certificates]
    return build_report(document, examined, settings)


def _read(data: bytes, name: str, settings: Settings, *, demanding: bool = True) -> tuple[Document, list[Certificate]]:
    """The document and its certificates. Pictures on its pages are read where the text leaves something open."""
    document = read(data, name, settings.limits)
    try:
        certificates, refused = extract(document, settings.templates, demanding=demanding), None
    except Unreadable as error:
        certificates, refused = [], error
    wanted = pictures_wanted(document, certificates)
    if wanted and recogniser_installed():
        document = read_pictures(data, document, wanted)
        return document, extract(document, settings.templates, demanding=demanding)
    if refused is not None:
        raise refused
    return document, certificates


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Within this, Python's collector of cyclic garbage looks through the youngest objects less often.

    A page is thousands of small objects that are all alive until it is read: looking through them again and again
    finds nothing and takes a twentieth of the time. Still it looks, should a document make cycles.
    """
    usual = gc.get_threshold()
    if usual[0]:  # 0: whoever runs this has switched it off
        gc.set_threshold(max(usual[0], COLLECT_AFTER), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _copy(settings: Settings) -> ReadCopy | None:
    """The laboratory's own copy as read, where the user gave one."""
    copy = settings.portal_copy
    if copy is None:
        return None
    try:
        if copy.pasted:
            certificates = extract(pasted(copy.data, copy.name), demanding=False)
        else:
            _document, certificates = _read(copy.data, copy.name, settings, demanding=False)
    except Unreadable as error:
        return ReadCopy(copy.name, (), error.message)
    return ReadCopy(copy.name, tuple(certificates))


def verify_to_json(data: bytes, name: str, settings: Settings) -> bytes:
    """`verify` for a worker process, whose answer crosses over as bytes."""
    return verify(data, name, settings).to_json().encode()
