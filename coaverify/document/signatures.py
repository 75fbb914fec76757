"""Digital signatures: whether the signed bytes are as they were, and what was changed after them.

The mathematics is pyHanko's. Nothing is fetched and nobody is trusted: whose key it was is not asked, for that rests
on roots that the user has not named.
"""

from __future__ import annotations

import io
import logging
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from coaverify.document.characters import clean
from coaverify.model.file_facts import Signature, SignatureState

MOST_SIGNATURES = 8
LONGEST_NAME = 120  # characters

# What pyHanko has to say of a broken file would go to standard error.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())
logging.getLogger("pyhanko").propagate = False


def signatures_in(data: bytes) -> tuple[Signature, ...]:
    """The signatures of a PDF, in the order in which they were made; time stamps are none."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            reader.decrypt("")
        embedded = reader.embedded_regular_signatures
    except Exception:  # noqa: BLE001  pyHanko raises whatever a broken file makes its code stumble over
        return (Signature(SignatureState.UNREADABLE),)
    return tuple(map(_judged, embedded[:MOST_SIGNATURES]))


def _judged(embedded: Any) -> Signature:
    try:
        signer = _name(embedded.signer_cert)
        made = embedded.self_reported_timestamp
        signed = made.isoformat() if made is not None else ""
        embedded.compute_integrity_info()
        state = _state(embedded)
    except Exception:  # noqa: BLE001  as above
        return Signature(SignatureState.UNREADABLE)
    return Signature(state, signer, signed, embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE)


def _state(embedded: Any) -> SignatureState:
    intact, valid = validate_sig_integrity(
        embedded.signer_info, embedded.signer_cert, "data", embedded.compute_digest()
    )
    if not (intact and valid):
        return SignatureState.BROKEN
    if embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return SignatureState.INTACT
    if embedded.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return SignatureState.CHANGED  # parts of the file were left out of what was signed
    result = embedded.diff_result
    allowed = embedded.summarise_integrity_info().get("docmdp_ok")
    if not isinstance(result, DiffResult) or allowed is False:
        return SignatureState.CHANGED
    unchanged = result.modification_level <= ModificationLevel.LTA_UPDATES
    return SignatureState.INTACT if unchanged else SignatureState.EXTENDED


def _name(certificate: Any) -> str:
    native = certificate.subject.native
    name = native.get("common_name") or native.get("organization_name") or certificate.subject.human_friendly
    return clean(str(name))[:LONGEST_NAME]
