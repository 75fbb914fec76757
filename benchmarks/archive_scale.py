"""200,000 archived reports against 1,000, in one run: searching, histories, adding, auditing.

    python benchmarks/archive_scale.py [--small 1000] [--large 200000] [--database sqlite|postgresql|both]

Prints a table: milliseconds (medians) of the small and of the large archive, and their ratio. Exits with 1 where a
search by lot costs more than 1.5 times, free text or a vendor's history more than 3 times, adding one more than 1.3
times as much, where the audit's memory grows, or where its time a report grows.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from archive_filling import WITH_TRACE, bytes_of, fill, report_of
from coaverify.archive.archive import Archive
from coaverify.archive.location import Location, located
from coaverify.archive.party_history import Party, history_of_party
from coaverify.archive.query import Query
from coaverify.archive.search import find
from coaverify.batch.archiving import ArchivedRun
from coaverify.model.settings import Settings
from postgresql_server import running

SCRATCH = "/var/tmp"  # on a disk; /tmp may be in memory
ROUNDS = 40
BOUNDS = {
    "search by lot": 1.5,
    "free text, a rare word": 3.0,
    "free text, a word of many": 3.0,
    "history of a vendor": 3.0,
    "adding a report": 1.3,
    "audit, memory": 1.2,
    "audit, time a report": 1.3,
}


@dataclass(frozen=True, slots=True)
class Filled:
    """An archive with `size` reports."""

    location: Location
    size: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=200_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options = parser.parse_args()
    databases = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    broken = 0
    with tempfile.TemporaryDirectory(prefix="coaverify-scale-", dir=SCRATCH) as scratch, ExitStack() as stack:
        os.environ["COAVERIFY_SIGNING_KEY"] = str(Path(scratch, "key.pem"))
        for database in databases:
            server = stack.enter_context(running(options="")) if database == "postgresql" else None
            pair = []
            for size in (options.small, options.large):
                place = Path(scratch, f"{database}-{size}")
                at = located(server.new_database(), str(place)) if server else located(str(place))
                pair.append(_made(Filled(at, size)))
            broken += _compared(database, *pair)
    return 1 if broken else 0


def _made(filled: Filled) -> Filled:
    since = time.perf_counter()
    with Archive(filled.location) as archive:
        fill(archive, range(filled.size), Path(filled.location.originals))
    print(f"{filled.location.shown}: {filled.size} reports in {time.perf_counter() - since:.0f} s", flush=True)
    return filled


def _compared(database: str, small: Filled, large: Filled) -> int:
    figures = {name: (_measured(name, small), _measured(name, large)) for name in QUESTIONS}
    audits = [_audited(one) for one in (small, large)]
    figures["audit, memory"] = (audits[0][1], audits[1][1])
    figures["audit, time a report"] = (1000 * audits[0][0] / small.size, 1000 * audits[1][0] / large.size)
    print(f"\n{database:<28}{small.size:>12}{large.size:>12}{'ratio':>8}{'bound':>8}")
    broken = 0
    for name, (before, after) in figures.items():
        unit = "MB" if "memory" in name else "ms"
        ratio = after / before
        broken += ratio > BOUNDS[name]
        print(f"{name:<28}{before:>9.2f} {unit}{after:>9.2f} {unit}{ratio:>8.2f}{BOUNDS[name]:>8.1f}", flush=True)
    print(f"audit in all: {audits[0][0]:.1f} s and {audits[1][0]:.1f} s\n", flush=True)
    return broken


def _measured(name: str, filled: Filled) -> float:
    """Median of a question's time, ms."""
    ask, times = QUESTIONS[name], []
    chance = random.Random(7)
    with Archive(filled.location) as archive:
        run = ArchivedRun(archive, Settings(fingerprints=True), "a script")
        for round_ in range(ROUNDS + 3):
            number = chance.randrange(filled.size)
            since = time.perf_counter()
            ask(archive, run, number, filled.size + round_)
            times.append(1000 * (time.perf_counter() - since))
    return statistics.median(times[3:])  # the first fill caches


def _lot(archive: Archive, _run: ArchivedRun, number: int, _next: int) -> None:
    if not find(archive, Query(lot=f"SX-{number:07}")).hits:
        raise RuntimeError("a lot that was filed was not found")


def _rare(archive: Archive, _run: ArchivedRun, number: int, _next: int) -> None:
    if not find(archive, Query(words=f"rarity{number % 4000}")).hits:
        raise RuntimeError("a word that was filed was not found")


def _common(archive: Archive, _run: ArchivedRun, _number: int, _next: int) -> None:
    if not find(archive, Query(words="desiccated nitrogen")).hits:
        raise RuntimeError("words that were filed were not found")


def _vendor(archive: Archive, _run: ArchivedRun, _number: int, _next: int) -> None:
    history_of_party(archive, Party.VENDOR, "Vendor 2 Peptides")


def _add(_archive: Archive, run: ArchivedRun, _number: int, free: int) -> None:
    run.filed(report_of(free * WITH_TRACE), bytes_of(free * WITH_TRACE))


QUESTIONS: dict[str, Callable[[Archive, ArchivedRun, int, int], None]] = {
    "search by lot": _lot,
    "free text, a rare word": _rare,
    "free text, a word of many": _common,
    "history of a vendor": _vendor,
    "adding a report": _add,
}


def _audited(filled: Filled) -> tuple[float, float]:
    """Seconds and peak memory (MB) of `coaverify archive audit`, less what the command takes on an empty archive."""
    address = str(filled.location.folder or filled.location.database.replace("+psycopg", ""))
    command = [sys.executable, "-m", "coaverify", "archive", "audit", "--archive", address,
               "--originals", filled.location.originals]  # fmt: skip
    since = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read() if process.stdout else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(said.decode()[-2000:])
    return time.perf_counter() - since, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
