"""What is filed is there, once, and as it was."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DatabaseError

from archived_reports import certified, document, filed, report_on
from cli_reports import evidence
from coaverify.archive.archive import Archive
from coaverify.archive.errors import ArchiveError, NotAllowed, NotInArchive
from coaverify.archive.filing import file, known_report
from coaverify.archive.location import Location
from coaverify.archive.rows import run_of_report
from coaverify.archive.shelf import filed_report, number_of
from coaverify.archive.tables import CertificateRow, Document, Entry, ReportRow, TraitRow
from coaverify.archive.trail import Kind
from coaverify.model.errors import ErrorCode
from coaverify.model.fingerprint import Trait
from coaverify.report.entries import FingerprintEntry
from coaverify.report.model import ErrorEntry

# NUL, a lone surrogate, a character of four bytes, the escape's own sign
DIFFICULT = "a\x00b\udc80c\U0001f9ea\ufffe0000 ε\\u0000"


def test_a_report_comes_back_as_it_was_filed(archive: Archive) -> None:
    data = document(1)
    made = report_on(data, certified(lot="\x00 \U0001f9ea ≥"))
    number = file(archive, made, data, "first person").seq
    assert filed_report(archive, number) == made
    assert archive.originals.get(made.document.sha256) == data


def test_every_string_comes_back_from_the_trail_and_the_columns(archive: Archive) -> None:
    number = filed(archive, 1).seq
    with archive.adding(DIFFICULT) as trail:
        seq = trail.connection.execute(select(func.max(Entry.seq))).scalar_one() + 1
        trail.connection.execute(
            insert(CertificateRow).values(report=number, number=7, verdict="pass", product_name=DIFFICULT)
        )
        trail.add(Kind.COMMENT, {"words": DIFFICULT}, report=number)
    with archive.reading() as connection:
        product = connection.execute(select(CertificateRow.product_name).where(CertificateRow.number == 7)).scalar()
        by = connection.execute(select(Entry.by).where(Entry.seq == seq)).scalar()
    assert product == by == DIFFICULT


def test_the_same_run_is_filed_once(archive: Archive) -> None:
    first, second = filed(archive, 1), filed(archive, 1)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.seq == second.seq
    with archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ReportRow)).scalar() == 1


def test_a_later_run_is_filed_beside_the_earlier(archive: Archive) -> None:
    data = document(1)
    first = file(archive, report_on(data, as_of="2026-11-22"), data, "x")
    second = file(archive, report_on(data, as_of="2027-11-22"), data, "x")
    assert second.is_new
    assert filed_report(archive, first.seq).generator.settings["as_of"] == "2026-11-22"
    with archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(Document)).scalar() == 1


def test_a_document_that_could_not_be_looked_at_is_looked_at_again(archive: Archive) -> None:
    data = document(1)
    sound = report_on(data)
    late = sound.model_copy(
        update={"certificates": (), "error": ErrorEntry(code=ErrorCode.TIMEOUT, message="Too slow.")}
    )
    runs = [file(archive, one, data, "x") for one in (late, late, sound)]
    assert [one.is_new for one in runs] == [True, False, True]
    found = known_report(archive, run_of_report(sound))
    assert found is not None
    assert found == (runs[2].seq, sound)
    assert [number_of(archive, one) for one in (late, sound)] == [runs[0].seq, runs[2].seq]


def test_another_name_of_a_known_document_is_noted_once(archive: Archive) -> None:
    data = document(1)
    for name in ("a.pdf", "b.pdf", "b.pdf", "a.pdf"):
        file(archive, report_on(data, name=name), data, "x")
    with archive.reading() as connection:
        kinds = connection.execute(select(Entry.kind).order_by(Entry.seq)).scalars().all()
    assert kinds == ["key", "document", "report", "seen"]


def test_a_report_on_other_bytes_is_refused(archive: Archive) -> None:
    with pytest.raises(NotAllowed):
        file(archive, report_on(document(1)), document(2), "x")


def test_two_writers_at_once_lose_and_double_nothing(location: Location) -> None:
    with Archive(location):
        pass
    failures: list[BaseException] = []

    def write(numbers: range) -> None:
        try:
            with Archive(location) as archive:
                for number in numbers:
                    filed(archive, number)
        except BaseException as error:  # noqa: BLE001  # handed to the test, which fails with it
            failures.append(error)

    threads = [threading.Thread(target=write, args=(numbers,)) for numbers in (range(20), range(10, 30))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Archive(location) as archive, archive.reading() as connection:
        assert connection.execute(select(func.count()).select_from(ReportRow)).scalar() == 30
        numbers = connection.execute(select(Entry.seq).order_by(Entry.seq)).scalars().all()
    assert numbers == list(range(1, len(numbers) + 1))


def test_traits_are_kept_and_the_report_is_filed_without_them(archive: Archive) -> None:
    place = evidence("11.2 1234567")
    prints = (FingerprintEntry(trait=Trait.PEAK, digest="d" * 64, evidence=place),)
    certificate = certified().model_copy(update={"fingerprints": prints})
    number = filed(archive, 1, certificate).seq
    assert filed_report(archive, number).certificates[0].fingerprints == ()
    with archive.reading() as connection:
        assert connection.execute(select(TraitRow.digest)).scalars().all() == ["d" * 64]


@pytest.mark.parametrize("table", ["entry", "document", "report", "report_content", "certificate", "search_text"])
@pytest.mark.parametrize("change", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_the_database_refuses_to_change_what_was_filed(archive: Archive, table: str, change: str) -> None:
    filed(archive, 1)
    column = {"entry": "kind", "document": "name", "report": "verdict", "report_content": "content",
              "certificate": "lot_number", "search_text": "text"}[table]  # fmt: skip
    with pytest.raises(ArchiveError, match=r"never|only"), archive.adding("x") as trail:
        trail.connection.execute(text(change.format(table=table, column=column)))


def test_the_database_takes_no_entry_that_does_not_follow_the_last(archive: Archive) -> None:
    filed(archive, 1)
    with archive.reading() as connection:
        first = connection.execute(select(Entry.__table__).where(Entry.seq == 1)).one()._asdict()
    with pytest.raises(ArchiveError, match="another end"), archive.adding("x") as trail:
        trail.connection.execute(insert(Entry).values(**first | {"seq": 9, "hash": "f" * 64, "prev": "e" * 64}))


def test_what_fails_inside_a_change_takes_the_whole_change_back(archive: Archive) -> None:
    filed(archive, 1)
    with pytest.raises(RuntimeError), archive.adding("x") as trail:
        trail.add(Kind.COMMENT, {"words": "lost"}, report=3)
        raise RuntimeError
    with archive.reading() as connection:
        assert connection.execute(select(func.max(Entry.seq))).scalar() == 3


def test_no_archive_is_made_where_one_is_only_asked_for(location: Location) -> None:
    with pytest.raises(NotInArchive):
        Archive(location, create=False)


def test_an_error_of_the_database_is_told_with_its_place(location: Location) -> None:
    with Archive(location) as archive, pytest.raises(ArchiveError) as told, archive.reading() as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))
    assert str(told.value).startswith(location.shown)
    assert isinstance(told.value.__cause__, DatabaseError)
