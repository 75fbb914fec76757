"""CPU time per page of several ways to read a certificate, in one run on the same documents; and memory.

    benchmarks/reading_speed.py [--corpus DIR] [--rounds N]

Wall time says little on a busy machine; CPU time and the ratios of one run do. For each document and
each way the best of the rounds counts, and the ways take turns, so that all see the same neighbours. A
document that one way cannot read (a scan without words) is left out for all.

Memory is the peak of a fresh process that verifies the largest file, and then all of them.
"""

from __future__ import annotations

import argparse
import datetime
import io
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
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


MEMORY = """
import datetime, pathlib, resource, sys
from coaverify.model.settings import Settings
from coaverify.verify import verify
for name in sys.argv[1:]:
    verify(pathlib.Path(name).read_bytes(), "a.pdf", Settings(as_of=datetime.date(2026, 11, 21)))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak if sys.platform == "darwin" else 1024 * peak)
"""


def peak_megabytes(files: list[Path]) -> float:
    """The peak resident memory of a fresh process that verifies the files one after another.

    To be called before this process has read anything: a child's peak begins at its parent's size.
    """
    command = [sys.executable, "-c", MEMORY, *map(str, files)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout) / 1e6


def print_memory(files: list[Path]) -> None:
    largest = max(files, key=lambda file: file.stat().st_size)
    print(
        f"peak memory of a process: {peak_megabytes([largest]):.0f} MB for the largest file "
        f"({largest.name}, {largest.stat().st_size / 1e3:.0f} kB), {peak_megabytes(files):.0f} MB for all in turn"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU time per page of several ways to read a certificate.")
    parser.add_argument("--corpus", type=Path, help="a folder of PDF files to measure beside the samples")
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts (default: 5)")
    arguments = parser.parse_args()
    folders = {folder.name: sorted(folder.glob("*.pdf")) for folder in filter(None, (SAMPLES, arguments.corpus))}
    for name, files in folders.items():
        print(f"{name}: ", end="")
        print_memory(files)
    found = {name: measured(readable(files), arguments.rounds) for name, files in folders.items()}
    for name, one in found.items():
        print_speed(name, one)
    if len(found) > 1:
        print_speed("all", sum(found.values(), Measured(0, 0, Counter())))


if __name__ == "__main__":
    main()
