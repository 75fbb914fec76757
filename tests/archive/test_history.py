"""What became of a document, and what is known of a lot, a vendor, a laboratory."""

from __future__ import annotations

import pytest

from archived_reports import certified, document, filed, report_on
from coaverify.archive.archive import Archive
from coaverify.archive.errors import NotInArchive
from coaverify.archive.filing import Origin, file, note_name
from coaverify.archive.history import history_of_document, history_of_lot
from coaverify.archive.party_history import MOST_CERTIFICATES, Party, history_of_party
from coaverify.archive.trail import Kind
from coaverify.archive.trail_words import entries_of_report, in_words


def test_a_document_has_its_names_reports_and_entries(archive: Archive) -> None:
    data = document(1)
    first = file(archive, report_on(data, name="a.pdf"), data, "first person").seq
    sha256 = report_on(data).document.sha256
    note_name(archive, sha256, "b.pdf", "second person")
    later = report_on(data, certified(failing=True), as_of="2026-12-01")
    second = file(archive, later, data, "second person", origin=Origin.CORRECTION, follows=first).seq
    with archive.adding("third person") as trail:
        trail.add(Kind.COMMENT, {"words": "Seen by me."}, report=second)
    filed(archive, 2)
    history = history_of_document(archive, sha256[:10])
    assert (history.sha256, history.names, history.there) == (sha256, ("a.pdf", "b.pdf"), True)
    assert [hit.number for hit in history.reports] == [second, first]
    assert [(entry.by, entry.words) for entry in history.entries] == [
        ("first person", f"Document stored as a.pdf, {len(data)} bytes."),
        ("first person", f"Report {first} filed: pass."),
        ("second person", "The same document came again as b.pdf."),
        ("second person", f"Report {second} filed after a correction, made again from report {first}: fail."),
        ("third person", "Comment: Seen by me."),
    ]
    with archive.reading() as connection:
        assert [entry.kind for entry in entries_of_report(connection, second)] == ["report", "comment"]


@pytest.mark.parametrize("digits", ["", "0", "zz", "ffffffffffff", "é", "\x00"])
def test_a_document_that_is_not_one_is_not_in_the_archive(archive: Archive, digits: str) -> None:
    filed(archive, 1)
    filed(archive, 2)
    with pytest.raises(NotInArchive):
        history_of_document(archive, digits)


def test_entries_of_every_kind_have_words() -> None:
    stated = {"printed": "99.3 %", "read": {}}
    for kind, payload, words in (
        ("correction", {"certificate": 1, "claim": "hplc_purity", "old": stated, "new": None, "why": "smudge"},
         "Certificate 1, hplc purity: read as not stated instead of “99.3 %”, because: smudge"),
        ("approval", {"decision": "approved", "words": ""}, "Report 7 approved."),
        ("approval", {"decision": "rejected", "words": "lot"}, "Report 7 rejected: lot"),
        ("hold", {"why": "a claim", "until": None}, "Hold: why: a claim."),
        ("report", {"of": [1, 2]}, "Report: of: [1, 2]."),
        ("deletion", {}, "Deletion."),
    ):  # fmt: skip
        assert in_words(kind, payload, 7) == words


def test_what_differs_between_the_certificates_of_a_lot_is_named(archive: Archive) -> None:
    first = filed(archive, 1, certified(lot="SX-1", purity="99.30", vendor="Example Peptides")).seq
    second = filed(archive, 2, certified(lot="sx 1", purity="98.10", vendor="EXAMPLE PEPTIDES")).seq
    filed(archive, 3, certified(lot="SX-10", purity="97.00"))
    history = history_of_lot(archive, "SX-1")
    assert [hit.number for hit in history.reports] == [second, first]
    (difference,) = history.differences
    assert difference.claim == "Purity, %"
    assert [(said.value, said.reports) for said in difference.values] == [("99.30", (first,)), ("98.10", (second,))]
    assert not history.more


def test_a_lot_that_nothing_names_exactly_has_no_history_and_near_ones_are_named(archive: Archive) -> None:
    filed(archive, 1, certified(lot="SX-10"))
    with pytest.raises(NotInArchive, match="SX-10"):
        history_of_lot(archive, "SX-1")


def test_a_vendor_has_its_verdicts_purities_and_repeated_figures(archive: Archive) -> None:
    for number, purity in enumerate(["99.30", "99.30", "98.10", "99.3", "97.55"] * 5):
        filed(archive, number, certified(lot=f"L-{number // 5}-{number % 2}", purity=purity, failing=number < 2))
    filed(archive, 99, certified(vendor="Another", purity="50.00"))
    history = history_of_party(archive, Party.VENDOR, "example-peptides")
    assert (history.name, history.certificates, history.more) == ("Example Peptides", 25, False)
    assert history.verdicts == (("pass", 23), ("fail", 2))
    assert history.others == (("Example Laboratory", 25),)
    assert history.failing == (("identity.form", 2),)
    assert history.failing_of == 2
    assert history.purities is not None
    assert history.purities.count == 25
    assert history.purities.quartiles == (97.55, 98.1, 99.3, 99.3, 99.3)
    assert sum(one.count for one in history.purities.bins) == 25
    assert [(one.low <= 99.3 < one.high) for one in history.purities.bins][-1]
    assert history.repeated[0].figure == "99.30"
    assert len(history.repeated[0].lots) == 10
    assert history.ending is not None
    assert (history.ending.digit, history.ending.count, history.ending.of) == ("0", 15, 25)


def test_of_a_document_only_the_newest_report_counts(archive: Archive) -> None:
    data = document(1)
    file(archive, report_on(data, certified(failing=True)), data, "x")
    file(archive, report_on(data, certified(), as_of="2026-12-01"), data, "x")
    history = history_of_party(archive, Party.LABORATORY, "Example Laboratory")
    assert history.verdicts == (("pass", 1),)


def test_a_history_says_over_how_many_it_speaks(archive: Archive) -> None:
    for number in range(4):
        filed(archive, number, certified(lot=f"L-{number}", purity=f"9{number}.00"))
    history = history_of_party(archive, Party.VENDOR, "Example Peptides", most=3)
    assert (history.certificates, history.more) == (3, True)
    assert history.purities is not None
    assert history.purities.quartiles[0] == 91.0
    assert MOST_CERTIFICATES >= 200


def test_a_vendor_that_nothing_names_is_not_in_the_archive(archive: Archive) -> None:
    filed(archive, 1)
    with pytest.raises(NotInArchive, match="Example Peptides"):
        history_of_party(archive, Party.VENDOR, "Example")
    with pytest.raises(NotInArchive):
        history_of_party(archive, Party.VENDOR, "—")
