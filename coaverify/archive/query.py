"""What one may look for in the archive, and how far a list has been read."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from dataclasses import dataclass
from decimal import Decimal

from coaverify.model.errors import CoaverifyError

UNREADABLE = "unreadable"  # beside the three verdicts: a document that could not be looked at
VERDICTS = ("pass", "fail", "inconclusive", UNREADABLE)


class NoCursor(CoaverifyError):
    """What was given as a cursor is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What has to hold of a report, all of it together; what is empty is not asked.

    words: free text; all words have to stand in the report, one that ends in * stands for all that begin so.
    lot, vendor, laboratory: without regard to case, blanks and signs; with a * at the end, all that begin so.
    peptide: the reference's id or a name. form: of the peptide, as claimed.
    product, task, file: words that the printed product, the task number, the document's name contain.
    verdict: one of VERDICTS. error: the code of why a document could not be looked at.
    document: the first digits of its SHA-256, or all.
    filed_*: days in UTC, both inclusive. issued_*: the certificate's own date. *_purity: percent, inclusive.
    current_only: of each document only the newest report.
    """

    words: str = ""
    lot: str = ""
    vendor: str = ""
    laboratory: str = ""
    peptide: str = ""
    form: str = ""
    product: str = ""
    task: str = ""
    file: str = ""
    verdict: str = ""
    error: str = ""
    document: str = ""
    filed_from: datetime.date | None = None
    filed_to: datetime.date | None = None
    issued_from: datetime.date | None = None
    issued_to: datetime.date | None = None
    min_purity: Decimal | None = None
    max_purity: Decimal | None = None
    current_only: bool = True


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins: below this report's number.

    widened: the names that nothing bears exactly, so that all that begin so were listed from the first page on.
    """

    before: int
    widened: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = json.dumps([self.before, *self.widened], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Read a cursor back.

        Raises:
            NoCursor: where it is none.
        """
        try:
            padded = text + "=" * (-len(text) % 4)
            before, *widened = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            if type(before) is not int or not 0 < before < 2**62:
                raise ValueError
            return cls(before, tuple(str(name) for name in widened))
        except (ValueError, TypeError, binascii.Error) as error:
            raise NoCursor("This is not where a list goes on: take what the page before named.") from error
