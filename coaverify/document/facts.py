"""What a PDF tells beside its pages. Cheap for a file without signatures."""

from __future__ import annotations

from coaverify.document.origin import origin_of
from coaverify.model.document import Metadata
from coaverify.model.file_facts import FileFacts, Signature

SIGNED = b"/ByteRange"  # stands uncompressed in every file that holds a signature


def facts_of(data: bytes, metadata: Metadata) -> FileFacts:
    signatures: tuple[Signature, ...] = ()
    if SIGNED in data:
        from coaverify.document.signatures import signatures_in  # not paid for by files without signatures

        signatures = signatures_in(data)
    return FileFacts(origin_of(metadata, data), signatures)
