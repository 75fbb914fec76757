"""The issuing laboratory's own copy of a report, as a user saved or pasted it from the laboratory's portal."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coaverify.model.certificate import Certificate


@dataclass(frozen=True, slots=True)
class PortalCopy:
    """A file (PDF or picture), or, with `pasted`, text in UTF-8."""

    name: str
    data: bytes
    pasted: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """What was read off a copy. `why`: a sentence that says why nothing was, or ""."""

    name: str
    certificates: tuple[Certificate, ...] = ()
    why: str = ""
