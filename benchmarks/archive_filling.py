"""Archives with very many reports, made in minutes: whole chunks go into one transaction, and no PDF is read."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy import insert, select

from archived_reports import certified, report_on
from cli_reports import evidence, text_claim
from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json, canonical, sha256_of
from coaverify.archive.filing import Origin
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.rows import rows_of
from coaverify.archive.tables import (
    CertificateRow,
    Document,
    Entry,
    Likeness,
    ReportContent,
    ReportRow,
    SearchText,
    TraitRow,
)
from coaverify.archive.trail import Kind, Trail, header, now
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import Report
from coaverify.report.sketches import FULL_SCALE, SAMPLES, packed

CHUNK = 1000
WITH_TRACE = 5  # every fifth certificate has a drawn trace
VENDORS = 200
LABORATORIES = 25
PRODUCTS = ("Semax", "Selank", "N-Acetyl Semax Amidate", "N-Acetyl Selank Amidate", "BPC-157", "Epitalon", "Dihexa")
_WORDS = ("acetate", "lyophilised", "white", "powder", "vial", "sealed", "nitrogen", "column", "gradient", "water",
          "acetonitrile", "formic", "quadrupole", "orbitrap", "integration", "baseline", "retention", "impurity",
          "specification", "reference", "standard", "storage", "desiccated", "batch")  # fmt: skip


def bytes_of(number: int) -> bytes:
    """The document with this number."""
    return b"%%PDF-1.7 made for measuring, %09d" % number


def report_of(number: int) -> Report:
    """Its report: a vendor of many, a lot of its own, a purity of its own, words that few others have."""
    chance = random.Random(number)
    vendor = min(int(chance.paretovariate(0.8)), VENDORS)  # few vendors have most certificates
    certificate = certified(
        lot=f"SX-{number:07}",
        vendor=f"Vendor {vendor} Peptides",
        laboratory=f"Laboratory {number % LABORATORIES}",
        purity=f"{chance.uniform(95, 99.9):.2f}",
        product=PRODUCTS[number % len(PRODUCTS)],
        issued=f"20{20 + number % 7}-{1 + number % 12:02}-{1 + number % 28:02}",
        failing=number % 9 == 0,
    )
    remark = " ".join(chance.choices(_WORDS, k=30)) + f" rarity{number % 4000}"
    claims = certificate.claims.model_copy(update={"appearance": text_claim(remark)})
    prints: tuple[FingerprintEntry, ...] = ()
    if number % WITH_TRACE == 0:
        prints = (FingerprintEntry(trait=Trait.TRACE, digest="", sketch=_sketch(number), evidence=evidence("trace")),)
    made = certificate.model_copy(update={"claims": claims, "fingerprints": prints})
    return report_on(bytes_of(number), made, name=f"certificate-{number}.pdf")


def _sketch(number: int) -> str:
    """A trace with a main peak and some small ones over noise."""
    chance, time = np.random.default_rng(number), np.arange(SAMPLES)
    line = np.abs(chance.normal(0, 0.003, SAMPLES))
    for height in (1.0, *chance.uniform(0.003, 0.05, 6)):
        line += height * np.exp(-0.5 * ((time - chance.uniform(80, 700)) / chance.uniform(3, 7)) ** 2)
    return packed(np.round((line - line.min()) / np.ptp(line) * FULL_SCALE).astype("<i2").tobytes())


def fill(archive: Archive, numbers: range, originals: Path) -> None:
    """File the documents with these numbers."""
    for first in range(numbers.start, numbers.stop, CHUNK):
        part = range(first, min(first + CHUNK, numbers.stop))
        for number in part:
            _store(bytes_of(number), originals)
        with archive.adding("a script") as trail:
            _file(trail, part)
    with archive.adding("a script") as trail:
        if trail.connection.dialect.name == "postgresql":
            trail.connection.exec_driver_sql("ANALYZE")  # what the server does by itself where rows come one by one


def _store(data: bytes, originals: Path) -> None:
    """Where the archive looks for it, without waiting for the disk."""
    sha256 = hashlib.sha256(data).hexdigest()
    (originals / sha256[:2]).mkdir(parents=True, exist_ok=True)
    (originals / sha256[:2] / sha256).write_bytes(data)


@dataclass(slots=True)
class _Chain:
    """Entries one behind the other, as `Trail.add` makes them, for one insertion."""

    trail: Trail
    seq: int
    prev: str

    def entry(self, kind: Kind, payload: dict[str, Json], document: str, *, itself: bool) -> dict[str, object]:
        self.seq += 1
        text, at, report = canonical(payload), now(), self.seq if itself else None
        line = header(
            seq=self.seq, kind=kind, at=at, by=self.trail.by, document=document, report=report, payload=text,
            prev=self.prev, key=self.trail.signer.id,
        )  # fmt: skip
        made: dict[str, object] = {
            "seq": self.seq, "kind": kind.value, "at": at, "by": self.trail.by, "document": document, "report": report,
            "payload": text, "prev": self.prev, "hash": sha256_of(line), "key": self.trail.signer.id,
            "signature": self.trail.signer.sign(line),
        }  # fmt: skip
        self.prev = sha256_of(line)
        return made


def _file(trail: Trail, numbers: range) -> None:
    last = trail.connection.execute(select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1)).one_or_none()
    if last is None:
        trail.add(Kind.KEY, {"algorithm": "Ed25519", "public_key": trail.signer.public_pem})
        _file(trail, numbers)
        return
    rows: dict[type, list[dict[str, object]]] = {
        table: []
        for table in (Entry, Document, ReportRow, ReportContent, CertificateRow, TraitRow, Likeness, SearchText)
    }
    chain = _Chain(trail, last.seq, last.hash)
    for number in numbers:
        for table, row in _rows(chain, number):
            rows[table].append(row)
    for table, made in rows.items():
        trail.connection.execute(insert(table), made)


def _rows(chain: _Chain, number: int) -> Iterator[tuple[type, dict[str, object]]]:
    report = report_of(number)
    rows, sha256 = rows_of(report), report.document.sha256
    stored: dict[str, Json] = {
        "name": report.document.name, "media_type": "application/pdf", "size_bytes": len(bytes_of(number)),
    }  # fmt: skip
    entry = chain.entry(Kind.DOCUMENT, stored, sha256, itself=False)
    yield Entry, entry
    yield Document, {"sha256": sha256, "seq": entry["seq"], **stored}
    digests = rows.digests()
    payload: dict[str, Json] = {
        "digests": digests, "follows": None, "origin": Origin.VERIFICATION.value, "run": rows.fields["run"],
        "verdict": rows.fields["verdict"],
    }  # fmt: skip
    entry = chain.entry(Kind.REPORT, payload, sha256, itself=True)
    yield Entry, entry
    seq = entry["seq"]
    yield ReportRow, {
        "seq": seq, "filed_at": entry["at"], "origin": Origin.VERIFICATION.value, "follows": None,
        "content_sha256": digests["report_content"], **rows.fields,
    }  # fmt: skip
    yield ReportContent, {"report": seq, "content": rows.content}
    for columns in rows.certificates:
        yield CertificateRow, {"report": seq, **columns}
    for columns in rows.traits:
        yield TraitRow, {"report": seq, **columns}
        for likeness in likenesses_of(columns):
            yield Likeness, {"report": seq, **likeness}
    yield SearchText, {"report": seq, "text": rows.words}
