"""Archived documents verified again by the program as it is now: what changes, and why.

Each is verified with the settings of its report, so that only the program and its reference differ.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import canonical
from coaverify.archive.errors import ArchiveError, NotAllowed
from coaverify.archive.filing import Origin, known_report
from coaverify.archive.review import file_following
from coaverify.archive.rows import run_of
from coaverify.archive.shelf import filed_report
from coaverify.batch.archiving import ArchivedRun
from coaverify.batch.correcting import Means
from coaverify.batch.local import ProgramFault, Submission, Verifier
from coaverify.model.settings import Settings
from coaverify.report.differences import Differences, differences
from coaverify.report.generator import generator_of
from coaverify.report.model import Report
from coaverify.report.repeating import NotRepeatable

AT_ONCE = 200  # reports in line at a time, known ones among them


class Became(StrEnum):
    """What became of one report."""

    CHANGED = "changed"  # something came out otherwise
    SAME = "same"  # verified again, and nothing differs: nothing is filed
    KNOWN = "known"  # this program has made this very report already: it is not verified again
    REFUSED = "refused"  # it cannot be made again; `why` says what is missing
    FAULT = "fault"  # coaverify itself failed on the document


@dataclass(frozen=True, slots=True)
class VerifiedAgain:
    """What became of report `number`. filed: the number of the new report; None where none was filed."""

    number: int
    name: str
    became: Became
    changes: Differences | None = None
    filed: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reverification:
    """A run that verifies archived documents again. The user's own reference has to be in use already.

    as_of: the day to judge dates on; None: the day of each report. filing: False: only what would change is told.
    """

    archive: Archive
    by: str
    means: Means
    as_of: datetime.date | None = None
    filing: bool = True

    def of(self, numbers: Iterable[int], verifier: Verifier) -> Generator[VerifiedAgain, None, None]:
        """What becomes of these reports, in their order, each filed before it is told.

        Memory does not grow with their number. A run that was broken off can be begun again: it knows what it filed.

        Raises:
            ArchiveError: where the archive cannot be used any more; what was told before is filed.
        """
        run, remaining = ArchivedRun(self.archive, Settings(), self.by), iter(numbers)
        while some := list(islice(remaining, AT_ONCE)):
            yield from self._of_some(some, verifier, run)

    def _of_some(self, numbers: list[int], verifier: Verifier, run: ArchivedRun) -> Iterator[VerifiedAgain]:
        waiting: deque[_Waiting] = deque()
        for report in verifier.verify_many(self._submissions(numbers, waiting), Settings()):
            yield from _done(waiting)
            one = waiting.popleft()
            if one.before is None:  # never: what waits for a report has one before it
                continue
            if isinstance(report, ProgramFault):
                yield VerifiedAgain(one.number, one.name, Became.FAULT, why=str(report))
            else:
                yield self._compared(one.number, one.before, report, run)
        yield from _done(waiting)

    def _submissions(self, numbers: Iterable[int], waiting: deque[_Waiting]) -> Iterator[Submission]:
        """What has to be verified; all goes to the end of `waiting`."""
        for number in numbers:
            try:
                before = filed_report(self.archive, number)
                settings = self._settings(before)
                known = self._known(before, settings)
                data = b"" if known else self.archive.originals.get(before.document.sha256)
            except (ArchiveError, NotRepeatable) as error:
                refused = VerifiedAgain(number, "", Became.REFUSED, why=str(error))
                waiting.append(_Waiting(number, "", None, refused))
                continue
            if known is not None:
                done = VerifiedAgain(number, before.document.name, Became.KNOWN, filed=known)
                waiting.append(_Waiting(number, before.document.name, None, done))
                continue
            waiting.append(_Waiting(number, before.document.name, before, None))
            yield Submission(before.document.name, data, settings=settings)

    def _settings(self, before: Report) -> Settings:
        settings = self.means.settings(before)
        return replace(settings, as_of=self.as_of) if self.as_of else settings

    def _known(self, before: Report, settings: Settings) -> int | None:
        made_by = generator_of(settings)
        run = run_of(before.document.sha256, canonical(made_by.settings), made_by.coaverify, made_by.reference)
        found = known_report(self.archive, run)
        return found[0] if found else None

    def _compared(self, number: int, before: Report, report: Report, run: ArchivedRun) -> VerifiedAgain:
        name = before.document.name
        if _corrections(before) != _corrections(report):
            why = "A reviewer's correction does not hold for what this version reads: correct the report again by hand."
            return VerifiedAgain(number, name, Became.REFUSED, why=why)
        after = run.answered(report)
        changes = differences(before, after)
        if not changes:
            return VerifiedAgain(number, name, Became.SAME, changes)
        if not self.filing:
            return VerifiedAgain(number, name, Became.CHANGED, changes)
        try:
            filed = file_following(self.archive, after, self.by, Origin.REVERIFICATION, number)
        except NotAllowed as error:  # somebody corrected it meanwhile
            return VerifiedAgain(number, name, Became.REFUSED, changes, why=str(error))
        return VerifiedAgain(number, name, Became.CHANGED, changes, filed.seq)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A report in line: one to be verified again (`before`), or one of which is told already (`done`)."""

    number: int
    name: str
    before: Report | None
    done: VerifiedAgain | None


def _done(waiting: deque[_Waiting]) -> Iterator[VerifiedAgain]:
    """What stands at the head of the line and needs no verification."""
    while waiting and waiting[0].done is not None:
        one = waiting.popleft()
        if one.done is not None:
            yield one.done


def _corrections(report: Report) -> dict[int, list[tuple[str, str]]]:
    """The corrections that took effect, by certificate."""
    found = {
        number: [(one.claim, one.corrected) for one in certificate.corrections]
        for number, certificate in enumerate(report.certificates, start=1)
    }
    return {number: listed for number, listed in found.items() if listed}
