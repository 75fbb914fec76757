"""Certificates of one run compared with each other: each with those that came before it.

Of every certificate only its traits are kept, a few kilobytes: a long run does not grow with its documents' size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from coaverify.checks.archive_duplicate import judge
from coaverify.model.finding import Outcome
from coaverify.model.fingerprint import Material, Resemblance, Trait
from coaverify.report.build import with_answer
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import CertificateReport, Report
from coaverify.report.resemblance import material_of, resemblance
from coaverify.report.sketches import SAME_PLOT, SAME_PLOT_MEAN, SAME_TRACE, Sketch, alike, plot_of, trace_of


@dataclass(frozen=True, slots=True)
class _Known:
    document: str
    sha256: str
    material: Material


@dataclass(slots=True)
class _Sketches:
    """Sketches with whose they are. Only those of one length can be compared."""

    whose: list[_Known] = field(default_factory=list)
    sketches: list[Sketch] = field(default_factory=list)


class Companions:
    """What is known of the documents of a run so far. Not safe to share by threads."""

    def __init__(self) -> None:
        self._digests: dict[tuple[Trait, str], list[_Known]] = defaultdict(list)
        self._traces = _Sketches()
        self._plots = _Sketches()
        self._documents: dict[str, int] = {}  # certificates by the document's hash
        self.reported_before: dict[str, list[str]] = {}  # documents whose data a later one showed again, and those

    def compared(self, report: Report) -> Report:
        """The report with the answer of archive.duplicate and without its fingerprints, which have served."""
        return self.answered(report).without_fingerprints()

    def answered(self, report: Report) -> Report:
        """The report with the answer of archive.duplicate. Afterwards its certificates are known, too."""
        sha256 = report.document.sha256
        others = sum(self._documents.values()) - self._documents.get(sha256, 0)
        answered = tuple(self._answered(one, report, others) for one in report.certificates)
        for certificate in report.certificates:
            self._remember(certificate, report)
        if report.certificates:
            self._documents[sha256] = len(report.certificates)
        return report.model_copy(update={"certificates": answered})

    def _answered(self, certificate: CertificateReport, report: Report, others: int) -> CertificateReport:
        resemblances = list(self._resemblances(certificate, report.document.sha256))
        finding = judge(resemblances, others)
        if finding.outcome is Outcome.FAIL:
            for earlier in dict.fromkeys(one.document for one in resemblances if one.differs):
                self.reported_before.setdefault(earlier, []).append(report.document.name)
        return with_answer(certificate, finding)

    def _resemblances(self, certificate: CertificateReport, sha256: str) -> Iterator[Resemblance]:
        own = material_of(certificate)
        for trait in certificate.fingerprints:
            for known in self._like(trait):
                if known.sha256 != sha256:
                    yield resemblance(trait, own, known.material, known.document)

    def _like(self, trait: FingerprintEntry) -> list[_Known]:
        """Whose traits are the same, to the last digit or as far as two drawings of one thing can be."""
        exact = self._digests.get((trait.trait, trait.digest), []) if trait.digest else []
        if exact or not trait.sketch:
            return exact
        if trait.trait is Trait.TRACE:
            places = alike(trace_of(trait.sketch), self._traces.sketches, SAME_TRACE, SAME_TRACE)
            return [self._traces.whose[place] for place in places]
        places = alike(plot_of(trait.sketch), self._plots.sketches, SAME_PLOT, SAME_PLOT_MEAN)
        return [self._plots.whose[place] for place in places]

    def _remember(self, certificate: CertificateReport, report: Report) -> None:
        known = _Known(report.document.name, report.document.sha256, material_of(certificate))
        for trait in certificate.fingerprints:
            if trait.digest:
                self._digests[trait.trait, trait.digest].append(known)
            if trait.trait is Trait.TRACE:
                self._traces.whose.append(known)
                self._traces.sketches.append(trace_of(trait.sketch))
            elif trait.trait is Trait.PICTURE:
                self._plots.whose.append(known)
                self._plots.sketches.append(plot_of(trait.sketch))
