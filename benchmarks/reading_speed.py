"""CPU time per page of four ways to read a certificate, in one run on the same documents.

    benchmarks/reading_speed.py [--corpus DIR] [--rounds N]

Wall time says little on a busy machine; CPU time and the ratios of one run do. For each document and
each way the best of the rounds counts. A document that one way cannot read is left out for all.
"""

from __future__ import annotations

import argparse
import datetime
import io
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from coaverify.document.read import read
from coaverify.model.settings import Limits, Settings
from coaverify.verify import verify

SAMPLES = Path(__file__).parent.parent / "samples"
SETTINGS = Settings(as_of=datetime.date(2026, 11, 21))
LIMITS = Limits()

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


WAYS: dict[str, Way] = {
    "PDFium text alone": pdfium_words,
    "coaverify reading": our_reading,
    "coaverify verification": whole_verification,
    "pdfplumber words + tables": pdfplumber_words_and_tables,
}


def best_cpu_seconds(way: Way, data: bytes, rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        way(data)
        best = min(best, time.process_time() - start)
    return best


def measure(files: list[Path], rounds: int) -> tuple[int, int, dict[str, float]]:
    """(documents, pages, CPU seconds by way) over the documents that all ways can read."""
    totals = dict.fromkeys(WAYS, 0.0)
    documents = pages = 0
    for file in files:
        data = file.read_bytes()
        try:
            seconds = {name: best_cpu_seconds(way, data, rounds) for name, way in WAYS.items()}
            count = len(pypdfium2.PdfDocument(data))
        except Exception as error:  # noqa: BLE001  # any reader may refuse in its own way; it is said
            print(f"left out: {file.name}: {type(error).__name__}: {error}")
            continue
        documents, pages = documents + 1, pages + count
        for name in WAYS:
            totals[name] += seconds[name]
    return documents, pages, totals


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time per page of four ways to read a certificate.")
    parser.add_argument("--corpus", type=Path, help="a folder of PDF files to measure beside the samples")
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts (default: 5)")
    arguments = parser.parse_args()
    for folder in filter(None, (SAMPLES, arguments.corpus)):
        files = sorted(folder.glob("*.pdf"))
        for way in WAYS.values():
            way(files[0].read_bytes())  # imports and caches are not what is measured
        documents, pages, totals = measure(files, arguments.rounds)
        print(f"\n{folder.name}: {documents} documents, {pages} pages, best of {arguments.rounds}")
        slowest = totals["pdfplumber words + tables"]
        for name, seconds in totals.items():
            print(f"  {name:<27} {1000 * seconds / pages:8.1f} ms a page   {slowest / seconds:5.1f} x")


if __name__ == "__main__":
    main()
