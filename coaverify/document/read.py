"""Bytes to a Document, or an Unreadable with a sentence that helps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pypdfium2

from coaverify.document import fallback, pdfium, sniff
from coaverify.document.metadata import metadata_of
from coaverify.document.refusals import (
    EMPTY,
    NO_PAGES,
    NO_WORDS,
    OUT_OF_MEMORY,
    PICTURE,
    SCAN,
    TOO_LARGE,
    TOO_MANY_PAGES,
    UNSUPPORTED,
    of_pdfium,
    refusal,
)
from coaverify.document.revisions import earlier_states
from coaverify.model.document import Document, Metadata, Page
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Limits

SCAN_SHARE = 0.3  # of a page's area: an image this large may be the page's only content

_Reading = tuple[tuple[Page, ...], Metadata, str]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a document. Raises Unreadable, and no library's own error, where it cannot be read.

    Not to be called in a process that has to live on: a file can make a library crash or run for ever
    (see `sandbox`).
    """
    kind = _checked_type(data, limits)
    try:
        pages, metadata, reader = _read_pages(data, limits)
        if not any(page.words for page in pages):
            raise refusal(SCAN if _has_pictures(pages) else NO_WORDS)
        earlier = earlier_states(data, limits)
    except MemoryError as error:
        raise refusal(OUT_OF_MEMORY) from error
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        media_type=kind,
        pages=pages,
        metadata=metadata,
        reader=reader,
        earlier=earlier,
    )


def _checked_type(data: bytes, limits: Limits) -> str:
    if not data:
        raise refusal(EMPTY)
    if len(data) > limits.max_bytes:
        raise refusal(TOO_LARGE, size=len(data), most=limits.max_bytes)
    kind = sniff.media_type(data)
    if kind.startswith("image/"):
        raise refusal(PICTURE, kind=kind.removeprefix("image/").upper())
    if kind != sniff.PDF:
        raise refusal(UNSUPPORTED)
    return kind


def _read_pages(data: bytes, limits: Limits) -> _Reading:
    """The pages by PDFium; by pdfplumber where PDFium fails, or sees no words and no scan either."""
    try:
        pages, metadata = _by_pdfium(data, limits)
    except pypdfium2.PdfiumError as error:
        first = of_pdfium(error, data)
        if first.code is ErrorCode.ENCRYPTED:
            raise first from error
        return _by_pdfplumber(data, limits, first)
    if any(page.words or page.hidden for page in pages) or _has_pictures(pages):
        return pages, metadata, "pdfium"
    try:
        second = _by_pdfplumber(data, limits, refusal(NO_WORDS))
    except Unreadable:
        return pages, metadata, "pdfium"
    return second if any(page.words for page in second[0]) else (pages, metadata, "pdfium")


def _by_pdfium(data: bytes, limits: Limits) -> tuple[tuple[Page, ...], Metadata]:
    with pdfium.opened(data) as document:
        count = len(document)
        if count == 0:
            raise refusal(NO_PAGES)
        if count > limits.max_pages:
            raise refusal(TOO_MANY_PAGES, pages=count, most=limits.max_pages)
        metadata = metadata_of(document.get_metadata_dict())
        return tuple(pdfium.read_page(document, number + 1) for number in range(count)), metadata


def _by_pdfplumber(data: bytes, limits: Limits, first: Unreadable) -> _Reading:
    """Raises the first reader's refusal where the second fails as well."""
    try:
        pages, metadata = fallback.read_pages(data, limits)
    except Unreadable as second:
        raise (second if second.code is ErrorCode.TOO_MANY_PAGES else first) from second
    return pages, metadata, "pdfplumber"


def _has_pictures(pages: Iterable[Page]) -> bool:
    """Whether a page is little more than an image."""
    return any(
        image.box.width * image.box.height > SCAN_SHARE * page.width * page.height
        for page in pages
        for image in page.images
    )
