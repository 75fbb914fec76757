"""Which documents of a folder hold text, which are pictures of text, and which are both."""

from __future__ import annotations

import io
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import pypdfium2
from PIL import Image

from coaverify.document import pdfium, sniff
from coaverify.document.read import is_scan, read
from coaverify.extract import extract, pictures_wanted
from coaverify.model.document import Document
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Limits

LIMITS = Limits()


class Kind(Enum):
    TEXT = "text alone"
    PICTURE = "a picture, or with pages that are"
    MIXED = "text, with pictures that are read as well"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True)
class Sorted:
    """A folder's documents by kind; the pictures in the order of their pixels, the largest first."""

    text: list[Path] = field(default_factory=list)
    pictures: list[Path] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)  # how many, by reason


def sorted_out(folder: Path) -> Sorted:
    """The documents of a folder by kind. No text is recognised for it.

    It is done in a process of its own: what this one holds would be counted to the peak of its children.
    """
    files = sorted(file for file in folder.iterdir() if file.is_file())
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(zip(files, pool.map(_kind_and_pixels, files), strict=True))
    pictures = sorted(((pixels, file) for file, (kind, pixels) in found if kind is Kind.PICTURE), reverse=True)
    left_out: dict[str, int] = {}
    for file, (kind, _pixels) in found:
        if kind in (Kind.MIXED, Kind.UNREADABLE) and file.suffix == ".pdf":
            left_out[kind.value] = left_out.get(kind.value, 0) + 1
    return Sorted([file for file, (kind, _) in found if kind is Kind.TEXT], [file for _, file in pictures], left_out)


def _kind_and_pixels(file: Path) -> tuple[Kind, int]:
    """A file's kind, and for pictures the pixels of the largest one."""
    data = file.read_bytes()
    media_type = sniff.media_type(data)
    try:
        if media_type == sniff.PDF:
            return _of_pdf(data)
        if media_type:
            with Image.open(io.BytesIO(data)) as picture:
                return Kind.PICTURE, picture.width * picture.height
    except (Unreadable, pypdfium2.PdfiumError, OSError):
        pass
    return Kind.UNREADABLE, 0


def _of_pdf(data: bytes) -> tuple[Kind, int]:
    with pdfium.opened(data) as opened:
        scans = [page for page in (pdfium.read_page(opened, at + 1) for at in range(len(opened))) if is_scan(page)]
    if scans:
        shown = (image.width_px * image.height_px for page in scans for image in page.images)
        return Kind.PICTURE, max(shown, default=0)
    document = read(data, "a.pdf", LIMITS)
    return (Kind.MIXED if _wants_pictures(document) else Kind.TEXT), 0


def _wants_pictures(document: Document) -> bool:
    try:
        certificates = extract(document)
    except Unreadable:
        certificates = []
    return bool(pictures_wanted(document, certificates))
