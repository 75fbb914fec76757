"""Archived documents verified again: what comes out otherwise is filed and told, the rest is counted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from certificate_builder import AS_OF, SETTINGS
from certificate_pages import TITLE, lines, pdf_of, rows
from coaverify import __version__
from coaverify.archive.archive import Archive
from coaverify.archive.filing import Origin, file
from coaverify.archive.newest import Choice, newest_of_line, newest_reports
from coaverify.archive.review import file_following
from coaverify.archive.shelf import filed_report
from coaverify.archive.standing import State, status_of
from coaverify.archive.tables import ReportRow
from coaverify.batch.archiving import ArchivedRun
from coaverify.batch.correcting import Means, correct
from coaverify.batch.local import Verifier
from coaverify.batch.reverification import Became, Reverification, VerifiedAgain
from coaverify.model.correction import Correction
from coaverify.model.finding import Outcome, Verdict
from coaverify.model.settings import Expectation, Settings
from coaverify.model.template import Sign, Template
from coaverify.report.model import CertificateReport, Report
from coaverify.verify import verify
from reviewed_reports import MISREAD, SOUND, paper

EARLIER = "0.0.1"


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier(jobs=2) as one:
        yield one


def _by_an_earlier_version(report: Report, **outcomes: Outcome) -> Report:
    """The report as an earlier version might have made it: some checks came out otherwise."""

    def earlier(certificate: CertificateReport) -> CertificateReport:
        checks = tuple(
            one.model_copy(update={"outcome": outcomes[one.id.replace(".", "_")], "code": "as-it-was"})
            if one.id.replace(".", "_") in outcomes
            else one
            for one in certificate.checks
        )
        return certificate.model_copy(update={"checks": checks})

    generator = report.generator.model_copy(update={"coaverify": EARLIER})
    certificates = tuple(map(earlier, report.certificates))
    return report.model_copy(update={"generator": generator, "certificates": certificates})


def _filed(
    archive: Archive, data: bytes, settings: Settings = SETTINGS, name: str = "a.pdf", **outcomes: Outcome
) -> int:
    report = _by_an_earlier_version(verify(data, name, settings), **outcomes)
    return file(archive, report, data, "first person").seq


def _again(archive: Archive, verifier: Verifier, numbers: Iterable[int], *, means: Means | None = None,
           as_of: datetime.date | None = None, filing: bool = True) -> list[VerifiedAgain]:  # fmt: skip
    run = Reverification(archive, "second person", means or Means(), as_of, filing=filing)
    return list(run.of(numbers, verifier))


def _count(archive: Archive) -> int:
    with archive.reading() as connection:
        return connection.execute(select(func.count()).select_from(ReportRow)).scalar_one()


def test_a_verdict_that_changes_is_filed_and_told_with_its_reason(archive: Archive, verifier: Verifier) -> None:
    number = _filed(archive, paper(**MISREAD), identity_theoretical_mass=Outcome.PASS)
    (one,) = _again(archive, verifier, [number])
    assert (one.number, one.name, one.became) == (number, "a.pdf", Became.CHANGED)
    assert one.changes is not None
    assert (one.changes.verdict_before, one.changes.verdict_after) == (Verdict.PASS, Verdict.FAIL)
    (change,) = one.changes.checks
    assert (change.certificate, change.id) == (1, "identity.theoretical_mass")
    assert change.before == "pass (as-it-was)"
    assert change.after.startswith("fail (")
    assert "831.93" in change.message
    assert change.message in change.sentence
    assert one.filed is not None
    later = filed_report(archive, one.filed)
    assert (later.verdict, later.generator.coaverify) == (Verdict.FAIL, __version__)
    status = status_of(archive, number)
    assert (status.state, status.superseded_by) == (State.VERIFIED_AGAIN, one.filed)
    assert status_of(archive, one.filed).origin == "re-verification"


def test_what_comes_out_the_same_is_counted_and_not_filed(archive: Archive, verifier: Verifier) -> None:
    number = _filed(archive, paper())
    (one,) = _again(archive, verifier, [number])
    assert (one.became, one.filed) == (Became.SAME, None)
    assert _count(archive) == 1


def test_what_this_version_has_made_is_not_verified_again(archive: Archive, verifier: Verifier) -> None:
    data = paper()
    number = file(archive, verify(data, "a.pdf", SETTINGS), data, "x").seq
    (one,) = _again(archive, verifier, [number])
    assert (one.became, one.filed) == (Became.KNOWN, number)


def test_a_claim_that_is_read_otherwise_is_told(archive: Archive, verifier: Verifier) -> None:
    data = paper()
    report = verify(data, "a.pdf", SETTINGS)
    claims = report.certificates[0].claims.model_copy(update={"lot_number": None})
    certificate = report.certificates[0].model_copy(update={"claims": claims})
    earlier = _by_an_earlier_version(report.model_copy(update={"certificates": (certificate,)}))
    (one,) = _again(archive, verifier, [file(archive, earlier, data, "x").seq])
    assert one.changes is not None
    assert not one.changes.verdict_changed
    assert one.changes.sentences == ('lot_number: not stated -> "AB1234"',)
    assert one.became is Became.CHANGED


def test_nothing_is_filed_where_one_only_asks(archive: Archive, verifier: Verifier) -> None:
    number = _filed(archive, paper(**MISREAD), identity_theoretical_mass=Outcome.PASS)
    (one,) = _again(archive, verifier, [number], filing=False)
    assert (one.became, one.filed) == (Became.CHANGED, None)
    assert _count(archive) == 1


def test_the_settings_are_those_of_the_report(archive: Archive, verifier: Verifier) -> None:
    settings = replace(
        SETTINGS, expect=Expectation("semax"), lot="AB1234", min_purity=Decimal("98.5"), mass_tolerance=Decimal("0.25")
    )
    number = _filed(archive, paper(), settings, purity_specification=Outcome.FAIL)
    (one,) = _again(archive, verifier, [number])
    assert one.filed is not None
    before, after = filed_report(archive, number), filed_report(archive, one.filed)
    assert after.generator.settings == before.generator.settings
    assert after.generator.settings["expect"] == "semax"


def test_dates_are_judged_on_the_day_that_is_asked_for(archive: Archive, verifier: Verifier) -> None:
    number = _filed(archive, paper())
    before_its_analysis = datetime.date(2026, 1, 1)
    (one,) = _again(archive, verifier, [number], as_of=before_its_analysis)
    assert one.changes is not None
    assert [change.id for change in one.changes.checks] == ["documentation.dates"]
    assert one.filed is not None
    assert filed_report(archive, one.filed).generator.settings["as_of"] == "2026-01-01"
    assert filed_report(archive, number).generator.settings["as_of"] == AS_OF.isoformat()


def test_a_run_that_was_broken_off_goes_on_where_it_was(archive: Archive, verifier: Verifier) -> None:
    numbers = [
        _filed(archive, paper(Lot=f"AB{number}"), name=f"{number}.pdf", purity_specification=Outcome.FAIL)
        for number in range(6)
    ]
    first = Reverification(archive, "x", Means()).of(iter(numbers), verifier)
    begun = [next(first) for _ in range(3)]
    first.close()
    assert [one.became for one in begun] == [Became.CHANGED] * 3
    again = _again(archive, verifier, newest_reports(archive, Choice()))
    assert [one.became for one in again] == [Became.KNOWN] * 3 + [Became.CHANGED] * 3
    assert [one.became for one in _again(archive, verifier, newest_reports(archive, Choice()))] == [Became.KNOWN] * 6
    assert _count(archive) == 12


def test_many_are_taken_some_at_a_time_and_in_their_order(
    archive: Archive, verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coaverify.batch.reverification.AT_ONCE", 2)
    numbers = [_filed(archive, paper(Lot=f"AB{number}"), name=f"{number}.pdf") for number in range(3)]
    asked = [numbers[0], 999, numbers[1], numbers[2]]
    again = _again(archive, verifier, asked)
    assert [one.number for one in again] == asked
    assert [one.number for one in again if one.became is Became.REFUSED] == [999]


def test_corrections_are_kept(archive: Archive, verifier: Verifier) -> None:
    data = paper(**MISREAD)
    number = file(archive, verify(data, "a.pdf", SETTINGS), data, "x").seq
    made = correct(archive, verifier, number, Correction(1, "molecular_weight", "813.93 g/mol"), why="misread", by="y")
    earlier = _by_an_earlier_version(made.after, purity_specification=Outcome.FAIL)
    corrected = file_following(archive, earlier, "y", Origin.REVERIFICATION, made.filed.seq).seq
    (one,) = _again(archive, verifier, [corrected])
    assert one.became is Became.KNOWN  # the corrected report is this version's own
    (one,) = _again(archive, verifier, [corrected], as_of=datetime.date(2026, 1, 1))
    assert one.filed is not None
    later = filed_report(archive, one.filed)
    assert [entry.corrected for entry in later.certificates[0].corrections] == ["813.93 g/mol"]
    assert [entry.claim for entry in status_of(archive, one.filed).corrections] == ["molecular_weight"]


def test_a_report_whose_original_is_missing_is_named_and_stops_no_other(archive: Archive, verifier: Verifier) -> None:
    first, second = (_filed(archive, paper(Lot=f"AB{number}"), name=f"{number}.pdf") for number in range(2))
    sha256 = filed_report(archive, first).document.sha256
    archive.originals.remove(sha256)
    refused, other = _again(archive, verifier, [first, second])
    assert refused.became is Became.REFUSED
    assert other.became is not Became.REFUSED
    assert sha256 in refused.why


def test_templates_have_to_be_those_of_the_report(archive: Archive, verifier: Verifier) -> None:
    template = Template("issuer.yaml", "a" * 64, "Example", (Sign("Certificate of Analysis"),))
    number = _filed(archive, paper(), replace(SETTINGS, templates=(template,)))
    (refused,) = _again(archive, verifier, [number])
    assert refused.became is Became.REFUSED
    assert "--templates" in refused.why
    (same,) = _again(archive, verifier, [number], means=Means((template,)))
    assert same.became is Became.SAME


def test_a_document_that_is_read_now_and_was_not_before_is_told(archive: Archive, verifier: Verifier) -> None:
    data = paper()
    unread = verify(b"%PDF-1.7 cut", "a.pdf", SETTINGS)
    report = verify(data, "a.pdf", SETTINGS)
    earlier = _by_an_earlier_version(report.model_copy(update={"certificates": (), "error": unread.error}))
    (one,) = _again(archive, verifier, [file(archive, earlier, data, "x").seq])
    assert one.changes is not None
    assert (one.changes.verdict_before, one.changes.verdict_after) == (Verdict.INCONCLUSIVE, Verdict.PASS)


def test_of_each_document_the_newest_report_is_chosen(archive: Archive) -> None:
    first = _filed(archive, paper(), name="a.pdf")
    later = file(archive, verify(paper(), "a.pdf", SETTINGS), paper(), "x").seq
    other = _filed(archive, paper(Lot="ZZ-99"), name="b.pdf")
    assert list(newest_reports(archive, Choice())) == [later, other]
    assert list(newest_reports(archive, Choice(lot="ab 1234"))) == [later]
    assert list(newest_reports(archive, Choice(lot="none"))) == []
    assert list(newest_reports(archive, Choice(peptide="semax"))) == [later, other]
    assert list(newest_reports(archive, Choice(peptide="semax", form="amide"))) == []
    assert list(newest_reports(archive, Choice(lot="zz99", peptide="semax"))) == [other]
    assert newest_of_line(archive, first) == first


def test_all_documents_are_chosen_page_by_page(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coaverify.archive.newest.PAGE", 2)
    numbers = [_filed(archive, paper(Lot=f"AB{number}"), name=f"{number}.pdf") for number in range(5)]
    assert list(newest_reports(archive, Choice())) == numbers


def test_a_document_made_again_is_compared_with_the_whole_archive_and_not_with_itself(
    archive: Archive, verifier: Verifier
) -> None:
    """What repeats another document's data fails again: making it again alone does not let it pass."""
    run = ArchivedRun(archive, replace(SETTINGS, fingerprints=True), "first person")
    for lot in ("AB1234", "ZZ9876"):
        table = rows(("Peak", "RT (min)", "Area", "Area %"), ("1", "10.113", "18231", "0.69"),
                     ("2", "11.247", "2623107", "99.31"), top=400)  # fmt: skip
        said = {**SOUND, "Lot": lot}
        data = pdf_of([TITLE, *lines(*(f"{label}: {value}" for label, value in said.items())), *table])
        run.filed(verify(data, f"{lot}.pdf", replace(SETTINGS, fingerprints=True)), data)
    first, second = newest_reports(archive, Choice())
    before = filed_report(archive, second)
    duplicate = next(one for one in before.certificates[0].checks if one.id == "archive.duplicate")
    assert duplicate.outcome is Outcome.FAIL
    made = correct(archive, verifier, second, Correction(1, "quantity", "5 mg"), why="missing", by="y").after
    again = next(one for one in made.certificates[0].checks if one.id == "archive.duplicate")
    assert (again.outcome, again.code) == (duplicate.outcome, duplicate.code)
    alone = correct(archive, verifier, first, Correction(1, "quantity", "5 mg"), why="missing", by="y").after
    seen = next(one for one in alone.certificates[0].checks if one.id == "archive.duplicate")
    assert seen.outcome is duplicate.outcome
