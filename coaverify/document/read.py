"""Bytes to a Document, or an Unreadable with a sentence that helps."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2

from coaverify.document import fallback, pdfium, sniff
from coaverify.document.codes import codes_on
from coaverify.document.facts import facts_of
from coaverify.document.metadata import metadata_of
from coaverify.document.refusals import (
    EMPTY,
    NO_PAGES,
    NO_WORDS,
    NOTHING_READ,
    OUT_OF_MEMORY,
    TOO_LARGE,
    TOO_MANY_PAGES,
    TOO_MANY_PICTURES,
    UNSUPPORTED,
    of_pdfium,
    refusal,
)
from coaverify.document.revisions import earlier_states, exchanged_pictures
from coaverify.model.document import Document, Image, Metadata, Page
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.evidence import Source
from coaverify.model.settings import Limits

SCAN_SHARE = 0.3  # of a page's area: an image this large may be the page's only content
FEW_WORDS = 12  # words that are drawn on a scan: a stamp, a page number

_Reading = tuple[tuple[Page, ...], Metadata, str]


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a document. Raises Unreadable, and no library's own error, where it cannot be read.

    Pages that are pictures are read by recognising their text; pictures on pages that hold text are left to
    `read_pictures`. Not to be called in a process that has to live on: a file can make a library crash or run for
    ever (see `sandbox`).
    """
    kind = _checked_type(data, limits)
    try:
        if kind == sniff.PDF:
            pages, metadata, reader = _read_pages(data, limits)
            earlier, facts = earlier_states(data, limits), facts_of(data, metadata)
        else:
            pages, metadata, reader, earlier, facts = _picture_pages(data, limits), Metadata(), "ocr", (), None
        if not any(page.words for page in pages):
            raise refusal(NOTHING_READ if any(page.images for page in pages) else NO_WORDS)
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
        exchanged=exchanged_pictures(data, limits) if earlier and any(page.images for page in pages) else (),
        facts=facts,
    )


def read_pictures(data: bytes, document: Document, wanted: Mapping[int, Sequence[Image]]) -> Document:
    """The document with the text of some pictures on its pages (by page number) read as well.

    Raises Unreadable (`no_text`) where no recogniser is installed.
    """
    from coaverify.document import scans  # not paid for by documents without pictures
    from coaverify.document.sandbox import allow_for_pictures

    allow_for_pictures(sum(map(len, wanted.values())))
    try:
        with pdfium.opened(data) as opened:
            pages = tuple(
                scans.read_images(opened, page, wanted[page.number]) if wanted.get(page.number) else page
                for page in document.pages
            )
    except pypdfium2.PdfiumError as error:
        raise of_pdfium(error, data) from error
    except MemoryError as error:
        raise refusal(OUT_OF_MEMORY) from error
    return replace(document, pages=pages)


def with_plots(data: bytes, document: Document) -> Document:
    """The document with the plots among its pictures, for comparing it with others."""
    if document.media_type != sniff.PDF or not any(page.images for page in document.pages):
        return document
    from coaverify.document.plots import plots_of

    return replace(document, plots=plots_of(data))


def recogniser_installed() -> bool:
    """Whether text in pictures can be read here (the extra "ocr")."""
    return importlib.util.find_spec("rapidocr") is not None


def _checked_type(data: bytes, limits: Limits) -> str:
    if not data:
        raise refusal(EMPTY)
    if len(data) > limits.max_bytes:
        raise refusal(TOO_LARGE, size=len(data), most=limits.max_bytes)
    kind = sniff.media_type(data)
    if not kind:
        raise refusal(UNSUPPORTED)
    return kind


def _picture_pages(data: bytes, limits: Limits) -> tuple[Page, ...]:
    from coaverify.document import picture_pages

    return picture_pages.read_pages(data, limits)


def _read_pages(data: bytes, limits: Limits) -> _Reading:
    """The pages by PDFium; by pdfplumber where PDFium fails, or sees no words and no scan either."""
    try:
        pages, metadata = _by_pdfium(data, limits)
    except pypdfium2.PdfiumError as error:
        first = of_pdfium(error, data)
        if first.code is ErrorCode.ENCRYPTED:
            raise first from error
        return _by_pdfplumber(data, limits, first)
    if any(page.words or page.hidden for page in pages) or any(map(_is_picture, pages)):
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
        pages = tuple(pdfium.read_page(document, number + 1) for number in range(count))
        pages = _with_scans_read(document, pages, limits)
        return tuple(_with_codes(document, page) for page in pages), metadata


def _with_codes(document: Any, page: Page) -> Page:
    return replace(page, codes=(*page.codes, *codes_on(document, page))) if page.images else page


def _with_scans_read(document: Any, pages: tuple[Page, ...], limits: Limits) -> tuple[Page, ...]:
    """The pages, those that are pictures with the words of their pixels."""
    scanned = [page.number for page in pages if is_scan(page)]
    if not scanned:
        return pages
    if len(scanned) > limits.max_pictures:
        raise refusal(TOO_MANY_PICTURES, pages=len(scanned), most=limits.max_pictures)
    from coaverify.document import scans
    from coaverify.document.sandbox import allow_for_pictures

    allow_for_pictures(len(scanned))
    return tuple(scans.read_scan(document, page) if page.number in scanned else page for page in pages)


def is_scan(page: Page) -> bool:
    """Whether a page shows pixels, or shapes, where its text should be."""
    drawn = [word for word in page.words if word.source is Source.TEXT]
    if len(drawn) < len(page.words):  # an invisible layer: what counts is what is seen
        return True
    if _is_picture(page):
        return len(drawn) <= FEW_WORDS
    unknown = sum(1 for word in drawn if word.confidence < 1)
    if not drawn:  # letters drawn as shapes
        return bool(page.images or len(page.curves) + len(page.rules) > 3)
    return unknown > 0.5 * len(drawn)  # a font that names no characters


def _by_pdfplumber(data: bytes, limits: Limits, first: Unreadable) -> _Reading:
    """Raises the first reader's refusal where the second fails as well."""
    try:
        pages, metadata = fallback.read_pages(data, limits)
    except Unreadable as second:
        raise (second if second.code is ErrorCode.TOO_MANY_PAGES else first) from second
    return pages, metadata, "pdfplumber"


def _is_picture(page: Page) -> bool:
    """Whether the page is little more than an image."""
    shares = (image.box.width * image.box.height for image in page.images)
    return any(share > SCAN_SHARE * page.width * page.height for share in shares)
