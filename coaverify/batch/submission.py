"""What is handed in for verification, and what is said where the program itself failed on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from coaverify.model.errors import CoaverifyError
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import Settings
from coaverify.report.model import Report


@dataclass(frozen=True, slots=True)
class Submission:
    """A document as handed in: its name, for the report, its bytes, and the laboratory's own copy of it.

    settings: its own, in place of those of the run.
    """

    name: str
    data: bytes
    portal_copy: PortalCopy | None = None
    settings: Settings | None = None


class Verification(Protocol):
    """What verifies a submission outside this process. The real one is `coaverify.batch.local.Verifier`."""

    def verify(self, submission: Submission, settings: Settings) -> Report: ...


class ProgramFault(CoaverifyError):
    """coaverify itself failed on a document: neither a finding nor an error of the document."""

    def __init__(self, name: str, cause: BaseException) -> None:
        super().__init__(
            f"{name}: coaverify failed on this document ({type(cause).__name__}: {cause}). Please report it."
        )
        self.name = name
