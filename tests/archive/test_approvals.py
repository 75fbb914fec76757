"""Comments, approvals and rejections are entries with who, when and why; nobody approves their own work."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from archived_reports import certified, filed
from coaverify.archive import review
from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotAllowed, NotInArchive
from coaverify.archive.standing import State, status_of
from coaverify.archive.tables import Entry
from coaverify.archive.trail import Kind


def test_a_report_is_filed_until_somebody_judges_it(archive: Archive) -> None:
    number = filed(archive, 1).seq
    status = status_of(archive, number)
    assert (status.state, status.by, status.origin) == (State.FILED, "first person", "verification")
    assert status.sentence.startswith(f"Report {number}: {status.verdict}, filed by first person (")


def test_an_approval_says_who_when_and_why(archive: Archive) -> None:
    number = filed(archive, 1).seq
    entry = review.approve(archive, number, "second person", "  compared with the paper ")
    status = status_of(archive, number)
    (decision,) = status.decisions
    assert (decision.seq, decision.at, decision.by) == (entry.seq, entry.at, "second person")
    assert (decision.approved, decision.words) == (True, "compared with the paper")
    assert status.state is State.APPROVED
    assert f"approved by second person ({entry.at[:10]})" in status.sentence
    with archive.reading() as connection:
        row = connection.execute(
            select(Entry.kind, Entry.document, Entry.report, Entry.payload).where(Entry.seq == entry.seq)
        ).one()
    assert (row.kind, row.document, row.report) == (Kind.APPROVAL, status.document, number)
    assert json.loads(row.payload)["verdict"] == status.verdict


@pytest.mark.parametrize(
    "name", ["first person", "First Person", " first-person ", "first\u200b per\u00adson", "ｆirst person"]
)
def test_who_filed_a_report_does_not_judge_it(archive: Archive, name: str) -> None:
    number = filed(archive, 1).seq
    with pytest.raises(NotAllowed, match="second person"):
        review.approve(archive, number, name)
    with pytest.raises(NotAllowed, match="second person"):
        review.reject(archive, number, name, "why not")
    assert status_of(archive, number).decisions == ()


@pytest.mark.parametrize("name", ["", " ", "\t", "\u200b\u2060"])
def test_nobody_is_nameless(archive: Archive, name: str) -> None:
    number = filed(archive, 1).seq
    with pytest.raises(NotAllowed, match="by name"):
        review.comment(archive, number, "seen", name)
    assert status_of(archive, number).comments == ()


def test_names_in_other_scripts_and_names_of_signs_alone_are_told_apart(archive: Archive) -> None:
    number = filed(archive, 1, by="李").seq
    with pytest.raises(NotAllowed):
        review.approve(archive, number, "李")
    review.approve(archive, number, "王")
    review.approve(archive, number, "??")
    with pytest.raises(NotAllowed, match="already"):
        review.approve(archive, number, "??")
    assert len(status_of(archive, number).decisions) == 2


def test_one_approval_a_person(archive: Archive) -> None:
    number = filed(archive, 1).seq
    review.approve(archive, number, "second person")
    with pytest.raises(NotAllowed, match="already"):
        review.approve(archive, number, "Second Person")
    review.approve(archive, number, "third person")
    assert [one.by for one in status_of(archive, number).decisions] == ["second person", "third person"]


def test_one_rejection_outweighs_approvals_until_it_is_taken_back(archive: Archive) -> None:
    number = filed(archive, 1).seq
    review.approve(archive, number, "second person")
    review.reject(archive, number, "third person", "another lot on the vial")
    rejected = status_of(archive, number)
    assert rejected.state is State.REJECTED
    assert "rejected by third person" in rejected.sentence
    review.approve(archive, number, "third person", "the vial was mixed up")
    assert status_of(archive, number).state is State.APPROVED
    with archive.reading() as connection:  # what was said before stays in the trail
        kinds = connection.execute(select(Entry.kind).where(Entry.report == number)).scalars().all()
    assert kinds.count(Kind.APPROVAL) == 3


def test_a_rejection_needs_a_reason(archive: Archive) -> None:
    number = filed(archive, 1).seq
    with pytest.raises(NotAllowed, match="why it is rejected"):
        review.reject(archive, number, "second person", "  ")


def test_comments_come_back_in_their_order_and_with_every_character(archive: Archive) -> None:
    number = filed(archive, 1).seq
    words = ["first: \x00 \U0001f9ea ≥ ε", "second\nof two lines"]
    for one in words:
        review.comment(archive, number, one, "first person")
    status = status_of(archive, number)
    assert [one.words for one in status.comments] == words
    assert status.state is State.FILED


@pytest.mark.parametrize("words", ["", " \n", "x" * 10_001])
def test_a_comment_says_something_and_not_too_much(archive: Archive, words: str) -> None:
    number = filed(archive, 1).seq
    with pytest.raises(NotAllowed):
        review.comment(archive, number, words, "x")


def test_only_reports_are_judged(archive: Archive) -> None:
    document_entry = filed(archive, 1).seq - 1
    for number in (document_entry, 99):
        for act in (
            lambda number=number: review.approve(archive, number, "y"),
            lambda number=number: review.reject(archive, number, "y", "why"),
            lambda number=number: review.comment(archive, number, "words", "y"),
            lambda number=number: status_of(archive, number),
        ):
            with pytest.raises(NotInArchive):
                act()


def test_what_is_said_of_one_report_is_not_said_of_another(archive: Archive) -> None:
    one, other = filed(archive, 1).seq, filed(archive, 2, certified(lot="L-2")).seq
    review.approve(archive, one, "second person")
    review.comment(archive, other, "look again", "second person")
    assert (status_of(archive, one).state, status_of(archive, other).state) == (State.APPROVED, State.FILED)
    assert (len(status_of(archive, one).comments), len(status_of(archive, other).comments)) == (0, 1)
