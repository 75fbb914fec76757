"""The originals, byte for byte, each under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Protocol

from coaverify.archive.errors import Altered

_NAME = re.compile(r"[0-9a-f]{64}")


class Originals(Protocol):
    """A store whose names are the SHA-256 of what they hold."""

    def put(self, data: bytes) -> str:
        """Store bytes and return their SHA-256. When it returns they are there to stay. Storing twice is storing once.

        Raises:
            OSError: where they could not be stored.
        """
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            NotInArchive: where there are none.
            Altered: where they are not what was stored.
        """
        ...

    def remove(self, sha256: str) -> None:
        """Remove the bytes for good; nothing happens where there are none."""
        ...

    def names(self) -> Iterator[str]:
        """The names of all that lies in the store, in no order; of files that are no originals their path."""
        ...


def checked(data: bytes, sha256: str) -> bytes:
    """The bytes, where they are what their name says.

    Raises:
        Altered: otherwise.
    """
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Altered(f"The original {sha256} was altered: its bytes have another SHA-256.")
    return data


def is_sha256(name: str) -> bool:
    """Whether a name is a SHA-256 in hexadecimal."""
    return _NAME.fullmatch(name) is not None
