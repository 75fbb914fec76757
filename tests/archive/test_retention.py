"""Nothing is deleted under a hold or before its time; what is deleted leaves an entry, and nothing else."""

from __future__ import annotations

import datetime
import json

import pytest
from sqlalchemy import func, insert, select, text

from archived_reports import certified, document, filed, report_on
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.deletion import delete_document, sweep
from coaverify.archive.documents import Filed, document_named, document_of_report
from coaverify.archive.errors import ArchiveError, NotAllowed, NotInArchive
from coaverify.archive.filing import Origin, file
from coaverify.archive.retention import expired, holds_on, kept, periods_in, release, set_hold, set_period
from coaverify.archive.review import comment, file_following
from coaverify.archive.shelf import filed_report
from coaverify.archive.tables import FOLLOWING, Document, Entry
from coaverify.archive.trail import Kind
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry

TODAY = datetime.datetime.now(datetime.UTC).date()
LATER = TODAY + datetime.timedelta(days=12 * 366)


def _document(archive: Archive, number: int) -> Filed:
    with archive.reading() as connection:
        return document_of_report(connection, number)


def _until(archive: Archive, number: int) -> datetime.date | None:
    with archive.reading() as connection:
        return kept(connection, document_of_report(connection, number), periods_in(connection)).until


def _rows(archive: Archive) -> dict[str, int]:
    with archive.reading() as connection:
        return {
            table.__tablename__: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in FOLLOWING
        }


def _years_on(years: int) -> datetime.date:
    try:
        return TODAY.replace(year=TODAY.year + years)
    except ValueError:
        return datetime.date(TODAY.year + years, 3, 1)


# --- periods -----------------------------------------------------------------------------------


def test_without_a_period_nothing_may_ever_be_deleted(archive: Archive) -> None:
    number = filed(archive, 1).seq
    assert _until(archive, number) is None
    assert list(expired(archive, LATER)) == []
    with pytest.raises(NotAllowed, match="No retention period"):
        delete_document(archive, _document(archive, number), "why", "x", LATER)


def test_a_period_counts_from_the_day_of_the_last_report(archive: Archive) -> None:
    number = filed(archive, 1).seq
    set_period(archive, 6, "our rule", "quality")
    assert _until(archive, number) == _years_on(6)
    with pytest.raises(NotAllowed, match=f"kept until {_years_on(6)}"):
        delete_document(archive, _document(archive, number), "why", "x", _years_on(6) - datetime.timedelta(days=1))
    assert delete_document(archive, _document(archive, number), "why", "x", _years_on(6)).reports == (number,)


def test_a_longer_period_holds_for_what_is_there_a_shorter_one_does_not(archive: Archive) -> None:
    set_period(archive, 5, "a rule", "quality")
    first = filed(archive, 1).seq
    set_period(archive, 10, "a new rule", "quality")
    second = filed(archive, 2).seq
    set_period(archive, 2, "another rule", "quality")
    third = filed(archive, 3).seq
    assert [_until(archive, one) for one in (first, second, third)] == [_years_on(10), _years_on(10), _years_on(2)]


def test_a_later_report_begins_the_period_anew_and_a_reverification_does_not(archive: Archive) -> None:
    set_period(archive, 10, "a rule", "quality")
    data = document(1)
    first = file(archive, report_on(data), data, "x").seq
    set_period(archive, 2, "another rule", "quality")
    file_following(archive, report_on(data, as_of="2027-01-01"), "x", Origin.REVERIFICATION, first)
    assert _until(archive, first) == _years_on(10)
    file(archive, report_on(data, as_of="2028-01-01"), data, "x")
    assert _until(archive, first) == _years_on(2)


@pytest.mark.parametrize(("years", "why"), [(0, "x"), (-1, "x"), (201, "x"), (5, " ")])
def test_a_period_is_some_years_for_some_reason(archive: Archive, years: int, why: str) -> None:
    with pytest.raises(NotAllowed):
        set_period(archive, years, why, "quality")


def test_what_may_go_is_listed_in_the_order_of_filing(archive: Archive) -> None:
    set_period(archive, 1, "a rule", "quality")
    numbers = [filed(archive, number).seq for number in range(5)]
    held = _document(archive, numbers[2])
    set_hold(archive, held, "a complaint", "quality")
    listed = [one.document.name for one in expired(archive, _years_on(1))]
    assert listed == ["0.pdf", "1.pdf", "3.pdf", "4.pdf"]
    assert list(expired(archive, _years_on(1) - datetime.timedelta(days=1))) == []


def test_what_may_go_is_read_page_by_page(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coaverify.archive.retention.PAGE", 2)
    set_period(archive, 1, "a rule", "quality")
    for number in range(5):
        filed(archive, number)
    assert len(list(expired(archive, LATER))) == 5


# --- holds -------------------------------------------------------------------------------------


def test_a_hold_keeps_a_document_until_it_is_released(archive: Archive) -> None:
    number = filed(archive, 1).seq
    set_period(archive, 1, "a rule", "quality")
    held = _document(archive, number)
    hold = set_hold(archive, held, "complaint 17", "quality")
    with pytest.raises(NotAllowed, match=rf"legal hold \(hold {hold.seq} by quality .*complaint 17"):
        delete_document(archive, held, "why", "x", LATER)
    release(archive, held, "settled", "quality")
    delete_document(archive, held, "why", "x", LATER)


def test_each_hold_stands_for_itself(archive: Archive) -> None:
    held = _document(archive, filed(archive, 1).seq)
    first, second = set_hold(archive, held, "one matter", "a"), set_hold(archive, held, "another matter", "b")
    with pytest.raises(NotAllowed, match=f"name one of {first.seq}, {second.seq}"):
        release(archive, held, "settled", "a")
    release(archive, held, "settled", "a", hold=first.seq)
    with archive.reading() as connection:
        assert [one.seq for one in holds_on(connection, held)] == [second.seq]
    with pytest.raises(NotAllowed, match=f"hold {first.seq} does not stand"):
        release(archive, held, "settled", "a", hold=first.seq)


def test_there_is_nothing_to_release_where_nothing_is_held(archive: Archive) -> None:
    with pytest.raises(NotAllowed, match="no hold stands"):
        release(archive, _document(archive, filed(archive, 1).seq), "settled", "a")


# --- deletion ----------------------------------------------------------------------------------


def test_a_deletion_removes_rows_and_bytes_and_leaves_a_tombstone(archive: Archive) -> None:
    prints = (FingerprintEntry(trait=Trait.PEAK, digest="d" * 64, evidence=evidence("11.2 1234567")),)
    with_prints = certified().model_copy(update={"fingerprints": prints})
    number, other = filed(archive, 1, with_prints).seq, filed(archive, 2).seq
    comment(archive, number, "a word", "x")
    set_period(archive, 1, "a rule", "quality")
    gone, before = _document(archive, number), _rows(archive)
    tombstone = delete_document(archive, gone, "its time is over", "Quality Unit", LATER)
    assert (before["report"], before["trait"]) == (2, 1)
    assert _rows(archive) == {name: max(0, count - 1) for name, count in before.items()}
    with pytest.raises(NotInArchive):
        archive.originals.get(gone.sha256)
    with pytest.raises(NotInArchive):
        filed_report(archive, number)
    assert filed_report(archive, other).document.name == "2.pdf"
    with archive.reading() as connection:
        entry = connection.execute(select(Entry.kind, Entry.by, Entry.document, Entry.payload)
                                   .where(Entry.seq == tombstone.seq)).one()  # fmt: skip
        kinds = connection.execute(
            select(Entry.kind).where(Entry.document == gone.sha256).order_by(Entry.seq)
        ).scalars()
        assert list(kinds) == ["document", "report", "comment", "deletion"]
    assert (entry.kind, entry.by, entry.document) == (Kind.DELETION, "Quality Unit", gone.sha256)
    assert json.loads(entry.payload) == {"reports": [number], "sha256": gone.sha256, "why": "its time is over"}


def test_a_deleted_document_is_not_found_by_its_words(archive: Archive) -> None:
    number = filed(archive, 1, certified(lot="UNIQUE77")).seq
    set_period(archive, 1, "a rule", "quality")
    delete_document(archive, _document(archive, number), "why", "x", LATER)
    sqlite = archive.location.folder is not None
    words = "SELECT count(*) FROM search_words WHERE search_words MATCH 'UNIQUE77'"
    vectors = "SELECT count(*) FROM search_text WHERE to_tsvector('simple', text) @@ to_tsquery('simple', 'UNIQUE77')"
    with archive.reading() as connection:
        assert connection.execute(text(words if sqlite else vectors)).scalar() == 0


def test_a_deletion_is_told_of_where_the_document_is_asked_for(archive: Archive) -> None:
    number = filed(archive, 1).seq
    set_period(archive, 1, "a rule", "quality")
    gone = _document(archive, number)
    delete_document(archive, gone, "why", "Quality Unit", LATER)
    with archive.reading() as connection, pytest.raises(NotInArchive, match="was deleted by Quality Unit"):
        document_named(connection, gone.sha256[:8])
    for act in (
        lambda: delete_document(archive, gone, "why", "x", LATER),
        lambda: set_hold(archive, gone, "a matter", "x"),
        lambda: release(archive, gone, "settled", "x"),
    ):
        with pytest.raises(NotInArchive, match="was deleted by Quality Unit"):
            act()


def test_a_document_that_comes_again_is_a_new_one(archive: Archive) -> None:
    number = filed(archive, 1).seq
    set_period(archive, 1, "a rule", "quality")
    gone = _document(archive, number)
    set_hold(archive, gone, "a matter", "quality")
    release(archive, gone, "settled", "quality")
    delete_document(archive, gone, "why", "x", LATER)
    again = filed(archive, 1)
    assert again.is_new
    assert again.seq > number
    assert archive.originals.get(gone.sha256) == document(1)
    back = _document(archive, again.seq)
    assert back.seq > gone.seq
    with archive.reading() as connection:
        assert holds_on(connection, back) == ()
    assert list(sweep(archive, "x")) == []
    assert archive.originals.get(gone.sha256) == document(1)


def test_the_database_refuses_to_remove_rows_without_a_tombstone(archive: Archive) -> None:
    held = _document(archive, filed(archive, 1).seq)
    set_hold(archive, held, "a matter", "quality")
    with pytest.raises(ArchiveError, match="removed by a deletion only"), archive.adding("x") as trail:
        trail.connection.execute(text(f"DELETE FROM search_text WHERE report = {held.seq + 1}"))


class _PowerCut(Exception):
    pass


def test_a_deletion_that_was_broken_off_is_finished_by_a_sweep(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = filed(archive, 1).seq
    filed(archive, 2)
    set_period(archive, 1, "a rule", "quality")
    gone = _document(archive, number)

    def cut(_sha256: str) -> None:
        raise _PowerCut

    with monkeypatch.context() as patched, pytest.raises(_PowerCut):
        patched.setattr(archive.originals, "remove", cut)
        delete_document(archive, gone, "why", "x", LATER)
    assert archive.originals.get(gone.sha256) == document(1)  # left behind, and named by nothing but its tombstone
    assert list(sweep(archive, "x")) == [gone.sha256]
    assert list(archive.originals.names()) == [_document(archive, number + 2).sha256]
    assert list(sweep(archive, "x")) == []


def test_a_sweep_leaves_what_a_filing_has_just_stored(archive: Archive) -> None:
    stray = archive.originals.put(b"%PDF on its way")
    filed(archive, 1)
    assert list(sweep(archive, "x")) == []
    assert archive.originals.get(stray)


def test_a_filing_that_meets_a_deletion_has_its_bytes(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    number = filed(archive, 1).seq
    set_period(archive, 1, "a rule", "quality")
    gone, put = _document(archive, number), archive.originals.put
    calls = []

    def put_and_lose(data: bytes) -> str:
        sha256 = put(data)
        calls.append(sha256)
        if len(calls) == 1:  # between the bytes and the row, somebody deletes the document
            delete_document(archive, gone, "why", "x", LATER)
        return sha256

    monkeypatch.setattr(archive.originals, "put", put_and_lose)
    assert filed(archive, 1).is_new
    assert archive.originals.get(gone.sha256) == document(1)


# --- names -------------------------------------------------------------------------------------


def test_a_document_is_named_by_the_first_digits_of_its_hash(archive: Archive) -> None:
    sha256 = _document(archive, filed(archive, 1).seq).sha256
    with archive.reading() as connection:
        for digits in (sha256[:8], sha256[:20].upper(), sha256):
            assert document_named(connection, digits).sha256 == sha256
        for wrong in (sha256[:7], "", "report 3", "%" * 8, sha256 + "0"):
            with pytest.raises(NotAllowed, match="at least 8"):
                document_named(connection, wrong)
        with pytest.raises(NotInArchive):
            document_named(connection, "0" * 63)


def test_digits_of_several_documents_name_none(archive: Archive) -> None:
    filed(archive, 1)
    with archive.adding("x") as trail:
        for ending in "ab":
            sha256 = "c0ffee00" + ending * 56
            seq = trail.add(Kind.DOCUMENT, {"name": ending}, document=sha256).seq
            trail.connection.execute(
                insert(Document).values(sha256=sha256, seq=seq, size_bytes=1, media_type="", name=ending)
            )
    with archive.reading() as connection:
        with pytest.raises(NotAllowed, match="more digits"):
            document_named(connection, "c0ffee00")
        assert document_named(connection, "c0ffee00a").name == "a"
