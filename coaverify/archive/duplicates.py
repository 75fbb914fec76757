"""Reports are filed with the answer of archive.duplicate: compared with all that the archive holds."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from coaverify.archive.archive import Archive
from coaverify.archive.filing import file
from coaverify.archive.lookalikes import Lookalike, lookalikes, material_in
from coaverify.archive.shelf import filed_report
from coaverify.archive.tables import Document, Entry
from coaverify.archive.trail import Kind
from coaverify.checks.archive_duplicate import MOST, judge
from coaverify.model.finding import Outcome
from coaverify.model.fingerprint import Material, Resemblance, Trait
from coaverify.report.build import with_answer
from coaverify.report.model import CertificateReport, Report
from coaverify.report.resemblance import material_of, resemblance

_NUMBERS = (Trait.REPORT_NUMBER, Trait.VERIFICATION_KEY)


class Duplicates:
    """Files new reports, each compared with those in the archive. Safe to share by threads.

    reported_before: documents whose data a later one showed again for another lot or product, with the number of their
    report, and the names of those that did.
    """

    def __init__(self, archive: Archive, by: str) -> None:
        self._archive = archive
        self._by = by
        self._documents = 0
        self._counted_to = 0  # the entry up to which they were counted
        self.reported_before: dict[tuple[str, int], list[str]] = {}

    def filed(self, report: Report, data: bytes) -> Report:
        """File a report with the answer of archive.duplicate; returns it as it was filed.

        It is compared and filed in one transaction under the archive's lock: of two that are filed at once, the second
        is compared with the first.

        Raises:
            ArchiveError: where it could not be filed; then nothing was.
        """
        answered, earlier = report, list[Resemblance]()

        def compare(connection: Connection, new: Report) -> Report:
            nonlocal answered
            answered = self._answered(connection, new, earlier)
            return answered

        done = file(self._archive, report, data, self._by, compare=compare)
        if not done.is_new:  # another process has just filed the same run
            return filed_report(self._archive, done.seq)
        for document, number in dict.fromkeys((one.document, one.report) for one in earlier):
            if number is not None:
                self.reported_before.setdefault((document, number), []).append(report.document.name)
        return answered.without_fingerprints()

    def answered(self, report: Report) -> Report:
        """A report with the answer of archive.duplicate, its fingerprints still on it; nothing is filed.

        Raises:
            ArchiveError: where the archive cannot be read.
        """
        with self._archive.reading() as connection:
            return self._answered(connection, report, [])

    def _answered(self, connection: Connection, report: Report, earlier: list[Resemblance]) -> Report:
        """The report with its answers; `earlier` takes up what other documents repeat wrongly."""
        if not report.certificates:
            return report
        sha256, known = report.document.sha256, dict[Lookalike, Material]()
        others = self._count(connection) - int(_holds(connection, sha256))
        certificates = []
        for certificate in report.certificates:
            found = list(_resemblances(connection, certificate, sha256, known))
            finding = judge(found, others)
            if finding.outcome is Outcome.FAIL:
                earlier += [one for one in found if one.differs]
            certificates.append(with_answer(certificate, finding))
        return report.model_copy(update={"certificates": tuple(certificates)})

    def _count(self, connection: Connection) -> int:
        """How many documents there are. All are counted once, and from then on those that came or went since."""
        last = connection.execute(select(func.max(Entry.seq))).scalar() or 0
        if self._counted_to:
            since = select(func.count()).select_from(Entry).where(Entry.seq > self._counted_to)
            came = connection.execute(since.where(Entry.kind == Kind.DOCUMENT.value)).scalar_one()
            went = connection.execute(since.where(Entry.kind == Kind.DELETION.value)).scalar_one()
            self._documents += came - went
        else:
            self._documents = connection.execute(select(func.count()).select_from(Document)).scalar_one()
        self._counted_to = last
        return self._documents


def _holds(connection: Connection, sha256: str) -> bool:
    return connection.execute(select(Document.seq).where(Document.sha256 == sha256)).first() is not None


def _resemblances(
    connection: Connection, certificate: CertificateReport, sha256: str, known: dict[Lookalike, Material]
) -> Iterator[Resemblance]:
    """All that the archive has in common with a certificate; of one trait at most MOST that settle the answer."""
    own = material_of(certificate)
    for trait in certificate.fingerprints:
        settled = 0
        for one in lookalikes(connection, trait, sha256):
            if one not in known:
                known[one] = material_in(connection, one)
            found = resemblance(trait, own, known[one], one.name, one.report)
            yield found
            settled += _settles(found)
            if settled >= MOST:
                break


def _settles(one: Resemblance) -> bool:
    return "product" in one.differs or ("lot" in one.differs and one.trait not in _NUMBERS)
