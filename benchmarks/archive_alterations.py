"""Random alterations of a filled archive by somebody who owns disk and database but not the key: are all named?

    python benchmarks/archive_alterations.py [--cases N] [--seed N] [--database sqlite|postgresql|both]

Every case alters a copy of one archive in one way, its triggers out of the way and back in place afterwards, and
audits it. It is caught where a finding names the very entry, report, document or file that was altered; a tail that
was cut off and a database that was rolled back are looked for with the head that was noted before. Exits with 1 where
one alteration was not named, or where the audit of the untouched archive finds anything.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import psycopg

from alteration_kinds import KINDS, Case, NothingAltered
from archive_attacker import names
from archived_reports import certified, filed
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.audit import audit, head_of
from coaverify.archive.errors import ArchiveError
from coaverify.archive.location import Location, located
from coaverify.archive.proof.chain import Anchor
from coaverify.archive.proof.findings import Finding
from coaverify.archive.trail import Kind
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry
from postgresql_server import Server, running

DOCUMENTS = 20
TRIES = 20  # a chosen change may be none, or one that even without triggers is refused (a unique column)


@dataclass(frozen=True, slots=True)
class Bench:
    """An archive to alter copies of. yesterday: the same, with half of its documents."""

    folder: Path
    today: Location
    yesterday: Location
    head: Anchor
    server: Server | None

    @contextmanager
    def copied(self) -> Iterator[Location]:
        """A copy to be altered."""
        place = self.folder / "copy"
        shutil.rmtree(place, ignore_errors=True)
        if self.today.folder:
            shutil.copytree(self.today.folder, place)
            yield located(str(place))
            return
        assert self.server  # noqa: S101  # for the type checker: it is always there in this case
        shutil.copytree(self.today.originals, place)
        database(self.server, "DROP DATABASE IF EXISTS altered", "CREATE DATABASE altered TEMPLATE today")
        yield located(self.server.address("altered"), str(place))


def database(server: Server, *statements: str) -> None:
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def fill(archive: Archive, numbers: range) -> None:
    for number in numbers:
        one = FingerprintEntry(trait=Trait.PEAK, digest=f"{number:064x}", sketch="1,2,3", evidence=evidence("11.2"))
        certificate = certified(lot=f"L-{number}", failing=number % 3 == 0)
        filed(archive, number, certificate.model_copy(update={"fingerprints": (one, one)}), by=f"person {number % 4}")
    with archive.adding("second person") as trail:
        trail.add(Kind.COMMENT, {"words": "looked at"}, report=3)


@contextmanager
def bench(kind: str) -> Iterator[Bench]:
    folder = Path(tempfile.mkdtemp(prefix="coaverify-alterations-"))
    os.environ["COAVERIFY_SIGNING_KEY"] = str(folder / "key.pem")
    try:
        if kind == "sqlite":
            yield filled(folder, located(str(folder / "today")), located(str(folder / "yesterday")), None)
        else:
            with running() as server:
                database(server, "CREATE DATABASE today", "CREATE DATABASE yesterday")
                places = (
                    located(server.address(name), str(folder / f"{name}-originals")) for name in ("today", "yesterday")
                )
                yield filled(folder, next(places), next(places), server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def filled(folder: Path, today: Location, yesterday: Location, server: Server | None) -> Bench:
    with Archive(today) as archive:
        fill(archive, range(DOCUMENTS // 2))
    if today.folder and yesterday.folder:
        shutil.copytree(today.folder, yesterday.folder)
    elif server:
        shutil.copytree(today.originals, yesterday.originals)
        database(server, "DROP DATABASE yesterday", "CREATE DATABASE yesterday TEMPLATE today")
    with Archive(today) as archive:
        fill(archive, range(DOCUMENTS // 2, DOCUMENTS))
        head = head_of(archive)
        assert head  # noqa: S101  # for the type checker: it is always there in this case
        anchor = Anchor(head.hash, "the head that was noted", head.seq)
        found: list[Finding] = []
        audit(archive, found.append, heads=[anchor])
    if found:
        raise SystemExit(f"The untouched archive is not clean: {found}")
    return Bench(folder, today, yesterday, anchor, server)


def is_named(place: Location, case: Case, head: Anchor) -> tuple[bool, list[str]]:
    """Whether the audit names all that was altered, and what it said."""
    found: list[Finding] = []
    try:
        with Archive(place, create=False) as archive:
            audit(archive, found.append, heads=[head] if case.needs_head else [])
    except ArchiveError as error:
        return case.may_be_refused, [str(error)]
    return all(names(found, subject) for subject in case.subjects), [one.message for one in found]


def run(kind: str, cases: int, seed: int, shown: int) -> int:
    """Alter, audit, count; returns how many alterations were not named."""
    chance, total, caught, missed = random.Random(seed), Counter[str](), Counter[str](), 0
    kinds = [one for one in KINDS if kind in one.databases]
    began = time.perf_counter()
    with bench(kind) as made:
        for number in range(cases):
            alteration = kinds[number % len(kinds)]
            for _ in range(TRIES):
                with made.copied() as place:
                    try:
                        case = alteration.alter(place, made.yesterday, chance)
                    except NothingAltered:
                        continue
                    named, said = is_named(place, case, made.head)
                    break
            else:
                raise SystemExit(f"{alteration.name}: nothing could be altered")
            total[alteration.name] += 1
            caught[alteration.name] += named
            if not named:
                missed += 1
                print(f"NOT NAMED: {alteration.name}: {case.what} {case.subjects}; the audit said: {said[:5]}")
            elif sum(total.values()) <= shown:
                print(f"{case.what}\n    {said[0]}")
    print(f"{kind}, seed {seed}, {time.perf_counter() - began:.0f} s")
    for name, times in sorted(total.items()):
        print(f"  {name:<34} {caught[name]:4} of {times}")
    print(f"  {'all':<34} {sum(caught.values()):4} of {sum(total.values())}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--show", type=int, default=0, help="so many of the first cases in words")
    options = parser.parse_args()
    databases = ["sqlite", "postgresql"] if options.database == "both" else [options.database]
    return 1 if sum([run(one, options.cases, options.seed, options.show) for one in databases]) else 0


if __name__ == "__main__":
    raise SystemExit(main())
