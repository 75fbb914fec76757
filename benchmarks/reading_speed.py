"""CPU time per page of several ways to read a certificate, in one run on the same documents; and memory.

    benchmarks/reading_speed.py [--corpus DIR] [--rounds N] [--pictures N]

Wall time says little on a busy machine; CPU time and the ratios of one run do. For each document and
each way the best of the rounds counts, and the ways take turns, so that all see the same neighbours. A
document that one way cannot read is left out for all. Documents whose text is recognised from pixels are
measured apart (picture_speed), beside the bare recogniser; each costs seconds, so `--pictures` says how many.

Memory is the peak of fresh processes (peak_memory).
"""

from __future__ import annotations

import argparse
import datetime
import io
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2

import peak_memory
import picture_speed
from coaverify.document.read import read, recogniser_installed
from coaverify.model.settings import Limits, Settings
from coaverify.verify import verify
from document_kinds import Sorted, sorted_out

SAMPLES = Path(__file__).parent.parent / "samples"
SETTINGS = Settings(as_of=datetime.date(2026, 11, 21))
LIMITS = Limits()
PICTURE_ROUNDS = 2  # seconds each, and less shaken by neighbours

Way = Callable[[bytes], object]


def pdfium_words(data: bytes) -> list[str]:
    """PDFium's own text rectangles: the floor, without layout."""
    words: list[str] = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        words += [text.get_text_bounded(*text.get_rect(number)) for number in range(text.count_rects())]
    document.close()
    return words


def our_reading(data: bytes) -> object:
    """Words, rules, cells, curves, images, hidden words, earlier states."""
    return read(data, "a.pdf", LIMITS)


def whole_verification(data: bytes) -> object:
    """Reading, extraction, checks, report; in this process."""
    report = verify(data, "a.pdf", SETTINGS)
    if report.error:
        raise ValueError(report.error.message)
    return report


def pdfplumber_words_and_tables(data: bytes) -> object:
    """What a script with pdfplumber would do."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [(page.extract_words(), page.extract_tables()) for page in pdf.pages]


PDFIUM, PDFPLUMBER = "PDFium words alone", "pdfplumber words + tables"
WAYS: dict[str, Way] = {
    PDFIUM: pdfium_words,
    "coaverify reading": our_reading,
    "coaverify verification": whole_verification,
    PDFPLUMBER: pdfplumber_words_and_tables,
}


def best_cpu_seconds(data: bytes, rounds: int) -> Counter[str]:
    """For each way the CPU seconds of its best round."""
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, way in WAYS.items():
            start = time.process_time()
            way(data)
            spent = time.process_time() - start
            best[name] = min(spent, best.get(name, spent))
    return Counter(best)


def readable(files: list[Path]) -> list[Path]:
    """The files that every way can read. Says how many are left out, and why."""
    kept, reasons = [], Counter[str]()
    for file in files:
        data = file.read_bytes()
        try:
            for way in WAYS.values():
                way(data)  # also warms up: imports and caches are not what is measured
        except Exception as error:  # noqa: BLE001  # any reader may refuse in its own way; it is said
            reasons[f"{type(error).__name__}: {error}"] += 1
        else:
            kept.append(file)
    for reason, count in reasons.most_common():
        print(f"left out: {count} x {reason}")
    return kept


@dataclass(frozen=True)
class Measured:
    """CPU seconds by way over some documents."""

    documents: int
    pages: int
    seconds: Counter[str]

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.documents + other.documents, self.pages + other.pages, Counter(self.seconds) + Counter(other.seconds)
        )


def measured(files: list[Path], rounds: int) -> Measured:
    seconds: Counter[str] = Counter()
    pages = 0
    for file in files:
        data = file.read_bytes()
        seconds.update(best_cpu_seconds(data, rounds))
        pages += len(pypdfium2.PdfDocument(data))
    return Measured(len(files), pages, seconds)


def print_speed(of: str, found: Measured) -> None:
    """A line for each way: milliseconds a page, and how often the two others' cost that is."""
    print(f"\n{of}: {found.documents} documents, {found.pages} pages, CPU time")
    for name in WAYS:
        spent = found.seconds[name]
        print(
            f"  {name:<27} {1000 * spent / found.pages:7.1f} ms a page"
            f"  {spent / found.seconds[PDFPLUMBER]:6.2f} x pdfplumber  {spent / found.seconds[PDFIUM]:6.2f} x PDFium"
        )


def print_text_speed(folders: dict[str, Sorted], rounds: int) -> None:
    """The speed over the documents of each folder that hold text, and over all of them."""
    found = {name: measured(readable(kinds.text), rounds) for name, kinds in folders.items() if kinds.text}
    for name, one in found.items():
        print_speed(name, one)
    if len(found) > 1:
        print_speed("all", sum(found.values(), Measured(0, 0, Counter())))


def print_pictures_speed(name: str, kinds: Sorted, most: int) -> None:
    """The speed over the pictures of a folder; over some of its documents as if scanned where it has none."""
    if kinds.pictures:
        picture_speed.print_speed(name, picture_speed.spread(kinds.pictures, most), PICTURE_ROUNDS)
        return
    with tempfile.TemporaryDirectory() as folder:
        made = picture_speed.scanned(picture_speed.spread(kinds.text, most), Path(folder))
        picture_speed.print_speed(f"{name}, as if scanned", made, PICTURE_ROUNDS)


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time per page of several ways to read a certificate.")
    parser.add_argument("--corpus", type=Path, help="a folder of documents to measure beside the samples")
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts (default: 5)")
    parser.add_argument("--pictures", type=int, default=6, help="read so many pictures of a folder (default: 6)")
    arguments = parser.parse_args()
    with_pictures = arguments.pictures > 0 and recogniser_installed()
    folders = {folder.name: sorted_out(folder) for folder in filter(None, (SAMPLES, arguments.corpus))}
    for name, kinds in folders.items():
        print(f"{name}: {len(kinds.text)} documents of text, {len(kinds.pictures)} pictures; peak memory of a process")
        for reason, count in kinds.left_out.items():
            print(f"  left out: {count} x {reason}")
        if kinds.text:
            peak_memory.print_for_text(kinds.text)
        if kinds.pictures and with_pictures:
            peak_memory.print_for_picture(kinds.pictures[0])
    print_text_speed(folders, arguments.rounds)
    if not with_pictures:
        print("\npictures: none are read (--pictures 0, or the extra 'ocr' is not installed)")
        return
    for name, kinds in folders.items():
        print_pictures_speed(name, kinds, arguments.pictures)


if __name__ == "__main__":
    main()
