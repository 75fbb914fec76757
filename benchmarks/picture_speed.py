"""CPU time a page of reading pictures of text, beside the bare recogniser on the same pixels."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pypdfium2

from coaverify.document import picture_pages, scans
from coaverify.document.ocr.reading import PictureText, read_picture
from coaverify.document.ocr.straighten import UNCHANGED
from coaverify.document.read import read
from coaverify.document.rendering import Pixels
from coaverify.model.errors import Unreadable
from coaverify.model.settings import Limits

LIMITS = Limits()
MOST_TIMES = 1.3  # the CPU time of the bare recogniser that reading a picture may take
SCAN_DPI = 200

_How = dict[str, bool]  # what the reading is told of the picture


def bare_engine() -> Any:
    """The recogniser as it comes, but in one thread as ours is."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def pixels_of(data: bytes) -> list[tuple[Pixels, _How]]:
    """The pictures that reading a document hands to the recogniser, and what it says of them."""
    seen: list[tuple[Pixels, _How]] = []

    def note(picture: Pixels, **how: bool) -> PictureText:
        seen.append((picture, how))
        return PictureText((), (), picture.shape[1], picture.shape[0], UNCHANGED)

    with _reading_by(note):
        try:
            read(data, "a", LIMITS)
        except Unreadable:
            if not seen:  # else it is only that nothing was recognised
                raise
    return seen


@contextmanager
def _reading_by(note: Callable[..., PictureText]) -> Iterator[None]:
    with patch.object(scans, "read_picture", note), patch.object(picture_pages, "read_picture", note):
        yield


@dataclass(frozen=True)
class Measured:
    """CPU seconds over some pictures: of the bare recogniser, our reading of the pixels, and of the document."""

    pages: int = 0
    bare: float = 0.0
    pixels: float = 0.0
    document: float = 0.0

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.pages + other.pages,
            self.bare + other.bare,
            self.pixels + other.pixels,
            self.document + other.document,
        )


def spread(files: Sequence[Path], most: int) -> list[Path]:
    """At most so many of the files, evenly spaced over their order."""
    if len(files) <= most:
        return list(files)
    return [files[round(at * (len(files) - 1) / max(1, most - 1))] for at in range(most)]


def scanned(files: Sequence[Path], folder: Path) -> list[Path]:
    """The first page of each PDF as a picture file in a folder."""
    made = []
    for file in files:
        document = pypdfium2.PdfDocument(file)
        made.append(folder / f"{file.stem}.png")
        document[0].render(scale=SCAN_DPI / 72).to_pil().save(made[-1])
        document.close()
    return made


def print_speed(of: str, files: Sequence[Path], rounds: int) -> None:
    """A line for each picture and one for all; the best of the rounds counts for each way."""
    engine = bare_engine()
    print(
        f"\n{of}: {len(files)} pictures, CPU seconds a page; bare recogniser, our reading of its pixels, the document"
    )
    total = Measured()
    for file in files:
        one = _measured(file, engine, rounds)
        _print_line(file.name, one)
        total += one
    _print_line("all", total)
    print(f"  our reading of the pixels is to take at most {MOST_TIMES} times the bare recogniser")


def _print_line(name: str, one: Measured) -> None:
    bare, pixels, document = (seconds / one.pages for seconds in (one.bare, one.pixels, one.document))
    print(f"  {name[:40]:<40} {bare:6.2f} {pixels:6.2f} {document:6.2f} s  {pixels / bare:5.2f} x bare")


def _measured(file: Path, engine: Any, rounds: int) -> Measured:
    data = file.read_bytes()
    pictures = pixels_of(data)

    def by_us() -> None:
        for picture, how in pictures:
            read_picture(picture, **how)

    def bare() -> None:
        for picture, _how in pictures:
            engine(picture)

    ways: list[Callable[[], object]] = [bare, by_us, lambda: read(data, "a", LIMITS)]
    best = [min(spent) for spent in zip(*([_cpu(way) for way in ways] for _ in range(rounds)), strict=True)]
    return Measured(len(pictures), *best)


def _cpu(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return time.process_time() - start
