"""Sketches in an archive: whether all that is alike is looked up, among how many, and what it costs as they grow.

    python benchmarks/archived_duplicates.py [--few N] [--many N] [--seed N]

Traces of separate runs are drawn at random, by many methods and by one, and so are copies of them that are moved as
far as two drawings of one trace may lie apart. Then so many reports with a trace each are filed in an archive, and a
new trace and a copy are looked up in it. Exits with 1 where a copy is missed, or where looking up among the many takes
more than twice as long as among the few, or more than 30 ms.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, insert

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from archived_reports import filed
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.location import located
from coaverify.archive.lookalikes import lookalikes
from coaverify.archive.tables import Likeness, TraitRow
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry
from coaverify.report.sketch_cells import cells_of, lookups_of, signs_of
from coaverify.report.sketches import FULL_SCALE, SAME_TRACE, SAMPLES, alike, packed, trace_of

MOST_MS, MOST_GROWTH = 30.0, 2.0
LOOKUPS = 40
MINUTES = np.linspace(0, 20, SAMPLES)
Chance = np.random.Generator
Line = NDArray[np.float64]


def peaks(*parts: tuple[float, float, float]) -> Line:
    """Peaks at a time, with a height and a width (minutes)."""
    line: Line = np.sum([height * np.exp(-(((MINUTES - at) / width) ** 2) / 2) for at, height, width in parts], axis=0)
    return line


def by_any_method(chance: Chance) -> str:
    small = [(chance.uniform(2, 19), chance.uniform(0.005, 0.1), chance.uniform(0.05, 0.3)) for _ in range(4)]
    main = (chance.uniform(3, 18), 0.95, chance.uniform(0.04, 0.3))
    return sketch_of(peaks(main, *small) + chance.normal(0, chance.uniform(1e-4, 1 / 300), SAMPLES))


def by_one_method(chance: Chance) -> str:
    main = (11.2 + chance.normal(0, 0.01), 0.95, 0.1)
    small = ((9.6 + chance.random() / 5, 0.02, 0.1), (12.4 + chance.random() / 5, 0.03, 0.1))
    return sketch_of(peaks(main, *small) + chance.normal(0, 1 / 300, SAMPLES))


def sketch_of(line: Line) -> str:
    even = np.round((line - line.min()) / (line.max() - line.min()) * FULL_SCALE)
    return packed(even.astype("<i2").tobytes())


def copied(sketch: str, chance: Chance) -> str:
    """Another drawing of the same trace, up to the bound apart."""
    moved = trace_of(sketch) + chance.uniform(-1, 1, SAMPLES) * SAME_TRACE * chance.choice([0.05, 0.5, 1.0])
    return packed(np.clip(np.round(moved), 0, FULL_SCALE).astype("<i2").tobytes())


def missed(sketches: list[str], chance: Chance) -> int:
    """Copies that are alike, and that one of the grids does not find."""
    misses = pairs = 0
    for one in sketches:
        copy, cells, signs = copied(one, chance), set(cells_of(Trait.TRACE, one)), signs_of(Trait.TRACE, one)
        if not alike(trace_of(copy), [trace_of(one)], SAME_TRACE, SAME_TRACE):
            continue
        pairs += 1
        for lookup in lookups_of(Trait.TRACE, copy):
            held = not signs & lookup.never and signs & lookup.always == lookup.always
            misses += not (held and cells & set(lookup.cells))
    print(f"  copies that are alike {pairs:6}, missed by any grid {misses}")
    return misses


def fill(connection: Connection, report: int, sketches: Iterator[tuple[int, str]]) -> None:
    """Traits by the thousand, all on one report: what is looked up does not depend on it."""
    rows, cells = [], []
    for number, sketch in sketches:
        row = {"number": number, "certificate": 0, "trait": "trace", "digest": "", "sketch": sketch, "evidence": "{}"}
        rows.append({"report": report, **row})
        cells += [{"report": report, **one} for one in likenesses_of(row)]
        if len(rows) == 1000:
            connection.execute(insert(TraitRow), rows)
            connection.execute(insert(Likeness), cells)
            rows, cells = [], []
    if rows:
        connection.execute(insert(TraitRow), rows)
        connection.execute(insert(Likeness), cells)


def looked_up(connection: Connection, sketches: list[str]) -> tuple[float, int]:
    """The median milliseconds of a lookup, and how many of the sketches were found."""
    times, found = [], 0
    for sketch in sketches:
        trait = FingerprintEntry(trait=Trait.TRACE, sketch=sketch, evidence=evidence("trace"))
        start = time.perf_counter()
        found += bool(list(lookalikes(connection, trait, "0" * 64)))
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    wrong = 0
    for method in (by_any_method, by_one_method):
        print(method.__name__)
        chance = np.random.default_rng(options.seed)
        wrong += missed([method(chance) for _ in range(500)], chance)
        took: list[float] = []
        # One method's traces lie near each other in every grid: of those, the more there are, the more are compared.
        most = options.many if method is by_any_method else min(options.many, 5 * options.few)
        for size in (options.few, most):
            milliseconds, lost = measured(method, size, options.seed)
            wrong += lost
            took.append(milliseconds)
        if method is by_any_method:
            wrong += took[1] > max(MOST_GROWTH * took[0], MOST_MS)
    return 1 if wrong else 0


def measured(method: Callable[[Chance], str], size: int, seed: int) -> tuple[float, int]:
    chance = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as place:
        os.environ["COAVERIFY_SIGNING_KEY"] = str(Path(place, "key.pem"))
        with Archive(located(str(Path(place, "archive")))) as archive:
            report = filed(archive, 1).seq
            some: list[str] = []

            def drawn() -> Iterator[tuple[int, str]]:
                for number in range(size):
                    sketch = method(chance)
                    if number < LOOKUPS:
                        some.append(sketch)
                    yield number, sketch

            with archive.adding("benchmark") as trail:
                fill(trail.connection, report, drawn())
            with archive.reading() as connection:
                fresh, strangers = looked_up(connection, [method(chance) for _ in range(LOOKUPS)])
                again, found = looked_up(connection, [copied(one, chance) for one in some])
    print(f"  {size:7} traces: a new one {fresh:6.1f} ms ({strangers} taken for copies), a copy {again:6.1f} ms, "
          f"{found} of {len(some)} found")  # fmt: skip
    return fresh, len(some) - found + strangers


if __name__ == "__main__":
    raise SystemExit(main())
