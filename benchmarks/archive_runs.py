"""Batches that archive documents, as users start them, and what has to hold of their archive afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from coaverify.archive.archive import Archive
from coaverify.archive.location import located
from coaverify.archive.tables import Document, ReportRow
from pdf_builders import with_text

AS_OF = "2026-11-22"


def draw_documents(folder: Path, count: int) -> None:
    """Certificates of `count` lots, a page each."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:04}.pdf").write_bytes(
            with_text("Certificate of Analysis", "Product: Semax", f"Lot: SX-{number:05}", "Purity (HPLC): 99.31 %",
                      "ESI-MS [M+H]+: 814.4", "Sequence: MEHFPGP")
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch over a folder into an archive. acknowledged: where its standard output goes, on a disk of its own."""

    documents: Path
    archive: str
    originals: str | None
    key: Path
    acknowledged: Path

    def started(self) -> subprocess.Popen[bytes]:
        """The batch as a process, the leader of a group of its own."""
        command = [sys.executable, "-m", "coaverify", "check", str(self.documents), "--format", "jsonl", "--jobs", "1",
                   "--as-of", AS_OF, "--archive", self.archive]  # fmt: skip
        with self.acknowledged.open("ab") as out, self.errors.open("ab") as errors:
            return subprocess.Popen(command, stdout=out, stderr=errors, env=self.environment, start_new_session=True)

    def run(self) -> int:
        """Run it to its end; returns its exit code."""
        return self.started().wait()

    def audit(self) -> subprocess.CompletedProcess[str]:
        """What `coaverify archive audit` says."""
        command = [sys.executable, "-m", "coaverify", "archive", "audit", "--archive", self.archive]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    @property
    def errors(self) -> Path:
        return self.acknowledged.with_suffix(".err")

    @property
    def environment(self) -> dict[str, str]:
        named = {"COAVERIFY_SIGNING_KEY": str(self.key)} | (
            {"COAVERIFY_ORIGINALS": self.originals} if self.originals else {}
        )
        return os.environ | named

    def count(self) -> int:
        """How many documents have been acknowledged: whole lines on standard output."""
        return self.acknowledged.read_bytes().count(b"\n") if self.acknowledged.exists() else 0

    def hashes(self) -> set[str]:
        """The documents that have been acknowledged, by their SHA-256. A line that was cut off acknowledges nothing."""
        whole = self.acknowledged.read_bytes().split(b"\n")[:-1]
        found = set()
        for line in whole:
            try:
                found.add(json.loads(line)["document"]["sha256"])
            except ValueError:  # the rest of a line that a kill cut off, and the next batch's first line behind it
                continue
        return found


@dataclass(slots=True)
class State:
    """What an archive holds against what was acknowledged."""

    figures: Counter[str] = field(default_factory=Counter)
    audit: str = ""

    @property
    def is_sound(self) -> bool:
        wrong = ("lost documents", "lost originals", "doubled reports", "audit not clean", "does not open")
        return not any(self.figures[name] for name in wrong)


def state_of(batch: Batch) -> State:
    """Open the archive as the next command would, and hold it against what was acknowledged."""
    state = State()
    acknowledged = batch.hashes()
    state.figures["acknowledged"] = len(acknowledged)
    try:
        with Archive(located(batch.archive, batch.originals), create=False) as archive:
            with archive.reading() as connection:
                documents = set(connection.execute(select(Document.sha256)).scalars())
                reports = connection.execute(select(func.count()).select_from(ReportRow)).scalar_one()
                reported = connection.execute(select(func.count(ReportRow.document.distinct()))).scalar_one()
            state.figures["documents"] = len(documents)
            state.figures["doubled reports"] = reports - reported
            state.figures["lost documents"] = len(acknowledged - documents)
            state.figures["lost originals"] = sum(not _is_whole(archive, sha256) for sha256 in documents)
    except Exception as error:  # noqa: BLE001  # whatever it is, the archive does not open
        state.figures["does not open"] = int(bool(acknowledged))
        state.audit = str(error)
        return state
    audit = batch.audit()
    state.figures["audit not clean"] = int(audit.returncode != 0)
    state.audit = audit.stdout + audit.stderr
    return state


def _is_whole(archive: Archive, sha256: str) -> bool:
    try:
        archive.originals.get(sha256)
    except Exception:  # noqa: BLE001  # missing and altered are both lost
        return False
    return True


def kill(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL to the batch alone: its workers have to notice by themselves."""
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def stopped(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """The batch and its workers stand still."""
    os.killpg(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):  # all of it has been killed meanwhile
            os.killpg(process.pid, signal.SIGCONT)
