"""Uploads and their results, in memory and nowhere else; where there is an archive, it has them too.

This store writes nothing to disk: a certificate names a customer's lots and suppliers, and this page has no
accounts. What is dropped (the longest unused first) or lost at a restart can be checked again.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field

from coaverify.report.model import Report


@dataclass(slots=True, eq=False)
class Archiving:
    """What became of a document in the archive. Filled in before its report is there; empty without an archive.

    number: its report's. known: whether it was filed before, so that it was not verified again. failure: why it is not
    archived.
    """

    number: int | None = None
    known: bool = False
    failure: str = ""


@dataclass(slots=True, eq=False)
class StoredDocument:
    """One uploaded document: its bytes, and its report as soon as there is one."""

    name: str
    data: bytes
    outcome: Future[Report]
    archiving: Archiving = field(default_factory=Archiving)
    _images: dict[int, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def pending(self) -> bool:
        return not self.outcome.done()

    @property
    def crashed(self) -> bool:
        """Whether the program failed on this document: a fault of ours, never a verdict."""
        done = self.outcome.done()
        return done and (self.outcome.cancelled() or self.outcome.exception() is not None)

    @property
    def report(self) -> Report | None:
        return None if self.pending or self.crashed else self.outcome.result()

    @property
    def size(self) -> int:
        """The bytes that this document holds in memory."""
        return len(self.data) + sum(len(image) for image in list(self._images.values()))

    def image(self, page: int, render: Callable[[bytes, int], bytes]) -> bytes:
        """The page's picture, rendered once; the lock keeps a reload from rendering it twice."""
        with self._lock:
            if page not in self._images:
                self._images[page] = render(self.data, page)
            return self._images[page]


@dataclass(frozen=True, slots=True, eq=False)
class Upload:
    """What was handed in together."""

    id: str
    documents: tuple[StoredDocument, ...]

    @property
    def pending(self) -> int:
        """How many documents are still being checked."""
        return sum(document.pending for document in self.documents)

    @property
    def size(self) -> int:
        return sum(document.size for document in self.documents)


class Store:
    """A bounded store of uploads. The longest unused goes first; the newest always stays. Thread-safe."""

    def __init__(self, max_documents: int, max_bytes: int) -> None:
        self._max_documents = max_documents
        self._max_bytes = max_bytes
        self._uploads: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, documents: Iterable[StoredDocument]) -> Upload:
        """Keep the documents under a new id that nobody can guess."""
        upload = Upload(secrets.token_urlsafe(16), tuple(documents))
        with self._lock:
            self._uploads[upload.id] = upload
            dropped = self._drop_oldest()
        for document in dropped:
            document.outcome.cancel()
        return upload

    def get(self, upload_id: str) -> Upload | None:
        """The upload, or None where it was never there or was dropped."""
        with self._lock:
            upload = self._uploads.get(upload_id)
            if upload is not None:
                self._uploads.move_to_end(upload_id)
            return upload

    def __len__(self) -> int:
        """How many documents are kept."""
        with self._lock:
            return sum(len(upload.documents) for upload in self._uploads.values())

    def _drop_oldest(self) -> list[StoredDocument]:
        dropped: list[StoredDocument] = []
        documents = sum(len(upload.documents) for upload in self._uploads.values())
        size = sum(upload.size for upload in self._uploads.values())
        while len(self._uploads) > 1 and (documents > self._max_documents or size > self._max_bytes):
            _, oldest = self._uploads.popitem(last=False)
            documents -= len(oldest.documents)
            size -= oldest.size
            dropped.extend(oldest.documents)
        return dropped
