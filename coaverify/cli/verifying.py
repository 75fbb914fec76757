"""Documents that were found -> reports, in order: verified anew, or taken from the archive."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import click

from coaverify.cli.documents import Found, NotOpened
from coaverify.cli.exit_codes import ExitCode
from coaverify.cli.filing import Filing
from coaverify.cli.portal_copies import PortalCopies
from coaverify.model.settings import Settings
from coaverify.report.model import Report

if TYPE_CHECKING:
    from coaverify.batch.archiving import ArchivedRun
    from coaverify.batch.submission import Submission


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A document that was handed in. known: its report, where the archive had it."""

    found: Found
    data: bytes
    known: Report | None


def verified(
    documents: list[Found],
    settings: Settings,
    copies: PortalCopies,
    jobs: int | None,
    refused: list[ExitCode],
    filing: Filing | None = None,
) -> Iterator[tuple[Found, Report]]:
    """Documents with their reports, in order; with an archive, each is filed before it is handed out.

    What cannot even be read from disk is said on stderr.

    Raises:
        ArchiveError: where the archive cannot be used.
    """
    if not documents:
        return
    with ExitStack() as stack:
        run = stack.enter_context(filing.begun(settings)) if filing else None
        waiting: deque[_Waiting] = deque()
        taken = _taken(documents, settings, copies, refused, waiting, run)
        first = None
        for first in taken:
            yield from _known(waiting)
            if first is not None:
                break
        if first is None:
            return
        unknown = chain([first], (one for one in taken if one is not None))
        yield from _verified_anew(unknown, settings, jobs, refused, waiting, run)


def _verified_anew(
    unknown: Iterable[Submission],
    settings: Settings,
    jobs: int | None,
    refused: list[ExitCode],
    waiting: deque[_Waiting],
    run: ArchivedRun | None,
) -> Iterator[tuple[Found, Report]]:
    # Imported here: the readers and the chemistry take a second, and workers their time to start. Neither
    # `check --help` nor documents that the archive knows have need of them.
    from coaverify.batch.companions import Companions
    from coaverify.batch.local import Verifier
    from coaverify.batch.submission import ProgramFault

    companions = Companions()
    with Verifier(settings.limits, jobs=jobs) as verifier:
        for report in verifier.verify_many(unknown, settings):
            yield from _known(waiting)
            document = waiting.popleft()
            if isinstance(report, ProgramFault):
                click.echo(str(report), err=True)
                refused.append(ExitCode.PROGRAM_FAULT)
                continue
            yield document.found, run.filed(report, document.data) if run else companions.compared(report)
        yield from _known(waiting)
    _tell_of_earlier(run.reported_before if run else companions.reported_before)


def _taken(
    documents: list[Found],
    settings: Settings,
    copies: PortalCopies,
    refused: list[ExitCode],
    waiting: deque[_Waiting],
    run: ArchivedRun | None,
) -> Iterator[Submission | None]:
    """What has to be verified, None for what the archive knows; all that was read goes to the end of `waiting`."""
    from coaverify.batch.submission import Submission

    for document in documents:
        try:
            data = document.read(settings.limits.max_bytes + 1)
        except NotOpened as error:
            click.echo(f"Could not be opened: {error}", err=True)
            refused.append(ExitCode.UNREADABLE)
            continue
        submission = Submission(document.name, data, copies.of(document))
        known = run.known(submission) if run else None
        waiting.append(_Waiting(document, data if run and known is None else b"", known))
        yield submission if known is None else None


def _known(waiting: deque[_Waiting]) -> Iterator[tuple[Found, Report]]:
    """The documents at the head of the line whose reports the archive had."""
    while waiting and waiting[0].known is not None:
        document = waiting.popleft()
        if document.known is not None:
            yield document.found, document.known


def _tell_of_earlier(reported_before: Mapping[str, list[str]]) -> None:
    """An earlier report does not change any more: whoever reads it is told here."""
    for earlier, later in reported_before.items():
        names = ", ".join(later[:3]) + (f" and {len(later) - 3} more" if len(later) > 3 else "")
        click.echo(f"{earlier}: its data stand again, for another lot or product, in {names}.", err=True)
