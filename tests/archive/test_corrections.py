"""A reviewer's correction makes a new report beside the old one; the trail says who, when, why, old and new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from certificate_builder import SETTINGS
from coaverify.archive import review
from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotAllowed, NotInArchive
from coaverify.archive.filing import file
from coaverify.archive.shelf import filed_report
from coaverify.archive.standing import State, status_of
from coaverify.archive.tables import CertificateRow, Entry, ReportRow
from coaverify.archive.trail import Kind
from coaverify.batch.correcting import CorrectedReport, Means, correct
from coaverify.batch.local import Verifier
from coaverify.model.correction import NOT_STATED, Correction
from coaverify.model.evidence import Source
from coaverify.model.finding import Outcome, Verdict
from coaverify.model.portal_copy import PortalCopy
from coaverify.model.settings import Expectation
from coaverify.model.template import Sign, Template
from coaverify.report.model import Report
from coaverify.verify import verify
from reviewed_reports import MISREAD, filed_paper, overpainted, paper

WEIGHT = "molecular_weight"
AS_PRINTED = "813.93 g/mol"


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier(jobs=1) as one:
        yield one


def _correct(
    archive: Archive, verifier: Verifier, number: int, claim: str, text: str, *, by: str = "second person",
    why: str = "read off the paper", means: Means | None = None, certificate: int = 1,
) -> CorrectedReport:  # fmt: skip
    return correct(archive, verifier, number, Correction(certificate, claim, text), why=why, by=by, means=means)


def _outcome(report: Report, check: str) -> Outcome:
    return next(one.outcome for one in report.certificates[0].checks if one.id == check)


def _trail(archive: Archive) -> list[tuple[str, int | None]]:
    with archive.reading() as connection:
        return [
            (row.kind, row.report) for row in connection.execute(select(Entry.kind, Entry.report).order_by(Entry.seq))
        ]


def test_the_checks_run_again_on_the_corrected_claim_and_both_reports_stay(
    archive: Archive, verifier: Verifier
) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED)
    before, after = filed_report(archive, number), filed_report(archive, made.filed.seq)
    assert (_outcome(before, "identity.theoretical_mass"), _outcome(after, "identity.theoretical_mass")) == (
        Outcome.FAIL,
        Outcome.PASS,
    )
    assert (before.verdict, after.verdict) == (Verdict.FAIL, Verdict.PASS)
    assert after == made.after
    with archive.reading() as connection:
        row = connection.execute(
            select(ReportRow.origin, ReportRow.follows).where(ReportRow.seq == made.filed.seq)
        ).one()
    assert tuple(row) == ("correction", number)


def test_the_later_report_says_what_it_rests_on(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    after = _correct(archive, verifier, number, WEIGHT, AS_PRINTED).after
    (certificate,) = after.certificates
    assert certificate.claims.molecular_weight is not None
    assert certificate.claims.molecular_weight.source is Source.REVIEWER
    (entry,) = certificate.corrections
    assert (entry.claim, entry.read, entry.corrected) == (WEIGHT, "831.93 g/mol", AS_PRINTED)
    assert any("A reviewer corrected the reading of molecular weight" in said for said in certificate.not_proven)
    assert after.generator.settings["corrections"] == "certificate 1: molecular_weight = 813.93 g/mol"
    assert "corrections" not in filed_report(archive, number).to_json()


def test_the_trail_says_who_when_why_old_and_new(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED, by="Ann Example", why="two digits changed places")
    assert _trail(archive)[-2:] == [("correction", number), ("report", made.filed.seq)]
    with archive.reading() as connection:
        entry = connection.execute(select(Entry.by, Entry.at, Entry.payload).where(Entry.kind == Kind.CORRECTION)).one()
    payload = json.loads(entry.payload)
    assert (entry.by, payload["why"]) == ("Ann Example", "two digits changed places")
    assert (payload["certificate"], payload["claim"]) == (1, WEIGHT)
    assert (payload["old"]["printed"], payload["old"]["read"]["value"]) == ("831.93 g/mol", 831.93)
    assert (payload["new"]["printed"], payload["new"]["read"]["value"]) == (AS_PRINTED, 813.93)
    status = status_of(archive, made.filed.seq)
    (correction,) = status.corrections
    assert (correction.by, correction.at, correction.words) == ("Ann Example", entry.at, "two digits changed places")
    assert (correction.report, correction.old, correction.new) == (number, "831.93 g/mol", AS_PRINTED)


def test_a_report_and_what_follows_it_know_each_other(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED)
    before, after = status_of(archive, number), status_of(archive, made.filed.seq)
    assert (before.state, before.superseded_by, before.line) == (State.CORRECTED, made.filed.seq, (number,))
    assert (after.state, after.superseded_by, after.line) == (State.FILED, None, (number, made.filed.seq))
    assert f"superseded by report {made.filed.seq}" in before.sentence


def test_corrections_of_a_line_add_up(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    second = _correct(archive, verifier, number, WEIGHT, AS_PRINTED).filed.seq
    third = _correct(archive, verifier, second, "lot_number", "AB1284")
    claims = third.after.certificates[0].claims
    assert claims.molecular_weight is not None
    assert claims.lot_number is not None
    assert (claims.molecular_weight.value, claims.lot_number.value) == (Decimal("813.93"), "AB1284")
    fourth = _correct(archive, verifier, third.filed.seq, "lot_number", "AB1285")
    listed = [(one.claim, one.read, one.corrected) for one in fourth.after.certificates[0].corrections]
    assert listed == [("lot_number", "AB1234", "AB1285"), (WEIGHT, "831.93 g/mol", AS_PRINTED)]
    assert [one.claim for one in status_of(archive, fourth.filed.seq).corrections] == [
        WEIGHT,
        "lot_number",
        "lot_number",
    ]


def test_the_corrected_claim_is_found_in_the_columns(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper())
    made = _correct(archive, verifier, number, "lot_number", "AB1284")
    with archive.reading() as connection:
        lots = connection.execute(select(CertificateRow.report, CertificateRow.lot_key).order_by(CertificateRow.report))
        assert [tuple(row) for row in lots] == [(number, "ab1234"), (made.filed.seq, "ab1284")]


def test_a_claim_that_is_not_stated_leaves_its_check_open(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper())
    made = _correct(archive, verifier, number, "hplc_purity", NOT_STATED)
    assert made.after.certificates[0].claims.hplc_purity is None
    assert made.after.verdict is Verdict.INCONCLUSIVE


def test_a_value_that_was_not_read_is_added(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(Lot=""))
    made = _correct(archive, verifier, number, "lot_number", "AB1234")
    assert made.after.certificates[0].corrections[0].read == ""
    assert status_of(archive, made.filed.seq).corrections[0].old == ""


def test_a_correction_hides_nothing_that_the_file_says_otherwise(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, overpainted())
    before = filed_report(archive, number)
    assert _outcome(before, "integrity.hidden_text") is Outcome.FAIL
    after = _correct(archive, verifier, number, "hplc_purity", "98.7 %").after
    assert _outcome(after, "integrity.hidden_text") is Outcome.FAIL
    assert after.verdict is Verdict.FAIL


def test_the_settings_of_the_report_are_used_again(archive: Archive, verifier: Verifier) -> None:
    settings = replace(
        SETTINGS,
        expect=Expectation("semax", "amide"),
        lot="AB1234",
        min_purity=Decimal("98.5"),
        mass_tolerance=Decimal("0.2"),
    )
    number = filed_paper(archive, paper(**MISREAD), settings)
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED)
    kept = dict(made.after.generator.settings)
    kept.pop("corrections")
    assert kept == made.before.generator.settings


@pytest.mark.parametrize(
    ("claim", "text", "certificate", "why", "says"),
    [
        (WEIGHT, "heavy", 1, "x", "a mass such as"),
        ("issue_date", "03/04/2026", 1, "x", "one way only"),
        ("weight", "813.93", 1, "x", "cannot be corrected"),
        ("peak_table", "1.2 min", 1, "x", "cannot be corrected"),
        (WEIGHT, AS_PRINTED, 2, "x", "has 1 certificates"),
        (WEIGHT, AS_PRINTED, 1, "  ", "Say why"),
        (WEIGHT, "831.93 g/mol", 1, "x", "already"),
        ("lot_number", NOT_STATED + " ", 1, "", "Say why"),
        ("water_content", NOT_STATED, 1, "x", "already"),
    ],
)
def test_what_cannot_be_corrected_so_is_refused_and_nothing_is_written(
    archive: Archive, verifier: Verifier, claim: str, text: str, certificate: int, why: str, says: str
) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    with pytest.raises(NotAllowed, match=says):
        _correct(archive, verifier, number, claim, text, why=why, certificate=certificate)
    assert [kind for kind, _report in _trail(archive)] == ["key", "document", "report"]


def test_a_superseded_report_is_not_corrected_any_more(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED)
    with pytest.raises(NotAllowed, match=f"superseded by report {made.filed.seq}"):
        _correct(archive, verifier, number, "lot_number", "X-12")


def test_of_two_corrections_at_once_the_later_one_is_refused(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    slow = Racing(verifier, lambda: _correct(archive, verifier, number, "lot_number", "X-12"))
    with pytest.raises(NotAllowed, match="superseded"):
        _correct(archive, slow, number, WEIGHT, AS_PRINTED)
    with archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ReportRow)).scalar() == 2


class Racing(Verifier):
    """Verifies only after somebody else has done something."""

    def __init__(self, verifier: Verifier, first: object) -> None:
        self._verifier, self._first = verifier, first

    def verify(self, submission, settings):  # type: ignore[no-untyped-def]  # as the real one
        self._first()  # type: ignore[operator]
        return self._verifier.verify(submission, settings)


def test_a_report_on_a_document_that_was_not_read_has_nothing_to_correct(archive: Archive, verifier: Verifier) -> None:
    data = b"no certificate"
    number = file(archive, verify(data, "a.txt", SETTINGS), data, "x").seq
    with pytest.raises(NotAllowed, match="no reading to correct"):
        _correct(archive, verifier, number, "lot_number", "X-12")


def test_there_is_nothing_to_correct_where_there_is_no_report(archive: Archive, verifier: Verifier) -> None:
    with pytest.raises(NotInArchive):
        _correct(archive, verifier, 7, "lot_number", "X-12")


def test_a_report_made_with_templates_is_corrected_with_the_same_ones_only(
    archive: Archive, verifier: Verifier
) -> None:
    template = Template("issuer.yaml", "a" * 64, "Example", (Sign("Certificate of Analysis"),))
    number = filed_paper(archive, paper(**MISREAD), replace(SETTINGS, templates=(template,)))
    for given in ((), (replace(template, sha256="b" * 64),)):
        with pytest.raises(NotAllowed, match="--templates"):
            _correct(archive, verifier, number, WEIGHT, AS_PRINTED, means=Means(given))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED, means=Means((template,)))
    assert made.after.generator.settings["templates"] == f"issuer.yaml sha256:{'a' * 64}"


def test_a_report_made_with_the_laboratorys_copy_is_corrected_with_that_copy_only(
    archive: Archive, verifier: Verifier
) -> None:
    copy = PortalCopy("copy.txt", b"Product: Semax\nLot: AB1234\nPurity: 99.31 %\n", pasted=True)
    number = filed_paper(archive, paper(**MISREAD), replace(SETTINGS, portal_copy=copy))
    with pytest.raises(NotAllowed, match="--portal-copy"):
        _correct(archive, verifier, number, WEIGHT, AS_PRINTED)
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED, means=Means(portal_copy=copy))
    assert made.after.certificates[0].portal_copy


def test_a_second_person_approves_the_corrected_report(archive: Archive, verifier: Verifier) -> None:
    number = filed_paper(archive, paper(**MISREAD))
    made = _correct(archive, verifier, number, WEIGHT, AS_PRINTED, by="second person")
    for by in ("first person", "Second Person"):
        with pytest.raises(NotAllowed, match="second person to judge"):
            review.approve(archive, made.filed.seq, by)
    review.approve(archive, made.filed.seq, "third person")
    assert status_of(archive, made.filed.seq).state is State.APPROVED
    with pytest.raises(NotAllowed, match="superseded"):
        review.approve(archive, number, "third person")
