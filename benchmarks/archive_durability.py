"""What an archive loses where a batch is killed, the power goes, the disk is full, or two batches write at once.

    python benchmarks/archive_durability.py kill [--kills 200] [--documents 500] [--database sqlite|postgresql]
    python benchmarks/archive_durability.py power [--cuts 50]        needs root: mounts a file system on a file
    python benchmarks/archive_durability.py full                     needs root: mounts a small disk in memory
    python benchmarks/archive_durability.py two [--documents 100] [--database sqlite|postgresql]

What runs is the command itself, `coaverify check --archive`. A line on its standard output means: the user was told.
Exits with 1 where anything acknowledged is lost, anything is doubled, or the audit afterwards is not clean.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from archive_runs import Batch, State, draw_documents, kill, state_of, stopped
from postgresql_server import running

SCRATCH = "/var/tmp"  # on a disk; /tmp may be in memory
LONGEST_WAIT = 120.0  # seconds for a record before the batch counts as hung


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("kill", "power", "full", "two"))
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coaverify-durability-", dir=SCRATCH) as scratch, ExitStack() as stack:
        folder = Path(scratch)
        chance = random.Random(options.seed)
        if options.what == "power":
            return power(folder, options.cuts, chance)
        if options.what == "full":
            return full(folder)
        addresses = _addresses(folder, options.database, stack)
        if options.what == "two":
            return two(folder, options.documents, next(addresses))
        return killed(folder, options.kills, options.documents, addresses, chance)


def _addresses(folder: Path, database: str, stack: ExitStack) -> Iterator[tuple[str, str | None]]:
    """New archives, as many as are asked for: address and originals."""
    server = stack.enter_context(running(options="")) if database == "postgresql" else None
    number = 0
    while True:
        number += 1
        place = folder / f"archive-{number}"
        yield (server.new_database(), str(place)) if server else (str(place), None)


# --- kill -9 -----------------------------------------------------------------------------------------


def killed(
    folder: Path, kills: int, documents: int, addresses: Iterator[tuple[str, str | None]], chance: random.Random
) -> int:
    """Batches that are killed at random moments of their work, and begun again until they end."""
    draw_documents(folder / "documents", documents)
    total, done, ended, batches, sound = Counter[str](), 0, 0, 0, True
    while done < kills:
        address, originals = next(addresses)
        batch = Batch(folder / "documents", address, originals, folder / "key.pem", folder / f"told-{batches}.jsonl")
        batches += 1
        while True:
            struck = done < kills and _strike(batch, documents, chance)
            if not struck:
                break
            done += 1
            if done % 10 == 0 or done == kills:
                state = state_of(batch)
                sound &= _tell(f"after kill {done}", state)
        code = batch.run()
        state = state_of(batch)
        sound &= _tell(f"batch {batches} ended (exit code {code})", state)
        ended += state.figures["documents"] == documents
        total.update(state.figures)
    print(f"{done} kills, {batches} batches, {ended} of them ended at exactly {documents} documents")
    print(dict(total))
    return 0 if sound and ended == batches else 1


def _strike(batch: Batch, documents: int, chance: random.Random) -> bool:
    """Start the batch and kill it 0 to 40 ms after a random number of new records; False where it ended before.

    It begins with those that it knows already: one kill in ten lands there, the others behind them.
    """
    before = batch.count()
    known = len(batch.hashes()) if before and chance.random() > 0.1 else 0
    wanted = before + known + chance.randint(1, max(2, documents // 40))
    process, since = batch.started(), time.monotonic()
    while process.poll() is None and batch.count() < wanted:
        if time.monotonic() - since > LONGEST_WAIT:
            raise RuntimeError(f"no record for {LONGEST_WAIT:.0f} s: {batch.errors.read_text()[-500:]}")
        time.sleep(0.001)
    time.sleep(chance.random() * 0.04)
    if process.poll() is not None:
        return False
    kill(process)
    return True


def _tell(moment: str, state: State) -> bool:
    print(f"{moment}: {dict(state.figures)}", flush=True)
    if not state.is_sound:
        print(state.audit)
    return state.is_sound


# --- power -------------------------------------------------------------------------------------------


def power(folder: Path, cuts: int, chance: random.Random) -> int:
    """The archive lies on a file system in a file. A copy of that file is what a power cut would leave on the disk."""
    draw_documents(folder / "documents", 400)
    total, losses = Counter[str](), 0
    for cut in range(1, cuts + 1):
        here = folder / f"cut-{cut}"
        here.mkdir()
        state = _one_cut(folder, here, chance)
        total.update(state.figures)
        losses += not _tell(f"cut {cut}", state)
        shutil.rmtree(here)
    print(f"{cuts} power cuts, {losses} with a loss: {dict(total)}")
    return 1 if losses or not total["acknowledged"] else 0


def _one_cut(folder: Path, here: Path, chance: random.Random) -> State:
    disk, copy, told = here / "disk", here / "copy", here / "told.jsonl"
    with disk.open("wb") as file:
        file.truncate(96 << 20)
    _do("mkfs.ext4", "-q", "-F", disk)
    with _mounted(disk, here / "mount", "-o", "loop") as mount:
        batch = Batch(folder / "documents", str(mount / "archive"), None, folder / "key.pem", told)
        process = batch.started()
        wanted, since = chance.randint(0, 40), time.monotonic()
        while batch.count() < wanted and time.monotonic() - since < LONGEST_WAIT:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.3 if wanted else chance.random() * 4)
        with stopped(process):
            time.sleep(0.02)
            shutil.copy(told, here / "told-then.jsonl")
            _do("cp", "--sparse=always", disk, copy)  # what was not forced to the disk is not in it
            kill(process)
        _wait_for_workers(mount)
    with _mounted(copy, here / "mount", "-o", "loop") as mount:
        return state_of(
            Batch(folder / "documents", str(mount / "archive"), None, folder / "key.pem", here / "told-then.jsonl")
        )


def _wait_for_workers(mount: Path) -> None:
    """The batch's workers end by themselves; until then nothing must hold the file system."""
    for _ in range(100):
        if subprocess.run(["fuser", "-sm", str(mount)], check=False, stderr=subprocess.DEVNULL).returncode:
            return
        time.sleep(0.05)


@contextmanager
def _mounted(device: Path | str, place: Path, *options: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    _do("mount", *options, device, place)
    try:
        yield place
    finally:
        _do("umount", place)


def _do(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


# --- a full disk -------------------------------------------------------------------------------------


def full(folder: Path) -> int:
    """A disk of 4 MB runs full; the same batch ends on it when it has grown."""
    draw_documents(folder / "documents", 400)
    with _mounted("none", folder / "mount", "-t", "tmpfs", "-o", "size=4m") as mount:
        batch = Batch(folder / "documents", str(mount / "archive"), None, folder / "key.pem", folder / "told.jsonl")
        code = batch.run()
        said = batch.errors.read_text().strip().splitlines()[-1]
        print(f"full: exit code {code}: {said}")
        named = code == 13 and "no room" in said
        _do("mount", "-o", "remount,size=200m", mount)
        sound = _tell("full, with room for the audit", state_of(batch))
        code = batch.run()
        state = state_of(batch)
        sound &= _tell(f"with room (exit code {code})", state)
        return 0 if named and sound and state.figures["documents"] == 400 else 1


# --- two at once -------------------------------------------------------------------------------------


def two(folder: Path, documents: int, address: tuple[str, str | None]) -> int:
    """Two batches over the same documents into one archive."""
    draw_documents(folder / "documents", documents)
    batches = [Batch(folder / "documents", *address, folder / "key.pem", folder / f"told-{n}.jsonl") for n in (1, 2)]
    codes = [process.wait() for process in [batch.started() for batch in batches]]
    states = [state_of(batch) for batch in batches]
    sound = all(_tell(f"batch with exit code {code}", state) for code, state in zip(codes, states, strict=True))
    return 0 if sound and all(state.figures["documents"] == documents for state in states) else 1


if __name__ == "__main__":
    sys.exit(main())
