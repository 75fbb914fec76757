"""A reviewer's correction: the document is verified again with it, and both reports stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from coaverify.archive.archive import Archive
from coaverify.archive.canonical import Json
from coaverify.archive.errors import NotAllowed
from coaverify.archive.filing import Filed, Origin
from coaverify.archive.review import CorrectionNote, demand_newest, demand_words, file_following, stated
from coaverify.archive.shelf import filed_report
from coaverify.batch.archiving import ArchivedRun
from coaverify.batch.submission import Submission, Verification
from coaverify.extract.corrections import NotReadable, demand_readable
from coaverify.model.correction import NOT_STATED, Correction
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import Settings
from coaverify.model.template import Template
from coaverify.report.model import Report
from coaverify.report.repeating import NotRepeatable, settings_of


@dataclass(frozen=True, slots=True)
class Means:
    """What reports of an archive may have been made with and the archive does not keep.

    reference: folder of the user's own peptides; None: that of the environment, or of the user's configuration.
    """

    templates: tuple[Template, ...] = ()
    portal_copy: PortalCopy | None = None
    reference: Path | None = None

    def settings(self, report: Report) -> Settings:
        """The settings of a report.

        Raises:
            NotRepeatable: where it was made with something else.
        """
        settings = settings_of(report.generator, self.templates, self.portal_copy)
        return replace(settings, reference=self.reference)


@dataclass(frozen=True, slots=True)
class CorrectedReport:
    """What came of a correction: the report before, and the one that was filed after it."""

    before: Report
    after: Report
    filed: Filed


def correct(
    archive: Archive,
    verifier: Verification,
    number: int,
    correction: Correction,
    *,
    why: str,
    by: str,
    means: Means | None = None,
) -> CorrectedReport:
    """Verify the document of report `number` again with a reviewer's reading, and file the new report beside the old.

    Corrections that the old report rests on are kept, except for one of the same claim, which this one replaces.

    Raises:
        NotInArchive: where there is no such report, or its document is missing.
        NotAllowed: where the text is no value of the claim, the report was superseded or cannot be made again, or
            nothing would change; the message says which.
        ArchiveError: where it could not be filed; then nothing was.
        ProgramFault: where coaverify itself failed on the document.
    """
    correction = replace(correction, text=" ".join(correction.text.split()))
    demand_words(why, "why the reading is corrected")
    with archive.reading() as connection:
        demand_newest(connection, number)
    before = filed_report(archive, number)
    settings = _settings(before, number, correction, means or Means())
    data = archive.originals.get(before.document.sha256)
    report = verifier.verify(Submission(before.document.name, data), settings)
    note = _note(before, report, number, correction, why)
    after = ArchivedRun(archive, settings, by).answered(report)
    filed = file_following(archive, after, by, Origin.CORRECTION, number, note)
    return CorrectedReport(before, after.without_fingerprints(), filed)


def accumulated(earlier: tuple[Correction, ...], new: Correction) -> tuple[Correction, ...]:
    """Corrections with a new one, which replaces that of the same claim."""
    kept = (one for one in earlier if (one.certificate, one.claim) != (new.certificate, new.claim))
    return tuple(sorted((*kept, new), key=lambda one: (one.certificate, one.claim)))


def _settings(before: Report, number: int, correction: Correction, means: Means) -> Settings:
    if before.error is not None:
        raise NotAllowed(f"Report {number} is on a document that could not be read: there is no reading to correct.")
    if not 1 <= correction.certificate <= len(before.certificates):
        raise NotAllowed(f"Report {number} has {len(before.certificates)} certificates, counted from 1.")
    try:
        demand_readable(correction.claim, correction.text)
        settings = means.settings(before)
    except (NotReadable, NotRepeatable) as error:
        raise NotAllowed(str(error)) from error
    return replace(settings, corrections=accumulated(settings.corrections, correction))


def _note(before: Report, after: Report, number: int, correction: Correction, why: str) -> CorrectionNote:
    """What the trail will say, where the correction took effect and changes something."""
    place = correction.certificate - 1
    if len(after.certificates) != len(before.certificates):
        raise NotAllowed(
            f"This version of coaverify finds {len(after.certificates)} certificates where report {number} has "
            f"{len(before.certificates)}: verify the document again first (`coaverify archive reverify {number}`)."
        )
    old = stated(before.certificates[place].claims, correction.claim)
    new = stated(after.certificates[place].claims, correction.claim)
    if _value(old) == _value(new):
        raise NotAllowed(f"Report {number} has this reading of {correction.claim} already.")
    if (new is None) is not (correction.text == NOT_STATED):
        raise NotAllowed(f"The correction of {correction.claim} had no effect on the document: please report it.")
    return CorrectionNote(correction.certificate, correction.claim, old, new, why)


def _value(stated: Json) -> Json:
    """The value and its doubts, whatever the words: "99.3%" is no correction of "99.3 %"."""
    return stated["read"] if isinstance(stated, dict) else None
