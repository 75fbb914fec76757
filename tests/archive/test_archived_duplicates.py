"""archive.duplicate over the archive: real PDFs, each compared with all that was filed before it, in any run."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, func, select

from archived_reports import certified, document, report_on
from certificate_builder import SETTINGS
from cli_reports import check, evidence
from coaverify.archive import duplicates, lookalikes
from coaverify.archive.archive import Archive
from coaverify.archive.duplicates import Duplicates
from coaverify.archive.filing import Origin, file
from coaverify.archive.likenesses import likenesses_of
from coaverify.archive.location import Location
from coaverify.archive.shelf import filed_report
from coaverify.archive.tables import Likeness, ReportRow, TraitRow
from coaverify.batch.archiving import ArchivedRun
from coaverify.checks import archive_duplicate
from coaverify.model.evidence import Doubt
from coaverify.model.finding import Outcome
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import CertificateReport, CheckEntry, Report
from coaverify.report.sketches import packed
from coaverify.verify import verify
from plot_pictures import certificate, picture_of, run

PRINTS = replace(SETTINGS, fingerprints=True)
SEMAX = ("Product: Semax", "Lot: AB1234", "Purity (HPLC): 99.31 %", "ESI-MS [M+H]+: 814.4")
OTHER_LOT = ("Product: Semax", "Lot: AB5678", "Purity (HPLC): 99.52 %", "ESI-MS [M+H]+: 814.4")


@pytest.fixture(autouse=True)
def no_text_is_read_in_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plots hold nothing to read, and looking for it takes seconds."""
    monkeypatch.setattr("coaverify.verify.recogniser_installed", lambda: False)


def answer(archive: Archive, data: bytes, name: str = "a.pdf") -> CheckEntry:
    """What archive.duplicate says where the document is filed by a run of its own."""
    return answer_of(ArchivedRun(archive, PRINTS, "x").filed(verify(data, name, PRINTS), data))


def answer_of(report: Report) -> CheckEntry:
    return next(one for one in report.certificates[0].checks if one.id == "archive.duplicate")


def printed(trait: Trait, digest: str = "", sketch: str = "", *, lot: str = "L-1") -> CertificateReport:
    """A certificate with one trait."""
    made = certified(lot)
    prints = (FingerprintEntry(trait=trait, digest=digest, sketch=sketch, evidence=evidence("11.2 1234567")),)
    checks = (*made.checks, check("archive.duplicate", Outcome.NOT_APPLICABLE))
    return made.model_copy(update={"fingerprints": prints, "checks": checks})


def same_peak(lot: str) -> CertificateReport:
    return printed(Trait.PEAK, hashlib.sha256(b"11.2 1234567").hexdigest(), lot=lot)


def compared(archive: Archive, number: int, one: CertificateReport, name: str = "") -> CheckEntry:
    data = document(number)
    made = report_on(data, one, name=name or f"{number}.pdf")
    return answer_of(Duplicates(archive, "x").filed(made, data))


def test_a_trace_that_an_earlier_run_filed_is_known_again_under_another_lot(archive: Archive) -> None:
    trace = run(1)
    first = answer(archive, certificate(*SEMAX, signal=trace), "first.pdf")
    second = answer(archive, certificate(*OTHER_LOT, signal=trace, height=140), "second.pdf")
    assert first.code == "nothing-compared"
    assert (second.code, second.outcome) == ("same-trace", Outcome.FAIL)
    assert "“first.pdf”, report 3 (Semax, lot AB1234" in second.message


@pytest.mark.parametrize("quality", [0, 60])
def test_the_picture_of_a_plot_is_known_again_after_it_was_compressed(archive: Archive, quality: int) -> None:
    plot = picture_of(run(3))
    answer(archive, certificate(*SEMAX, picture=plot))
    assert answer(archive, certificate(*OTHER_LOT, picture=plot, quality=quality)).code == "same-picture"


def test_two_injections_by_one_method_are_two_traces_and_all_documents_count(archive: Archive) -> None:
    for number in range(3):
        last = answer(archive, certificate(f"Lot: CD{number}777", *SEMAX[2:], signal=run(number)), f"{number}.pdf")
    assert (last.code, last.outcome) == ("unique", Outcome.PASS)
    assert "2 other certificates" in last.message


def test_what_came_and_went_is_counted_on(archive: Archive) -> None:
    comparing = Duplicates(archive, "x")
    messages = []
    for number in range(3):
        data = document(number)
        one = printed(Trait.PEAK, f"{number}" * 64)
        messages.append(answer_of(comparing.filed(report_on(data, one), data)).message)
    assert ["no other" in messages[0], "1 other" in messages[1], "2 other" in messages[2]] == [True] * 3


def test_the_answer_that_is_returned_is_the_one_that_is_filed(archive: Archive) -> None:
    compared(archive, 1, same_peak(lot="A-1"))
    said = compared(archive, 2, same_peak(lot="B-2"))
    with archive.reading() as connection:
        number = connection.execute(select(func.max(ReportRow.seq))).scalar_one()
    assert answer_of(filed_report(archive, number)) == said
    assert said.code == "same-peaks"


def test_another_report_on_the_same_document_is_not_its_duplicate(archive: Archive) -> None:
    data = document(1)
    for day in ("2026-11-22", "2027-11-22"):
        said = answer_of(Duplicates(archive, "x").filed(report_on(data, same_peak(lot=day), as_of=day), data))
    assert said.code == "nothing-compared"


def test_of_a_document_its_newest_reading_counts(archive: Archive) -> None:
    data = document(1)
    file(archive, report_on(data, same_peak(lot="A-1")), data, "x")
    other = printed(Trait.PEAK, "e" * 64, lot="A-1")
    file(archive, report_on(data, other, as_of="2027-01-01"), data, "x", origin=Origin.REVERIFICATION)
    assert compared(archive, 2, same_peak(lot="B-2")).code == "unique"


def test_a_corrected_lot_counts_and_the_traits_stay_those_that_were_read(archive: Archive) -> None:
    data = document(1)
    first = file(archive, report_on(data, same_peak(lot="B-1")), data, "x").seq
    corrected = report_on(data, certified(lot="B-2"), as_of="2027-01-01")
    file(archive, corrected, data, "x", origin=Origin.CORRECTION, follows=first)
    assert compared(archive, 2, same_peak(lot="B-2")).code == "unique"
    assert compared(archive, 3, same_peak(lot="B-3")).code == "same-peaks"


def test_a_lot_that_was_read_with_doubt_leaves_the_question_open(archive: Archive) -> None:
    doubtful = same_peak(lot="A-1")
    lot = doubtful.claims.lot_number
    assert lot is not None
    claims = doubtful.claims.model_copy(
        update={"lot_number": lot.model_copy(update={"doubts": (Doubt.LOW_CONFIDENCE,)})}
    )
    compared(archive, 1, doubtful.model_copy(update={"claims": claims}))
    assert compared(archive, 2, same_peak(lot="B-2")).code == "lot-not-stated"


def test_many_copies_are_named_by_the_first_and_counted_to_a_bound(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (archive_duplicate, duplicates):
        monkeypatch.setattr(room, "MOST", 6)
    for number in range(9):
        data = document(number)
        file(archive, report_on(data, same_peak(lot=f"A-{number:04}")), data, "x")
    said = compared(archive, 999, same_peak(lot="B-9999"))
    assert said.code == "same-peaks"
    assert "and at least 3 more" in said.message


def test_documents_whose_data_stand_again_are_named_with_their_reports(archive: Archive) -> None:
    trace = run(1)
    answer(archive, certificate(*SEMAX, signal=trace), "a.pdf")
    later = ArchivedRun(archive, PRINTS, "x")
    data = certificate(*OTHER_LOT, signal=trace)
    later.filed(verify(data, "b.pdf", PRINTS), data)
    assert later.reported_before == {"a.pdf (report 3)": ["b.pdf"]}


def test_of_two_that_are_filed_at_once_the_second_sees_the_first(location: Location) -> None:
    with Archive(location):
        pass
    codes: list[str] = []

    def write(number: int) -> None:
        with Archive(location) as archive:
            codes.append(compared(archive, number, same_peak(lot=f"A-{number}000")).code)

    threads = [threading.Thread(target=write, args=(number,)) for number in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["nothing-compared", "same-peaks", "same-peaks", "same-peaks"]


def test_the_keys_of_a_sketch_are_filed_and_follow_from_it(archive: Archive) -> None:
    answer(archive, certificate(*SEMAX, signal=run(1)))
    answer(archive, certificate(*OTHER_LOT, picture=picture_of(run(2))))
    with archive.reading() as connection:
        rows = connection.execute(select(Likeness.__table__).order_by(*Likeness.__table__.primary_key)).mappings()
        kept = [dict(row) for row in rows]
        traits = connection.execute(select(TraitRow.__table__).order_by(TraitRow.report, TraitRow.number)).mappings()
        made = [{"report": one["report"], **row} for one in map(dict, traits) for row in likenesses_of(one)]
    assert kept == made
    assert len(kept) > 2


def test_traces_by_one_method_beyond_what_one_grid_parts_are_all_compared(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many lie in one cell that none of the grids is narrow: then all of them are compared."""
    monkeypatch.setattr(lookalikes, "FEW", 4)
    for number in range(12):
        data = document(number)
        made = printed(Trait.TRACE, sketch=nearly_level(number), lot=f"A-{number:04}")
        file(archive, report_on(data, made), data, "x")
    for number in (0, 11):
        again = printed(Trait.TRACE, sketch=nearly_level(number), lot="B-9999")
        said = compared(archive, 900 + number, again, name="copy.pdf")
        assert said.code == "same-trace"
        assert f"lot A-{number:04}," in said.message


def nearly_level(number: int) -> str:
    """A trace with one peak that all have in common, and a small one of its own that no grid can see."""
    line = bytearray(2 * 768)
    for place, height in ((300, 30_000), (400 + number, 700)):
        line[2 * place : 2 * place + 2] = height.to_bytes(2, "little")
    return packed(bytes(line))


@pytest.fixture
def statements(archive: Archive) -> Iterator[list[str]]:
    """All that the archive asks its database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(archive._engine, "before_cursor_execute", note)
    yield asked
    event.remove(archive._engine, "before_cursor_execute", note)


def test_documents_are_counted_once_a_run(archive: Archive, statements: list[str]) -> None:
    comparing = Duplicates(archive, "x")
    for number in range(4):
        data = document(number)
        comparing.filed(report_on(data, same_peak(lot="A-1")), data)
    assert sum("count(*)" in one and "FROM document" in one.replace("\n", " ") for one in statements) == 1
