"""A verifier that answers at once, by the document's first bytes. For pages, not for verdicts."""

from __future__ import annotations

import struct
import threading
import zlib

from coaverify.batch.local import Submission
from coaverify.model.errors import ErrorCode, Unreadable
from coaverify.model.settings import Settings
from coaverify.report.model import Report
from web.report_builder import passing_report, report, unreadable_report

SOUND, WRONG, LOCKED, CRASHING, SLOW = b"sound", b"wrong", b"locked", b"crash", b"slow"


class FakeVerifier:
    """Remembers what it was asked. Documents that start with SLOW wait until `release` is set."""

    def __init__(self) -> None:
        self.asked: list[tuple[Submission, Settings]] = []
        self.rendered: list[int] = []
        self.release = threading.Event()

    def verify(self, submission: Submission, settings: Settings) -> Report:
        self.asked.append((submission, settings))
        if submission.data.startswith(SLOW):
            self.release.wait(10)
        if submission.data.startswith(CRASHING):
            raise RuntimeError("secret detail of a crash")
        if submission.data.startswith(LOCKED):
            return unreadable_report(submission.name)
        if submission.data.startswith(WRONG):
            return report(submission.name)
        return passing_report(submission.name)

    def render_page(self, data: bytes, page: int, dpi: int = 110) -> bytes:
        if data.startswith(LOCKED):
            raise Unreadable(ErrorCode.ENCRYPTED, "locked")
        self.rendered.append(page)
        return white_png(60, 85)


def white_png(width: int, height: int) -> bytes:
    """A white picture, written by hand: the tests need no imaging library for it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\xff" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
