"""Reports are found by what stands in them, the same on both databases, a page at a time."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from archived_reports import certified, document, filed, report_on
from cli_reports import unreadable
from coaverify.archive import search, word_search
from coaverify.archive.archive import Archive
from coaverify.archive.filing import file
from coaverify.archive.history import history_of_document, history_of_lot
from coaverify.archive.party_history import Party, history_of_party
from coaverify.archive.query import Cursor, NoCursor, Query
from coaverify.archive.search import count, find
from coaverify.archive.search_words import asked_words, filed_words, stand_in


def numbers(archive: Archive, **asked: object) -> list[str]:
    """The file names that a query finds, the newest first."""
    return [hit.name for hit in find(archive, Query(**asked)).hits]  # type: ignore[arg-type]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    filed(archive, 1, certified(lot="SX-24/01", vendor="Prüf & Söhne GmbH", laboratory="Лаборатория 7", purity="98.10"))
    filed(archive, 2, certified(lot="SX-24/02", vendor="Example Peptides", product="BPC-157", failing=True))
    filed(archive, 3, certified(lot="sx 2401", vendor="EXAMPLE-PEPTIDES", issued="2026-05"))
    filed(archive, 4, certified(lot="SX-24", purity="813.35"), certified(lot="other", purity="97.00"))
    return archive


ASKED: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["4.pdf", "3.pdf", "2.pdf", "1.pdf"]),
    ({"lot": "sx-24 / 01"}, ["3.pdf", "1.pdf"]),
    ({"lot": "SX 24"}, ["4.pdf"]),
    ({"lot": "SX 24*"}, ["4.pdf", "3.pdf", "2.pdf", "1.pdf"]),
    ({"lot": "SX 240"}, ["3.pdf", "2.pdf", "1.pdf"]),
    ({"lot": "—"}, []),
    ({"vendor": "example peptides"}, ["4.pdf", "3.pdf", "2.pdf"]),
    ({"vendor": "PRÜF"}, ["1.pdf"]),
    ({"laboratory": "лаборатория"}, ["1.pdf"]),
    ({"peptide": "Semax"}, ["4.pdf", "3.pdf", "2.pdf", "1.pdf"]),
    ({"peptide": "semax", "form": "amide"}, []),
    ({"form": "plain", "lot": "other"}, ["4.pdf"]),
    ({"product": "bpc 157"}, ["2.pdf"]),
    ({"product": "bpc*"}, ["2.pdf"]),
    ({"file": "3.pdf"}, ["3.pdf"]),
    ({"verdict": "fail"}, ["2.pdf"]),
    ({"verdict": "pass", "lot": "sx-24/02"}, []),
    ({"issued_from": datetime.date(2026, 5, 20)}, ["3.pdf"]),
    ({"issued_to": datetime.date(2026, 3, 2)}, ["4.pdf", "2.pdf", "1.pdf"]),
    ({"min_purity": Decimal("98.1"), "max_purity": Decimal("99")}, ["1.pdf"]),
    ({"filed_from": datetime.date(2199, 1, 1)}, []),
    ({"filed_to": datetime.date(2199, 1, 1), "lot": "SX-24"}, ["4.pdf"]),
    ({"words": "SX-24/01"}, ["1.pdf"]),
    ({"words": "24/01"}, ["3.pdf", "1.pdf"]),
    ({"words": "sx2402"}, ["2.pdf"]),
    ({"words": "813.35"}, ["4.pdf"]),
    ({"words": "prufung"}, []),
    ({"words": "PRUF sohne"}, ["1.pdf"]),
    ({"words": "Söhne"}, ["1.pdf"]),
    ({"words": "лабор*"}, ["1.pdf"]),
    ({"words": "ЛАБОРАТОРИЯ 7"}, ["1.pdf"]),
    ({"words": "semax gmbh"}, ["1.pdf"]),
    ({"words": "identity.form"}, ["2.pdf"]),
    ({"words": "🧪"}, []),
]


def test_what_is_asked_is_found(filled: Archive) -> None:
    assert [(asked, numbers(filled, **asked)) for asked, _ in ASKED] == ASKED


def test_a_name_that_nothing_bears_finds_what_begins_so_and_says_it(filled: Archive) -> None:
    assert find(filled, Query(lot="SX-24/")).widened == ()
    assert find(filled, Query(lot="SX-24/")).longer == ("lot",)
    assert find(filled, Query(lot="SX-24/0")).widened == ("lot",)
    assert find(filled, Query(lot="SX-24/01")).longer == ()


TYPED = (
    '"', "' OR 1=1 --", "NEAR(a b)", "a AND", "(", "*", "-", ":", "\x00", "\udc80", "a\x00b", "\U0001f9ea semax",
     "lot:sx", "^semax", "{a b}", "&", "!", "<->", "a | b", "\\", "%", "x" * 5000, "a " * 5000, "é́", "½ ①",
)  # fmt: skip


def test_no_input_is_an_error(filled: Archive) -> None:
    for words in TYPED:
        for name in ("words", "lot", "product", "task", "file", "document", "peptide", "form", "verdict", "error"):
            assert find(filled, Query(**{name: words})).after == ""  # type: ignore[arg-type]


def test_characters_that_databases_refuse_are_found(archive: Archive) -> None:
    filed(archive, 1, certified(lot="\x00a\udc80b", vendor="c\U0001f9ead"))
    assert numbers(archive, lot="ab") == []
    assert numbers(archive, lot="\x00a\udc80b") == ["1.pdf"]
    assert numbers(archive, vendor="cd") == ["1.pdf"]


def test_of_a_document_the_newest_report_is_listed_unless_all_are_asked_for(archive: Archive) -> None:
    data = document(1)
    for day in ("2026-11-22", "2026-11-23"):
        file(archive, report_on(data, as_of=day), data, "x")
    (newest,) = find(archive, Query(lot="L-1")).hits
    every = find(archive, Query(lot="L-1", current_only=False)).hits
    assert [hit.current for hit in every] == [True, False]
    assert every[0].number == newest.number > every[1].number


def test_a_correction_hides_what_was_read_before_it(archive: Archive) -> None:
    data = document(1)
    file(archive, report_on(data, certified(lot="WR0NG")), data, "x")
    file(archive, report_on(data, certified(lot="RIGHT"), as_of="2026-11-23"), data, "x")
    assert numbers(archive, lot="WR0NG") == []
    assert numbers(archive, lot="WR0NG", current_only=False) == ["a.pdf"]


def test_documents_that_could_not_be_looked_at_are_found(archive: Archive) -> None:
    data = document(9)
    made = unreadable("locked.pdf")
    same = report_on(data, name="locked.pdf").document
    file(archive, made.model_copy(update={"document": same}), data, "x")
    filed(archive, 1)
    (hit,) = find(archive, Query(verdict="unreadable")).hits
    assert (hit.verdict, hit.error, hit.certificates) == ("unreadable", "encrypted", ())
    assert numbers(archive, error="encrypted") == ["locked.pdf"]
    assert numbers(archive, verdict="inconclusive") == []
    assert numbers(archive, document=hit.document[:9].upper()) == ["locked.pdf"]


def test_pages_follow_each_other_without_gap_or_repeat(archive: Archive) -> None:
    for number in range(25):
        filed(archive, number, certified(lot=f"P-{number}"), certified(lot=f"P-{number}", purity="97.00"))
    for asked in (
        {},
        {"lot": "P"},
        {"words": "semax"},
        {"vendor": "Example*"},
        {"peptide": "semax"},
        {"verdict": "pass"},
    ):
        query, after, seen = Query(**asked), "", []  # type: ignore[arg-type]
        while True:
            page = find(archive, query, limit=4, after=after)
            seen += [hit.name for hit in page.hits]
            after = page.after
            if not after:
                break
        assert seen == [f"{number}.pdf" for number in reversed(range(25))], asked
        assert str(count(archive, query)) == "25"


def test_the_certificates_that_are_shown_are_those_that_were_asked_for(filled: Archive) -> None:
    (hit,) = find(filled, Query(lot="other")).hits
    (line,) = hit.certificates
    assert (line.number, line.lot, line.purity, line.vendor) == (2, "other", "97.00", "Example Peptides")


def test_a_cursor_reads_back_and_nothing_else_is_one(filled: Archive) -> None:
    assert Cursor.read(str(Cursor(12, ("lot",)))) == Cursor(12, ("lot",))
    for text in ("x", "W10", "é", "WzBd", "eyJhIjoxfQ", str(Cursor(2**62))):
        with pytest.raises(NoCursor):
            find(filled, Query(), after=text)


@given(st.text())
def test_every_word_that_is_filed_is_found_by_itself(text: str) -> None:
    there = filed_words([text], 10_000)
    assert all(word.text in there.split() for word in asked_words(text))
    assert stand_in(asked_words(text), text)


def test_words_are_cut_between_words() -> None:
    assert filed_words(["abc def"], 5) == "abc"


def test_no_search_goes_through_a_whole_table(archive: Archive) -> None:
    """On SQLite, whose plans do not depend on how much there is."""
    if archive.location.folder is None:
        pytest.skip("PostgreSQL plans by what it holds")
    filed(archive, 1)
    plans: list[str] = []

    def explained(connection: Connection, cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            raw = connection.connection.cursor()
            raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(f"{row[3]}: {statement}" for row in raw.fetchall())

    with archive.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", explained)
    for asked in ({}, {"lot": "L-1"}, {"lot": "L*"}, {"vendor": "example"}, {"words": "semax"}, {"peptide": "semax"},
                  {"peptide": "semax", "form": "plain"}, {"verdict": "pass"}, {"document": "a"}):  # fmt: skip
        find(archive, Query(**asked))  # type: ignore[arg-type]
    history_of_lot(archive, "L-1")
    history_of_party(archive, Party.VENDOR, "Example Peptides")
    history_of_document(archive, find(archive, Query()).hits[0].document)
    assert len(plans) > 50
    slow = [plan for plan in plans if re.match(r"SCAN (?!search_words)|USE TEMP B-TREE FOR ORDER|.* entry_kind ", plan)]
    assert slow == []


def test_words_of_many_reports_are_paged_to_the_last(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_search, "_RARE", 5)  # so that the way for frequent words is gone
    monkeypatch.setattr(word_search, "_FIRST", 2)
    for number in range(30):
        filed(archive, number, certified(product="Semax often" if number % 2 else "Semax"))
    assert numbers(archive, words="often") == [f"{number}.pdf" for number in reversed(range(30)) if number % 2]
    assert numbers(archive, words="often 7.pdf") == ["7.pdf"]
    assert numbers(archive, words="often", vendor="example*", lot="L-1", product="semax")[-1] == "1.pdf"


def test_words_are_found_wherever_they_gather(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = {
        "everywhere": range(40),
        "earlier": range(20),
        "later": range(20, 40),
        "now and then": range(0, 40, 9),
        "at first": range(3),
        "nowhere": range(0),
    }
    for number in range(40):
        filed(archive, number, certified(product=" ".join(name for name in gathered if number in gathered[name])))
    monkeypatch.setattr(word_search, "_FIRST", 3)
    for rare in (1, 500):
        monkeypatch.setattr(word_search, "_RARE", rare)
        for name, stands in gathered.items():
            expected = [f"{number}.pdf" for number in reversed(stands)]
            assert numbers(archive, words=name) == expected, (name, rare)
            page = find(archive, Query(words=name), limit=2)
            rest = find(archive, Query(words=name), after=page.after).hits if page.after else ()
            assert [hit.name for hit in (*page.hits, *rest)] == expected, (name, rare)


def test_a_count_says_where_it_looked_no_farther(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        filed(archive, number)
    found = []
    for examined, counted in ((5, 1000), (4, 1000), (5, 3), (5, 5)):
        monkeypatch.setattr(search, "_EXAMINED", examined)
        monkeypatch.setattr(search, "COUNTED", counted)
        found.append(str(count(archive, Query(words="semax"))))
    assert found == ["5", "4+", "3+", "5"]
